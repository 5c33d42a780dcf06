#include "common/response.hpp"

#include "common/checks.hpp"
#include "common/saved_reply.hpp"
#include "common/ticket_number.hpp"

namespace stu {

std::vector<FieldError> validate(const StaffResponse& request) {
    std::vector<FieldError> errors = validate(status_change(request));
    if (request.request_id.empty()) note(errors, "request_id", check_request_id(request.request_id));
    if (message_for(errors, "remark").empty()) note(errors, "remark", check_filled_in(request.remark));
    note(errors, "attachments", check_attachments(request.attachments));
    return errors;
}

StatusChange status_change(const StaffResponse& response) {
    return {response.number, response.version,      response.to,
            response.remark, response.duplicate_of, response.request_id};
}

std::vector<FieldError> validate(const ResponseUndo& request) {
    std::vector<FieldError> errors;
    note(errors, "number", check_ticket_number(request.number));
    note(errors, "request_id", check_request_id(request.request_id));
    return errors;
}

namespace {

Actor author_of(const HeldResponse& held) {
    return {held.author_id, held.author_name, {}, Role::staff, {}, true};
}

} // namespace

Result<TicketEvent> send_response(Ticket& ticket, const HeldResponse& held, std::int64_t now_ms) {
    StatusChange change{ticket.number, held.version, held.to, held.text, held.duplicate_of};
    const bool words_alone =
        held.to == held.from || (held.to == ticket.status && held.duplicate_of == ticket.duplicate_of);
    if (ticket.version != held.version && words_alone) {
        change.version = ticket.version;
        change.to = ticket.status;
    }
    return change_status(ticket, change, author_of(held), now_ms);
}

TicketEvent withheld_event(const HeldResponse& held, EventKind kind, std::int64_t now_ms) {
    TicketEvent event = event_by(author_of(held), kind, now_ms);
    event.from = held.from;
    event.to = held.to;
    event.text = held.text;
    event.duplicate_of = held.duplicate_of;
    return event;
}

} // namespace stu
