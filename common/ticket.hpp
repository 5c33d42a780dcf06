#pragma once
// A ticket, its seven statuses and the rules between them.

#include "common/access.hpp"
#include "common/enum_names.hpp"
#include "common/event.hpp"
#include "common/result.hpp"
#include "common/status.hpp"
#include "common/time_spans.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

inline constexpr std::size_t max_subject = 150;    ///< code points
inline constexpr std::size_t max_message = 10'000; ///< code points
inline constexpr std::size_t max_remark = 10'000;  ///< code points

/// How much can be written on one ticket after it has been filed, so that whoever opens it gets all of it in
/// one answer; code points. Staff has more room than the student, and for a few words there always is some:
/// every ticket can be closed.
inline constexpr std::int64_t max_history_of_student = 200'000, max_history_of_staff = 400'000;
inline constexpr std::size_t always_room_for = 500;

struct Ticket {
    std::string id;           ///< UUIDv7
    std::string number;       ///< ticket_number.hpp
    std::int64_t version = 1; ///< rises by one with each change; a change must name the version it saw
    Status status = Status::pending;
    std::string owner_id;
    std::string department; ///< id
    std::string service;    ///< id
    std::string student_name, registration_number, email;
    std::string subject, message;
    std::string duplicate_of;                    ///< number of the other ticket when status is duplicate
    std::int64_t created_ms = 0, updated_ms = 0; ///< Unix milliseconds
    std::int64_t first_response_ms = 0;          ///< when staff first acted; 0 = not yet
    std::int64_t closed_ms = 0;                  ///< when it was closed; 0 while it is open
    /// When its student withdrew it, or staff merged it into another; 0 = not. The status stays as it was
    /// then, for when it comes back.
    std::int64_t withdrawn_ms = 0;
    /// What it was called in the application that it was imported from; empty for tickets filed here.
    std::string earlier_number = {};
    /// Since when staff owes the next word; 0 while it does not. Staff who says something and keeps the turn
    /// begins to owe anew; a student who says more is not owed from later on.
    std::int64_t waiting_ms = 0;
    bool answered = false;        ///< the student's answer is the last that was done, besides transfers
    std::string merged_into = {}; ///< number of the ticket in which it goes on; empty = it is its own

    /// Somebody may still act on it.
    bool is_open() const { return withdrawn_ms == 0 && !is_closed(status); }

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("number", self.number);
        f("version", self.version);
        f("status", self.status);
        f("owner_id", self.owner_id);
        f("department", self.department);
        f("service", self.service);
        f("student_name", self.student_name);
        f("registration_number", self.registration_number);
        f("email", self.email);
        f("subject", self.subject);
        f("message", self.message);
        f("duplicate_of", self.duplicate_of);
        f("created_ms", self.created_ms);
        f("updated_ms", self.updated_ms);
        f("first_response_ms", self.first_response_ms);
        f("closed_ms", self.closed_ms);
        f("withdrawn_ms", self.withdrawn_ms);
        f("earlier_number", self.earlier_number);
        f("waiting_ms", self.waiting_ms);
        f("answered", self.answered);
        f("merged_into", self.merged_into);
    }
};

/// The ticket as what somebody does something to; see access.hpp.
inline Subject access_subject(const Ticket& ticket) { return {ticket.owner_id, ticket.department}; }

struct NewTicket {
    std::string request_id; ///< 32 hex digits, made once per draft: a retry or double click cannot file twice
    std::string service;    ///< id; decides the department
    std::string name, registration_number;
    std::string subject, message;
    std::vector<std::string> attachments; ///< ids returned by attachments.put
    std::string captcha = {};             ///< answer, see captcha.hpp

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("service", self.service);
        f("name", self.name);
        f("registration_number", self.registration_number);
        f("subject", self.subject);
        f("message", self.message);
        f("attachments", self.attachments);
        f("captcha", self.captcha);
    }
};

/// Shape and length only; whether the service exists is the catalogue's to say.
std::vector<FieldError> validate(const NewTicket& request);

/// True for 32 lower-case hex digits.
bool is_request_id(std::string_view text);
/// The sentence for one that is none; empty when it is fine.
Message check_request_id(std::string_view request_id);
/// Likewise for the ids of files that come with something.
Message check_attachments(const std::vector<std::string>& ids);

/// What staff asks for. `to` equal to the present status adds a remark only.
struct StatusChange {
    std::string number;
    std::int64_t version = 0; ///< the version that was on the screen
    Status to = Status::under_consideration;
    std::string remark;          ///< shown to the student; mandatory where `remark_prompt(to)` says so
    std::string duplicate_of;    ///< number of the other ticket, only for Status::duplicate
    std::string request_id = {}; ///< as in NewTicket; a script that never repeats may leave it out

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("version", self.version);
        f("to", self.to);
        f("remark", self.remark);
        f("duplicate_of", self.duplicate_of);
        f("request_id", self.request_id);
    }
};

/// What the student adds to an open ticket.
struct Answer {
    std::string request_id; ///< as in NewTicket
    std::string number;
    std::string message;
    std::vector<std::string> attachments;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("number", self.number);
        f("message", self.message);
        f("attachments", self.attachments);
    }
};
std::vector<FieldError> validate(const Answer& request);

/// Other words for a ticket that nobody has looked at yet.
struct TicketEdit {
    std::string request_id; ///< as in NewTicket
    std::string number;
    std::int64_t version = 0; ///< the version that was on the screen
    std::string subject, message;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("number", self.number);
        f("version", self.version);
        f("subject", self.subject);
        f("message", self.message);
    }
};
std::vector<FieldError> validate(const TicketEdit& request);

/// The student does not need help any more.
struct TicketWithdrawal {
    std::string request_id; ///< as in NewTicket
    std::string number;
    std::int64_t version = 0; ///< the version that was on the screen

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("number", self.number);
        f("version", self.version);
    }
};
std::vector<FieldError> validate(const TicketWithdrawal& request);

/// The student needs help again, or still. An answer that opens what is closed.
struct TicketReopening {
    std::string request_id; ///< as in NewTicket
    std::string number;
    std::int64_t version = 0; ///< the version that was on the screen
    std::string message;      ///< why

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("number", self.number);
        f("version", self.version);
        f("message", self.message);
    }
};
std::vector<FieldError> validate(const TicketReopening& request);

/// What the student may still do with the ticket: add to it or take it back while it is open, and put it in
/// other words until staff has looked at it.
inline bool can_answer(const Ticket& ticket) { return ticket.is_open(); }
inline bool can_withdraw(const Ticket& ticket) { return ticket.is_open(); }
inline bool can_edit(const Ticket& ticket) { return ticket.is_open() && ticket.status == Status::pending; }

/// How long after its end a ticket may be reopened. Later a new one tells more.
inline constexpr std::int64_t reopening_ms = 30 * day_ms;

/// Whether the student may open the ticket again: withdrawn, completed or rejected, and not long ago. A
/// duplicate goes on in the other ticket.
bool can_reopen(const Ticket& ticket, std::int64_t now_ms);
/// The last moment of that; 0 when there is none.
std::int64_t reopenable_until_ms(const Ticket& ticket);

/// conflict: `text` does not fit on a ticket on which `written` code points stand already.
std::optional<Error> check_history_room(const Actor& actor, std::int64_t written, std::string_view text);

/// Shape and length of the request alone (number, texts). `change_status` decides the rest.
std::vector<FieldError> validate(const StatusChange& request);

/// conflict: staff can change nothing about `ticket`, for its student has withdrawn it, or not from
/// `version`, which is stale.
std::optional<Error> check_staff_change(const Ticket& ticket, std::int64_t version);

/// Changes `ticket` (status, duplicate_of, version and times) and returns the event that records it.
/// invalid "to": not in `next_statuses`. invalid "remark": mandatory and empty, or nothing would change.
/// invalid "duplicate_of": missing, malformed or this very ticket. conflict: `change.version` is stale.
/// On an error `ticket` is untouched. Does not ask `may()`.
Result<TicketEvent> change_status(Ticket& ticket, const StatusChange& change, const Actor& actor,
                                  std::int64_t now_ms);

/// Records the student's answer. Awaiting Confirmation and In Person Needed go back to staff
/// (Under Consideration); Pending and Under Consideration stay. conflict: the ticket is closed.
Result<TicketEvent> record_answer(Ticket& ticket, const Answer& answer, const Actor& actor,
                                  std::int64_t now_ms);

/// Changes subject and message and returns the event that keeps the earlier ones. conflict: the ticket is not
/// pending any more, or `edit.version` is stale. invalid: nothing would change. On an error `ticket` is
/// untouched.
Result<TicketEvent> edit_ticket(Ticket& ticket, const TicketEdit& edit, const Actor& actor,
                                std::int64_t now_ms);

/// Takes an open ticket out of everybody's work. conflict: it is not open, or the version is stale.
Result<TicketEvent> withdraw_ticket(Ticket& ticket, const TicketWithdrawal& withdrawal, const Actor& actor,
                                    std::int64_t now_ms);

/// Brings a ticket back: a withdrawn one with the status that it had, a closed one as Under Consideration.
/// conflict: not `can_reopen`, or the version is stale.
Result<TicketEvent> reopen_ticket(Ticket& ticket, const TicketReopening& reopening, const Actor& actor,
                                  std::int64_t now_ms);

/// Of a ticket that another one may be a duplicate of: why not, if so. Its state alone is asked, not who may
/// see it.
Message check_original(const Ticket& original);

/// What stands in the history: what the author wrote, or a sentence of the service desk itself.
Message words_of(const TicketEvent& event);

/// Whether the matter of `ticket` goes unsolved: then its duplicates are looked at again.
bool ended_unsolved(const Ticket& ticket);

/// A duplicate whose original `ended_unsolved` goes back to staff. The service desk itself does it.
/// Precondition: `ticket` is a duplicate.
TicketEvent return_duplicate(Ticket& ticket, std::string_view desk_name, std::int64_t now_ms);

/// A duplicate of a ticket that is itself a duplicate now repeats that one's original.
TicketEvent follow_original(Ticket& ticket, std::string_view original, std::string_view desk_name,
                            std::int64_t now_ms);

/// The event that opens every ticket's history.
TicketEvent opened_event(const Ticket& ticket);

/// What `actor` does now; statuses and text are the caller's to say.
TicketEvent event_by(const Actor& actor, EventKind kind, std::int64_t now_ms);

/// The same as the ticket's next change: its version and times move.
TicketEvent next_event(Ticket& ticket, EventKind kind, const Actor& actor, std::int64_t now_ms);

/// Notes whose turn it is, once `event` has been applied to `ticket`. Every change of it ends so.
void note_turn(Ticket& ticket, const TicketEvent& event);

/// Who acts next, in words. Shown first on the page, in mail and to screen readers.
struct WhoseTurn {
    Turn turn = Turn::staff;
    Message headline; ///< "IT is working on it"
    Message sentence; ///< what exactly is to be done, or that nothing is
};
WhoseTurn whose_turn(const Ticket& ticket, std::string_view department_name, bool viewer_is_owner,
                     const Message& reopenable_until = {});

} // namespace stu
