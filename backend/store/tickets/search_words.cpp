#include "backend/store/tickets/search_words.hpp"

#include "common/text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>
#include <utf8proc.h>
#include <utility>
#include <vector>

namespace stu::store {
namespace {

using Character = utf8proc_int32_t;

struct Characters {
    Character first, last;
};

template <std::size_t n> bool lies_in(const Characters (&ranges)[n], Character c) {
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [c](const Characters& range) { return c >= range.first && c <= range.last; });
}

/// Marks that people leave out when they search: accents, vowel points of Hebrew and Arabic, keycaps.
constexpr Characters optional_marks[] = {
    {0x0300, 0x036F}, {0x0591, 0x05BD}, {0x05BF, 0x05C7}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06ED}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}};

/// Letters with a stroke or joined ones, which Unicode does not take apart; lower case is enough here.
constexpr std::pair<Character, std::string_view> plain_letters[] = {
    {0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"},  {0x111, "d"}, {0x127, "h"}, {0x131, "i"},
    {0x138, "k"}, {0x142, "l"}, {0x14B, "n"}, {0x153, "oe"}, {0x167, "t"}, {0x180, "b"}, {0x199, "k"},
    {0x19A, "l"}, {0x1B6, "z"}, {0x1E5, "g"}, {0x253, "b"},  {0x257, "d"}, {0x268, "i"}, {0x26B, "l"},
    {0x272, "n"}, {0x1DD, "e"}, {0x259, "e"}, {0x640, ""}}; // and the Arabic stretching stroke

enum class Kind { separator, letter, mark, symbol };

Kind kind_of(Character c) {
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return Kind::letter;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return Kind::mark;
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO: return Kind::symbol;
    default: return Kind::separator;
    }
}

void append(std::string& words, Character c) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(c, bytes.data());
    words.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

constexpr bool is_ascii(Character c) { return c >= 0 && c < 0x80; }

/// Without case, compatibility forms, invisible characters and optional marks.
std::vector<Character> folded(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), is_ascii)) { // has none of these, which takes long to find out
        const std::string lower = lower_ascii(text);
        return {lower.begin(), lower.end()};
    }
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                        UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    std::vector<Character> characters(text.size()); // right for nearly every text
    const auto decompose = [&] {
        return utf8proc_decompose(bytes, size, characters.data(),
                                  static_cast<utf8proc_ssize_t>(characters.size()), options);
    };
    auto count = decompose();
    if (count > static_cast<utf8proc_ssize_t>(characters.size())) {
        characters.resize(static_cast<std::size_t>(count));
        count = decompose();
    }
    if (count < 0) throw std::invalid_argument(utf8proc_errmsg(count));
    characters.resize(static_cast<std::size_t>(count));
    std::erase_if(characters, [](Character c) { return lies_in(optional_marks, c); });
    // Together again what belongs together: syllables of Hangul, kana with their marks.
    count = utf8proc_normalize_utf32(characters.data(), static_cast<utf8proc_ssize_t>(characters.size()),
                                     static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
    if (count < 0) throw std::invalid_argument(utf8proc_errmsg(count));
    characters.resize(static_cast<std::size_t>(count));
    return characters;
}

void append_letter(std::string& words, Character c) {
    if (is_ascii(c)) {
        words += static_cast<char>(c);
        return;
    }
    const auto* const plain = std::find_if(std::begin(plain_letters), std::end(plain_letters),
                                           [c](const auto& letter) { return letter.first == c; });
    if (plain == std::end(plain_letters))
        append(words, c);
    else
        words += plain->second;
}

/// ASCII symbols are separators to the index, their full-width forms are not; and no other character becomes
/// one.
Character as_word(Character symbol) { return symbol < 0x80 ? symbol + 0xFEE0 : symbol; }

/// Puts words together, character by character.
class Words {
  public:
    explicit Words(std::size_t bytes) { text_.reserve(bytes); }

    void add(Character c) {
        const Kind kind = kind_of(c);
        const bool alone =
            kind == Kind::symbol || (!is_ascii(c) && is_written_without_spaces(static_cast<char32_t>(c)));
        switch (kind) {
        case Kind::letter:
        case Kind::symbol:
            if ((alone || complete_) && !text_.empty()) text_ += ' ';
            kind == Kind::symbol ? append(text_, as_word(c)) : append_letter(text_, c);
            complete_ = alone;
            break;
        case Kind::mark: // belongs to what stands before it, if anything does
            if (before_ != Kind::separator) append(text_, c);
            break;
        case Kind::separator: complete_ = true; break;
        }
        before_ = kind;
    }
    std::string take() && { return std::move(text_); }

  private:
    std::string text_;
    Kind before_ = Kind::separator;
    bool complete_ = true; ///< no letter is added to the last word
};

bool is_space(Character c) {
    const auto category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CC;
}

} // namespace

std::string search_words(std::string_view text) {
    Words words(text.size());
    for (const Character c : folded(text)) words.add(c);
    return std::move(words).take();
}

std::vector<std::string> search_phrases(std::string_view text) {
    std::vector<std::string> phrases;
    const auto take = [&](std::string_view piece) {
        if (std::string words = search_words(piece); !words.empty()) phrases.push_back(std::move(words));
    };
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = decode(text, i);
        const std::size_t next = i + std::max<std::size_t>(c.size, 1);
        if (is_space(static_cast<Character>(c.value))) {
            take(text.substr(begin, i - begin));
            begin = next;
        }
        i = next;
    }
    take(text.substr(begin));
    return phrases;
}

bool holds_words(std::string_view text, std::string_view asked) {
    const std::vector<std::string> phrases = search_phrases(asked);
    const std::string words = " " + search_words(text) + " ";
    return !phrases.empty() && std::all_of(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
        return words.find(" " + phrase + (&phrase == &phrases.back() ? "" : " ")) != std::string::npos;
    });
}

} // namespace stu::store
