#pragma once

namespace stu::app {

/// The single key that opens the search for anything; nobody changes it.
inline constexpr char32_t find_key = U'/';

} // namespace stu::app
