#pragma once
// The time zones that the system knows (package tzdata).

#include "common/opening_hours.hpp"

#include <string_view>

namespace date {
class time_zone;
}

namespace stu::system {

/// Null when there is none of that name, such as "Africa/Nairobi".
const date::time_zone* find_zone(std::string_view name);

/// Its clocks. An unknown zone's show UTC.
ZoneOffsets offsets_of_zone(std::string_view name);

} // namespace stu::system
