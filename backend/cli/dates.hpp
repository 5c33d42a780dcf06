#pragma once
#include <fmt/chrono.h>

#include <cstdint>
#include <ctime>
#include <string>

namespace stu::cli {

/// The day of a moment in UTC, "2026-11-20". Unix milliseconds.
inline std::string date_of(std::int64_t unix_ms) {
    return fmt::format("{:%Y-%m-%d}", fmt::gmtime(static_cast<std::time_t>(unix_ms / 1000)));
}

} // namespace stu::cli
