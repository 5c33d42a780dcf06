#pragma once
// What the server answers to read requests: rows, pages and whole tickets.

#include "common/attachment.hpp"
#include "common/captcha.hpp"
#include "common/catalogue.hpp"
#include "common/due.hpp"
#include "common/held_transfer.hpp"
#include "common/merged_ticket.hpp"
#include "common/period.hpp"
#include "common/response.hpp"
#include "common/ticket.hpp"
#include "common/user.hpp"
#include "common/work.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

/// Rows per page. Every row of a page is in the DOM, so the page stays small on purpose.
inline constexpr std::int64_t page_size = 50;

struct Empty {
    template <class Self, class F> static void fields(Self&, F&&) {}
};

/// A mail is on its way to this address. The same for a new and for a known address, so that nobody can ask
/// who has an account.
struct MailSent {
    std::string email;

    template <class Self, class F> static void fields(Self& self, F&& f) { f("email", self.email); }
};

/// What this site asks of people who register or write.
struct DeskRules {
    std::vector<std::string> email_domains; ///< of students; see `check_school_email`
    CaptchaOffer captcha;
    std::string language =
        "en"; ///< of the desk: for whoever has chosen none, and reads none of those we have

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("email_domains", self.email_domains);
        f("captcha", self.captcha);
        f("language", self.language);
    }
};

/// Who is signed in; `user.id` is empty for a visitor.
struct Session {
    User user;
    std::int64_t open_tickets =
        0; ///< the student's open tickets, or the open tickets of the staff's departments
    Catalogue catalogue;
    DeskRules rules = {};
    /// Seals what the user was writing when they signed out, 64 hex digits; empty for visitors. Every session
    /// of the user gets the same, and nobody else does.
    std::string draft_key = {};

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("user", self.user);
        f("open_tickets", self.open_tickets);
        f("catalogue", self.catalogue);
        f("rules", self.rules);
        f("draft_key", self.draft_key);
    }
};

/// What staff sees of a ticket in a list besides its row; nothing of it is anybody else's.
struct RowWork {
    std::string assignee_id, assignee; ///< id and name; empty = nobody's
    Priority priority = Priority::normal;
    std::int64_t waiting_ms = 0; ///< as in Ticket
    std::string last_words;      ///< what was said last, its beginning, in one line
    bool unread = false;         ///< changed since this reader saw it; only in `staff.work`
    std::vector<std::string> tags = {};
    Due due = {};

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("assignee_id", self.assignee_id);
        f("assignee", self.assignee);
        f("priority", self.priority);
        f("waiting_ms", self.waiting_ms);
        f("last_words", self.last_words);
        f("unread", self.unread);
        f("tags", self.tags);
        f("due", self.due);
    }
};

struct TicketRow {
    std::string number, subject, service, department, student_name;
    Status status = Status::pending;
    std::int64_t created_ms = 0, updated_ms = 0;
    bool withdrawn = false;
    bool answered = false; ///< the student's answer is the last that was done
    RowWork work = {};

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("subject", self.subject);
        f("service", self.service);
        f("department", self.department);
        f("student_name", self.student_name);
        f("status", self.status);
        f("created_ms", self.created_ms);
        f("updated_ms", self.updated_ms);
        f("withdrawn", self.withdrawn);
        f("answered", self.answered);
        f("work", self.work);
    }
};

/// A page of a list, newest first. Cursors are opaque; at most one of the two is set, none asks for the first
/// page.
struct ListTickets {
    std::string older_than, newer_than;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("older_than", self.older_than);
        f("newer_than", self.newer_than);
    }
};

struct TicketPage {
    std::vector<TicketRow> rows;
    std::string older, newer;     ///< cursor for the neighbouring page; empty = there is none
    std::int64_t total = 0;       ///< tickets that match, over all pages
    std::int64_t first = 0;       ///< position of the first row, counted from 1; 0 when there are no rows
    bool more_than_total = false; ///< there are more: counting all matches of a frequent word would take long

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("rows", self.rows);
        f("older", self.older);
        f("newer", self.newer);
        f("total", self.total);
        f("first", self.first);
        f("more_than_total", self.more_than_total);
    }
};

/// A ticket that waits for the student, with what staff asked.
struct Waiting {
    TicketRow ticket;
    std::string question;
    std::int64_t since_ms = 0;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("ticket", self.ticket);
        f("question", self.question);
        f("since_ms", self.since_ms);
    }
};

struct Home {
    std::vector<Waiting> waiting;  ///< at most 5, longest waiting first
    std::vector<TicketRow> recent; ///< at most 5, newest first
    std::int64_t total = 0;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("waiting", self.waiting);
        f("recent", self.recent);
        f("total", self.total);
    }
};

struct TicketByNumber {
    std::string number;

    template <class Self, class F> static void fields(Self& self, F&& f) { f("number", self.number); }
};

/// What stands in the link that comes with each mail about a ticket: whoever has it may follow the ticket
/// without signing in.
struct TrackTicket {
    std::string number;
    std::string secret; ///< 20 hex digits

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("secret", self.secret);
    }
};

/// How a ticket stands, without anything that somebody wrote or anybody's name.
struct TrackedTicket {
    std::string number, department, service; ///< the latter two are ids
    Status status = Status::pending;
    std::int64_t created_ms = 0, updated_ms = 0;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("department", self.department);
        f("service", self.service);
        f("status", self.status);
        f("created_ms", self.created_ms);
        f("updated_ms", self.updated_ms);
    }
};

struct TicketView {
    Ticket ticket;
    std::vector<TicketEvent> events; ///< oldest first
    std::vector<TicketAttachment> attachments;
    std::vector<std::int64_t> undelivered; ///< TicketEvent::sequence whose mail to the student has failed
    TicketWork work = {};                  ///< for staff alone
    /// For staff alone: who can be given the ticket, and who else its history names, by id.
    std::vector<Colleague> colleagues = {};
    std::vector<TicketRow> others = {};  ///< for staff alone: the newest of the same student there, at most 5
    std::vector<HeldResponse> held = {}; ///< at most one; for whoever may read notes
    std::vector<HeldTransfer> leaving = {};   ///< likewise
    std::vector<std::string> known_tags = {}; ///< for staff alone: those of the department, by name
    std::vector<std::string> watchers = {};   ///< for staff alone: who watches it, ids of `colleagues`
    std::int64_t seen = 0; ///< for staff alone: the version that its reader has seen; 0 = none of it
    std::vector<TicketRow> linked = {};    ///< for staff alone: what it is linked with, the newest first
    std::vector<MergedTicket> merged = {}; ///< into this one, the oldest merge first
    Due due = {};                          ///< for staff alone

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("ticket", self.ticket);
        f("events", self.events);
        f("attachments", self.attachments);
        f("undelivered", self.undelivered);
        f("work", self.work);
        f("colleagues", self.colleagues);
        f("others", self.others);
        f("held", self.held);
        f("leaving", self.leaving);
        f("known_tags", self.known_tags);
        f("watchers", self.watchers);
        f("seen", self.seen);
        f("linked", self.linked);
        f("merged", self.merged);
        f("due", self.due);
    }
};

/// The lists of the workbench, over all departments of whoever asks.
enum class WorkList : std::uint8_t {
    my_turn,    ///< waits for staff, and is mine or nobody's; what is due first
    unassigned, ///< of those what is nobody's
    mine,       ///< open and mine, whoever's turn it is; the longest without change first
    mentions,   ///< a note calls me by name, and I have not looked since; the first such note first
};

template <> struct EnumNames<WorkList> {
    static constexpr std::array<std::string_view, 4> values{"my_turn", "unassigned", "mine", "mentions"};
};

/// Whether all that is in it waits for staff, so that there are kinds to choose from.
constexpr bool waits(WorkList list) { return list == WorkList::my_turn || list == WorkList::unassigned; }

/// Of what waits for staff.
enum class WaitKind : std::uint8_t {
    any,
    fresh,    ///< nobody of staff has acted yet
    answered, ///< the student has answered
    late,     ///< later than promised, or for longer than three working days; see due.hpp
};

template <> struct EnumNames<WaitKind> {
    static constexpr std::array<std::string_view, 4> values{"any", "new", "answered", "late"};
};

/// Counting ends there: "1,000" stands for that many or more.
inline constexpr std::int64_t most_counted_work = 1'000;

struct ListWork {
    WorkList list = WorkList::my_turn;
    WaitKind kind = WaitKind::any; ///< of a list that waits
    std::string older_than, newer_than;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("list", self.list);
        f("kind", self.kind);
        f("older_than", self.older_than);
        f("newer_than", self.newer_than);
    }
};

struct WorkPage {
    TicketPage page;
    std::vector<std::int64_t> lists; ///< how many are in each WorkList
    std::vector<std::int64_t> kinds; ///< how many of each WaitKind are in this one, if it waits

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("page", self.page);
        f("lists", self.lists);
        f("kinds", self.kinds);
    }
};

enum class QueueOrder : std::uint8_t {
    newest_first,
    oldest_first,
    longest_unchanged_first, ///< not together with a text
    longest_wait_first,      ///< only what waits for staff, by when it is late; not together with a text
};

template <> struct EnumNames<QueueOrder> {
    static constexpr std::array<std::string_view, 4> values{"newest_first", "oldest_first",
                                                            "longest_unchanged_first", "longest_wait_first"};
};

/// Whose turn the tickets of a queue are.
enum class QueueTurn : std::uint8_t {
    anybody,
    staff,
    fresh,    ///< staff's, and nobody of it has acted yet
    answered, ///< staff's, because the student has answered
    late,     ///< staff's, later than promised, or for longer than three working days
    student,
};

template <> struct EnumNames<QueueTurn> {
    static constexpr std::array<std::string_view, 6> values{"anybody",  "staff", "new",
                                                            "answered", "late",  "student"};
};

constexpr bool is_staffs(QueueTurn turn) { return turn != QueueTurn::anybody && turn != QueueTurn::student; }

inline constexpr std::size_t max_search_text = 200;  ///< code points
inline constexpr std::int64_t max_exported = 20'000; ///< tickets in one file, some 10 MB

inline constexpr std::string_view assigned_to_me = "me", assigned_to_nobody = "nobody";
inline constexpr std::int64_t max_queue_days = 3'650;

struct ListQueue {
    std::string department;             ///< id; must be one of the actor's
    std::vector<Status> statuses;       ///< empty = all
    std::string service;                ///< id; empty = all
    std::string older_than, newer_than; ///< cursors for the page after and before, whatever the order
    Period opened = {};
    QueueOrder order = QueueOrder::newest_first;
    /// Words that number, subject, message or student's name contain, all of them; the last one may be the
    /// beginning of a word. Empty = no search.
    std::string text = {};
    std::string assignee = {};             ///< user id, `assigned_to_me`, `assigned_to_nobody`; empty = all
    std::vector<Priority> priorities = {}; ///< empty = all
    std::int64_t days = 0;                 ///< opened at least so long ago; 0 = whenever
    std::string tag = {};                  ///< name; empty = all
    QueueTurn turn = QueueTurn::anybody;   ///< of staff's comes first what is due first, but for a search

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("department", self.department);
        f("statuses", self.statuses);
        f("service", self.service);
        f("older_than", self.older_than);
        f("newer_than", self.newer_than);
        f("opened_from_ms", self.opened.from_ms);
        f("opened_before_ms", self.opened.before_ms);
        f("order", self.order);
        f("text", self.text);
        f("assignee", self.assignee);
        f("priorities", self.priorities);
        f("days", self.days);
        f("tag", self.tag);
        f("turn", self.turn);
    }
};
/// The order that comes of `order` and `turn`.
QueueOrder order_of(const ListQueue& request);

struct StatusCount {
    Status status = Status::pending;
    std::int64_t tickets = 0;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("status", self.status);
        f("tickets", self.tickets);
    }
};

struct QueuePage {
    TicketPage page;
    std::vector<StatusCount> counts; ///< one for each of the seven, whole department, whatever the filter
    std::vector<Colleague> colleagues = {}; ///< who works there, by name
    std::vector<std::string> tags = {};     ///< that its tickets have, by name
    bool unfinished = false; ///< words were looked for as long as there was time; more tickets may hold them

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("page", self.page);
        f("counts", self.counts);
        f("colleagues", self.colleagues);
        f("tags", self.tags);
        f("unfinished", self.unfinished);
    }
};

std::vector<FieldError> validate(const ListTickets& request);
std::vector<FieldError> validate(const TicketByNumber& request);
std::vector<FieldError> validate(const TrackTicket& request);
std::vector<FieldError> validate(const ListQueue& request);
std::vector<FieldError> validate(const ListWork& request);

} // namespace stu
