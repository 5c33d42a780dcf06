#include "backend/store/tickets/promises.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/tickets/kept_promises.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/system/time_zones.hpp"
#include "common/status.hpp"
#include "common/time_spans.hpp"
#include "common/work.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stu::store {
namespace {

#define PROMISE_COLUMNS "answer_due_ms, solve_due_ms, due_ms, soon_ms"

// Primary keys: a department's hours, and of up to four targets the one that counts.
#define TERMS_COLUMNS "zone, weekly, holidays, answer_minutes, solve_minutes"
#define JOIN_TERMS(department, service, priority)                                                            \
    " LEFT JOIN department_hours ON department_hours.department = " department                               \
    " LEFT JOIN target ON target.department = department_hours.department "                                  \
    "AND target.service IN ('', " service ") AND target.priority IN ('', " priority ")"
#define THE_NEAREST " ORDER BY target.service DESC, target.priority DESC LIMIT 1"
constexpr std::string_view select_promised =
    "SELECT " TERMS_COLUMNS ", " PROMISE_COLUMNS ", number, first_response_ms, closed_ms, waiting_ms, "
    "ticket.department, ticket.service, version, COALESCE(kept_version, 0) FROM ticket" JOIN_TERMS(
        "ticket.department", "ticket.service", "ticket.priority") " WHERE ticket.id = $1" THE_NEAREST;
constexpr std::string_view select_terms =
    "SELECT " TERMS_COLUMNS
    " FROM department" JOIN_TERMS("department.id", "$2", "'normal'") " WHERE department.id = $1" THE_NEAREST;
#undef THE_NEAREST
#undef JOIN_TERMS
// Primary key (ticket_id, sequence), a range of it.
constexpr std::string_view select_turns = R"(
    SELECT kind, to_status, was, at_ms FROM ticket_event WHERE ticket_id = $1 AND sequence > 0 ORDER BY sequence)";
// Primary key.
constexpr std::string_view update_promise = R"(
    UPDATE ticket SET answer_due_ms = $2, solve_due_ms = $3, due_ms = $4, soon_ms = $5, notice_ms = $6,
                      kept_version = version
    WHERE id = $1)";
constexpr std::string_view update_kept = "UPDATE ticket SET kept_version = version WHERE id = $1";
constexpr std::string_view select_promise = "SELECT " PROMISE_COLUMNS " FROM ticket WHERE id = $1";

/// Reads the PROMISE_COLUMNS from column `first` on.
Promise promise_in(const sql::Statement& row, int first) {
    return {row.integer(first), row.integer(first + 1), row.integer(first + 2), row.integer(first + 3)};
}

struct Terms {
    Targets targets;
    OpeningHours hours; ///< where something is promised
    bool promise_anything() const { return targets.answer_ms > 0 || targets.solve_ms > 0; }
};

/// Reads the TERMS_COLUMNS, which stand first.
Terms terms_in(const sql::Statement& row) {
    Terms terms{{row.integer(3) * minute_ms, row.integer(4) * minute_ms}, {}};
    if (terms.promise_anything())
        terms.hours = {parse_weekly_plan(row.view(1)).value_or(WeeklyPlan{}),
                       parse_days(row.view(2)).value_or(std::vector<Day>{}),
                       system::offsets_of_zone(row.view(0))};
    return terms;
}

/// What counts for a ticket now.
struct Promised {
    Terms terms;
    Promise stored;
    std::string number;
    std::int64_t first_response_ms = 0, closed_ms = 0, waiting_ms = 0;
    std::string department, service;
    bool counted = false; ///< with all that has happened to it
};

std::optional<Promised> promised_on(Transaction& transaction, std::string_view ticket_id) {
    const auto row = transaction.connection().query(select_promised, {ticket_id});
    if (!row->next()) return std::nullopt;
    return Promised{terms_in(*row),   promise_in(*row, 5), row->text(9),
                    row->integer(10), row->integer(11),    row->integer(12),
                    row->text(13),    row->text(14),       row->integer(15) == row->integer(16)};
}

/// As much of a ticket's history as `turns_of_staff` asks for.
std::vector<TicketEvent> steps_of(Transaction& transaction, std::string_view ticket_id) {
    std::vector<TicketEvent> steps;
    const auto row = transaction.connection().query(select_turns, {ticket_id});
    while (row->next()) {
        TicketEvent& step = steps.emplace_back();
        step.kind = stored_enum<EventKind>(row->view(0));
        step.to = stored_enum<Status>(row->view(1));
        step.was = row->text(2);
        step.at_ms = row->integer(3);
    }
    return steps;
}

Promise promise_by(const Terms& terms, const std::vector<TicketEvent>& steps, std::string_view number,
                   std::int64_t first_response_ms, std::int64_t closed_ms) {
    return promise_of(terms.hours, terms.targets, turns_of_staff(steps, number), first_response_ms,
                      closed_ms);
}

/// What is due where nothing is promised.
void note_late(Promise& promise, std::int64_t waiting_ms) {
    if (promise.due_ms == 0 && waiting_ms > 0) promise.due_ms = late_from_ms(waiting_ms);
}

/// When staff is told next; see promise_notices.hpp.
enum class Notice : std::uint8_t { when_soon, to_be_decided };

void compute(Transaction& transaction, std::string_view ticket_id, Notice notice) {
    const auto ticket = promised_on(transaction, ticket_id);
    if (!ticket) return;
    Promise promise;
    if (ticket->terms.promise_anything())
        promise = promise_by(ticket->terms, steps_of(transaction, ticket_id), ticket->number,
                             ticket->first_response_ms, ticket->closed_ms);
    const bool is_any = promise.answer_due_ms > 0 || promise.solve_due_ms > 0;
    if (is_any || ticket->stored.answer_due_ms > 0 || ticket->stored.solve_due_ms > 0)
        count_promises(transaction, {std::string(ticket_id), ticket->department, ticket->service, promise,
                                     ticket->first_response_ms, ticket->closed_ms});
    note_late(promise, ticket->waiting_ms);
    if (promise == ticket->stored) {
        if (!ticket->counted) transaction.connection().run(update_kept, {ticket_id});
        return;
    }
    const std::int64_t notice_ms = notice == Notice::when_soon ? promise.soon_ms : 0;
    transaction.connection().run(update_promise, {ticket_id, promise.answer_due_ms, promise.solve_due_ms,
                                                  promise.due_ms, promise.soon_ms, notice_ms});
    follow_ticket(transaction, ticket_id);
}

} // namespace

void keep_promise(Transaction& transaction, std::string_view ticket_id) {
    compute(transaction, ticket_id, Notice::when_soon);
}

Promise promise_of_new(Transaction& transaction, const Ticket& ticket) {
    Promise promise;
    const auto row = transaction.connection().query(select_terms, {ticket.department, ticket.service});
    if (const Terms terms = row->next() ? terms_in(*row) : Terms{}; terms.promise_anything())
        promise = promise_by(terms, {opened_event(ticket)}, ticket.number, ticket.first_response_ms,
                             ticket.closed_ms);
    note_late(promise, ticket.waiting_ms);
    return promise;
}

Promise promise_on(Transaction& transaction, std::string_view ticket_id) {
    const auto row = transaction.connection().query(select_promise, {ticket_id});
    return row->next() ? promise_in(*row, 0) : Promise{};
}

// Primary key.
constexpr std::string_view select_due_on = "SELECT " DUE_COLUMNS " FROM ticket WHERE id = $1";

Due due_on(Transaction& transaction, std::string_view ticket_id) {
    const auto row = transaction.connection().query(select_due_on, {ticket_id});
    return row->next() ? due_in(*row, 0) : Due{};
}

Due due_in(const sql::Statement& row, int first) {
    Due due{DueFor::word, row.integer(first), row.integer(first + 1)};
    if (due.soon_ms == 0) return due; // nothing is promised
    const bool owes_answer = row.integer(first + 2) == 0 && due.at_ms == row.integer(first + 3);
    due.what = owes_answer ? DueFor::answer : DueFor::solution;
    return due;
}

namespace {

// Primary key: a row for each department that is being computed.
constexpr std::string_view select_progress =
    "SELECT department, after_id FROM promise_progress ORDER BY department LIMIT 1";
constexpr std::string_view update_progress =
    "UPDATE promise_progress SET after_id = $2 WHERE department = $1";
constexpr std::string_view delete_progress = "DELETE FROM promise_progress WHERE department = $1";
// A row for each department. A server of the version before may have begun to compute it.
constexpr std::string_view take_stale = R"(
    INSERT INTO promise_progress (department, after_id)
    SELECT department, '' FROM department_hours WHERE stale_after IS NOT NULL
    ON CONFLICT (department) DO UPDATE SET after_id = '')";
constexpr std::string_view forget_stale =
    "UPDATE department_hours SET stale_after = NULL WHERE stale_after IS NOT NULL";
// Index ticket_department_status.
constexpr std::string_view select_next_open =
    "SELECT id FROM ticket WHERE department = $1 AND status = $2 AND id > $3 ORDER BY id LIMIT $4";

constexpr std::int64_t tickets_at_once = 300;

/// The next `most`, by id.
std::vector<std::string> next_open(Transaction& transaction, std::string_view department,
                                   std::string_view after, std::int64_t most) {
    std::vector<std::string> ids;
    for (const Status status : all<Status>()) {
        if (is_closed(status)) continue;
        const auto row =
            transaction.connection().query(select_next_open, {department, name_of(status), after, most});
        while (row->next()) ids.push_back(row->text(0));
    }
    std::sort(ids.begin(), ids.end());
    if (std::ssize(ids) > most) ids.resize(static_cast<std::size_t>(most));
    return ids;
}

/// Whether there was something left to do; at most so many tickets of it are done.
bool compute_part(Transaction& transaction, std::int64_t most) {
    const auto row = transaction.connection().query(select_progress, {});
    if (!row->next()) return false;
    const std::string department = row->text(0), after = row->text(1);
    const auto ids = next_open(transaction, department, after, most);
    for (const std::string& id : ids) compute(transaction, id, Notice::to_be_decided);
    if (ids.empty())
        transaction.connection().run(delete_progress, {department});
    else
        transaction.connection().run(update_progress, {department, ids.back()});
    return true;
}

/// Runs `part(transaction, most)` until it says that nothing is left. Where servers file tickets all the
/// while only a short transaction finds its moment; after it a longer one may.
template <class Part> void in_short_parts(Store& store, Part part) {
    for (std::int64_t at_once = tickets_at_once;;) {
        try {
            if (!store.write([&](Transaction& transaction) { return part(transaction, at_once); })) return;
            at_once = std::min(tickets_at_once, 2 * at_once);
        } catch (const sql::Trouble& trouble) {
            if (trouble.kind() != sql::Trouble::Kind::conflict || at_once == 1) throw;
            at_once = std::max<std::int64_t>(1, at_once / 20);
        }
    }
}

} // namespace

void compute_promises(Store& store) {
    store.write([](Transaction& transaction) {
        transaction.connection().run(take_stale, {});
        transaction.connection().run(forget_stale, {});
    });
    in_short_parts(store, compute_part);
}

namespace {

// Partial indexes ticket_due_missed, ticket_due_over and ticket_unkept.
constexpr std::string_view select_missed =
    "SELECT id FROM ticket WHERE waiting_ms > 0 AND due_ms = 0 LIMIT $1";
constexpr std::string_view select_over = "SELECT id FROM ticket WHERE waiting_ms = 0 AND due_ms > 0 LIMIT $1";
constexpr std::string_view select_unkept = "SELECT id FROM ticket WHERE kept_version <> version LIMIT $1";

} // namespace

void mend_promises(Store& store) {
    for (const std::string_view question : {select_missed, select_over, select_unkept})
        in_short_parts(store, [question](Transaction& transaction, std::int64_t most) {
            const auto ids = ids_of(*transaction.connection().query(question, {most}));
            for (const std::string& id : ids) compute(transaction, id, Notice::to_be_decided);
            return !ids.empty();
        });
    compute_promises(store);
}

} // namespace stu::store
