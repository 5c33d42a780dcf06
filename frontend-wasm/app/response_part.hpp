#pragma once
// The part of update() about what staff sends to students.

#include "frontend-wasm/app/filing_part.hpp"

namespace stu::app {

class ResponsePart : public FilingPart {
  public:
    using FilingPart::operator();

    void operator()(const intent::SubmitStatus& happened);
    void operator()(const intent::DiscardResponse& happened);
    void operator()(const intent::Replied<RespondToTicket>& reply);

  protected:
    using FilingPart::FilingPart;
};

} // namespace stu::app
