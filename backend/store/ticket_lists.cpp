#include "backend/store/ticket_lists.hpp"

#include "backend/store/rows.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#define ROW_COLUMNS "id, number, subject, service, department, student_name, status, created_ms, updated_ms"

namespace stu::store {
namespace {

/// Reads the ROW_COLUMNS of the row that `row` stands on.
ListedTicket listed_in(const sql::Statement& row) {
    ListedTicket listed;
    listed.id = row.text(0);
    listed.row.number = row.text(1);
    listed.row.subject = row.text(2);
    listed.row.service = row.text(3);
    listed.row.department = row.text(4);
    listed.row.student_name = row.text(5);
    listed.row.status = stored_enum<Status>(row.text(6));
    listed.row.created_ms = row.integer(7);
    listed.row.updated_ms = row.integer(8);
    return listed;
}

std::vector<ListedTicket> rows_of(sql::Statement& row) {
    std::vector<ListedTicket> rows;
    while (row.next()) rows.push_back(listed_in(row));
    return rows;
}

/// A running query in the order of the list, and the id of the row that it stands on.
struct Range {
    std::unique_ptr<sql::Statement> row;
    std::string id;
};

/// False at the end of the range.
bool advance(Range& range) {
    if (!range.row->next()) return false;
    range.id = range.row->text(0);
    return true;
}

/// The rows of all ranges in the order of the list, and no more of them read than are wanted.
std::vector<ListedTicket> merged(std::vector<Range> ranges, const Stretch& stretch) {
    const bool older = stretch.direction == Stretch::Direction::older;
    std::erase_if(ranges, [](Range& range) { return !advance(range); });
    std::vector<ListedTicket> rows;
    while (!ranges.empty() && static_cast<std::int64_t>(rows.size()) < stretch.limit) {
        const auto next = std::min_element(ranges.begin(), ranges.end(), [&](const Range& a, const Range& b) {
            return older ? a.id > b.id : a.id < b.id;
        });
        rows.push_back(listed_in(*next->row));
        if (!advance(*next)) ranges.erase(next);
    }
    return rows;
}

/// Greater than every UUID, which begins with a hex digit.
constexpr std::string_view beyond_newest = "g";

std::string_view anchor_of(const Stretch& stretch) {
    return stretch.anchor.empty() ? beyond_newest : std::string_view(stretch.anchor);
}

std::vector<ListedTicket> newest_first(std::vector<ListedTicket> rows, const Stretch& stretch) {
    if (stretch.direction == Stretch::Direction::newer) std::reverse(rows.begin(), rows.end());
    return rows;
}

std::vector<StatusCount> counts_of(sql::Statement& row) {
    std::vector<StatusCount> counts;
    while (row.next()) counts.push_back({stored_enum<Status>(row.text(0)), row.integer(1)});
    return counts;
}

} // namespace

// Index ticket_owner, a range of it in index order.
constexpr std::string_view select_own_older =
    "SELECT " ROW_COLUMNS " FROM ticket WHERE owner_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
constexpr std::string_view select_own_newer =
    "SELECT " ROW_COLUMNS " FROM ticket WHERE owner_id = $1 AND id > $2 ORDER BY id LIMIT $3";

std::vector<ListedTicket> own_tickets(Transaction& transaction, std::string_view owner_id,
                                      const Stretch& stretch) {
    const bool older = stretch.direction == Stretch::Direction::older;
    const auto rows = transaction.connection().query(older ? select_own_older : select_own_newer,
                                                     {owner_id, anchor_of(stretch), stretch.limit});
    return newest_first(rows_of(*rows), stretch);
}

// Index ticket_owner_status; sorts the owner's tickets of one status, which are few.
constexpr std::string_view select_own_in =
    "SELECT " ROW_COLUMNS " FROM ticket WHERE owner_id = $1 AND status = $2 ORDER BY updated_ms, id LIMIT $3";

std::vector<ListedTicket> own_tickets_in(Transaction& transaction, std::string_view owner_id, Status status,
                                         std::int64_t limit) {
    return rows_of(*transaction.connection().query(select_own_in, {owner_id, name_of(status), limit}));
}

// Index ticket_department_status, a range of it in index order.
constexpr std::string_view select_queue_older =
    "SELECT " ROW_COLUMNS
    " FROM ticket WHERE department = $1 AND status = $2 AND id < $3 ORDER BY id DESC LIMIT $4";
constexpr std::string_view select_queue_newer =
    "SELECT " ROW_COLUMNS
    " FROM ticket WHERE department = $1 AND status = $2 AND id > $3 ORDER BY id LIMIT $4";
// Index ticket_department_service_status, likewise.
constexpr std::string_view select_service_older =
    "SELECT " ROW_COLUMNS " FROM ticket WHERE department = $1 AND status = $2 AND id < $3 AND service = $5 "
    "ORDER BY id DESC LIMIT $4";
constexpr std::string_view select_service_newer =
    "SELECT " ROW_COLUMNS " FROM ticket WHERE department = $1 AND status = $2 AND id > $3 AND service = $5 "
    "ORDER BY id LIMIT $4";

std::vector<ListedTicket> queued_tickets(Transaction& transaction, std::string_view department,
                                         std::string_view service, std::span<const Status> statuses,
                                         const Stretch& stretch) {
    const bool older = stretch.direction == Stretch::Direction::older;
    sql::Connection& connection = transaction.connection();
    // One range for each status: filtering a single one could walk past a million tickets to find fifty.
    std::vector<Range> ranges;
    for (const Status status : statuses) {
        auto row =
            service.empty()
                ? connection.query(older ? select_queue_older : select_queue_newer,
                                   {department, name_of(status), anchor_of(stretch), stretch.limit})
                : connection.query(older ? select_service_older : select_service_newer,
                                   {department, name_of(status), anchor_of(stretch), stretch.limit, service});
        ranges.push_back({std::move(row), {}});
    }
    return newest_first(merged(std::move(ranges), stretch), stretch);
}

// Index ticket_owner_status, which covers it.
constexpr std::string_view count_own = R"(
    SELECT status, COUNT(*) FROM ticket WHERE owner_id = $1 GROUP BY status)";

std::vector<StatusCount> own_counts(Transaction& transaction, std::string_view owner_id) {
    return counts_of(*transaction.connection().query(count_own, {owner_id}));
}

// Primary key (department, service, status): at most seven rows per service. Not summed up here, since
// grouping by another order than the key's costs more than reading the rows.
constexpr std::string_view count_queue = R"(
    SELECT status, tickets FROM ticket_count WHERE department = $1)";
constexpr std::string_view count_service = R"(
    SELECT status, tickets FROM ticket_count WHERE department = $1 AND service = $2)";

std::vector<StatusCount> queue_counts(Transaction& transaction, std::string_view department,
                                      std::string_view service) {
    sql::Connection& connection = transaction.connection();
    return counts_of(service.empty() ? *connection.query(count_queue, {department})
                                     : *connection.query(count_service, {department, service}));
}

} // namespace stu::store
