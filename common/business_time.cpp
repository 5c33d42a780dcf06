#include "common/business_time.hpp"

#include "common/time_spans.hpp"

#include <algorithm>
#include <stdexcept>

namespace stu {
namespace {

constexpr std::int64_t farthest_ms = day_ms * 365 * 20;

/// Days since 1970, before it, too.
std::int64_t day_number(std::int64_t local_ms) {
    return (local_ms >= 0 ? local_ms : local_ms - day_ms + 1) / day_ms;
}

std::size_t weekday_of(std::int64_t day) { // 1 January 1970 was a Thursday; 0 = Monday
    return static_cast<std::size_t>(((day + 3) % 7 + 7) % 7);
}

bool is_holiday(const OpeningHours& hours, std::int64_t day) {
    return std::binary_search(hours.holidays.begin(), hours.holidays.end(), Day(std::chrono::days(day)));
}

/// Tells `visit` of each stretch of business time between the instants, in order, until it says to stop.
/// Within a stretch of one offset local time runs as the instants do, so days and spans are cut out by sums.
template <class Visit>
void visit_open(const OpeningHours& hours, std::int64_t from_ms, std::int64_t until_ms, Visit visit) {
    while (from_ms < until_ms) {
        const ZoneStretch stretch = hours.zone(from_ms);
        if (stretch.until_ms <= from_ms || stretch.from_ms > from_ms)
            throw std::logic_error("a zone's stretch without the instant that was asked for");
        const std::int64_t end_ms = std::min(until_ms, stretch.until_ms);
        for (std::int64_t day = day_number(from_ms + stretch.offset_ms);
             day * day_ms - stretch.offset_ms < end_ms; ++day) {
            if (is_holiday(hours, day)) continue;
            const std::int64_t midnight_ms = day * day_ms - stretch.offset_ms;
            for (const DaySpan& span : hours.weekly[weekday_of(day)]) {
                const std::int64_t opens_ms = std::max(from_ms, midnight_ms + span.from * minute_ms);
                const std::int64_t closes_ms = std::min(end_ms, midnight_ms + span.until * minute_ms);
                if (opens_ms < closes_ms && !visit(opens_ms, closes_ms)) return;
            }
        }
        from_ms = end_ms;
    }
}

} // namespace

std::int64_t business_ms_between(const OpeningHours& hours, std::int64_t from_ms, std::int64_t until_ms) {
    std::int64_t passed_ms = 0;
    visit_open(hours, from_ms, until_ms, [&](std::int64_t opens_ms, std::int64_t closes_ms) {
        passed_ms += closes_ms - opens_ms;
        return true;
    });
    return passed_ms;
}

std::optional<std::int64_t> after_business_ms(const OpeningHours& hours, std::int64_t from_ms,
                                              std::int64_t business_ms) {
    if (business_ms <= 0) return from_ms;
    std::optional<std::int64_t> found;
    visit_open(hours, from_ms, from_ms + farthest_ms, [&](std::int64_t opens_ms, std::int64_t closes_ms) {
        if (closes_ms - opens_ms >= business_ms) found = opens_ms + business_ms;
        business_ms -= closes_ms - opens_ms;
        return !found;
    });
    return found;
}

} // namespace stu
