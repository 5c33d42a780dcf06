// What staff sends to a student and may take back for a few seconds.

#include "backend/app/responses.hpp"

#include "backend/app/duplicates.hpp"
#include "backend/app/overtaken.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/held_responses.hpp"
#include "backend/store/tickets/held_transfers.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/transfer.hpp"

#include <string_view>
#include <utility>

namespace stu::app {
namespace {

constexpr Marked staff_responds = tr("Only staff of the department responds to its tickets.");

/// What `event` would do to the ticket in its `version`, to wait until `due_ms`.
HeldResponse held_until(const TicketEvent& event, const StaffResponse& request, std::int64_t version,
                        std::int64_t now_ms, std::int64_t due_ms) {
    HeldResponse held;
    held.request_id = request.request_id;
    held.author_id = event.author_id;
    held.author_name = event.author_name;
    held.version = version;
    held.from = event.from;
    held.to = event.to;
    held.text = event.text;
    held.duplicate_of = event.duplicate_of;
    held.created_ms = now_ms;
    held.due_ms = due_ms;
    return held;
}

/// Somebody's response that is not waiting any more, or never was.
Result<Ticket> too_late(store::Transaction& transaction, const Actor& actor, std::string_view request_id) {
    auto past = store::find_repeated(transaction, actor.user_id, request_id);
    if (!past || !may(actor, Action::read_ticket, access_subject(past->ticket)))
        return refuse(Code::not_found, tr("There is nothing here that could be taken back."));
    switch (past->kind) {
    case EventKind::undone: return std::move(past->ticket);
    case EventKind::unsent:
        return refuse(Code::conflict, tr("It was not sent, because the ticket had been changed meanwhile. "
                                         "There is nothing to take back."));
    default: return refuse(Code::conflict, tr("It has been sent already."));
    }
}

std::optional<Error> foreign_refusal(const Context& context, std::string_view author_id,
                                     const std::string& author_name) {
    if (author_id == context.actor.user_id) return std::nullopt;
    return refuse(Code::forbidden,
                  tr("Only {person}, who sent this, can take it back.", {{"person", author_name}}));
}

std::optional<Error> take_transfer_back(store::Transaction& transaction, const Context& context,
                                        const Ticket& ticket, const HeldTransfer& held) {
    if (auto refusal = foreign_refusal(context, held.author_id, held.author_name)) return refusal;
    store::insert_internal_event(transaction, ticket,
                                 withheld_transfer(ticket, held, EventKind::undone, context.now_ms),
                                 held.request_id);
    store::end_held_transfer(transaction, ticket.id);
    return std::nullopt;
}

std::optional<Error> take_response_back(store::Transaction& transaction, const Context& context,
                                        const Ticket& ticket, const HeldResponse& held) {
    if (auto refusal = foreign_refusal(context, held.author_id, held.author_name)) return refusal;
    store::insert_internal_event(transaction, ticket, withheld_event(held, EventKind::undone, context.now_ms),
                                 held.request_id);
    store::end_holding_unsent(transaction, ticket.id, held, context.now_ms + staged_ms);
    return std::nullopt;
}

} // namespace

UndoTime undo_time(const Context& context, std::int64_t seconds) {
    const std::int64_t now_ms = context.services.shared_clock.now_ms();
    return {now_ms, now_ms + (context.services.policy.undo_seconds + seconds) * second_ms};
}

Result<Ticket> hold_response(store::Transaction& transaction, Context& context, const StaffResponse& request,
                             const UndoTime& time) {
    StatusChange change = status_change(request);
    auto found = ticket_to_change(
        transaction, context, {Action::set_status, request.number, request.remark, staff_responds, &change});
    if (!found) return found.error();
    Ticket& ticket = found.value();
    pass_own_changes(transaction, context.actor, ticket, change);
    if (const auto other = store::held_on(transaction, ticket.id))
        return refuse(Code::conflict, tr("{person} is sending something to the student at this moment. "
                                         "Look at it, then send yours.",
                                         {{"person", other->author_name}}));
    Ticket changed = ticket;
    const auto event = change_status(changed, change, context.actor, context.now_ms);
    if (!event) return event.error();
    if (event->to == Status::duplicate && event->from != event->to)
        if (auto refusal = original_refusal(transaction, context.actor, changed.duplicate_of))
            return *refusal;
    store::hold_response(transaction, ticket,
                         held_until(event.value(), request, ticket.version, time.since_ms, time.due_ms));
    if (!store::hold_attachments(transaction, request.attachments, context.actor.user_id, ticket.id,
                                 context.now_ms))
        return no_such_upload();
    return found;
}

Result<bool> take_back_waiting(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                               std::string_view request_id) {
    std::optional<Error> refusal;
    if (const auto held = store::held_on(transaction, ticket.id); held && held->request_id == request_id)
        refusal = take_response_back(transaction, context, ticket, *held);
    else if (const auto leaving = store::held_transfer_on(transaction, ticket.id);
             leaving && leaving->request_id == request_id)
        refusal = take_transfer_back(transaction, context, ticket, *leaving);
    else
        return false;
    return refusal ? Result<bool>(*std::move(refusal)) : Result<bool>(true);
}

Result<Ticket> take_back(store::Transaction& transaction, const Context& context,
                         const ResponseUndo& request) {
    auto ticket = readable_ticket(transaction, context.actor, request.number);
    if (!ticket) return no_such_ticket();
    if (!may(context.actor, Action::set_status, access_subject(*ticket)))
        return not_allowed(context.actor, staff_responds);
    const auto taken = take_back_waiting(transaction, context, *ticket, request.request_id);
    if (!taken) return taken.error();
    if (!taken.value()) return too_late(transaction, context.actor, request.request_id);
    return *std::move(ticket);
}

Result<TicketView> handle(RespondToTicket, Context& context, const StaffResponse& request) {
    const UndoTime time = undo_time(context);
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        if (auto done = done_before(transaction, context.actor, request.request_id, request.remark))
            return *std::move(done);
        auto ticket = hold_response(transaction, context, request, time);
        if (!ticket) return ticket.error();
        return view_of(transaction, context.actor, std::move(ticket.value()));
    });
}

Result<TicketView> handle(UndoResponse, Context& context, const ResponseUndo& request) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        auto ticket = take_back(transaction, context, request);
        if (!ticket) return ticket.error();
        return view_of(transaction, context.actor, std::move(ticket.value()));
    });
}

} // namespace stu::app
