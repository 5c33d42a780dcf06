// Two tickets about one thing become one, and two again.

#include "common/merging.hpp"

#include "backend/app/limits.hpp"
#include "backend/app/merging.hpp"
#include "backend/app/post.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/transfers.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/mail/outbox.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/held_responses.hpp"
#include "backend/store/tickets/merges.hpp"
#include "backend/store/tickets/ticket_words.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/work.hpp"
#include "common/event_rules.hpp"
#include "common/text.hpp"
#include "common/ticket_number.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace stu::app {
namespace {

constexpr Marked staff_merges = tr("Only staff of the department merges tickets.");

/// While somebody is about to send something from a ticket, it stays what they have seen.
std::optional<Error> sending_refusal(store::Transaction& transaction, const Ticket& ticket) {
    if (const auto held = store::held_on(transaction, ticket.id))
        return refuse(Code::conflict, tr("{person} is sending something to the student at this moment. Merge "
                                         "the tickets when it is sent, or taken back.",
                                         {{"person", held->author_name}}));
    return leaving_refusal(transaction, ticket);
}

bool has_been_merged_into(store::Transaction& transaction, const Ticket& ticket) {
    return !store::tickets_merged_into(transaction, ticket.number).empty();
}

/// Whoever opens the target gets all of it in one answer.
std::optional<Error> room_refusal(store::Transaction& transaction, const Ticket& ticket, const Ticket& into) {
    std::vector<Ticket> together = store::tickets_merged_into(transaction, into.number);
    const Error full =
        refuse(Code::conflict, tr("So much stands on these tickets that they do not fit on one. Link them "
                                  "instead."));
    if (together.size() >= max_merged) return full;
    together.push_back(ticket);
    together.push_back(into);
    std::int64_t written = 0, noted = 0;
    for (const Ticket& each : together) {
        written += store::history_length(transaction, each.id) +
                   static_cast<std::int64_t>(code_points(each.message));
        noted += store::notes_length(transaction, each.id);
    }
    if (written <= max_history_of_staff && noted <= max_notes) return std::nullopt;
    return full;
}

void record_merge(store::Transaction& transaction, const Ticket& ticket,
                  const store::CountedTicket& ticket_before, const Ticket& into,
                  const store::CountedTicket& into_before, const MergeEvents& events,
                  std::string_view request_id = {}) {
    store::update_ticket(transaction, ticket, ticket_before);
    store::insert_event(transaction, ticket.id, events.merged, request_id);
    store::update_ticket(transaction, into, into_before);
    store::insert_event(transaction, into.id, events.into);
    store::index_merge(transaction, ticket.id, into.id);
}

/// As its own staff sees the ticket, however it goes on.
Result<Ticket> ticket_to_merge(store::Transaction& transaction, const Context& context,
                               std::string_view number) {
    auto ticket = ticket_itself(transaction, context.actor, number);
    if (!ticket) return no_such_ticket();
    if (!may(context.actor, Action::work_on, access_subject(*ticket)))
        return not_allowed(context.actor, staff_merges);
    return *std::move(ticket);
}

/// What it was found to be merged by, of the events of `into`; 0 where none is known.
std::int64_t merge_of(store::Transaction& transaction, const Ticket& ticket, const Ticket& into) {
    std::int64_t sequence = 0;
    for (const TicketEvent& event : store::load_events(transaction, into.id))
        if (event.kind == EventKind::merged && event.was == ticket.number) sequence = event.sequence;
    return sequence;
}

} // namespace

Result<Ticket> merge_ticket(store::Transaction& transaction, const Context& context,
                            const TicketMerge& request, std::string_view request_id) {
    auto found = ticket_to_merge(transaction, context, request.number);
    if (!found) return found.error();
    Ticket& ticket = found.value();
    auto into = ticket_itself(transaction, context.actor, request.into);
    if (!into || !may(context.actor, Action::work_on, access_subject(*into)))
        return invalid("into", tr("There is no such ticket in your departments."));
    if (ticket.merged_into == into->number) return *std::move(into);
    if (auto refusal = check_merge(ticket, *into)) return *refusal;
    if (has_been_merged_into(transaction, ticket))
        return refuse(Code::conflict,
                      tr("Others have been merged into ticket {number}. Merge {other} into it instead.",
                         {{"number", ticket.number}, {"other", into->number}}));
    for (const Ticket* each : {&ticket, &*into})
        if (auto refusal = sending_refusal(transaction, *each)) return *refusal;
    if (auto refusal = room_refusal(transaction, ticket, *into)) return *refusal;

    const store::CountedTicket ticket_before = store::counted(ticket), into_before = store::counted(*into);
    const MergeEvents events = merge_tickets(ticket, *into, context.actor, context.now_ms);
    record_merge(transaction, ticket, ticket_before, *into, into_before, events, request_id);
    tell_staff(transaction, context, *into, events.into);
    tell_student(transaction, context, store::load_catalogue(transaction), *into, events.into);
    return *std::move(into);
}

Result<Ticket> unmerge_ticket(store::Transaction& transaction, const Context& context,
                              std::string_view number) {
    auto found = ticket_to_merge(transaction, context, number);
    if (!found) return found.error();
    Ticket& ticket = found.value();
    if (ticket.merged_into.empty()) return std::move(ticket);
    auto into = store::find_ticket(transaction, ticket.merged_into).value();
    if (!may(context.actor, Action::work_on, access_subject(into))) return no_such_ticket();
    if (auto refusal = check_unmerge(ticket, context.now_ms)) return *refusal;
    for (const Ticket* each : {&ticket, &into})
        if (auto refusal = sending_refusal(transaction, *each)) return *refusal;

    const std::int64_t merge = merge_of(transaction, ticket, into);
    const store::CountedTicket ticket_before = store::counted(ticket), into_before = store::counted(into);
    const MergeEvents events = unmerge_tickets(ticket, into, store::load_events(transaction, ticket.id),
                                               context.actor, context.now_ms);
    // Who has not been told of the merge yet is told of neither.
    const auto untold = store::unsend_mail_about(transaction, into.id, merge, context.now_ms);
    tell_staff(transaction, context, into, events.into, {}, untold); // while those of both watch it
    record_merge(transaction, ticket, ticket_before, into, into_before, events);
    if (std::find(untold.begin(), untold.end(), into.email) == untold.end())
        tell_student(transaction, context, store::load_catalogue(transaction), into, events.into);
    return std::move(ticket);
}

Ticket going_on_as(store::Transaction& transaction, Ticket ticket) {
    if (ticket.merged_into.empty()) return ticket;
    auto target = store::find_ticket(transaction, ticket.merged_into);
    return target ? *std::move(target) : ticket;
}

std::optional<Ticket> ticket_numbered(store::Transaction& transaction, std::string_view typed_number) {
    const auto number = parse_ticket_number(typed_number), earlier = parse_earlier_number(typed_number);
    if (number) return store::find_ticket(transaction, *number);
    return earlier ? store::find_ticket_by_earlier_number(transaction, *earlier) : std::nullopt;
}

std::optional<Ticket> ticket_itself(store::Transaction& transaction, const Actor& actor,
                                    std::string_view typed_number) {
    auto ticket = ticket_numbered(transaction, typed_number);
    if (!ticket || !may(actor, Action::read_ticket, access_subject(*ticket))) return std::nullopt;
    return ticket;
}

std::optional<Error> merged_refusal(std::string_view typed_number, const Ticket& ticket) {
    const auto number = parse_ticket_number(typed_number);
    if (!number || *number == ticket.number) return std::nullopt;
    return refuse(Code::conflict,
                  tr("Ticket {number} has been merged into {other}. Look at that one, then decide.",
                     {{"number", *number}, {"other", ticket.number}}));
}

std::vector<MergedTicket> merged_into(store::Transaction& transaction, const Actor& actor, const Ticket& into,
                                      const std::vector<TicketEvent>& events) {
    std::vector<MergedTicket> merged;
    const bool any = std::any_of(events.begin(), events.end(), [&into](const TicketEvent& event) {
        return event.kind == EventKind::merged && event.becomes == into.number;
    });
    if (!any) return merged; // nearly always
    for (Ticket& ticket : store::tickets_merged_into(transaction, into.number)) {
        MergedTicket each{ticket.number, ticket.subject, ticket.message, ticket.withdrawn_ms, {}, {}};
        each.events = visible_events(transaction, actor, ticket.id, access_subject(into));
        each.attachments = store::ticket_attachments(transaction, ticket.id);
        std::erase_if(each.attachments, [&each](const TicketAttachment& file) {
            return std::none_of(each.events.begin(), each.events.end(),
                                [&file](const TicketEvent& event) { return event.sequence == file.event; });
        });
        merged.push_back(std::move(each));
    }
    return merged;
}

Result<TicketView> handle(MergeTickets, Context& context, const TicketMerge& request) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        if (auto refusal = count(transaction, limit::staff_work, context.actor.user_id, context.now_ms))
            return *refusal;
        auto into = merge_ticket(transaction, context, request);
        if (!into) return into.error();
        return view_of(transaction, context.actor, std::move(into.value()));
    });
}

Result<TicketView> handle(UnmergeTicket, Context& context, const TicketByNumber& request) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        if (auto refusal = count(transaction, limit::staff_work, context.actor.user_id, context.now_ms))
            return *refusal;
        auto ticket = unmerge_ticket(transaction, context, request.number);
        if (!ticket) return ticket.error();
        return view_of(transaction, context.actor, std::move(ticket.value()));
    });
}

} // namespace stu::app
