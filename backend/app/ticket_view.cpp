#include "backend/app/ticket_view.hpp"

#include "backend/app/held_responses.hpp"
#include "backend/app/limits.hpp"
#include "backend/app/linking.hpp"
#include "backend/app/merging.hpp"
#include "backend/app/overtaken.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/transfers.hpp"
#include "backend/app/watchers.hpp"
#include "backend/store/mail/outbox.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/held_responses.hpp"
#include "backend/store/tickets/held_transfers.hpp"
#include "backend/store/tickets/promises.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/ticket_lists.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/watchers.hpp"
#include "backend/store/tickets/work.hpp"
#include "common/event_rules.hpp"
#include "common/text.hpp"
#include "common/ticket_number.hpp"
#include "common/typed_text.hpp"

#include <algorithm>

namespace stu::app {

std::optional<Ticket> readable_ticket(store::Transaction& transaction, const Actor& actor,
                                      std::string_view typed_number) {
    auto ticket = ticket_numbered(transaction, typed_number);
    if (!ticket) return std::nullopt;
    Ticket found = going_on_as(transaction, *std::move(ticket));
    if (!may(actor, Action::read_ticket, access_subject(found))) return std::nullopt;
    return found;
}

Result<Ticket> ticket_to_change(store::Transaction& transaction, Context& context,
                                const WantedChange& wanted) {
    auto ticket = readable_ticket(transaction, context.actor, wanted.number);
    if (!ticket) return no_such_ticket();
    if (!may(context.actor, wanted.action, access_subject(*ticket)))
        return not_allowed(context.actor, wanted.who);
    if (wanted.action != Action::answer_ticket)
        if (auto refusal = merged_refusal(wanted.number, *ticket)) return *refusal;
    if (context.actor.role == Role::student) {
        if (auto refusal = count(transaction, limit::answer, context.actor.user_id, context.now_ms))
            return *refusal;
    } else if (wanted.change != nullptr) { // students hold nothing
        const std::int64_t before = ticket->version;
        send_own_held(transaction, context, *ticket);
        if (wanted.change->version == before) // whoever saw that saw their own response, too
            pass_own_changes(transaction, context.actor, *ticket, *wanted.change);
        if (auto refusal = leaving_refusal(transaction, *ticket)) return *refusal;
    }
    if (auto refusal =
            check_history_room(context.actor, store::history_length(transaction, ticket->id), wanted.words))
        return *refusal;
    return std::move(*ticket);
}

namespace {

void hide_if_foreign(store::Transaction& transaction, const Actor& reader, std::string& number) {
    if (!number.empty() && !readable_ticket(transaction, reader, number)) number.clear();
}

/// Of tickets that `reader` may not read.
void hide_foreign_numbers(store::Transaction& transaction, const Actor& reader, TicketEvent& event) {
    hide_if_foreign(transaction, reader, event.duplicate_of);
    if (event.kind != EventKind::linked) return;
    hide_if_foreign(transaction, reader, event.was);
    hide_if_foreign(transaction, reader, event.becomes);
}

} // namespace

void hide_foreign_duplicate(store::Transaction& transaction, const Actor& reader, Ticket& ticket) {
    hide_if_foreign(transaction, reader, ticket.duplicate_of);
}

std::vector<TicketEvent> visible_events(store::Transaction& transaction, const Actor& actor,
                                        std::string_view ticket_id, const Subject& ticket) {
    auto events = store::load_events(transaction, ticket_id);
    std::erase_if(events, [&](const TicketEvent& event) { return !visible(event, actor, ticket); });
    return events;
}

namespace {

/// Who can be given the ticket, and who was named in its history and cannot be any more.
std::vector<Colleague> colleagues_for(store::Transaction& transaction, const Ticket& ticket,
                                      const TicketWork& work, const std::vector<TicketEvent>& events) {
    std::vector<Colleague> colleagues = store::colleagues_in(transaction, ticket.department);
    const auto add = [&](const std::string& id) {
        if (id.empty() || std::any_of(colleagues.begin(), colleagues.end(),
                                      [&](const Colleague& each) { return each.id == id; }))
            return;
        if (auto earlier = store::find_colleague(transaction, id)) colleagues.push_back(std::move(*earlier));
    };
    add(work.assignee);
    for (const TicketEvent& event : events) {
        if (event.kind != EventKind::assigned && event.kind != EventKind::watched) continue;
        add(event.was);
        add(event.becomes);
    }
    return colleagues;
}

/// The newest of the same student that `actor`, who is staff, may see, without this one.
std::vector<TicketRow> others_of(store::Transaction& transaction, const Actor& actor, const Ticket& ticket) {
    constexpr std::size_t most = 5;
    std::vector<TicketRow> others;
    for (store::ListedTicket& listed :
         store::own_tickets_of(transaction, ticket.owner_id, actor.departments, most + 1))
        if (listed.id != ticket.id && others.size() < most &&
            may(actor, Action::read_ticket, {ticket.owner_id, listed.row.department}))
            others.push_back(std::move(listed.row));
    return others;
}

} // namespace

TicketView view_of(store::Transaction& transaction, const Actor& actor, Ticket ticket) {
    TicketView view;
    if (Ticket target = going_on_as(transaction, ticket);
        target.id != ticket.id && may(actor, Action::read_ticket, access_subject(target)))
        ticket = std::move(target);
    const bool for_staff = may(actor, Action::read_notes, access_subject(ticket));
    view.events = visible_events(transaction, actor, ticket.id, access_subject(ticket));
    const auto is_hidden = [&](std::int64_t sequence) {
        return std::none_of(view.events.begin(), view.events.end(),
                            [&](const TicketEvent& event) { return event.sequence == sequence; });
    };
    view.attachments = store::ticket_attachments(transaction, ticket.id);
    std::erase_if(view.attachments, [&](const TicketAttachment& each) { return is_hidden(each.event); });
    if (!ticket.email.empty()) view.undelivered = store::failed_events(transaction, ticket.id, ticket.email);
    std::erase_if(view.undelivered, is_hidden);
    if (for_staff) {
        view.work = store::work_of(transaction, ticket.id);
        view.due = store::due_on(transaction, ticket.id);
        view.seen = store::seen_version(transaction, actor.user_id, ticket.id);
        view.others = others_of(transaction, actor, ticket);
        view.linked = linked_with(transaction, actor, ticket);
        view.known_tags = store::tags_in(transaction, ticket.department);
        view.colleagues = colleagues_for(transaction, ticket, view.work, view.events);
        view.watchers = working_here(store::watchers_of(transaction, ticket.id), view.colleagues);
        if (auto held = store::held_on(transaction, ticket.id)) view.held.push_back(*std::move(held));
        if (auto held = store::held_transfer_on(transaction, ticket.id))
            view.leaving.push_back(*std::move(held));
    }
    view.merged = merged_into(transaction, actor, ticket, view.events);
    view.ticket = std::move(ticket);

    hide_foreign_duplicate(transaction, actor, view.ticket);
    for (TicketEvent& event : view.events) hide_foreign_numbers(transaction, actor, event);
    for (MergedTicket& merged : view.merged)
        for (TicketEvent& event : merged.events) hide_foreign_numbers(transaction, actor, event);
    for (HeldResponse& held : view.held) hide_if_foreign(transaction, actor, held.duplicate_of);
    return view;
}

namespace {

/// The response that waits under this id.
std::optional<store::Repeated> held_before(store::Transaction& transaction, const Actor& actor,
                                           std::string_view request_id) {
    const auto ticket_id = store::ticket_holding(transaction, actor.user_id, request_id);
    if (!ticket_id) return std::nullopt;
    return store::Repeated{store::find_ticket_by_id(transaction, *ticket_id).value(),
                           store::held_on(transaction, *ticket_id).value().text};
}

} // namespace

std::optional<Result<TicketView>> done_before(store::Transaction& transaction, const Actor& actor,
                                              std::string_view request_id, std::string_view words) {
    if (request_id.empty()) return std::nullopt;
    auto repeated = store::find_repeated(transaction, actor.user_id, request_id);
    if (!repeated) repeated = held_before(transaction, actor, request_id);
    if (!repeated) return std::nullopt;
    // They may have left the department since.
    if (!may(actor, Action::read_ticket, access_subject(repeated->ticket))) return no_such_ticket();
    if (repeated->kind == EventKind::undone || repeated->kind == EventKind::unsent)
        return refuse(Code::conflict, tr("This has been taken back, or was not sent. Send it once more."));
    if (repeated->text != as_paragraphs(words))
        return refuse(Code::conflict,
                      tr("This was sent before with other words, which stand in the history now. "
                         "Look at them, then send what is still to be said."));
    return view_of(transaction, actor, std::move(repeated->ticket));
}

std::string tracking_secret(const Context& context, const Ticket& ticket) {
    return context.services.secret.code("track", ticket.id).substr(0, 20);
}

Error no_such_ticket() { return refuse(Code::not_found, tr("There is no such ticket.")); }

Error no_such_upload() {
    return invalid("attachments", tr("A file is no longer there. Please attach it again."));
}

} // namespace stu::app
