#include "common/ticket.hpp"

#include "common/attachment.hpp"
#include "common/checks.hpp"
#include "common/event_rules.hpp"
#include "common/numbers.hpp"
#include "common/text.hpp"
#include "common/ticket_number.hpp"
#include "common/typed_text.hpp"

#include <algorithm>
#include <utility>

namespace stu {
namespace {

constexpr std::size_t request_id_digits = 32;
/// What the service desk itself writes stands in the history in English, which is its name in every catalog.
constexpr Marked ended_without_solution =
    tr("The ticket that this one repeated has ended without a solution. Staff looks at this one again.");
constexpr FieldText remark_text{tr("The remark"), {}, max_remark};

void note_words(std::vector<FieldError>& errors, const std::string& subject, const std::string& message) {
    note(errors, "subject",
         check_line(subject, {tr("The subject"), tr("Give your ticket a subject, so that staff can find it."),
                              max_subject}));
    note(errors, "message",
         check_paragraphs(message, {tr("The message"), tr("Describe what you need, so that staff can help."),
                                    max_message}));
}

Message own_sentence(std::string_view text) {
    return text == ended_without_solution.english() ? Message(ended_without_solution) : as_written(text);
}

Error withdrawn_already() {
    return refuse(Code::conflict,
                  tr("This ticket has been withdrawn. It can only be reopened by its student."));
}

Error changed_meanwhile() {
    return refuse(Code::conflict, tr("Somebody else changed this ticket meanwhile. Look at the new version, "
                                     "then send your change again."));
}

/// The sentence for a remark that has to be there and is not.
Message missing_remark(Status to) {
    switch (to) {
    case Status::rejected: return tr("Explain to the student why the ticket is rejected.");
    case Status::awaiting_confirmation: return tr("Write what you need from the student.");
    case Status::in_person_needed: return tr("Write where and when the student should come.");
    default: return {};
    }
}

/// What is wrong with a change to another status, field by field.
std::vector<FieldError> refusals(const Ticket& ticket, const StatusChange& change, std::string_view remark) {
    std::vector<FieldError> errors;
    const std::span<const Status> allowed = next_statuses(ticket.status);
    if (std::find(allowed.begin(), allowed.end(), change.to) == allowed.end())
        note(errors, "to",
             tr("A ticket that is “{from}” cannot become “{to}”.",
                {{"from", label(ticket.status)}, {"to", label(change.to)}}));
    if (remark.empty()) note(errors, "remark", missing_remark(change.to));
    if (change.to == Status::duplicate) {
        if (trimmed(change.duplicate_of).empty())
            note(errors, "duplicate_of", tr("Give the number of the ticket that this one repeats."));
        else if (const auto other = parse_ticket_number(change.duplicate_of); !other)
            note(errors, "duplicate_of", check_ticket_number(change.duplicate_of));
        else if (*other == ticket.number)
            note(errors, "duplicate_of",
                 tr("A ticket cannot repeat itself. Give the number of the other ticket."));
    }
    return errors;
}

/// Who acts when nobody in particular does.
Actor desk_itself(std::string_view desk_name) {
    Actor actor;
    actor.name = desk_name;
    actor.role = Role::staff;
    return actor;
}

} // namespace

bool is_request_id(std::string_view text) { return is_hex(text, request_id_digits); }

Message check_request_id(std::string_view request_id) {
    if (is_request_id(request_id)) return {};
    return tr("This form has expired. Please reload the page.");
}

TicketEvent event_by(const Actor& actor, EventKind kind, std::int64_t now_ms) {
    TicketEvent event;
    event.kind = kind;
    event.author_id = actor.user_id;
    event.author_name = actor.name;
    event.author_role = actor.role;
    event.at_ms = now_ms;
    return event;
}

TicketEvent next_event(Ticket& ticket, EventKind kind, const Actor& actor, std::int64_t now_ms) {
    TicketEvent event = event_by(actor, kind, now_ms);
    event.sequence = ++ticket.version;
    ticket.updated_ms = now_ms;
    if (ticket.first_response_ms == 0 && counts_as_response(event)) ticket.first_response_ms = now_ms;
    return event;
}

void note_turn(Ticket& ticket, const TicketEvent& event) {
    if (!only_moves(event.kind)) ticket.answered = event.kind == EventKind::answered;
    if (!ticket.is_open() || turn_of(ticket.status) != Turn::staff)
        ticket.waiting_ms = 0;
    else if (ticket.waiting_ms == 0 || counts_as_response(event))
        ticket.waiting_ms = event.at_ms;
}

Message check_attachments(const std::vector<std::string>& ids) {
    if (ids.size() > max_attachments)
        return tr("You can attach {most} files at most.", {{"most", max_attachments}});
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (ids[i].empty() || ids[i].size() > max_id || !is_single_line(ids[i]))
            return tr("One of the files is not known. Please attach it again.");
        if (std::find(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(i), ids[i]) !=
            ids.begin() + static_cast<std::ptrdiff_t>(i))
            return tr("The same file is attached twice.");
    }
    return {};
}

std::vector<FieldError> validate(const NewTicket& request) {
    std::vector<FieldError> errors;
    note(errors, "request_id", check_request_id(request.request_id));
    note(errors, "service",
         check_id(request.service,
                  {tr("The service"), tr("Choose the service that you need help with."), max_id}));
    note(errors, "name", check_name(request.name));
    note(errors, "registration_number", check_registration_number(request.registration_number));
    note_words(errors, request.subject, request.message);
    note(errors, "attachments", check_attachments(request.attachments));
    note(errors, "captcha", check_captcha(request.captcha));
    return errors;
}

std::vector<FieldError> validate(const TicketEdit& request) {
    std::vector<FieldError> errors;
    note(errors, "request_id", check_request_id(request.request_id));
    note(errors, "number", check_ticket_number(request.number));
    note_words(errors, request.subject, request.message);
    return errors;
}

std::vector<FieldError> validate(const Answer& request) {
    std::vector<FieldError> errors;
    note(errors, "request_id", check_request_id(request.request_id));
    note(errors, "number", check_ticket_number(request.number));
    note(errors, "message",
         check_paragraphs(request.message, {tr("The answer"), tr("Write your answer."), max_message}));
    note(errors, "attachments", check_attachments(request.attachments));
    return errors;
}

std::vector<FieldError> validate(const TicketWithdrawal& request) {
    std::vector<FieldError> errors;
    note(errors, "request_id", check_request_id(request.request_id));
    note(errors, "number", check_ticket_number(request.number));
    return errors;
}

std::vector<FieldError> validate(const TicketReopening& request) {
    std::vector<FieldError> errors;
    note(errors, "request_id", check_request_id(request.request_id));
    note(errors, "number", check_ticket_number(request.number));
    note(errors, "message",
         check_paragraphs(request.message,
                          {tr("The reason"), tr("Write why you need help again."), max_message}));
    return errors;
}

std::vector<FieldError> validate(const StatusChange& request) {
    std::vector<FieldError> errors;
    note(errors, "number", check_ticket_number(request.number));
    if (!request.request_id.empty()) note(errors, "request_id", check_request_id(request.request_id));
    note(errors, "remark", check_paragraphs(request.remark, remark_text));
    return errors;
}

Message words_of(const TicketEvent& event) {
    return event.author_id.empty() ? own_sentence(event.text) : as_written(event.text);
}

std::optional<Error> check_history_room(const Actor& actor, std::int64_t written, std::string_view text) {
    const bool staff = actor.role == Role::staff;
    const auto more = static_cast<std::int64_t>(code_points(text));
    if (more == 0 || written + more <= (staff ? max_history_of_staff : max_history_of_student))
        return std::nullopt;
    if (!staff)
        return refuse(Code::conflict,
                      tr("So much has been written on this ticket that no more fits on it. Please file "
                         "a new ticket for what is still open, and name this one in it."));
    if (more <= static_cast<std::int64_t>(always_room_for)) return std::nullopt;
    return refuse(Code::conflict,
                  tr("So much has been written on this ticket that only remarks of up to {most} characters "
                     "fit on it now.",
                     {{"most", always_room_for}}));
}

std::optional<Error> check_staff_change(const Ticket& ticket, std::int64_t version) {
    if (ticket.withdrawn_ms != 0) return withdrawn_already();
    if (version != ticket.version) return changed_meanwhile();
    return std::nullopt;
}

Result<TicketEvent> change_status(Ticket& ticket, const StatusChange& change, const Actor& actor,
                                  std::int64_t now_ms) {
    if (auto refusal = check_staff_change(ticket, change.version)) return *std::move(refusal);
    std::string remark = as_paragraphs(change.remark);
    const bool remark_only = change.to == ticket.status;
    if (remark_only && remark.empty())
        return invalid("remark", tr("Nothing would change. Write a remark or choose another status."));
    if (!remark_only)
        if (std::vector<FieldError> errors = refusals(ticket, change, remark); !errors.empty())
            return invalid(std::move(errors));

    TicketEvent event =
        next_event(ticket, remark_only ? EventKind::remark_added : EventKind::status_changed, actor, now_ms);
    event.from = ticket.status;
    event.to = change.to;
    event.text = std::move(remark);
    if (!remark_only) {
        ticket.status = change.to;
        ticket.closed_ms = is_closed(change.to) ? now_ms : 0;
        ticket.duplicate_of = change.to == Status::duplicate
                                  ? parse_ticket_number(change.duplicate_of).value_or(std::string())
                                  : std::string();
        event.duplicate_of = ticket.duplicate_of;
    }
    note_turn(ticket, event);
    return event;
}

Result<TicketEvent> record_answer(Ticket& ticket, const Answer& answer, const Actor& actor,
                                  std::int64_t now_ms) {
    if (ticket.withdrawn_ms != 0) return withdrawn_already();
    if (!can_answer(ticket))
        return refuse(Code::conflict,
                      tr("This ticket is closed. If you still need help, please file a new ticket."));
    TicketEvent event = next_event(ticket, EventKind::answered, actor, now_ms);
    event.from = ticket.status;
    if (turn_of(ticket.status) == Turn::student) ticket.status = Status::under_consideration;
    event.to = ticket.status;
    event.text = as_paragraphs(answer.message);
    note_turn(ticket, event);
    return event;
}

Result<TicketEvent> edit_ticket(Ticket& ticket, const TicketEdit& edit, const Actor& actor,
                                std::int64_t now_ms) {
    if (ticket.withdrawn_ms != 0) return withdrawn_already();
    if (!can_edit(ticket))
        return refuse(Code::conflict,
                      tr("Staff is working on this ticket already, so its words stay as they are. "
                         "Write what has changed as an answer."));
    if (edit.version != ticket.version) return changed_meanwhile();
    std::string subject = as_line(edit.subject), message = as_paragraphs(edit.message);
    if (subject == ticket.subject && message == ticket.message)
        return invalid("message",
                       tr("Nothing would change. Write something else, or leave the ticket as it is."));
    TicketEvent event = next_event(ticket, EventKind::edited, actor, now_ms);
    event.from = event.to = ticket.status;
    event.earlier_subject = std::exchange(ticket.subject, std::move(subject));
    event.earlier_message = std::exchange(ticket.message, std::move(message));
    note_turn(ticket, event);
    return event;
}

Result<TicketEvent> withdraw_ticket(Ticket& ticket, const TicketWithdrawal& withdrawal, const Actor& actor,
                                    std::int64_t now_ms) {
    if (ticket.withdrawn_ms != 0) return withdrawn_already();
    if (!can_withdraw(ticket))
        return refuse(Code::conflict, tr("This ticket is closed already. There is nothing to withdraw."));
    if (withdrawal.version != ticket.version) return changed_meanwhile();
    TicketEvent event = next_event(ticket, EventKind::withdrawn, actor, now_ms);
    event.from = event.to = ticket.status;
    ticket.withdrawn_ms = now_ms;
    note_turn(ticket, event);
    return event;
}

std::int64_t reopenable_until_ms(const Ticket& ticket) {
    if (ticket.is_open() || ticket.status == Status::duplicate || !ticket.merged_into.empty()) return 0;
    return (ticket.withdrawn_ms != 0 ? ticket.withdrawn_ms : ticket.closed_ms) + reopening_ms;
}

bool can_reopen(const Ticket& ticket, std::int64_t now_ms) { return now_ms <= reopenable_until_ms(ticket); }

Result<TicketEvent> reopen_ticket(Ticket& ticket, const TicketReopening& reopening, const Actor& actor,
                                  std::int64_t now_ms) {
    if (!can_reopen(ticket, now_ms))
        return refuse(Code::conflict,
                      ticket.is_open()
                          ? tr("This ticket is open already. Write an answer instead.")
                          : tr("This ticket cannot be reopened any more. Please file a new one."));
    if (reopening.version != ticket.version) return changed_meanwhile();
    TicketEvent event = next_event(ticket, EventKind::reopened, actor, now_ms);
    event.from = ticket.status;
    if (is_closed(ticket.status)) ticket.status = Status::under_consideration;
    event.to = ticket.status;
    event.text = as_paragraphs(reopening.message);
    ticket.withdrawn_ms = ticket.closed_ms = 0;
    note_turn(ticket, event);
    return event;
}

Message check_original(const Ticket& original) {
    if (!original.merged_into.empty())
        return tr("Ticket {other} has been merged into {target}. Give that number instead.",
                  {{"other", original.number}, {"target", original.merged_into}});
    if (original.withdrawn_ms != 0)
        return tr("Ticket {number} has been withdrawn. Nobody works on it.", {{"number", original.number}});
    if (original.status == Status::rejected)
        return tr("Ticket {number} was rejected. Nobody works on it.", {{"number", original.number}});
    if (original.status == Status::duplicate && !original.duplicate_of.empty())
        return tr("Ticket {number} repeats {other}. Give that number instead.",
                  {{"number", original.number}, {"other", original.duplicate_of}});
    return {};
}

bool ended_unsolved(const Ticket& ticket) {
    return (ticket.withdrawn_ms != 0 && ticket.merged_into.empty()) || ticket.status == Status::rejected;
}

TicketEvent return_duplicate(Ticket& ticket, std::string_view desk_name, std::int64_t now_ms) {
    TicketEvent event = next_event(ticket, EventKind::status_changed, desk_itself(desk_name), now_ms);
    event.from = ticket.status;
    event.to = ticket.status = Status::under_consideration;
    event.text = ended_without_solution.english();
    ticket.closed_ms = 0;
    ticket.duplicate_of.clear();
    note_turn(ticket, event);
    return event;
}

TicketEvent follow_original(Ticket& ticket, std::string_view original, std::string_view desk_name,
                            std::int64_t now_ms) {
    TicketEvent event = next_event(ticket, EventKind::status_changed, desk_itself(desk_name), now_ms);
    event.from = event.to = ticket.status;
    event.duplicate_of = ticket.duplicate_of = original;
    note_turn(ticket, event);
    return event;
}

TicketEvent opened_event(const Ticket& ticket) {
    TicketEvent event;
    event.sequence = 1;
    event.author_id = ticket.owner_id;
    event.author_name = ticket.student_name;
    event.at_ms = ticket.created_ms;
    return event;
}

} // namespace stu
