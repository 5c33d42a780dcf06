#include "common/work.hpp"

#include "common/checks.hpp"
#include "common/text.hpp"
#include "common/ticket.hpp"
#include "common/ticket_number.hpp"
#include "common/time_spans.hpp"
#include "common/typed_text.hpp"

#include <utility>

namespace stu {
namespace {

constexpr std::int64_t late_after_working_days = 3;

TicketEvent internal_event(const Ticket& ticket, EventKind kind, const Actor& author, std::int64_t now_ms) {
    TicketEvent event = event_by(author, kind, now_ms);
    event.from = event.to = ticket.status;
    return event;
}

bool is_weekend(std::int64_t day) {
    const std::int64_t weekday = (day + 4) % 7; // 1 January 1970 was a Thursday; 0 = Sunday
    return weekday == 0 || weekday == 6;
}

/// The same time of day three working days ago.
std::int64_t working_days_before(std::int64_t now_ms) {
    std::int64_t before = now_ms;
    for (std::int64_t left = late_after_working_days; left > 0;) {
        before -= day_ms;
        if (!is_weekend(before / day_ms)) --left;
    }
    return before;
}

} // namespace

Marked label(Priority priority) {
    switch (priority) {
    case Priority::low: return tr("Low");
    case Priority::normal: return tr("Normal");
    case Priority::high: return tr("High");
    case Priority::urgent: return tr("Urgent");
    }
    return {};
}

std::vector<FieldError> validate(const TicketNote& request) {
    std::vector<FieldError> errors;
    note(errors, "request_id", check_request_id(request.request_id));
    note(errors, "number", check_ticket_number(request.number));
    note(errors, "text",
         check_paragraphs(request.text,
                          {tr("The note"), tr("Write what your colleagues should know."), max_note}));
    return errors;
}

std::vector<FieldError> validate(const Assignment& request) {
    std::vector<FieldError> errors;
    note(errors, "number", check_ticket_number(request.number));
    note(errors, "to", check_id(request.to, {tr("The person"), {}, max_id}));
    note(errors, "seen", check_id(request.seen, {tr("The person"), {}, max_id}));
    return errors;
}

std::vector<FieldError> validate(const PriorityChange& request) {
    std::vector<FieldError> errors;
    note(errors, "number", check_ticket_number(request.number));
    return errors;
}

std::vector<FieldError> validate(const TicketSeen& request) {
    std::vector<FieldError> errors;
    note(errors, "number", check_ticket_number(request.number));
    return errors;
}

TicketEvent note_event(const Ticket& ticket, std::string_view text, const Actor& author,
                       std::int64_t now_ms) {
    TicketEvent event = internal_event(ticket, EventKind::noted, author, now_ms);
    event.text = as_paragraphs(text);
    return event;
}

bool can_be_assigned(const Ticket& ticket) { return ticket.is_open(); }

Result<TicketEvent> assign(const Ticket& ticket, TicketWork& work, const Assignment& assignment,
                           const Actor& author, std::int64_t now_ms) {
    if (work.assignee != assignment.seen)
        return refuse(Code::conflict, tr("Somebody else has been given this ticket meanwhile. Look who does "
                                         "it now, then decide again."));
    if (!assignment.to.empty() && !can_be_assigned(ticket))
        return refuse(Code::conflict,
                      tr("This ticket is closed: nobody can be given it. It can be given back."));
    TicketEvent event = internal_event(ticket, EventKind::assigned, author, now_ms);
    event.was = std::exchange(work.assignee, assignment.to);
    event.becomes = work.assignee;
    return event;
}

TicketEvent change_priority(const Ticket& ticket, TicketWork& work, Priority to, const Actor& author,
                            std::int64_t now_ms) {
    TicketEvent event = internal_event(ticket, EventKind::prioritised, author, now_ms);
    event.was = name_of(std::exchange(work.priority, to));
    event.becomes = name_of(to);
    return event;
}

std::optional<Error> check_notes_room(std::int64_t noted, std::string_view text) {
    if (noted + static_cast<std::int64_t>(code_points(text)) <= max_notes) return std::nullopt;
    return refuse(Code::conflict, tr("So much has been noted on this ticket that no more fits on it."));
}

std::int64_t late_from_ms(std::int64_t waiting_ms) {
    for (std::int64_t at_ms = waiting_ms + 1;; at_ms += day_ms) {
        const std::int64_t midnight_ms = at_ms / day_ms * day_ms;
        if (working_days_before(midnight_ms) > waiting_ms) return midnight_ms;
        if (working_days_before(at_ms) > waiting_ms) return at_ms;
    }
}

} // namespace stu
