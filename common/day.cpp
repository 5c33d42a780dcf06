#include "common/day.hpp"

#include "common/numbers.hpp"

namespace stu {

std::optional<Day> parse_day(std::string_view text) {
    namespace chrono = std::chrono;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = number_in<int>(text.substr(0, 4));
    const auto month = number_in<unsigned>(text.substr(5, 2)), day = number_in<unsigned>(text.substr(8, 2));
    if (!year || *year < 0 || !month || !day) return std::nullopt;
    const chrono::year_month_day date{chrono::year(*year), chrono::month(*month), chrono::day(*day)};
    if (!date.ok()) return std::nullopt;
    return Day(date);
}

std::string day_text(Day day) {
    const std::chrono::year_month_day date(day);
    std::string year = std::to_string(static_cast<int>(date.year()));
    while (year.size() < 4) year.insert(0, "0");
    return year + "-" + two_digits(static_cast<int>(static_cast<unsigned>(date.month()))) + "-" +
           two_digits(static_cast<int>(static_cast<unsigned>(date.day())));
}

} // namespace stu
