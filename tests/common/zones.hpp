#pragma once
// Time zones by hand: what the shared rules are told of them. tests/store/time_zones_test.cpp sees that the
// system says the same of the real ones.

#include "common/opening_hours.hpp"
#include "common/time_spans.hpp"

#include <limits>
#include <utility>
#include <vector>

namespace stu::test {

/// Unix milliseconds of an instant in UTC.
inline std::int64_t utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
    const std::chrono::sys_days midnight{std::chrono::year(year) / std::chrono::month(month) /
                                         std::chrono::day(day)};
    return midnight.time_since_epoch().count() * day_ms + hour * hour_ms + minute * minute_ms;
}

/// Whose clocks show `offset_ms` more than UTC, and something else from each of these instants on.
inline ZoneOffsets zone_with(std::int64_t offset_ms,
                             std::vector<std::pair<std::int64_t, std::int64_t>> changes = {}) {
    return [offset_ms, changes = std::move(changes)](std::int64_t at_ms) {
        ZoneStretch stretch{std::numeric_limits<std::int64_t>::min(),
                            std::numeric_limits<std::int64_t>::max(), offset_ms};
        for (const auto& [from_ms, offset] : changes) {
            if (from_ms > at_ms) {
                stretch.until_ms = from_ms;
                break;
            }
            stretch.from_ms = from_ms;
            stretch.offset_ms = offset;
        }
        return stretch;
    };
}

inline ZoneOffsets in_utc() { return zone_with(0); }
inline ZoneOffsets nairobi() { return zone_with(3 * hour_ms); }
inline ZoneOffsets kolkata() { return zone_with(5 * hour_ms + 30 * minute_ms); }
/// In 2026.
inline ZoneOffsets berlin() {
    return zone_with(hour_ms, {{utc(2026, 3, 29, 1), 2 * hour_ms}, {utc(2026, 10, 25, 1), hour_ms}});
}
/// In 2026.
inline ZoneOffsets new_york() {
    return zone_with(-5 * hour_ms, {{utc(2026, 3, 8, 7), -4 * hour_ms}, {utc(2026, 11, 1, 6), -5 * hour_ms}});
}
/// In 2026; its summer is half an hour.
inline ZoneOffsets lord_howe() {
    return zone_with(11 * hour_ms, {{utc(2026, 4, 4, 15), 10 * hour_ms + 30 * minute_ms},
                                    {utc(2026, 10, 3, 15, 30), 11 * hour_ms}});
}
/// It went from the evening of 29 December 2011 to the morning of the 31st.
inline ZoneOffsets apia() { return zone_with(-10 * hour_ms, {{utc(2011, 12, 30, 10), 14 * hour_ms}}); }

inline OpeningHours open_hours(std::string_view weekly, ZoneOffsets zone, std::string_view holidays = "") {
    return {parse_weekly_plan(weekly).value(), parse_days(holidays).value(), std::move(zone)};
}

} // namespace stu::test
