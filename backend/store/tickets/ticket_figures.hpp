#pragma once
// How many tickets there are and how long they took. Counters are kept in the transaction that files or
// changes a ticket, because counting rows would cost a scan.

#include "backend/store/engine/store.hpp"
#include "common/analytics.hpp"
#include "common/ticket.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stu::store {

/// What the counters know of a ticket.
struct CountedTicket {
    std::optional<Status> status;                      ///< nothing = withdrawn, so not counted at all
    std::int64_t first_response_ms = 0, closed_ms = 0; ///< 0 = has not happened
};
CountedTicket counted(const Ticket& ticket);

/// Counts a new ticket.
void count_new(Transaction& transaction, const Ticket& ticket);
/// Moves the counts of `ticket` from how it was to how it is.
void count_change(Transaction& transaction, const Ticket& ticket, const CountedTicket& before);
/// Takes what was counted of `before` to the department and service of `ticket`, which is the same one.
void count_move(Transaction& transaction, const Ticket& ticket, const Ticket& before);

/// A department's tickets opened in a period, by service and status. What does not occur may be left out.
std::vector<ServiceCount> counts_in(Transaction& transaction, std::string_view department,
                                    const Period& opened);

struct DepartmentCount {
    std::string department; ///< id
    Status status{};
    std::int64_t tickets = 0;
};
/// All tickets, by department and status, for Prometheus.
std::vector<DepartmentCount> counts_by_department(Transaction& transaction);

/// How many tickets a department got in a period.
std::int64_t opened_in(Transaction& transaction, std::string_view department, const Period& opened);
/// How many tickets a department got between each two neighbouring instants: one number less than edges.
std::vector<std::int64_t> opened_between(Transaction& transaction, std::string_view department,
                                         const std::vector<std::int64_t>& edges_ms);
/// How many of those that it got from each instant to the next are open now, the last one from then on.
std::vector<std::int64_t> still_open_since(Transaction& transaction, std::string_view department,
                                           std::vector<std::int64_t> edges_ms);

struct Timings {
    Timing first_response, resolution;
};
/// Of a department's tickets opened in a period.
Timings timings_in(Transaction& transaction, std::string_view department, const Period& opened);

} // namespace stu::store
