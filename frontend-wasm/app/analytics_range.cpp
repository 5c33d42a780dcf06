#include "frontend-wasm/app/analytics_range.hpp"

#include "frontend-wasm/app/queue_filter.hpp"

#include <algorithm>

namespace stu::app {
namespace {

using std::chrono::days;

/// A year of weeks, and the one that it ends in. Longer ranges show their last year.
constexpr int most_weeks = 53;
static_assert(most_weeks + 1 < max_volume_spans);

std::string first_day(std::string_view preset, Day today) {
    if (preset == "30") return day_text(today - days(29));
    if (preset == "90") return day_text(today - days(89));
    if (preset == "year") return day_text(today).substr(0, 4) + "-01-01";
    return {};
}

std::vector<Day> week_edges(const AnalyticsRange& range, Day today) {
    const Day last = parse_day(range.to).value_or(today);
    Day first = week_of(last) - days(7 * (most_weeks - 1));
    if (const auto from = parse_day(range.from)) first = std::max(first, *from);
    std::vector<Day> edges;
    for (Day day = first; day <= last; day = week_of(day) + days(7)) edges.push_back(day);
    edges.push_back(last + days(1));
    return edges;
}

Day a_year_earlier(Day day) {
    const std::chrono::year_month_day date(day);
    const auto earlier = date - std::chrono::years(1);
    return earlier.ok() ? Day(earlier)
                        : Day(earlier.year() / earlier.month() / std::chrono::last); // 29 February
}

/// A range without a beginning has nothing before it.
void compare(AnalyticsRange& range, const Route& route, Day today) {
    range.against = usual_comparison;
    for (const RangePreset& preset : compared_presets)
        if (preset.key == route.parameter("against")) range.against = preset.key;
    const auto from = parse_day(range.from);
    const Day to = parse_day(range.to).value_or(today);
    if (!from || *from > to || range.against == "nothing") return;
    const bool before = range.against == usual_comparison;
    range.other_from = day_text(before ? *from - (to - *from) - days(1) : a_year_earlier(*from));
    range.other_to = day_text(before ? *from - days(1) : a_year_earlier(to));
}

} // namespace

std::vector<Day> age_edges(Day today) { return {today - days(28), today - days(7), today - days(3), today}; }

AnalyticsRange analytics_range(const Route& route, const Surroundings& world) {
    const Day today = parse_day(world.day_of(world.now_ms())).value_or(Day{});
    AnalyticsRange range;
    range.from = route.parameter("from");
    range.to = route.parameter("to");
    if (range.from.empty() && range.to.empty()) {
        range.preset = usual_range;
        for (const RangePreset& preset : range_presets)
            if (preset.key == route.parameter("range")) range.preset = preset.key;
        range.from = first_day(range.preset, today);
    }
    range.edges = week_edges(range, today);
    compare(range, route, today);
    return range;
}

AnalyticsRequest analytics_request(const Route& route, const Surroundings& world) {
    const AnalyticsRange range = analytics_range(route, world);
    AnalyticsRequest request;
    request.department = route.id;
    request.opened = days_period(range.from, range.to, world);
    for (const Day edge : range.edges) request.volume_edges_ms.push_back(world.start_of_day(day_text(edge)));
    if (!range.other_from.empty()) request.compared = days_period(range.other_from, range.other_to, world);
    const Day today = parse_day(world.day_of(world.now_ms())).value_or(Day{});
    for (const Day edge : age_edges(today))
        request.age_edges_ms.push_back(world.start_of_day(day_text(edge)));
    return request;
}

} // namespace stu::app
