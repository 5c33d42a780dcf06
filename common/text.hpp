#pragma once
// What counts as text that a person may type. Everything here is byte-safe on hostile input and allocates
// only its result.

#include <cstddef>
#include <string>
#include <string_view>

namespace stu {

/// One step through UTF-8. `size` is 0 when the bytes are not well-formed.
struct CodePoint {
    char32_t value = 0;
    std::size_t size = 0; ///< bytes
};
/// Precondition: `at` is less than the size of `text`.
CodePoint decode(std::string_view text, std::size_t at);

/// In UTF-8. Precondition: a character of Unicode, no surrogate.
std::string encoded(char32_t character);

/// True for well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_utf8(std::string_view text);

/// Length in code points. Precondition: `is_utf8(text)`; malformed bytes each count as one.
std::size_t code_points(std::string_view text);

/// Without white space and characters that nobody sees (default-ignorable code points of Unicode 15)
/// at both ends. What changes the look of the last visible character stays. Empty when nothing is
/// visible.
std::string trimmed(std::string_view text);

/// UTF-8 without control characters (C0, DEL, C1), line separators and bidirectional overrides
/// (U+202A–202E, U+2066–2069), which could make a name or subject read as something else.
bool is_single_line(std::string_view text);

/// As `is_single_line`, but line feed and tab are allowed and bidirectional marks are the writer's business.
bool is_multi_line(std::string_view text);

/// Whether words of the character's script follow each other without spaces: Thai, Lao, Tibetan, Myanmar,
/// Khmer, Javanese, kana, ideographs and others.
bool is_written_without_spaces(char32_t c);

/// ASCII letters in lower case, everything else unchanged.
std::string lower_ascii(std::string_view text);

/// Text as it may stand in any part of an address (RFC 3986 §2.3).
std::string percent_encoded(std::string_view text);
/// Text from a part of an address, where a plus sign stands for a space. What is not encoded properly stays.
std::string percent_decoded(std::string_view text);

/// The first letters of the first and last word, upper case where ASCII, for an avatar: "Amina Wanjiru" ->
/// "AW".
std::string initials(std::string_view name);

} // namespace stu
