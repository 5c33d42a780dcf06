#include "frontend-wasm/app/calendar.hpp"

namespace stu::app {

namespace chrono = std::chrono;

CalendarDay calendar_day(Day day) {
    const chrono::year_month_day date(day);
    return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day())};
}

Message short_day(Day day) { return stu::short_day(calendar_day(day)); }
Message long_day(Day day) { return stu::long_day(calendar_day(day)); }
Message full_day(Day day) { return stu::full_day(calendar_day(day)); }

Day week_of(Day day) { return day - chrono::days(chrono::weekday(day).iso_encoding() - 1); }

} // namespace stu::app
