// The staff's side of a ticket: status and remark.

#include "backend/app/duplicates.hpp"
#include "backend/app/held_responses.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/tickets/tickets.hpp"

namespace stu::app {

Result<TicketView> handle(SetStatus, Context& context, const StatusChange& request) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        if (auto done = done_before(transaction, context.actor, request.request_id, request.remark))
            return *std::move(done);

        StatusChange change = request;
        auto found = ticket_to_change(transaction, context,
                                      {Action::set_status, request.number, request.remark,
                                       tr("Only staff of the department set the status."), &change});
        if (!found) return found.error();
        Ticket& ticket = found.value();
        const store::CountedTicket before = store::counted(ticket);
        const auto event = change_status(ticket, change, context.actor, context.now_ms);
        if (!event) return event.error();
        if (event->to == Status::duplicate && event->from != event->to)
            if (auto refusal = original_refusal(transaction, context.actor, ticket.duplicate_of))
                return *refusal;
        record_response(transaction, context, ticket, before, event.value(), request.request_id);
        return view_of(transaction, context.actor, std::move(ticket));
    });
}

} // namespace stu::app
