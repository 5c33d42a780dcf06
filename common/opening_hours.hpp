#pragma once
// When a department is open: hours of the week and holidays, in its own time zone. As operators write them,
// and as they are stored.

#include "common/day.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

inline constexpr std::size_t max_weekly_plan = 1'000; ///< bytes of its text
inline constexpr std::size_t max_holidays = 4'000;    ///< days

/// Part of a day on the clocks of a place, in minutes from midnight: 0 <= from < until <= 1440.
struct DaySpan {
    int from = 0, until = 0;

    bool operator==(const DaySpan&) const = default;
};

/// Monday first. The spans of a day are in order and apart.
using WeeklyPlan = std::array<std::vector<DaySpan>, 7>;

/// Of "mon-fri 08:00-12:00,13:00-17:00; sat 22:00-02:00". What ends before it begins goes on past midnight;
/// what overlaps or touches becomes one. Nothing where the text is something else, longer than
/// `max_weekly_plan`, or opens at no time.
std::optional<WeeklyPlan> parse_weekly_plan(std::string_view text);
/// A text that gives the same plan again, day by day: "mon 08:00-12:00,13:00-17:00; tue …".
std::string weekly_plan_text(const WeeklyPlan& plan);

/// Of "2026-12-25 2026-12-28..2027-01-01", in any order: each day once, sorted. Nothing where a part is no
/// day or ends before it begins, or where they are more than `max_holidays`.
std::optional<std::vector<Day>> parse_days(std::string_view text);
/// A text that gives the same days again, with neighbours as "first..last". Precondition: sorted, each once.
std::string days_text(const std::vector<Day>& days);

/// While the clocks of a zone differ from UTC by the same: from an instant up to, and not including, another
/// one.
struct ZoneStretch {
    std::int64_t from_ms = 0, until_ms = 0; ///< Unix milliseconds
    std::int64_t offset_ms = 0;             ///< clocks show UTC and this
};
/// The stretch that an instant lies in. Who knows the zones is not here: the server has them from its system.
using ZoneOffsets = std::function<ZoneStretch(std::int64_t at_ms)>;

struct OpeningHours {
    WeeklyPlan weekly;
    std::vector<Day> holidays; ///< closed from midnight to midnight; sorted
    ZoneOffsets zone;
};

} // namespace stu
