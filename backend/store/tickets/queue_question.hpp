#pragma once
// The SQL that reads one range of a queue; private to store/. A condition either leads into the index that
// the order of the list comes from, or is looked at on the way.

#include "backend/store/engine/sql.hpp"
#include "backend/store/tickets/ticket_lists.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// Of some of the filter's statuses, and of some priorities where any are asked for. A list has one of each
/// in a range; what is counted may have all in one.
struct QueueRange {
    const QueueFilter& filter;
    std::span<const Status> statuses;
    std::span<const Priority> priorities;
};

/// Of one status each, and of one priority.
std::vector<QueueRange> ranges_of(const QueueFilter& filter);

/// Whether rows that lie further on are younger, or have waited for less.
bool ascends(QueueOrder order, const Stretch& stretch);

/// Rows of the STAFF_LISTED_COLUMNS in the list's order, or against it.
std::unique_ptr<sql::Statement> rows_of(sql::Connection& connection, const QueueRange& range,
                                        QueueOrder order, const Stretch& stretch);

/// At most `limit`.
std::int64_t count_of(sql::Connection& connection, const QueueFilter& filter, std::int64_t limit);

} // namespace stu::store
