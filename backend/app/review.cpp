// The staff's side of a ticket: status and remark.

#include "backend/app/duplicates.hpp"
#include "backend/app/post.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/tickets.hpp"

namespace stu::app {

Result<TicketView> handle(SetStatus, Context& context, const StatusChange& request) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        if (auto done = done_before(transaction, context.actor, request.request_id, request.remark))
            return *std::move(done);

        auto found = ticket_to_change(transaction, context,
                                      {Action::set_status, request.number, request.remark,
                                       tr("Only staff of the department set the status.")});
        if (!found) return found.error();
        Ticket& ticket = found.value();
        const store::CountedTicket before = store::counted(ticket);
        const auto event = change_status(ticket, request, context.actor, context.now_ms);
        if (!event) return event.error();
        if (event->to == Status::duplicate && event->from != event->to)
            if (auto refusal = original_refusal(transaction, context.actor, ticket.duplicate_of))
                return *refusal;
        store::update_ticket(transaction, ticket, before);
        store::insert_event(transaction, ticket.id, event.value(), request.request_id);

        const Catalogue catalogue = store::load_catalogue(transaction);
        look_after_duplicates(transaction, context, catalogue, ticket);
        tell_student(transaction, context, catalogue, ticket, event.value());
        return view_of(transaction, context.actor, std::move(ticket));
    });
}

} // namespace stu::app
