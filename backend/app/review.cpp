// The staff's side of a ticket: status and remark.

#include "backend/app/post.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/catalogue.hpp"
#include "backend/store/tickets.hpp"

namespace stu::app {

Result<TicketView> handle(SetStatus, Context& context, const StatusChange& request) {
    store::Transaction transaction = context.store().write();
    auto ticket = readable_ticket(transaction, context.actor, request.number);
    if (!ticket) return no_such_ticket();
    if (!may(context.actor, Action::set_status, {ticket->owner_id, ticket->department}))
        return not_allowed(context.actor, "Only staff of the department set the status.");

    const store::CountedTicket before = store::counted(*ticket);
    const auto event = change_status(*ticket, request, context.actor, context.now_ms);
    if (!event) return event.error();
    if (!ticket->duplicate_of.empty() && !readable_ticket(transaction, context.actor, ticket->duplicate_of))
        return invalid("duplicate_of", "There is no such ticket in your departments.");
    if (!store::update_ticket(transaction, *ticket, before)) return somebody_was_faster();
    store::insert_event(transaction, ticket->id, event.value());

    tell_student(transaction, context, store::load_catalogue(transaction), *ticket, event.value());
    TicketView view = view_of(transaction, context.actor, std::move(*ticket));
    transaction.commit();
    context.services.mail_queued();
    return view;
}

} // namespace stu::app
