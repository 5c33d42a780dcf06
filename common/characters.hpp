#pragma once
// Kinds of code points that typed text is judged by. Private to common/.

namespace stu {

/// C0, DEL and C1.
constexpr bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }
constexpr bool is_line_separator(char32_t c) { return c == 0x2028 || c == 0x2029; }
/// Could make a name read as something else.
constexpr bool is_bidirectional_override(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

} // namespace stu
