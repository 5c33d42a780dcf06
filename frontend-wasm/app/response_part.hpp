#pragma once
// The part of update() about what staff sends to students.

#include "frontend-wasm/app/related_part.hpp"

namespace stu::app {

class ResponsePart : public RelatedPart {
  public:
    using RelatedPart::operator();

    void operator()(const intent::SubmitStatus& happened);
    void operator()(const intent::DiscardResponse& happened);
    void operator()(const intent::Replied<RespondToTicket>& reply);

  protected:
    using RelatedPart::RelatedPart;
};

} // namespace stu::app
