#include "frontend-wasm/app/calendar.hpp"

#include <charconv>

namespace stu::app {
namespace {

namespace chrono = std::chrono;

std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::optional<int> number_in(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || number < 0) return std::nullopt;
    return number;
}

} // namespace

std::optional<Day> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = number_in(text.substr(0, 4)), month = number_in(text.substr(5, 2)),
               day = number_in(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const chrono::year_month_day date{chrono::year(*year), chrono::month(static_cast<unsigned>(*month)),
                                      chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return Day(date);
}

std::string day_text(Day day) {
    const chrono::year_month_day date(day);
    std::string year = std::to_string(static_cast<int>(date.year()));
    while (year.size() < 4) year.insert(0, "0");
    return year + "-" + two_digits(static_cast<unsigned>(date.month())) + "-" +
           two_digits(static_cast<unsigned>(date.day()));
}

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
