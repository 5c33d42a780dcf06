#pragma once
// Spans of time that lists and figures are asked for, and how long things took.

#include "common/language/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

struct FieldError;

/// From an instant up to, and not including, another one; Unix milliseconds. Which instants begin a day is
/// the reader's time zone's to say, so whoever asks has worked that out. 0 leaves that side open.
struct Period {
    std::int64_t from_ms = 0, before_ms = 0;

    bool is_everything() const { return from_ms <= 0 && before_ms <= 0; }
    bool contains(std::int64_t at_ms) const {
        return at_ms >= from_ms && (before_ms <= 0 || at_ms < before_ms);
    }
    bool operator==(const Period&) const = default;
};

/// Notes what is wrong with the two fields of a period, by the names that they have in the message.
void note_period(std::vector<FieldError>& errors, const Period& period, std::string_view from_field,
                 std::string_view before_field);

/// A duration as it is shown, in minutes: rounded down to 5 minutes below 2 hours, to 30 minutes below a day,
/// to 3 hours below a week, to days beyond. Counted in this form too, so that a year of tickets is summed up
/// from a few hundred numbers; percentiles stay exact to what is shown, because rounding keeps the order.
std::int64_t shown_minutes(std::int64_t duration_ms);

/// "under 5 min", "45 min", "3 h 30 min", "2 days 6 h", "12 days"; of a value of `shown_minutes`.
Message duration_text(std::int64_t minutes);

} // namespace stu
