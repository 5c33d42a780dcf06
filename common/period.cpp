#include "common/period.hpp"

#include "common/checks.hpp"
#include "common/time_spans.hpp"

#include <algorithm>

namespace stu {
namespace {

/// The year 10889: later than any ticket, and far from overflowing when days and serial numbers are made of
/// it.
constexpr std::int64_t last_ms = 1LL << 48;

constexpr std::int64_t hour = 60, day = 24 * hour;

bool is_moment(std::int64_t ms) { return ms >= 0 && ms <= last_ms; }

Message in_minutes(std::int64_t count) { return tr("{count} min", {{"count", count}}); }
Message in_hours(std::int64_t count) { return tr("{count} h", {{"count", count}}); }
Message in_days(std::int64_t count) { return trn("{count} day", "{count} days", count); }

} // namespace

void note_period(std::vector<FieldError>& errors, const Period& period, std::string_view from_field,
                 std::string_view before_field) {
    if (!is_moment(period.from_ms)) note(errors, from_field, tr("This is not a date. Choose another one."));
    if (!is_moment(period.before_ms))
        note(errors, before_field, tr("This is not a date. Choose another one."));
    if (period.before_ms != 0 && period.from_ms > period.before_ms)
        note(errors, before_field, tr("The last day lies before the first. Choose a later one."));
}

std::int64_t shown_minutes(std::int64_t duration_ms) {
    const std::int64_t minutes = std::max<std::int64_t>(0, duration_ms) / minute_ms;
    const std::int64_t step = minutes < 2 * hour  ? 5
                              : minutes < day     ? 30
                              : minutes < 7 * day ? 3 * hour
                                                  : day;
    return minutes - minutes % step;
}

Message duration_text(std::int64_t minutes) {
    if (minutes < 5) return tr("under 5 min");
    if (minutes < hour) return in_minutes(minutes);
    const bool long_one = minutes >= day;
    const std::int64_t unit = long_one ? day : hour, rest = minutes % unit;
    Message whole = long_one ? in_days(minutes / unit) : in_hours(minutes / unit);
    if (rest == 0) return whole;
    return tr("{whole} {rest}",
              {{"whole", whole}, {"rest", long_one ? in_hours(rest / hour) : in_minutes(rest)}});
}

} // namespace stu
