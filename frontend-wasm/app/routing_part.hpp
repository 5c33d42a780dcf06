#pragma once
// The part of update() about where a ticket goes and who of staff hears of it.

#include "frontend-wasm/app/reading_part.hpp"

namespace stu::app {

class RoutingPart : public ReadingPart {
  public:
    using ReadingPart::operator();

    void operator()(const intent::FoldTransfer&);
    void operator()(const intent::SubmitTransfer&);
    void operator()(const intent::Replied<TransferTicket>& reply);

  protected:
    using ReadingPart::ReadingPart;
};

} // namespace stu::app
