// Staff hands a ticket on to another service, whoever's it is.

#include "common/transfer.hpp"

#include "backend/app/languages.hpp"
#include "backend/app/post.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/app/work.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/held_responses.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/transfers.hpp"
#include "backend/store/tickets/work.hpp"

#include <utility>

namespace stu::app {
namespace {

/// What whoever transferred it may see of it now.
TransferredTicket seen_after(store::Transaction& transaction, const Actor& actor, Ticket ticket) {
    TransferredTicket seen{ticket.number, ticket.department, ticket.service, {}};
    if (may(actor, Action::read_ticket, access_subject(ticket)))
        seen.ticket.push_back(view_of(transaction, actor, std::move(ticket)));
    return seen;
}

/// The answer to a transfer that an earlier attempt has made already.
std::optional<Result<TransferredTicket>>
transferred_before(store::Transaction& transaction, const Actor& actor, const TicketTransfer& request) {
    auto past = store::find_repeated(transaction, actor.user_id, request.request_id);
    if (!past) return std::nullopt;
    if (past->kind != EventKind::transferred || past->ticket.service != request.service)
        return refuse(Code::conflict, tr("This was sent before, and the ticket has gone on since. Look where "
                                         "it is now."));
    return seen_after(transaction, actor, std::move(past->ticket));
}

/// The department of the service, or why no ticket can go there.
Result<std::string> department_for(store::Transaction& transaction, const Context& context,
                                   const std::string& service) {
    const Catalogue catalogue = store::load_catalogue_of(transaction, service);
    const Department* const department = department_of_service(catalogue, service);
    if (department == nullptr) return invalid("service", tr("Please choose one of the services."));
    if (find_offered_service(catalogue, service) == nullptr)
        return invalid("service",
                       tr("“{service}” is not offered any more. Please choose another service.",
                          {{"service", service_name(in_language(catalogue, context.language), service)}}));
    return department->id;
}

/// Tags that the new department does not have are lost, and its history says which.
void drop_tags(store::Transaction& transaction, const Context& context, const Ticket& ticket) {
    const auto lost = store::leave_foreign_tags(transaction, ticket);
    if (!lost.empty())
        store::insert_internal_event(transaction, ticket,
                                     tags_event(ticket, {}, lost, context.actor, context.now_ms));
}

/// Nobody answers for a ticket of a department that is not theirs.
void give_back_if_foreign(store::Transaction& transaction, const Context& context, const Ticket& ticket) {
    TicketWork work = store::work_of(transaction, ticket.id);
    if (work.assignee.empty() || works_here(transaction, ticket, work.assignee)) return;
    const Assignment back{ticket.number, {}, work.assignee};
    const auto event = assign(ticket, work, back, context.actor, context.now_ms);
    store::store_work(transaction, ticket.id, work);
    store::insert_internal_event(transaction, ticket, event.value());
}

} // namespace

Result<TransferredTicket> handle(TransferTicket, Context& context, const TicketTransfer& request) {
    return context.write([&](store::Transaction& transaction) -> Result<TransferredTicket> {
        if (auto done = transferred_before(transaction, context.actor, request)) return *std::move(done);
        auto found = ticket_to_work_on(transaction, context, request.number);
        if (!found) return found.error();
        Ticket& ticket = found.value();
        if (const auto held = store::held_on(transaction, ticket.id))
            return refuse(
                Code::conflict,
                tr("{person} is sending something to the student at this moment. Transfer the ticket "
                   "when it is sent, or taken back.",
                   {{"person", held->author_name}}));
        if (auto refusal = check_notes_room(store::notes_length(transaction, ticket.id), request.reason))
            return *refusal;
        const auto department = department_for(transaction, context, request.service);
        if (!department) return department.error();

        const Ticket before = ticket;
        const auto event =
            transfer_ticket(ticket, request, department.value(), context.actor, context.now_ms);
        if (!event) return event.error();
        store::move_ticket(transaction, ticket, before);
        store::insert_event(transaction, ticket.id, event.value(), request.request_id);
        store::insert_internal_event(transaction, ticket,
                                     note_event(ticket, request.reason, context.actor, context.now_ms));
        give_back_if_foreign(transaction, context, ticket);
        if (ticket.department != before.department) drop_tags(transaction, context, ticket);
        tell_student(transaction, context, store::load_catalogue(transaction), ticket, event.value());
        return seen_after(transaction, context.actor, std::move(ticket));
    });
}

} // namespace stu::app
