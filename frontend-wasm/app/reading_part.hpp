#pragma once
// The part of update() about what is read: pages that have come, asked for or not, and filters above them.

#include "frontend-wasm/app/account_part.hpp"

namespace stu::app {

class ReadingPart : public AccountPart {
  public:
    using AccountPart::operator();

    void operator()(const intent::Replied<StudentHome>& reply);
    void operator()(const intent::Replied<ListOwnTickets>& reply);
    void operator()(const intent::Replied<DepartmentQueue>& reply);
    void operator()(const intent::Replied<StaffWork>& reply);
    void operator()(const intent::Replied<DepartmentAnalytics>& reply);
    void operator()(const intent::Replied<AnalyticsByAssignee>& reply);
    void operator()(const intent::Replied<FollowTicket>& reply);
    void operator()(const intent::Replied<UsualTimeOfService>& reply);
    void operator()(const intent::Replied<GetTicket>& reply);
    void operator()(const intent::Replied<MarkSeen>& reply);
    void operator()(const intent::SubmitQueueFilter& happened);
    void operator()(const intent::SubmitAnalyticsRange& happened);
    void operator()(const intent::SubmitTrack& happened);

    void operator()(const intent::CameBack& happened);
    void operator()(const intent::OthersChanged& happened);
    void operator()(const intent::Refresh& happened);
    void operator()(const intent::ShowNews& happened);
    void operator()(const intent::Fold& happened);

  protected:
    using AccountPart::AccountPart;

    /// Of the ticket that is shown, if one is.
    void start_forms();
    /// The ticket is gone to where whoever looks at it may not follow: to that service (id).
    void leave_ticket(const std::string& number, const std::string& service);

  private:
    template <class T, class E> bool shown_or_kept(Live<T>& live, const intent::Replied<E>& reply);
    void mark_seen(page::Ticket& page);
    bool leads_elsewhere(page::Ticket& page, const Ticket& ticket);
    void ticket_came(page::Ticket& page, const intent::Replied<GetTicket>& reply);
    void tracked(page::Track& form, const Result<TicketView>& result);
    bool sends_to_ticket() const;
};

} // namespace stu::app
