#include "backend/system/time_zones.hpp"

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <stdexcept>

namespace stu::system {
namespace {

std::int64_t in_ms(std::chrono::seconds span) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(span).count();
}

/// The library's first and last instants do not fit into milliseconds.
std::int64_t instant_ms(date::sys_seconds instant) {
    constexpr std::int64_t farthest_s = std::numeric_limits<std::int64_t>::max() / 1000;
    const std::int64_t seconds = instant.time_since_epoch().count();
    return std::clamp(seconds, -farthest_s, farthest_s) * 1000;
}

} // namespace

const date::time_zone* find_zone(std::string_view name) {
    try {
        return name.empty() ? nullptr : date::locate_zone(name);
    } catch (const std::runtime_error&) { return nullptr; } // the library throws
}

ZoneOffsets offsets_of_zone(std::string_view name) {
    const date::time_zone* const zone = find_zone(name);
    return [zone](std::int64_t at_ms) -> ZoneStretch {
        if (zone == nullptr)
            return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), 0};
        const date::sys_info stretch = zone->get_info(date::floor<std::chrono::seconds>(
            date::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at_ms))));
        return {instant_ms(stretch.begin), instant_ms(stretch.end), in_ms(stretch.offset)};
    };
}

} // namespace stu::system
