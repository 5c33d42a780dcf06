#pragma once
// The part of update() about what a ticket has to do with others: links, similar ones, merging.

#include "frontend-wasm/app/filing_part.hpp"

namespace stu::app {

class RelatedPart : public FilingPart {
  public:
    using FilingPart::operator();

    void operator()(const intent::SubmitLink& happened);
    void operator()(const intent::Link& happened);
    void operator()(const intent::Merge& happened);
    void operator()(const intent::Unmerge& happened);
    void operator()(const intent::Replied<FindSimilarTickets>& reply);
    void operator()(const intent::Replied<LinkTickets>& reply);
    void operator()(const intent::Replied<MergeTickets>& reply);
    void operator()(const intent::Replied<UnmergeTicket>& reply);

  protected:
    using FilingPart::FilingPart;

  private:
    void link(std::string other, bool linked);
    void go_on_at(const TicketView& now);
};

} // namespace stu::app
