#pragma once
// Days of the calendar as people write them down, "2026-11-24".

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace stu {

/// A day of the calendar, wherever its time zone was decided.
using Day = std::chrono::sys_days;

/// Of "2026-11-24"; nothing where there is no such day.
std::optional<Day> parse_day(std::string_view text);
std::string day_text(Day day);

} // namespace stu
