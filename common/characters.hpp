#pragma once
// Kinds of code points that typed text is judged by. Private to common/.

#include <locale.h>

namespace stu {

/// C0, DEL and C1.
constexpr bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }
constexpr bool is_line_separator(char32_t c) { return c == 0x2028 || c == 0x2029; }
/// Could make a name read as something else.
constexpr bool is_bidirectional_override(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Knows letters of every script and their case. The C library's tables: in the browser they are there
/// anyway.
inline locale_t unicode_tables() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
    return locale;
}

} // namespace stu
