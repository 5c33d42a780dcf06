#pragma once
// A ticket's place in the order of filing as one number; private to store/. It begins with the time, so that
// a period is a range of serial numbers.

#include <cstdint>
#include <string_view>

namespace stu::store {

// Primary key.
inline constexpr std::string_view select_serial = "SELECT serial FROM ticket WHERE id = $1";

inline constexpr std::int64_t serials_per_ms = 4096;

/// Of the tickets filed at `ms` or later, the lowest that there can be.
constexpr std::int64_t first_serial(std::int64_t ms) { return ms * serials_per_ms; }
/// When the ticket was filed.
constexpr std::int64_t filed_ms(std::int64_t serial) { return serial / serials_per_ms; }

} // namespace stu::store
