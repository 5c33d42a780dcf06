#pragma once
// The part of update() about where a ticket goes and who of staff hears of it.

#include "frontend-wasm/app/bulk_part.hpp"

namespace stu::app {

class RoutingPart : public BulkPart {
  public:
    using BulkPart::operator();

    void operator()(const intent::FoldTransfer&);
    void operator()(const intent::SubmitTransfer&);
    void operator()(const intent::Replied<TransferTicket>& reply);
    void operator()(const intent::SubmitTag& happened);
    void operator()(const intent::AddTag& happened);
    void operator()(const intent::RemoveTag& happened);
    void operator()(const intent::Replied<SetTags>& reply);

  protected:
    using BulkPart::BulkPart;

  private:
    void change_tags(std::vector<std::string> add, std::vector<std::string> remove);
};

} // namespace stu::app
