#pragma once
// Days and times in words. The order of their parts is a message, too.

#include "common/language/message.hpp"

#include <cstdint>

namespace stu {

/// A day of the calendar, wherever its time zone was decided.
struct CalendarDay {
    int year = 1970;
    unsigned month = 1, day = 1; ///< counted from 1
};

/// "24 November 2026"
Message full_day(const CalendarDay& date);
/// "24 Nov 2026"
Message long_day(const CalendarDay& date);
/// "24 Nov"
Message short_day(const CalendarDay& date);

/// "24 November 2026, 14:05". `minute` counts from midnight.
Message day_and_time(const CalendarDay& date, int minute);

} // namespace stu
