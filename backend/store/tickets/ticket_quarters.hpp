#pragma once
// How many tickets were filed in which quarter of an hour; private to store/.

#include "backend/store/engine/store.hpp"
#include "common/period.hpp"
#include "common/status.hpp"
#include "common/ticket.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace stu::store {

/// Counts a ticket that was not counted before, takes off one that no longer is, or notes that it was closed
/// or reopened. Nothing = not counted.
void count_quarter(Transaction& transaction, const Ticket& ticket, std::optional<Status> before,
                   std::optional<Status> now);

enum class Quarters : std::uint8_t { filed, still_open };

/// How many tickets a department got in `part` of a few days of UTC, or of those are open, when of all that
/// it got on those days there are `on_its_days`. Calls `look_through` for less than a quarter of an hour, and
/// for all of it where the quarters of those days are not up to date (see schema/0043).
std::int64_t counted_in_part(Transaction& transaction, std::string_view department, Quarters what,
                             const Period& part, std::int64_t on_its_days,
                             const std::function<std::int64_t(const Period&)>& look_through);

} // namespace stu::store
