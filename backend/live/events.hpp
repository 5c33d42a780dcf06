#pragma once
// Server-Sent Events as they travel (https://html.spec.whatwg.org/multipage/server-sent-events.html).

#include "common/api.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace stu::live {

/// The first words of a stream: how long a browser waits before it comes back when the stream breaks. Two
/// seconds more or less by `spread`, so that all who were cut off at once do not come back at once.
std::string beginning(std::uint64_t spread);

/// An event without data of its own. An empty `id` leaves the browser's as it is.
std::string event_text(std::string_view name, std::string_view id);

std::string event_text(const News& news, std::string_view id);

} // namespace stu::live
