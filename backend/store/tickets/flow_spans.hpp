#pragma once
// The spans of time by which it is counted what happens when; private to store/.

#include "common/period.hpp"
#include "common/time_spans.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace stu::store {

inline constexpr std::int64_t quarter_minutes = 15, day_minutes = 1'440,
                              quarters_of_day = day_minutes / quarter_minutes;

/// Calls `look(minutes, first, end)` for whole days and for quarters of an hour around them.
template <class Look> void each_part(const Period& period, Look look) {
    constexpr std::int64_t later_than_all =
        std::numeric_limits<std::int64_t>::max() / day_ms * quarters_of_day;
    const std::int64_t from = std::max<std::int64_t>(0, period.from_ms) / (quarter_minutes * minute_ms);
    const std::int64_t before =
        period.before_ms > 0 ? period.before_ms / (quarter_minutes * minute_ms) : later_than_all;
    const auto part = [&](std::int64_t minutes, std::int64_t first, std::int64_t end) {
        if (first < end) look(minutes, first, end);
    };
    const std::int64_t first_day = (from + quarters_of_day - 1) / quarters_of_day,
                       end_day = before / quarters_of_day;
    if (first_day >= end_day) return part(quarter_minutes, from, before);
    part(quarter_minutes, from, first_day * quarters_of_day);
    part(day_minutes, first_day, end_day);
    part(quarter_minutes, end_day * quarters_of_day, before);
}

} // namespace stu::store
