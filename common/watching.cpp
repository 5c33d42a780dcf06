#include "common/watching.hpp"

#include "common/checks.hpp"
#include "common/ticket.hpp"

namespace stu {

std::vector<FieldError> validate(const TicketWatch& request) {
    std::vector<FieldError> errors;
    note(errors, "number", check_ticket_number(request.number));
    return errors;
}

TicketEvent watch_event(const Ticket& ticket, std::string_view watcher, bool watching, const Actor& author,
                        std::int64_t now_ms) {
    TicketEvent event = event_by(author, EventKind::watched, now_ms);
    event.from = event.to = ticket.status;
    (watching ? event.becomes : event.was) = watcher;
    return event;
}

} // namespace stu
