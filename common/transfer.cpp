#include "common/transfer.hpp"

#include "common/checks.hpp"
#include "common/filing.hpp"

#include <utility>

namespace stu {

std::vector<FieldError> validate(const TicketTransfer& request) {
    std::vector<FieldError> errors;
    note(errors, "request_id", check_request_id(request.request_id));
    note(errors, "number", check_ticket_number(request.number));
    note(errors, "service",
         check_id(request.service,
                  {tr("The service"), tr("Choose the service that is to get the ticket."), max_id}));
    note(errors, "reason",
         check_paragraphs(request.reason,
                          {tr("The reason"), tr("Write why, for the colleagues who get the ticket."),
                           max_transfer_reason}));
    return errors;
}

Result<TicketEvent> transfer_ticket(Ticket& ticket, const TicketTransfer& transfer,
                                    std::string_view department, const Actor& actor, std::int64_t now_ms) {
    if (auto refusal = check_staff_change(ticket, transfer.version)) return *std::move(refusal);
    if (transfer.service == ticket.service)
        return invalid("service", tr("The ticket is there already. Choose another service."));
    TicketEvent event = next_event(ticket, EventKind::transferred, actor, now_ms);
    event.from = event.to = ticket.status;
    event.was = std::exchange(ticket.service, transfer.service);
    event.becomes = ticket.service;
    ticket.department = department;
    note_turn(ticket, event);
    return event;
}

Actor author_of(const HeldTransfer& held) {
    return {held.author_id, held.author_name, {}, Role::staff, {}, true};
}

TicketEvent withheld_transfer(const Ticket& ticket, const HeldTransfer& held, EventKind kind,
                              std::int64_t now_ms) {
    TicketEvent event = event_by(author_of(held), kind, now_ms);
    event.from = event.to = ticket.status;
    event.text = held.reason;
    event.becomes = held.service;
    return event;
}

Message transferred_to(std::string_view department, std::string_view service) {
    return tr("Your ticket is now with {department}: {service}.",
              {{"department", department}, {"service", service}});
}

std::string_view department_then(const std::vector<TicketEvent>& events, const TicketEvent& event,
                                 const Ticket& ticket, const Catalogue& catalogue) {
    if (is_filed_for_student(event)) return event.was;
    bool passed = false;
    for (const TicketEvent& each : events) {
        passed = passed || &each == &event;
        if (each.kind != EventKind::transferred) continue;
        const bool reason = each.author_id == event.author_id && each.at_ms == event.at_ms;
        if (!passed && !reason) continue;
        const Department* const left = department_of_service(catalogue, each.was);
        return left == nullptr ? std::string_view() : std::string_view(left->id);
    }
    return ticket.department;
}

} // namespace stu
