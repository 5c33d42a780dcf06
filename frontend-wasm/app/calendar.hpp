#pragma once
// Days as people write them, without a time zone: "2026-11-24", as date fields and addresses have it.

#include "common/language/dates.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace stu::app {

using Day = std::chrono::sys_days;

/// Nothing for what is not a date of the calendar.
std::optional<Day> parse_day(std::string_view text);
/// "2026-11-24"
std::string day_text(Day day);
CalendarDay calendar_day(Day day);
/// "24 Nov"
Message short_day(Day day);
/// "24 Nov 2026"
Message long_day(Day day);
/// "24 November 2026", as in mail.
Message full_day(Day day);

/// The Monday of its week.
Day week_of(Day day);

} // namespace stu::app
