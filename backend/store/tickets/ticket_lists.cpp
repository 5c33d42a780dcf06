#include "backend/store/tickets/ticket_lists.hpp"

#include "backend/store/tickets/merged_ranges.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace stu::store {
namespace {

bool ascends(QueueOrder order, const Stretch& stretch) {
    return (order == QueueOrder::newest_first) == (stretch.direction == Stretch::Direction::back);
}

/// Less and greater than every UUID, which begins with a hex digit.
constexpr std::string_view before_all = "", beyond_all = "g";

std::string_view anchor_of(const Stretch& stretch) {
    return stretch.anchor.empty() ? beyond_all : std::string_view(stretch.anchor);
}

/// Ids between which the tickets of a period lie: a UUIDv7 begins with its time in 12 hex digits.
struct IdBounds {
    std::string after{before_all}, before{beyond_all};

    explicit IdBounds(const Period& opened) {
        if (opened.from_ms > 0) after = time_digits(opened.from_ms);
        if (opened.before_ms > 0) before = time_digits(opened.before_ms);
    }

    /// Beyond the anchor, and still within the period: a cursor is the reader's own word.
    void narrow(std::string_view anchor, bool ascending) {
        if (ascending && anchor > after) after = anchor;
        if (!ascending && anchor < before) before = anchor;
    }

  private:
    static std::string time_digits(std::int64_t ms) {
        static constexpr char digits[] = "0123456789abcdef";
        std::string text;
        for (int shift = 44; shift >= 0; shift -= 4) {
            if (shift == 12) text += '-';
            text += digits[(ms >> shift) & 15];
        }
        return text;
    }
};

} // namespace

// Index ticket_owner, a range of it in index order.
constexpr std::string_view select_own_older =
    "SELECT " LISTED_COLUMNS " FROM ticket WHERE owner_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
constexpr std::string_view select_own_newer =
    "SELECT " LISTED_COLUMNS " FROM ticket WHERE owner_id = $1 AND id > $2 ORDER BY id LIMIT $3";

std::vector<ListedTicket> own_tickets(Transaction& transaction, std::string_view owner_id,
                                      const Stretch& stretch) {
    const bool older = stretch.direction == Stretch::Direction::onwards;
    const auto rows = transaction.connection().query(older ? select_own_older : select_own_newer,
                                                     {owner_id, anchor_of(stretch), stretch.limit});
    return in_list_order(rows_of(*rows), stretch);
}

// Index ticket_owner_status; sorts the owner's tickets of one status, which are few.
constexpr std::string_view select_own_in =
    "SELECT " LISTED_COLUMNS
    " FROM ticket WHERE owner_id = $1 AND status = $2 AND withdrawn_ms = 0 ORDER BY updated_ms, id LIMIT $3";

std::vector<ListedTicket> own_tickets_in(Transaction& transaction, std::string_view owner_id, Status status,
                                         std::int64_t limit) {
    return rows_of(*transaction.connection().query(select_own_in, {owner_id, name_of(status), limit}));
}

// Index ticket_department_status, a range of it in index order.
constexpr std::string_view select_queue_descending =
    "SELECT " STAFF_LISTED_COLUMNS
    " FROM ticket WHERE department = $1 AND status = $2 AND id > $3 AND id < $4 "
    "AND withdrawn_ms = 0 "
    "ORDER BY id DESC LIMIT $5";
constexpr std::string_view select_queue_ascending =
    "SELECT " STAFF_LISTED_COLUMNS
    " FROM ticket WHERE department = $1 AND status = $2 AND id > $3 AND id < $4 "
    "AND withdrawn_ms = 0 "
    "ORDER BY id LIMIT $5";
// Index ticket_department_service_status, likewise.
constexpr std::string_view select_service_descending =
    "SELECT " STAFF_LISTED_COLUMNS
    " FROM ticket WHERE department = $1 AND status = $2 AND id > $3 AND id < $4 "
    "AND withdrawn_ms = 0 "
    "AND service = $6 ORDER BY id DESC LIMIT $5";
constexpr std::string_view select_service_ascending =
    "SELECT " STAFF_LISTED_COLUMNS
    " FROM ticket WHERE department = $1 AND status = $2 AND id > $3 AND id < $4 "
    "AND withdrawn_ms = 0 "
    "AND service = $6 ORDER BY id LIMIT $5";

namespace {

std::unique_ptr<sql::Statement> by_age(sql::Connection& connection, const QueueFilter& filter, Status status,
                                       QueueOrder order, const Stretch& stretch) {
    const bool ascending = ascends(order, stretch);
    IdBounds ids(filter.opened);
    if (!stretch.anchor.empty()) ids.narrow(stretch.anchor, ascending);
    if (filter.service.empty())
        return connection.query(ascending ? select_queue_ascending : select_queue_descending,
                                {filter.department, name_of(status), ids.after, ids.before, stretch.limit});
    return connection.query(
        ascending ? select_service_ascending : select_service_descending,
        {filter.department, name_of(status), ids.after, ids.before, stretch.limit, filter.service});
}

} // namespace

// Index ticket_department_status_updated in its own order. Service and period are looked at on the way, which
// the index is wide enough for. `|| ''` keeps SQLite from an index of theirs, which would have to sort;
// PostgreSQL knows better by the values, and would be misled.
#define CHANGED(beyond, unindexed, order)                                                                    \
    "SELECT " STAFF_LISTED_COLUMNS                                                                           \
    " FROM ticket WHERE department = $1 AND status = $2 AND (updated_ms, id) " beyond                        \
    " ($3, $4) AND id" unindexed " > $5 AND id" unindexed " < $6 AND ($7 = '' OR service" unindexed          \
    " = $7) AND withdrawn_ms = 0 ORDER BY " order " LIMIT $8"

namespace {

struct ByChange {
    std::string_view longest_unchanged, latest_changed;
};
constexpr ByChange on_sqlite{CHANGED(">", " || ''", "updated_ms, id"),
                             CHANGED("<", " || ''", "updated_ms DESC, id DESC")},
    on_postgres{CHANGED(">", "", "updated_ms, id"), CHANGED("<", "", "updated_ms DESC, id DESC")};

std::unique_ptr<sql::Statement> by_change(sql::Connection& connection, const QueueFilter& filter,
                                          Status status, const Stretch& stretch) {
    const IdBounds ids(filter.opened);
    const ByChange& questions = connection.dialect() == sql::Dialect::sqlite ? on_sqlite : on_postgres;
    const bool onwards = stretch.direction == Stretch::Direction::onwards;
    return connection.query_planned(onwards ? questions.longest_unchanged : questions.latest_changed,
                                    {filter.department, name_of(status), stretch.anchor_ms, stretch.anchor,
                                     ids.after, ids.before, filter.service, stretch.limit});
}

} // namespace

std::vector<ListedTicket> queued_tickets(Transaction& transaction, const QueueFilter& filter,
                                         QueueOrder order, const Stretch& stretch) {
    sql::Connection& connection = transaction.connection();
    // One range for each status: filtering a single one could walk past a million tickets to find fifty.
    std::vector<Range> ranges;
    for (const Status status : filter.statuses)
        ranges.push_back({order == QueueOrder::longest_unchanged_first
                              ? by_change(connection, filter, status, stretch)
                              : by_age(connection, filter, status, order, stretch),
                          staff_listed_in});
    const bool by_change_first = order == QueueOrder::longest_unchanged_first;
    return in_list_order(merged(std::move(ranges), {by_change_first, ascends(order, stretch)}, stretch.limit),
                         stretch);
}

// Index ticket_owner_status; looks at each of the owner's tickets, which are few.
constexpr std::string_view count_own = R"(
    SELECT status, COUNT(*) FROM ticket WHERE owner_id = $1 AND withdrawn_ms = 0 GROUP BY status)";

std::vector<StatusCount> own_counts(Transaction& transaction, std::string_view owner_id) {
    std::vector<StatusCount> counts;
    const auto row = transaction.connection().query(count_own, {owner_id});
    while (row->next()) counts.push_back({stored_enum<Status>(row->view(0)), row->integer(1)});
    return counts;
}

// Index ticket_owner, which covers it.
constexpr std::string_view count_all_own = "SELECT COUNT(*) FROM ticket WHERE owner_id = $1";

std::int64_t own_total(Transaction& transaction, std::string_view owner_id) {
    const auto row = transaction.connection().query(count_all_own, {owner_id});
    return row->next() ? row->integer(0) : 0;
}

} // namespace stu::store
