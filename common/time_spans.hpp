#pragma once
// Spans of time in milliseconds.

#include <cstdint>

namespace stu {

inline constexpr std::int64_t second_ms = 1'000, minute_ms = 60 * second_ms, hour_ms = 60 * minute_ms,
                              day_ms = 24 * hour_ms;

} // namespace stu
