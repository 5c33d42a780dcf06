#include "backend/app/times.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <stdexcept>

namespace stu::app {
namespace {

/// Null when there is none; the library throws.
const date::time_zone* find_zone(std::string_view name) {
    try {
        return name.empty() ? nullptr : date::locate_zone(name);
    } catch (const std::runtime_error&) { return nullptr; }
}

} // namespace

bool is_time_zone(std::string_view name) { return find_zone(name) != nullptr; }

std::string time_in_zone(std::int64_t at_ms, std::string_view zone) {
    // Written out, because the library's names follow the locale.
    constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
    const date::time_zone* found = find_zone(zone);
    const auto moment = date::floor<std::chrono::seconds>(
        date::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at_ms)));
    const auto local =
        found != nullptr ? found->to_local(moment) : date::local_seconds(moment.time_since_epoch());
    const auto day = date::floor<date::days>(local);
    const date::year_month_day calendar(day);
    const date::hh_mm_ss<std::chrono::seconds> clock(local - day);
    return fmt::format("{} {} {}, {:02}:{:02} ({})", static_cast<unsigned>(calendar.day()),
                       months[static_cast<unsigned>(calendar.month()) - 1], static_cast<int>(calendar.year()),
                       clock.hours().count(), clock.minutes().count(), found != nullptr ? zone : "UTC");
}

} // namespace stu::app
