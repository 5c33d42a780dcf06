#include "common/merging.hpp"

#include "common/checks.hpp"
#include "common/event_rules.hpp"
#include "common/ticket_number.hpp"

#include <utility>

namespace stu {
namespace {

TicketEvent merge_event(Ticket& of, EventKind kind, const std::string& merged, const std::string& into,
                        const Actor& actor, std::int64_t now_ms) {
    TicketEvent event = next_event(of, kind, actor, now_ms);
    event.from = event.to = of.status;
    event.was = merged;
    event.becomes = into;
    return event;
}

Error no_target(Message sentence) { return invalid("into", std::move(sentence)); }

} // namespace

std::vector<FieldError> validate(const TicketMerge& request) {
    std::vector<FieldError> errors;
    note(errors, "number", check_ticket_number(request.number));
    note(errors, "into", check_ticket_number(request.into));
    return errors;
}

std::optional<Error> check_merge(const Ticket& ticket, const Ticket& into) {
    const std::string &number = ticket.number, &other = into.number;
    if (ticket.id == into.id)
        return no_target(tr("A ticket cannot be merged into itself. Give the number of the other one."));
    if (into.merged_into == number)
        return no_target(tr("Ticket {other} has been merged into this one already.", {{"other", other}}));
    if (!into.merged_into.empty())
        return no_target(tr("Ticket {other} has been merged into {target}. Give that number instead.",
                            {{"other", other}, {"target", into.merged_into}}));
    if (!ticket.merged_into.empty())
        return refuse(Code::conflict, tr("Ticket {number} has been merged into {target} already.",
                                         {{"number", number}, {"target", ticket.merged_into}}));
    if (ticket.withdrawn_ms != 0)
        return refuse(
            Code::conflict,
            tr("Ticket {number} has been withdrawn. Only its student can reopen it.", {{"number", number}}));
    if (into.withdrawn_ms != 0)
        return no_target(tr("Ticket {number} has been withdrawn. Nobody works on it.", {{"number", other}}));
    if (ticket.owner_id != into.owner_id)
        return no_target(tr("Ticket {other} is another student's, and neither may read what the other has "
                            "written. Link the two, or close one as a duplicate of the other.",
                            {{"other", other}}));
    if (ticket.department != into.department)
        return no_target(tr("Ticket {other} is another department's. Transfer one of them first, or link "
                            "the two.",
                            {{"other", other}}));
    if (!into.is_open())
        return no_target(tr("Ticket {other} is closed. Set it to “Under Consideration” first, or merge it "
                            "into the other one.",
                            {{"other", other}}));
    return std::nullopt;
}

MergeEvents merge_tickets(Ticket& ticket, Ticket& into, const Actor& actor, std::int64_t now_ms) {
    ticket.withdrawn_ms = now_ms;
    ticket.merged_into = into.number;
    MergeEvents events{merge_event(ticket, EventKind::merged, ticket.number, into.number, actor, now_ms),
                       merge_event(into, EventKind::merged, ticket.number, into.number, actor, now_ms)};
    note_turn(ticket, events.merged);
    note_turn(into, events.into);
    return events;
}

std::optional<Error> check_unmerge(const Ticket& ticket, std::int64_t now_ms) {
    if (ticket.email.empty())
        return refuse(Code::conflict, tr("The student of ticket {number} has left. It stays where it is.",
                                         {{"number", ticket.number}}));
    if (now_ms > ticket.withdrawn_ms + unmerging_ms)
        return refuse(Code::conflict,
                      tr("Ticket {number} was merged more than {days} days ago. It stays where it is.",
                         {{"number", ticket.number}, {"days", unmerging_ms / day_ms}}));
    return std::nullopt;
}

MergeEvents unmerge_tickets(Ticket& ticket, Ticket& into, const std::vector<TicketEvent>& events,
                            const Actor& actor, std::int64_t now_ms) {
    ticket.withdrawn_ms = 0;
    ticket.merged_into.clear();
    ticket.waiting_ms = waiting_since(events);
    MergeEvents recorded{merge_event(ticket, EventKind::unmerged, ticket.number, into.number, actor, now_ms),
                         merge_event(into, EventKind::unmerged, ticket.number, into.number, actor, now_ms)};
    note_turn(ticket, recorded.merged);
    note_turn(into, recorded.into);
    return recorded;
}

std::int64_t waiting_since(const std::vector<TicketEvent>& events) {
    Ticket then;
    for (const TicketEvent& event : events) {
        if (is_internal(event.kind) || only_moves(event.kind)) continue;
        then.status = event.to;
        if (event.kind == EventKind::withdrawn) then.withdrawn_ms = event.at_ms;
        if (event.kind == EventKind::reopened) then.withdrawn_ms = 0;
        note_turn(then, event);
    }
    return then.waiting_ms;
}

Message merged_in_words(const TicketEvent& event) {
    if (event.kind == EventKind::merged)
        return tr("Merged {number} into {other}.", {{"number", event.was}, {"other", event.becomes}});
    if (event.kind == EventKind::unmerged)
        return tr("Took {number} out of {other} again.", {{"number", event.was}, {"other", event.becomes}});
    return {};
}

} // namespace stu
