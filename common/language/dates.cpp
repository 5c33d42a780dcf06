#include "common/language/dates.hpp"

#include "common/numbers.hpp"

#include <array>

namespace stu {
namespace {

constexpr std::array full_months{tr("January"),   tr("February"), tr("March"),    tr("April"),
                                 tr("May"),       tr("June"),     tr("July"),     tr("August"),
                                 tr("September"), tr("October"),  tr("November"), tr("December")};
constexpr std::array short_months{tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("Jun"),
                                  tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec")};

Marked month_of(const std::array<Marked, 12>& months, unsigned month) { return months[(month - 1) % 12]; }

Message with_year(const CalendarDay& date, Marked month) {
    return tr("{day} {month} {year}",
              {{"day", date.day}, {"month", month}, {"year", std::to_string(date.year)}});
}

} // namespace

Message full_day(const CalendarDay& date) { return with_year(date, month_of(full_months, date.month)); }
Message long_day(const CalendarDay& date) { return with_year(date, month_of(short_months, date.month)); }
Message short_day(const CalendarDay& date) {
    return tr("{day} {month}", {{"day", date.day}, {"month", month_of(short_months, date.month)}});
}

Message day_and_time(const CalendarDay& date, int minute) {
    return tr("{date}, {time}",
              {{"date", full_day(date)}, {"time", two_digits(minute / 60) + ":" + two_digits(minute % 60)}});
}

} // namespace stu
