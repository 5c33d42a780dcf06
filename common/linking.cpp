#include "common/linking.hpp"

#include "common/checks.hpp"
#include "common/ticket_number.hpp"

namespace stu {

std::vector<FieldError> validate(const TicketLink& request) {
    std::vector<FieldError> errors;
    const auto number = parse_ticket_number(request.number), other = parse_ticket_number(request.other);
    note(errors, "number", check_ticket_number(request.number));
    note(errors, "other", check_ticket_number(request.other));
    if (number && number == other)
        note(errors, "other", tr("This is the same ticket. Give the number of the other one."));
    return errors;
}

TicketEvent link_event(const Ticket& ticket, std::string_view other, bool linked, const Actor& author,
                       std::int64_t now_ms) {
    TicketEvent event = event_by(author, EventKind::linked, now_ms);
    event.from = event.to = ticket.status;
    (linked ? event.becomes : event.was) = other;
    return event;
}

} // namespace stu
