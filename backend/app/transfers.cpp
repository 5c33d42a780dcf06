// Staff hands a ticket on to another service, whoever's it is.

#include "backend/app/transfers.hpp"

#include "backend/app/merging.hpp"
#include "backend/app/offered_service.hpp"
#include "backend/app/overtaken.hpp"
#include "backend/app/post.hpp"
#include "backend/app/responses.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/app/watchers.hpp"
#include "backend/app/work.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/held_responses.hpp"
#include "backend/store/tickets/held_transfers.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/transfers.hpp"
#include "backend/store/tickets/work.hpp"
#include "common/time_spans.hpp"
#include "common/transfer.hpp"
#include "common/typed_text.hpp"

#include <utility>

namespace stu::app {
Result<std::string> department_for(store::Transaction& transaction, const Context& context,
                                   const std::string& service) {
    return department_offering(store::load_catalogue_of(transaction, service), service, context.language);
}

namespace {

/// What whoever transfers the ticket may see of it: all, until it is gone.
TransferredTicket seen_going(store::Transaction& transaction, const Actor& actor, Ticket ticket,
                             std::string department, std::string service) {
    TransferredTicket seen{ticket.number, std::move(department), std::move(service), {}};
    if (may(actor, Action::read_ticket, access_subject(ticket)))
        seen.ticket.push_back(view_of(transaction, actor, std::move(ticket)));
    return seen;
}

/// The answer to a transfer that an earlier attempt has asked for already.
std::optional<Result<TransferredTicket>> transferred_before(store::Transaction& transaction,
                                                            const Actor& actor, const TicketTransfer& request,
                                                            const std::string& department) {
    if (const auto id = store::ticket_leaving(transaction, actor.user_id, request.request_id)) {
        const auto held = store::held_transfer_on(transaction, *id);
        if (held->service == request.service)
            return seen_going(transaction, actor, store::find_ticket_by_id(transaction, *id).value(),
                              department, request.service);
    }
    auto past = store::find_repeated(transaction, actor.user_id, request.request_id);
    if (!past) return std::nullopt;
    if (past->kind != EventKind::transferred || past->ticket.service != request.service)
        return refuse(Code::conflict, tr("This was sent before, and the ticket has gone on since. Look where "
                                         "it is now."));
    return seen_going(transaction, actor, std::move(past->ticket), department, request.service);
}

/// Tags that the new department does not have are lost, and its history says which.
void drop_tags(store::Transaction& transaction, const Ticket& ticket, const Actor& author,
               std::int64_t now_ms) {
    const auto lost = store::leave_foreign_tags(transaction, ticket);
    if (!lost.empty())
        store::insert_internal_event(transaction, ticket, tags_event(ticket, {}, lost, author, now_ms));
}

/// Nobody answers for a ticket of a department that is not theirs.
void give_back_if_foreign(store::Transaction& transaction, const Ticket& ticket, const Actor& author,
                          std::int64_t now_ms) {
    TicketWork work = store::work_of(transaction, ticket.id);
    if (work.assignee.empty() || works_here(transaction, ticket, work.assignee)) return;
    const Assignment back{ticket.number, {}, work.assignee};
    const auto event = assign(ticket, work, back, author, now_ms);
    store::store_work(transaction, ticket.id, work);
    store::insert_internal_event(transaction, ticket, event.value());
}

} // namespace

std::optional<Error> leaving_refusal(store::Transaction& transaction, const Ticket& ticket) {
    const auto held = store::held_transfer_on(transaction, ticket.id);
    if (!held) return std::nullopt;
    return refuse(Code::conflict,
                  tr("{person} is handing this ticket on at this moment.", {{"person", held->author_name}}));
}

void make_held_transfer(store::Transaction& transaction, const Context& context, Ticket ticket,
                        const HeldTransfer& held) {
    store::end_held_transfer(transaction, ticket.id);
    const Actor author = author_of(held);
    const Ticket before = ticket;
    const auto department = department_for(transaction, context, held.service);
    const TicketTransfer transfer{held.request_id, ticket.number, ticket.version, held.service, held.reason};
    const Result<TicketEvent> event =
        department ? transfer_ticket(ticket, transfer, department.value(), author, context.now_ms)
                   : Result<TicketEvent>(department.error());
    if (!event) {
        store::insert_internal_event(transaction, before,
                                     withheld_transfer(before, held, EventKind::unsent, context.now_ms),
                                     held.request_id);
        return;
    }
    store::move_ticket(transaction, ticket, before);
    store::insert_event(transaction, ticket.id, event.value(), held.request_id);
    const TicketEvent reason = note_event(ticket, held.reason, author, context.now_ms);
    store::insert_internal_event(transaction, ticket, reason);
    give_back_if_foreign(transaction, ticket, author, context.now_ms);
    if (ticket.department != before.department) drop_tags(transaction, ticket, author, context.now_ms);
    tell_student(transaction, context, store::load_catalogue(transaction), ticket, event.value());
    tell_staff(transaction, context, ticket, event.value(),
               call_by_name(transaction, ticket, reason, author));
}

Result<Empty> hold_transfer(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                            const TicketTransfer& transfer, const std::string& department,
                            const UndoTime& time) {
    if (const auto held = store::held_on(transaction, ticket.id))
        return refuse(Code::conflict,
                      tr("{person} is sending something to the student at this moment. Transfer the ticket "
                         "when it is sent, or taken back.",
                         {{"person", held->author_name}}));
    if (auto refusal = leaving_refusal(transaction, ticket)) return *refusal;
    if (auto refusal = check_notes_room(store::notes_length(transaction, ticket.id), transfer.reason))
        return *refusal;
    Ticket gone = ticket;
    const auto event = transfer_ticket(gone, transfer, department, context.actor, context.now_ms);
    if (!event) return event.error();
    store::hold_transfer(transaction, ticket,
                         {transfer.request_id, context.actor.user_id, context.actor.name, transfer.service,
                          as_paragraphs(transfer.reason), time.since_ms, time.due_ms});
    return Empty{};
}

Result<TransferredTicket> handle(TransferTicket, Context& context, const TicketTransfer& request) {
    const UndoTime time = undo_time(context);
    return context.write([&](store::Transaction& transaction) -> Result<TransferredTicket> {
        const auto department = department_for(transaction, context, request.service);
        if (department)
            if (auto done = transferred_before(transaction, context.actor, request, department.value()))
                return *std::move(done);
        auto ticket = ticket_to_work_on(transaction, context, request.number);
        if (!ticket) return ticket.error();
        if (auto refusal = merged_refusal(request.number, ticket.value())) return *refusal;
        if (!department) return department.error();
        TicketTransfer transfer = request;
        transfer.version = known_version(transaction, context.actor, ticket.value(), request.version);
        if (auto held =
                hold_transfer(transaction, context, ticket.value(), transfer, department.value(), time);
            !held)
            return held.error();
        return seen_going(transaction, context.actor, std::move(ticket.value()), department.value(),
                          request.service);
    });
}

} // namespace stu::app
