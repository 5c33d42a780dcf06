#include "backend/store/tickets/work_lists.hpp"

#include "backend/store/tickets/merged_ranges.hpp"

#include <array>
#include <limits>
#include <utility>

namespace stu::store {
namespace {

// $1 department, $2 assignee. Index ticket_waiting, or the one of the kind.
#define WAITING(kind) " FROM ticket WHERE department = $1 AND assignee_id = $2 AND waiting_ms > 0" kind
// $3 to $5: the place of the anchor, and before when it waits; $6 how many; $7 who reads.
#define WAITING_ROWS(kind, beyond, order)                                                                    \
    "SELECT " STAFF_LISTED_COLUMNS ", version > COALESCE((SELECT ticket_read.version FROM ticket_read "      \
    "WHERE user_id = $7 AND ticket_id = ticket.id), 0)" WAITING(                                             \
        kind) " AND (waiting_ms, id) " beyond " ($3, $4) AND waiting_ms < $5 ORDER BY " order " LIMIT $6"

struct WaitQuestions {
    std::string_view onwards, back, count;
};

#define WAIT_QUESTIONS(kind)                                                                                 \
    {                                                                                                        \
        WAITING_ROWS(kind, ">", "waiting_ms, id"), WAITING_ROWS(kind, "<", "waiting_ms DESC, id DESC"),      \
            "SELECT COUNT(*) FROM (SELECT 1" WAITING(kind) " AND waiting_ms < $3 LIMIT $4) AS waiting"       \
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

std::int64_t waits_before(const WaitFilter& filter) {
    return filter.kind == WaitKind::late ? filter.late_before_ms : never;
}

ListedTicket listed_with_unread(const sql::Statement& row) {
    ListedTicket listed = staff_listed_in(row);
    listed.row.work.unread = row.integer(17) != 0;
    return listed;
}

ListedTicket listed_by_wait(const sql::Statement& row) {
    ListedTicket listed = listed_with_unread(row);
    listed.place_ms = listed.row.work.waiting_ms;
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
                                  {department, assignee, stretch.anchor_ms, stretch.anchor,
                                   waits_before(filter), stretch.limit, reader}),
                              listed_by_wait});
    return in_list_order(merged(std::move(ranges), {true, onwards}, stretch.limit), stretch);
}

std::int64_t count_waiting(Transaction& transaction, const WaitFilter& filter, std::int64_t limit) {
    std::int64_t count = 0;
    for (const std::string& department : filter.departments)
        for (const std::string_view assignee : filter.assignees) {
            const auto row = transaction.connection().query_planned(
                questions_of(filter.kind).count, {department, assignee, waits_before(filter), limit - count});
            if (row->next()) count += row->integer(0);
        }
    return count;
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
                           select_assigned_back = ASSIGNED_ROWS("<", "updated_ms DESC, id DESC"),
                           count_of_assigned =
                               "SELECT COUNT(*) FROM (SELECT 1" ASSIGNED " LIMIT $3) AS assigned";

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

std::int64_t count_assigned(Transaction& transaction, std::string_view assignee,
                            std::span<const std::string> departments, std::int64_t limit) {
    const auto row =
        transaction.connection().query(count_of_assigned, {assignee, as_words(departments), limit});
    return row->next() ? row->integer(0) : 0;
}

} // namespace stu::store
