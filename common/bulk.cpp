#include "common/bulk.hpp"

#include "common/checks.hpp"
#include "common/merging.hpp"
#include "common/saved_reply.hpp"
#include "common/ticket_number.hpp"

#include <algorithm>
#include <iterator>

namespace stu {
namespace {

/// A number that every rule about numbers lets pass, for the rules about all else.
constexpr std::string_view any_number = "7QHD-20Z8";

void note_count(std::vector<FieldError>& errors, std::string_view field, std::size_t tickets) {
    if (tickets == 0) note(errors, field, tr("Choose a ticket first."));
    if (tickets > max_tickets_at_once)
        note(errors, field,
             tr("At most {most} tickets can be changed at once.", {{"most", max_tickets_at_once}}));
}

/// Whoever has seen an earlier state has seen none.
std::int64_t seen_version(const Ticket& ticket, const ChosenTicket& seen) {
    return ticket.updated_ms == seen.updated_ms ? ticket.version : 0;
}

void take_over(std::vector<FieldError>& errors, const std::vector<FieldError>& found) {
    errors.insert(errors.end(), found.begin(), found.end());
}

std::vector<FieldError> check_deed(const BulkChange& request) {
    switch (request.deed) {
    case BulkDeed::assign: return validate(Assignment{std::string(any_number), request.assignee, {}});
    case BulkDeed::prioritise: return {};
    case BulkDeed::tag: {
        auto errors = validate(TagChange{std::string(any_number), request.add, request.remove});
        if (request.add.empty() && request.remove.empty())
            note(errors, "add", tr("Write a tag, such as “exam week”."));
        return errors;
    }
    case BulkDeed::respond: {
        StaffResponse response{request.request_id,
                               std::string(any_number),
                               0,
                               Status::pending,
                               filled_in_somehow(request.remark),
                               request.duplicate_of,
                               {}};
        if (!request.status.empty()) response.to = request.status.front();
        auto errors = validate(response);
        if (request.status.empty() && request.remark.empty())
            note(errors, "remark", tr("Write something, or choose another status."));
        return errors;
    }
    case BulkDeed::transfer:
        return validate(
            TicketTransfer{request.request_id, std::string(any_number), 0, request.service, request.reason});
    case BulkDeed::merge: return validate(TicketMerge{std::string(any_number), request.into});
    }
    return {};
}

} // namespace

ChosenTicket chosen(const TicketRow& row) { return {row.number, row.updated_ms, row.work.assignee_id}; }

std::vector<FieldError> validate(const BulkChange& request) {
    std::vector<FieldError> errors;
    note(errors, "request_id", check_request_id(request.request_id));
    note_count(errors, "tickets", request.tickets.size());
    for (const ChosenTicket& each : request.tickets)
        if (errors.empty()) note(errors, "tickets", check_ticket_number(each.number));
    if (request.to_come < 0) note(errors, "to_come", tr("This is no count."));
    if (request.status.size() > 1) note(errors, "status", tr("Choose one status."));
    take_over(errors, check_deed(request));
    return errors;
}

std::vector<FieldError> validate(const BulkUndo& request) {
    std::vector<FieldError> errors;
    note(errors, "request_id", check_request_id(request.request_id));
    note_count(errors, "numbers", request.numbers.size());
    for (const std::string& each : request.numbers)
        if (errors.empty()) note(errors, "numbers", check_ticket_number(each));
    return errors;
}

void take_in(BulkOutcome& whole, BulkOutcome part) {
    whole.changed += part.changed;
    std::move(part.left.begin(), part.left.end(), std::back_inserter(whole.left));
}

StaffResponse response_to(const BulkChange& change, const Ticket& ticket, const ChosenTicket& seen) {
    return {{},
            ticket.number,
            seen_version(ticket, seen),
            change.status.empty() ? ticket.status : change.status.front(),
            change.remark,
            change.duplicate_of,
            {}};
}

TicketTransfer transfer_of(const BulkChange& change, const Ticket& ticket, const ChosenTicket& seen) {
    return {{}, ticket.number, seen_version(ticket, seen), change.service, change.reason};
}

} // namespace stu
