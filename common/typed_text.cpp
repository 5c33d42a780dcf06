#include "common/typed_text.hpp"

#include "common/characters.hpp"
#include "common/text.hpp"

#include <algorithm>

namespace stu {
namespace {

constexpr char32_t escape = 0x1B, control_sequence = 0x9B, next_line = 0x85;

bool is_line_break(char32_t c) {
    return c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == next_line || is_line_separator(c);
}
/// The bytes of the control sequence that begins behind its introducer (ECMA-48 §5.4): parameters, then one
/// final byte.
std::size_t control_sequence_length(std::string_view rest) {
    std::size_t i = 0;
    while (i < rest.size() && rest[i] >= 0x20 && rest[i] <= 0x3F) ++i;
    return i < rest.size() && rest[i] >= 0x40 && rest[i] <= 0x7E ? i + 1 : i;
}

/// The bytes behind an ESC that belong to it: a control sequence (colours), an operating system command
/// (titles, links: up to BEL or ESC \\), or one character.
std::size_t escape_length(std::string_view rest) {
    if (rest.empty()) return 0;
    if (rest[0] == '[') return 1 + control_sequence_length(rest.substr(1));
    if (rest[0] == ']') {
        const std::size_t end = rest.find_first_of("\x07\x1B\n");
        if (end == rest.npos || rest[end] == '\n') return 1; // never ended: only the introducer goes
        return rest[end] == '\x07' ? end + 1 : end;
    }
    return rest[0] >= 0x30 && rest[0] <= 0x7E && rest[0] < 0x60 ? 1 : 0;
}

enum class Shape { line, paragraphs };

/// What becomes of one character.
void append(std::string& kept, char32_t c, std::string_view bytes, Shape shape) {
    if (is_line_break(c)) {
        kept += shape == Shape::line ? ' ' : '\n';
    } else if (c == '\t') {
        kept += shape == Shape::line ? ' ' : '\t';
    } else if (!is_control(c) && !(shape == Shape::line && is_bidirectional_override(c))) {
        kept += bytes;
    }
}

/// How much of the beginning is printable ASCII, which stays as it is: mostly all of it.
std::size_t plain_length(std::string_view text) {
    const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; });
    return static_cast<std::size_t>(end - text.begin());
}

std::string made_fit(std::string_view typed, Shape shape) {
    std::string kept;
    kept.reserve(typed.size());
    for (std::size_t i = 0; i < typed.size();) {
        const std::size_t plain = plain_length(typed.substr(i));
        kept += typed.substr(i, plain);
        i += plain;
        if (i == typed.size()) break;
        const CodePoint c = decode(typed, i);
        const std::size_t size = std::max<std::size_t>(c.size, 1);
        const std::string_view bytes = typed.substr(i, size);
        i += size;
        if (c.size == 0) {
            kept += bytes;
            continue;
        }
        append(kept, c.value, bytes, shape);
        if (c.value == '\r' && typed.substr(i, 1) == "\n") ++i;
        if (c.value == escape) i += escape_length(typed.substr(i));
        if (c.value == control_sequence) i += control_sequence_length(typed.substr(i));
    }
    return trimmed(kept);
}

} // namespace

std::string as_line(std::string_view typed) { return made_fit(typed, Shape::line); }
std::string as_paragraphs(std::string_view typed) { return made_fit(typed, Shape::paragraphs); }

} // namespace stu
