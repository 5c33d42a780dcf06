#include "common/opening_hours.hpp"

#include "common/numbers.hpp"

#include <algorithm>

namespace stu {
namespace {

constexpr int day_minutes = 24 * 60;
constexpr std::array<std::string_view, 7> weekday_names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::string_view without_spaces_around(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// 0 = Monday.
std::optional<std::size_t> weekday_in(std::string_view text) {
    const auto found = std::find(weekday_names.begin(), weekday_names.end(), text);
    if (found == weekday_names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - weekday_names.begin());
}

/// Of "08:30"; up to "24:00".
std::optional<int> minute_in(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = number_in<int>(text.substr(0, 2)), minute = number_in<int>(text.substr(3));
    if (!hour || !minute || *hour < 0 || *minute < 0 || *minute > 59) return std::nullopt;
    const int of_day = *hour * 60 + *minute;
    return of_day <= day_minutes ? std::optional(of_day) : std::nullopt;
}

/// Of "08:00-12:00"; `until` before `from` when it goes on past midnight.
std::optional<DaySpan> span_in(std::string_view text) {
    const auto from = minute_in(split_off(text, '-')), until = minute_in(text);
    if (!from || !until || *from == *until || *from == day_minutes) return std::nullopt;
    return DaySpan{*from, *until};
}

void add_span(WeeklyPlan& plan, std::size_t weekday, const DaySpan& span) {
    if (span.from < span.until) {
        plan[weekday].push_back(span);
        return;
    }
    plan[weekday].push_back({span.from, day_minutes});
    if (span.until > 0) plan[(weekday + 1) % 7].push_back({0, span.until});
}

/// Of "mon-fri 08:00-12:00,13:00-17:00". Whether it is that.
bool add_days(WeeklyPlan& plan, std::string_view text) {
    std::string_view days = split_off(text, ' ');
    const auto first = weekday_in(split_off(days, '-'));
    const auto last = days.empty() ? first : weekday_in(days);
    text = without_spaces_around(text);
    if (!first || !last || text.empty()) return false;
    while (!text.empty()) {
        const auto span = span_in(without_spaces_around(split_off(text, ',')));
        if (!span) return false;
        for (std::size_t weekday = *first;; weekday = (weekday + 1) % 7) {
            add_span(plan, weekday, *span);
            if (weekday == *last) break;
        }
    }
    return true;
}

void put_in_order(std::vector<DaySpan>& spans) {
    std::sort(spans.begin(), spans.end(),
              [](const DaySpan& one, const DaySpan& other) { return one.from < other.from; });
    std::vector<DaySpan> apart;
    for (const DaySpan& span : spans)
        if (!apart.empty() && span.from <= apart.back().until)
            apart.back().until = std::max(apart.back().until, span.until);
        else
            apart.push_back(span);
    spans = std::move(apart);
}

std::string time_text(int minute) { return two_digits(minute / 60) + ":" + two_digits(minute % 60); }

} // namespace

std::optional<WeeklyPlan> parse_weekly_plan(std::string_view text) {
    if (text.size() > max_weekly_plan) return std::nullopt;
    WeeklyPlan plan;
    text = without_spaces_around(text);
    if (text.empty()) return std::nullopt;
    while (!text.empty())
        if (!add_days(plan, without_spaces_around(split_off(text, ';')))) return std::nullopt;
    for (std::vector<DaySpan>& spans : plan) put_in_order(spans);
    return plan;
}

std::string weekly_plan_text(const WeeklyPlan& plan) {
    std::string text;
    for (std::size_t weekday = 0; weekday < plan.size(); ++weekday) {
        std::string spans;
        for (const DaySpan& span : plan[weekday])
            spans += (spans.empty() ? "" : ",") + time_text(span.from) + "-" + time_text(span.until);
        if (!spans.empty())
            text.append(text.empty() ? "" : "; ").append(weekday_names[weekday]).append(" " + spans);
    }
    return text;
}

std::optional<std::vector<Day>> parse_days(std::string_view text) {
    std::vector<Day> days;
    while (!text.empty()) {
        const std::string_view part = split_off(text, ' ');
        if (part.empty()) continue;
        const std::size_t dots = part.find("..");
        const auto first = parse_day(part.substr(0, dots));
        const auto last = dots == part.npos ? first : parse_day(part.substr(dots + 2));
        if (!first || !last || *last < *first) return std::nullopt;
        for (Day day = *first; day <= *last; day += std::chrono::days(1)) {
            if (days.size() == max_holidays) return std::nullopt;
            days.push_back(day);
        }
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

std::string days_text(const std::vector<Day>& days) {
    std::string text;
    for (auto first = days.begin(); first != days.end();) {
        auto last = first;
        while (last + 1 != days.end() && *(last + 1) == *last + std::chrono::days(1)) ++last;
        text += (text.empty() ? "" : " ") + day_text(*first);
        if (last != first) text += ".." + day_text(*last);
        first = last + 1;
    }
    return text;
}

} // namespace stu
