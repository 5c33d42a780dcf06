#pragma once
// cereal's portable binary form of every message of the API, read through a bounded archive.

#include "common/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace stu::wire {

/// What a hostile message may cost: bytes allocated while decoding, and depth of nesting.
inline constexpr std::size_t allocation_budget = 4u << 20;
inline constexpr int max_depth = 16;
/// Longest message that is looked at. Files travel as raw bytes and are not messages.
inline constexpr std::size_t max_message_bytes = 256u << 10;

/// Defined for the request and response types of every endpoint, for Error and for Message (binary.cpp
/// instantiates them).
template <class T> std::string to_binary(const T& message);

/// malformed: wrong byte order, a size beyond the message or budget, too deep, an unknown enumerator, a bool
/// that is neither 0 nor 1, or bytes left over. Refused before anything of the announced size is allocated.
/// Never throws. `max_bytes` is raised only by the browser, for answers of the server.
template <class T> Result<T> from_binary(std::string_view bytes, std::size_t max_bytes = max_message_bytes);

} // namespace stu::wire
