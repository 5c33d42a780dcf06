#include "backend/store/tickets/work_lists.hpp"

#include "backend/store/tickets/given_values.hpp"
#include "backend/store/tickets/merged_ranges.hpp"
#include "common/status.hpp"

#include <array>
#include <limits>
#include <utility>

namespace stu::store {
namespace {

// Index ticket_due, or the one of the kind.
#define WAITING_OF_KIND(kind) "due_ms > 0" kind
// $1 department, $2 assignee.
#define WAITING(kind) " FROM ticket WHERE department = $1 AND assignee_id = $2 AND " WAITING_OF_KIND(kind)
// $3 to $5: the place of the anchor, and until when it is due; $6 how many; $7 who reads.
#define WAITING_ROWS(kind, beyond, order)                                                                    \
    "SELECT " STAFF_LISTED_COLUMNS ", version > COALESCE((SELECT ticket_read.version FROM ticket_read "      \
    "WHERE user_id = $7 AND ticket_id = ticket.id), 0)" WAITING(                                             \
        kind) " AND (due_ms, id) " beyond " ($3, $4) AND due_ms <= $5 ORDER BY " order " LIMIT $6"

struct WaitQuestions {
    std::string_view onwards, back, condition;
};

#define WAIT_QUESTIONS(kind)                                                                                 \
    {                                                                                                        \
        WAITING_ROWS(kind, ">", "due_ms, id"), WAITING_ROWS(kind, "<", "due_ms DESC, id DESC"),              \
            WAITING_OF_KIND(kind)                                                                            \
    }
constexpr WaitQuestions of_any WAIT_QUESTIONS(""), of_new WAIT_QUESTIONS(" AND first_response_ms = 0"),
    of_answered WAIT_QUESTIONS(" AND answered = 1");

const WaitQuestions& questions_of(WaitKind kind) {
    switch (kind) {
    case WaitKind::fresh: return of_new;
    case WaitKind::answered: return of_answered;
    case WaitKind::any:
    case WaitKind::late: break;
    }
    return of_any;
}

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

std::int64_t due_until(const WaitFilter& filter) {
    return filter.kind == WaitKind::late ? filter.now_ms : never;
}

ListedTicket listed_with_unread(const sql::Statement& row) {
    ListedTicket listed = staff_listed_in(row);
    listed.row.work.unread = row.integer(staff_listed_columns) != 0;
    return listed;
}

ListedTicket listed_by_wait(const sql::Statement& row) {
    ListedTicket listed = listed_with_unread(row);
    listed.place_ms = listed.row.work.due.at_ms;
    return listed;
}

} // namespace

std::vector<ListedTicket> waiting_tickets(Transaction& transaction, const WaitFilter& filter,
                                          std::string_view reader, const Stretch& stretch) {
    const bool onwards = stretch.direction == Stretch::Direction::onwards;
    const WaitQuestions& questions = questions_of(filter.kind);
    std::vector<Range> ranges;
    for (const std::string& department : filter.departments)
        for (const std::string_view assignee : filter.assignees)
            ranges.push_back({transaction.connection().query_planned(
                                  onwards ? questions.onwards : questions.back,
                                  {department, assignee, stretch.anchor_ms, stretch.anchor, due_until(filter),
                                   stretch.limit, reader}),
                              listed_by_wait});
    return in_list_order(merged(std::move(ranges), {true, onwards}, stretch.limit), stretch);
}

std::int64_t count_waiting(Transaction& transaction, const WaitFilter& filter, std::int64_t limit) {
    GivenValues values;
    std::string sql = "SELECT COUNT(*) FROM (SELECT 1 FROM ticket WHERE department IN (";
    sql += values.add_all(filter.departments) + ") AND assignee_id IN (" + values.add_all(filter.assignees);
    sql.append(") AND ").append(questions_of(filter.kind).condition);
    sql += " AND due_ms <= " + values.add(due_until(filter));
    sql += " LIMIT " + values.add(limit) + ") AS waiting";
    const auto row = transaction.connection().query_planned(sql, values);
    return row->next() ? row->integer(0) : 0;
}

namespace {

// Index ticket_assigned. Departments that somebody has left are few, and passed over on the way.
#define ASSIGNED                                                                                             \
    " FROM ticket WHERE assignee_id = $1 AND assignee_id <> '' AND closed_ms = 0 AND withdrawn_ms = 0 "      \
    "AND $2 LIKE '% ' || department || ' %'"
#define ASSIGNED_ROWS(beyond, order)                                                                         \
    "SELECT " STAFF_LISTED_COLUMNS ", version > COALESCE((SELECT ticket_read.version FROM ticket_read "      \
    "WHERE user_id = $1 AND ticket_id = ticket.id), 0)" ASSIGNED " AND (updated_ms, id) " beyond             \
    " ($3, $4) ORDER BY " order " LIMIT $5"
constexpr std::string_view select_assigned = ASSIGNED_ROWS(">", "updated_ms, id"),
                           select_assigned_back = ASSIGNED_ROWS("<", "updated_ms DESC, id DESC");

/// " it finance ", to look one up in; ids are slugs.
std::string as_words(std::span<const std::string> departments) {
    std::string words = " ";
    for (const std::string& each : departments) words += each + " ";
    return words;
}

} // namespace

std::vector<ListedTicket> assigned_tickets(Transaction& transaction, std::string_view assignee,
                                           std::span<const std::string> departments, const Stretch& stretch) {
    const bool onwards = stretch.direction == Stretch::Direction::onwards;
    std::vector<Range> range;
    range.push_back({transaction.connection().query(
                         onwards ? select_assigned : select_assigned_back,
                         {assignee, as_words(departments), stretch.anchor_ms, stretch.anchor, stretch.limit}),
                     listed_with_unread});
    return in_list_order(merged(std::move(range), {true, onwards}, stretch.limit), stretch);
}

// As a queue: its index knows the department, which ticket_assigned has to look up in each ticket.
std::int64_t count_assigned(Transaction& transaction, std::string_view assignee,
                            std::span<const std::string> departments, std::int64_t limit) {
    std::vector<Status> open;
    for (const Status status : all<Status>())
        if (!is_closed(status)) open.push_back(status);
    std::int64_t count = 0;
    for (const std::string& department : departments)
        count += count_queued(transaction, {department, {}, open, {}, assignee}, limit - count);
    return count;
}

} // namespace stu::store
