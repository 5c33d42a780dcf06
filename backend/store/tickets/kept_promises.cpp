#include "backend/store/tickets/kept_promises.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/tickets/flow_spans.hpp"
#include "common/due.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace stu::store {
namespace {

// Primary key (ticket_id, promise), its beginning; all of it in the next two.
constexpr std::string_view select_ends =
    "SELECT promise, department, service, at_ms, kept FROM promise_end WHERE ticket_id = $1";
constexpr std::string_view keep_end = R"(
    INSERT INTO promise_end (ticket_id, promise, department, service, at_ms, kept) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (ticket_id, promise) DO UPDATE SET
        department = excluded.department, service = excluded.service, at_ms = excluded.at_ms, kept = excluded.kept)";
constexpr std::string_view delete_end = "DELETE FROM promise_end WHERE ticket_id = $1 AND promise = $2";
// Primary key (department, minutes, span, service).
#define ADD_TO_PROMISES(rows)                                                                                \
    "INSERT INTO promise_flow (department, service, answers_kept, answers_broken, "                          \
    "solutions_kept, solutions_broken, minutes, span) VALUES " rows                                          \
    " ON CONFLICT (department, minutes, span, service) DO UPDATE SET "                                       \
    "answers_kept = promise_flow.answers_kept + excluded.answers_kept, "                                     \
    "answers_broken = promise_flow.answers_broken + excluded.answers_broken, "                               \
    "solutions_kept = promise_flow.solutions_kept + excluded.solutions_kept, "                               \
    "solutions_broken = promise_flow.solutions_broken + excluded.solutions_broken"
/// SQLite's: before a statement of several rows FTS5 writes out the words that it has gathered, which would
/// cost a fifth of a ticket that is filed.
constexpr std::string_view add_to_promises = ADD_TO_PROMISES("($1, $2, $3, $4, $5, $6, $7, $8)");
/// PostgreSQL's: asked once.
constexpr std::string_view add_to_three_promises =
    ADD_TO_PROMISES("($1, $2, $3, $4, $5, $6, 15, $7), ($1, $2, $3, $4, $5, $6, 1440, $8), ($1, $2, $3, $4, "
                    "$5, $6, 46080, $9)");
#undef ADD_TO_PROMISES
// Primary key, a range of it.
constexpr std::string_view sum_promises = R"(
    SELECT service, SUM(answers_kept), SUM(answers_broken), SUM(solutions_kept), SUM(solutions_broken)
    FROM promise_flow WHERE department = $1 AND minutes = $2 AND span >= $3 AND span < $4 GROUP BY service)";

/// Years of days are many rows, one for each service. So days are gathered, too.
constexpr std::int64_t days_of_part = 32, long_part_minutes = days_of_part * day_minutes;

/// As `each_part`, with parts of 32 days among whole days.
template <class Look> void each_part_of_years(const Period& period, Look look) {
    each_part(period, [&](std::int64_t minutes, std::int64_t first, std::int64_t end) {
        const std::int64_t from = (first + days_of_part - 1) / days_of_part, until = end / days_of_part;
        if (minutes != day_minutes || from >= until) return look(minutes, first, end);
        look(minutes, first, from * days_of_part);
        look(long_part_minutes, from, until);
        look(minutes, until * days_of_part, end);
    });
}

struct End {
    std::string department, service; ///< under which it is counted
    std::int64_t at_ms = 0;
    bool kept = false;

    bool operator==(const End&) const = default;
};
/// By what is promised.
using Ends = std::map<DueFor, End>;

Ends counted_ends(Transaction& transaction, std::string_view ticket_id) {
    Ends ends;
    const auto row = transaction.connection().query(select_ends, {ticket_id});
    while (row->next())
        ends[stored_enum<DueFor>(row->view(0))] = {row->text(1), row->text(2), row->integer(3),
                                                   row->integer(4) != 0};
    return ends;
}

Ends ends_of(const PromisedTicket& ticket) {
    Ends ends;
    const auto add = [&](DueFor what, std::int64_t due_ms, std::int64_t done_ms) {
        const bool kept = done_ms > 0 && done_ms < due_ms; // at that moment it is late; see Due
        if (due_ms > 0) ends[what] = {ticket.department, ticket.service, kept ? done_ms : due_ms, kept};
    };
    add(DueFor::answer, ticket.promise.answer_due_ms, ticket.first_response_ms);
    add(DueFor::solution, ticket.promise.solve_due_ms, ticket.closed_ms);
    return ends;
}

/// In its quarter of an hour, its day and its 32 days.
void add_end(sql::Connection& connection, DueFor what, const End& end, std::int64_t difference) {
    const std::int64_t kept = end.kept ? difference : 0, broken = difference - kept, day = end.at_ms / day_ms;
    const std::int64_t quarter = end.at_ms / (quarter_minutes * minute_ms), days = day / days_of_part;
    const bool answer = what == DueFor::answer;
    const std::array<std::int64_t, 4> counts{answer ? kept : 0, answer ? broken : 0, answer ? 0 : kept,
                                             answer ? 0 : broken};
    const auto run = [&](std::string_view statement, std::initializer_list<sql::Value> spans) {
        std::vector<sql::Value> values{end.department, end.service};
        values.insert(values.end(), counts.begin(), counts.end());
        values.insert(values.end(), spans);
        connection.run(statement, values);
    };
    if (connection.dialect() == sql::Dialect::postgres)
        return run(add_to_three_promises, {quarter, day, days});
    run(add_to_promises, {quarter_minutes, quarter});
    run(add_to_promises, {day_minutes, day});
    run(add_to_promises, {long_part_minutes, days});
}

} // namespace

void count_promises(Transaction& transaction, const PromisedTicket& ticket) {
    const Ends before = counted_ends(transaction, ticket.id), now = ends_of(ticket);
    for (const DueFor what : {DueFor::answer, DueFor::solution}) {
        const auto was = before.find(what), is = now.find(what);
        const bool ended = was != before.end(), ends = is != now.end();
        if (ended == ends && (!ends || was->second == is->second)) continue;
        if (ended) add_end(transaction.connection(), what, was->second, -1);
        if (!ends) {
            transaction.connection().run(delete_end, {ticket.id, name_of(what)});
            continue;
        }
        const End& end = is->second;
        add_end(transaction.connection(), what, end, 1);
        transaction.connection().run(keep_end, {ticket.id, name_of(what), end.department, end.service,
                                                end.at_ms, std::int64_t{end.kept}});
    }
}

std::vector<KeptPromises> kept_in(Transaction& transaction, std::string_view department, const Period& period,
                                  std::int64_t now_ms) {
    const std::int64_t over_ms = now_ms - now_ms % (quarter_minutes * minute_ms);
    const Period past{period.from_ms, period.before_ms > 0 ? std::min(period.before_ms, over_ms) : over_ms};
    std::map<std::string, KeptPromises> sums;
    each_part_of_years(past, [&](std::int64_t minutes, std::int64_t first, std::int64_t end) {
        const auto row = transaction.connection().query(sum_promises, {department, minutes, first, end});
        while (row->next()) {
            KeptPromises& sum = sums[row->text(0)];
            sum.answers_kept += row->integer(1);
            sum.answers += row->integer(1) + row->integer(2);
            sum.solutions_kept += row->integer(3);
            sum.solutions += row->integer(3) + row->integer(4);
        }
    });
    std::vector<KeptPromises> kept;
    for (auto& [service, sum] : sums) {
        sum.service = service;
        if (sum.answers + sum.solutions > 0) kept.push_back(sum);
    }
    return kept;
}

} // namespace stu::store
