#pragma once
// Times as people read them, in a zone of theirs. The zones are the system's (package tzdata).

#include "common/language/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace stu::app {

/// Whether there is a zone of that name, such as "Africa/Nairobi".
bool is_time_zone(std::string_view name);

/// "24 November 2026, 14:05 (Africa/Nairobi)". An unknown zone is read as UTC.
Message time_in_zone(std::int64_t at_ms, std::string_view zone);
/// Its day: "24 November 2026".
Message day_in_zone(std::int64_t at_ms, std::string_view zone);

} // namespace stu::app
