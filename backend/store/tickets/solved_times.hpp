#pragma once
// How long it took until the tickets of a service were completed; counted as it happens.

#include "backend/store/tickets/ticket_figures.hpp"

#include <cstdint>
#include <string_view>

namespace stu::store {

/// Under which service a ticket's time is counted, and from when on.
struct SolvedOf {
    std::string_view service;
    std::int64_t created_ms = 0;
};

/// Moves the time of a ticket from how it was to how it is.
void count_solved(Transaction& transaction, const SolvedOf& of, const CountedTicket& before,
                  const CountedTicket& now);

/// Of a service's tickets that were completed on a day of UTC since `from_ms`. What was withdrawn or merged
/// is not among them.
Timing solved_since(Transaction& transaction, std::string_view service, std::int64_t from_ms);

} // namespace stu::store
