#pragma once
// The part of update() about what staff sends to students.

#include "frontend-wasm/app/replies_part.hpp"

namespace stu::app {

class ResponsePart : public RepliesPart {
  public:
    using RepliesPart::operator();

    void operator()(const intent::SubmitStatus& happened);
    void operator()(const intent::DiscardResponse& happened);
    void operator()(const intent::Replied<RespondToTicket>& reply);

  protected:
    using RepliesPart::RepliesPart;
};

} // namespace stu::app
