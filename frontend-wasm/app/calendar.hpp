#pragma once
// Days in words, and weeks.

#include "common/day.hpp"
#include "common/language/dates.hpp"

namespace stu::app {

using stu::Day, stu::parse_day, stu::day_text;

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
