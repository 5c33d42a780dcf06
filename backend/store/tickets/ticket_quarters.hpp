#pragma once
// How many tickets were filed in which quarter of an hour; private to store/.

#include "backend/store/engine/store.hpp"
#include "common/period.hpp"
#include "common/ticket.hpp"

#include <cstdint>
#include <functional>
#include <string_view>

namespace stu::store {

/// Counts a ticket, or with -1 no longer.
void count_quarter(Transaction& transaction, const Ticket& ticket, std::int64_t difference);

/// How many tickets a department got in `part` of a few days of UTC, on which it got `on_its_days`. Calls
/// `look_through` for less than a quarter of an hour, and for all of it where the quarters of those days are
/// not up to date (see schema/0043).
std::int64_t filed_in_part(Transaction& transaction, std::string_view department, const Period& part,
                           std::int64_t on_its_days,
                           const std::function<std::int64_t(const Period&)>& look_through);

} // namespace stu::store
