#include "common/text.hpp"

#include <cstdint>
#include <cstring>

namespace stu {
namespace {

/// One step through UTF-8. `size` is 0 when the bytes are not well-formed.
struct CodePoint {
    char32_t value = 0;
    std::size_t size = 0;
};

std::uint8_t byte_at(std::string_view text, std::size_t i) { return static_cast<std::uint8_t>(text[i]); }

/// RFC 3629 §4, the table of well-formed sequences: the lead byte decides the range of the second byte, which
/// is what keeps overlong forms and surrogates out.
CodePoint decode(std::string_view text, std::size_t at) {
    const std::uint8_t lead = byte_at(text, at);
    if (lead < 0x80) return {lead, 1};

    std::size_t size = 0;
    std::uint8_t low = 0x80, high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        size = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        size = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        size = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    }
    if (size == 0 || text.size() - at < size) return {};

    char32_t value = lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        const std::uint8_t next = byte_at(text, at + i);
        if (next < low || next > high) return {};
        value = (value << 6) | (next & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    return {value, size};
}

/// Eight bytes at a time: messages are mostly ASCII and every string of every message passes here.
std::size_t ascii_prefix(std::string_view text) {
    std::size_t i = 0;
    for (std::uint64_t word = 0; i + sizeof word <= text.size(); i += sizeof word) {
        std::memcpy(&word, text.data() + i, sizeof word);
        if ((word & 0x8080808080808080u) != 0) break;
    }
    while (i < text.size() && byte_at(text, i) < 0x80) ++i;
    return i;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }
bool is_line_separator(char32_t c) { return c == 0x2028 || c == 0x2029; }
bool is_bidirectional_override(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// True when the text is UTF-8 and `allowed` holds for each of its code points.
template <class Allowed> bool consists_of(std::string_view text, Allowed allowed) {
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = decode(text, i);
        if (c.size == 0 || !allowed(c.value)) return false;
        i += c.size;
    }
    return true;
}

constexpr std::string_view spaces[] = {" ", "\t", "\n", "\v", "\f", "\r", "\u00A0", "\u3000"};

std::size_t leading_space(std::string_view text) {
    for (std::string_view space : spaces)
        if (text.substr(0, space.size()) == space) return space.size();
    return 0;
}

std::size_t trailing_space(std::string_view text) {
    for (std::string_view space : spaces)
        if (text.size() >= space.size() && text.substr(text.size() - space.size()) == space)
            return space.size();
    return 0;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

} // namespace

bool is_utf8(std::string_view text) {
    while (true) {
        text.remove_prefix(ascii_prefix(text));
        if (text.empty()) return true;
        const CodePoint c = decode(text, 0);
        if (c.size == 0) return false;
        text.remove_prefix(c.size);
    }
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        const CodePoint c = decode(text, i);
        i += c.size == 0 ? 1 : c.size;
    }
    return count;
}

std::string trimmed(std::string_view text) {
    while (const std::size_t size = leading_space(text)) text.remove_prefix(size);
    while (const std::size_t size = trailing_space(text)) text.remove_suffix(size);
    return std::string(text);
}

bool is_single_line(std::string_view text) {
    return consists_of(text, [](char32_t c) {
        return !is_control(c) && !is_line_separator(c) && !is_bidirectional_override(c);
    });
}

bool is_multi_line(std::string_view text) {
    return consists_of(text, [](char32_t c) { return c == '\n' || c == '\t' || !is_control(c); });
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string initials(std::string_view name) {
    const std::string words = trimmed(name);
    if (words.empty()) return {};
    const auto first_letter = [&words](std::size_t at) {
        const std::size_t size = decode(words, at).size;
        std::string letter = words.substr(at, size == 0 ? 1 : size);
        letter.front() = upper(letter.front());
        return letter;
    };
    const std::size_t last_space = words.find_last_of(" \t");
    return last_space == std::string::npos ? first_letter(0) : first_letter(0) + first_letter(last_space + 1);
}

} // namespace stu
