#pragma once
// How many tickets were closed and reopened when; counted as it happens.

#include "backend/store/tickets/ticket_figures.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

struct Flow {
    std::int64_t closed = 0, reopened = 0;
};

/// Counts that a ticket has just been closed or reopened, if it has. It stays with the department in which
/// that happened.
void count_flow(Transaction& transaction, const Ticket& ticket, const CountedTicket& before);

/// What was closed while it was somebody's.
struct ClosedOf {
    std::string assignee_id; ///< empty = nobody's
    std::int64_t closed = 0;
};
/// As `flow_in`; those of whom nothing was are left out.
std::vector<ClosedOf> closed_by_assignee(Transaction& transaction, std::string_view department,
                                         const Period& period);

/// In a period, whose ends are rounded down to quarters of an hour: no time zone has days that begin at
/// others.
Flow flow_in(Transaction& transaction, std::string_view department, const Period& period);

} // namespace stu::store
