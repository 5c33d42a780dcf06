#pragma once
// Which span of time the analytics page looks at: in its address, in days, and in weeks for the chart.

#include "common/analytics.hpp"
#include "frontend-wasm/app/calendar.hpp"
#include "frontend-wasm/app/route.hpp"
#include "frontend-wasm/app/surroundings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu::app {

struct AnalyticsRange {
    std::string preset;   ///< "30", "90", "year", "all"; empty when days were chosen
    std::string from, to; ///< first and last day; empty = open
    /// First days of the chart's weeks, and the day after the last. The first and last week may be cut off by
    /// the range.
    std::vector<Day> edges;
    std::string against;              ///< what it is compared with: "before", "year" or "nothing"
    std::string other_from, other_to; ///< first and last day of that; empty = nothing
};

/// The presets, the usual one first, as they stand in the address under `range` and in words.
struct RangePreset {
    std::string_view key;
    Marked words;
};
inline constexpr RangePreset range_presets[] = {
    {"30", tr("30 days")}, {"90", tr("90 days")}, {"year", tr("This year")}, {"all", tr("All")}};
inline constexpr std::string_view usual_range = "90";

/// What a range can be compared with, as it stands in the address under `against` and in words.
inline constexpr RangePreset compared_presets[] = {
    {"before", tr("The days before")}, {"year", tr("A year earlier")}, {"nothing", tr("Nothing")}};
inline constexpr std::string_view usual_comparison = "before";

/// First days of how long ago open tickets were opened, the longest ago first: four weeks, a week, three
/// days, today.
std::vector<Day> age_edges(Day today);

/// From the address: `range`, or `from` and `to`.
AnalyticsRange analytics_range(const Route& route, const Surroundings& world);

AnalyticsRequest analytics_request(const Route& route, const Surroundings& world);

} // namespace stu::app
