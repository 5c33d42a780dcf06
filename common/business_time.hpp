#pragma once
// Time as promises count it: only while a department is open. The one place that knows. An instant is
// business time when the clocks of the department's zone show an open minute of no holiday; so an hour that
// the clocks show twice counts twice, one that they leave out does not count, and neither does a day that a
// zone has skipped.

#include "common/opening_hours.hpp"

#include <cstdint>
#include <optional>

namespace stu {

/// How much business time lies between two instants; 0 where `until_ms` is not later. Costs some
/// nanoseconds for each day between them.
std::int64_t business_ms_between(const OpeningHours& hours, std::int64_t from_ms, std::int64_t until_ms);

/// The first instant at which so much business time has passed: `from_ms` for 0, the closing time rather than
/// the next opening. Nothing when that is more than 20 years away, or never.
std::optional<std::int64_t> after_business_ms(const OpeningHours& hours, std::int64_t from_ms,
                                              std::int64_t business_ms);

} // namespace stu
