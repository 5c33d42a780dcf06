#include "common/text.hpp"

#include "common/characters.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <utility>

namespace stu {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t i) { return static_cast<std::uint8_t>(text[i]); }

} // namespace

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

namespace {

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

/// True when the text is UTF-8 and `allowed` holds for each of its code points.
template <class Allowed> bool consists_of(std::string_view text, Allowed allowed) {
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = decode(text, i);
        if (c.size == 0 || !allowed(c.value)) return false;
        i += c.size;
    }
    return true;
}

struct Range {
    char32_t first, last;
};

template <std::size_t n> bool is_in(const Range (&ranges)[n], char32_t c) {
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [c](const Range& range) { return c >= range.first && c <= range.last; });
}

/// White_Space of Unicode 15.
constexpr Range white_space[] = {{0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},
                                 {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F},
                                 {0x205F, 0x205F}, {0x3000, 0x3000}};

/// Default_Ignorable_Code_Point of Unicode 15, and U+2800, a braille cell without dots: nothing of it is
/// seen.
constexpr Range invisible[] = {{0xAD, 0xAD},       {0x034F, 0x034F},  {0x061C, 0x061C}, {0x115F, 0x1160},
                               {0x17B4, 0x17B5},   {0x180B, 0x180F},  {0x200B, 0x200F}, {0x202A, 0x202E},
                               {0x2060, 0x206F},   {0x2800, 0x2800},  {0x3164, 0x3164}, {0xFE00, 0xFE0F},
                               {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},  {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3},
                               {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

/// Invisible by themselves, they say how the character before them looks: an emoji's colours, a flag's
/// region.
constexpr Range modifies_what_is_before[] = {{0xFE00, 0xFE0F}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF}};

bool is_visible(char32_t c) { return !is_in(white_space, c) && !is_in(invisible, c); }

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

} // namespace

std::string encoded(char32_t character) {
    const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    const auto tail = [&](int bits) { return byte(0x80u | (character >> bits & 0x3fu)); };
    if (character < 0x80) return {byte(character)};
    if (character < 0x800) return {byte(0xc0u | character >> 6), tail(0)};
    if (character < 0x10000) return {byte(0xe0u | character >> 12), tail(6), tail(0)};
    return {byte(0xf0u | character >> 18), tail(12), tail(6), tail(0)};
}

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
    const auto is_seen = [](char c) { return c > ' ' && c <= '~'; };
    if (!text.empty() && is_seen(text.front()) && is_seen(text.back())) return std::string(text); // mostly
    std::size_t begin = text.size(), end = 0;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = decode(text, i);
        const std::size_t next = i + (c.size == 0 ? 1 : c.size);
        if (c.size == 0 || is_visible(c.value)) {
            begin = std::min(begin, i);
            end = next;
        } else if (end == i && is_in(modifies_what_is_before, c.value)) {
            end = begin < i ? next : end;
        }
        i = next;
    }
    return begin < end ? std::string(text.substr(begin, end - begin)) : std::string();
}

bool is_single_line(std::string_view text) {
    return consists_of(text, [](char32_t c) {
        return !is_control(c) && !is_line_separator(c) && !is_bidirectional_override(c);
    });
}

bool is_multi_line(std::string_view text) {
    return consists_of(text, [](char32_t c) { return c == '\n' || c == '\t' || !is_control(c); });
}

bool is_written_without_spaces(char32_t c) {
    // Thai, Lao, Tibetan, Myanmar, Khmer, Tai Le to New Tai Lue, Tai Tham, Balinese, Javanese, kana,
    // ideographs.
    constexpr std::pair<char32_t, char32_t> ranges[] = {
        {0x0E00, 0x0FFF}, {0x1000, 0x109F},   {0x1780, 0x17FF},  {0x1950, 0x19DF}, {0x1A20, 0x1AAF},
        {0x1B00, 0x1B7F}, {0x2E80, 0x2FDF},   {0x3005, 0x3007},  {0x3040, 0x312F}, {0x31A0, 0x31FF},
        {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},   {0xA9E0, 0xA9FF},  {0xA980, 0xA9DF}, {0xAA60, 0xAADF},
        {0xF900, 0xFAFF}, {0x1AFF0, 0x1B16F}, {0x20000, 0x3FFFF}};
    return std::any_of(std::begin(ranges), std::end(ranges), [c](const std::pair<char32_t, char32_t>& range) {
        return c >= range.first && c <= range.second;
    });
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
            c == '.' || c == '_' || c == '~') {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += digits[byte >> 4];
            encoded += digits[byte & 15];
        }
    }
    return encoded;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned byte = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
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
