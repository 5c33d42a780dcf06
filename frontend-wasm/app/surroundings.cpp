#include "frontend-wasm/app/surroundings.hpp"

#include "common/period.hpp"
#include "frontend-wasm/app/calendar.hpp"

#include <algorithm>

namespace stu::app {
namespace {

constexpr std::int64_t one_minute_ms = 60'000, one_hour_ms = 60 * one_minute_ms,
                       one_day_ms = 24 * one_hour_ms;

} // namespace

std::int64_t words_change_ms(std::int64_t at_ms, std::int64_t now_ms, std::int64_t today_ms,
                             std::int64_t tomorrow_ms) {
    const std::int64_t age = now_ms - at_ms;
    if (age < one_minute_ms) return at_ms + one_minute_ms; // also where this device's clock is late
    if (age < one_hour_ms) return at_ms + (age / one_minute_ms + 1) * one_minute_ms;
    if (at_ms >= today_ms) return std::min(at_ms + (age / one_hour_ms + 1) * one_hour_ms, tomorrow_ms);
    return age < 8 * one_day_ms ? tomorrow_ms : 0; // a date stays what it is
}

Message Surroundings::exact_time(std::int64_t at_ms) const { return exact_words(at_ms); }

Message Surroundings::relative_time(std::int64_t at_ms) const {
    const std::int64_t now = now_ms();
    if (now < today_ms_ || now >= tomorrow_ms_) {
        const std::string day = day_of(now);
        const auto parsed = parse_day(day);
        today_ms_ = start_of_day(day);
        tomorrow_ms_ =
            parsed ? start_of_day(day_text(*parsed + std::chrono::days(1))) : today_ms_ + one_day_ms;
    }
    const std::int64_t change = words_change_ms(at_ms, now, today_ms_, tomorrow_ms_);
    note_change(change);
    return relative_words(at_ms);
}

Message Surroundings::span_until(std::int64_t at_ms) const {
    const std::int64_t left = at_ms - now_ms(), minutes = shown_minutes(left < 0 ? -left : left);
    note_change(left > 0 ? at_ms - minutes * one_minute_ms + 1 : now_ms() + 5 * one_minute_ms);
    return duration_text(minutes);
}

void Surroundings::note_change(std::int64_t at_ms) const {
    if (at_ms != 0 && (next_change_ms_ == 0 || at_ms < next_change_ms_)) next_change_ms_ = at_ms;
}

Message Surroundings::relative_words(std::int64_t at_ms) const {
    const std::int64_t age = now_ms() - at_ms;
    if (age < one_minute_ms) return tr("just now");
    if (age < one_hour_ms) return tr("{count} min ago", {{"count", age / one_minute_ms}});
    const auto then = parse_day(day_of(at_ms)), today = parse_day(day_of(now_ms()));
    if (!then || !today || *then == *today) return tr("{count} h ago", {{"count", age / one_hour_ms}});
    const std::int64_t days = (*today - *then).count();
    if (days == 1) return tr("yesterday");
    if (days < 7) return trn("{count} day ago", "{count} days ago", days);
    const bool this_year = day_text(*then).substr(0, 4) == day_text(*today).substr(0, 4);
    return this_year ? short_day(*then) : long_day(*then);
}

Message Surroundings::exact_words(std::int64_t at_ms) const {
    return day_and_time(calendar_day(parse_day(day_of(at_ms)).value_or(Day{})), minute_of_day(at_ms));
}

} // namespace stu::app
