#include "common/typed_words.hpp"

#include "common/case_folding.hpp"
#include "common/text.hpp"

#include <algorithm>
#include <string>

namespace stu {
namespace {

/// Of the lower case letters from U+00E0 to U+017F; where there is a space the letter stays as it is.
constexpr char32_t first_accented = 0xE0;
constexpr std::string_view without_accent = "aaaaaa ceeeeiiiidnooooo ouuuuy y"
                                            "aaaaaaccccccccddddeeeeeeeeeegggg"
                                            "gggghhhhiiiiiiiiii  jjkkklllllll"
                                            "lllnnnnnn nnoooooo  rrrrrrssssss"
                                            "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

bool is_separator(char32_t c) {
    if (c < 0x80) return !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
    return c <= 0xBF || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F);
}

std::string without_accents(std::string_view letter, char32_t c) {
    std::string lower = folded_case(letter);
    c = decode(lower, 0).value;
    if (c == U'ß') return "ss";
    if (c == U'æ') return "ae";
    if (c == U'œ') return "oe";
    if (c < first_accented || c >= first_accented + without_accent.size()) return lower;
    const char plain = without_accent[c - first_accented];
    return plain == ' ' ? lower : std::string(1, plain);
}

/// Words as they are compared, with one space between two.
struct Plain {
    std::string words;
    std::vector<Stretch> origin; ///< for each byte: the letter that it was made of
    std::vector<bool> begins;    ///< for each byte: whether a word may begin there

    explicit Plain(std::string_view text) {
        bool between = true;
        for (std::size_t at = 0; at < text.size();) {
            const CodePoint c = decode(text, at);
            const std::size_t size = std::max<std::size_t>(c.size, 1);
            if (c.size == 0 || is_separator(c.value)) {
                between = true;
            } else {
                const bool alone = is_written_without_spaces(c.value);
                if (between && !words.empty()) add(" ", {at, 0}, false);
                add(without_accents(text.substr(at, size), c.value), {at, size}, between || alone);
                between = false;
            }
            at += size;
        }
    }

  private:
    void add(std::string_view letters, Stretch from, bool begins_here) {
        words += letters;
        origin.resize(words.size(), from);
        begins.resize(words.size(), false);
        begins[words.size() - letters.size()] = begins_here;
    }
};

/// Of `typed`, between white space.
std::vector<std::string> phrases_of(std::string_view typed) {
    std::vector<std::string> phrases;
    for (std::size_t at = 0; at < typed.size();) {
        const std::size_t end = std::min(typed.find(' ', at), typed.size());
        if (std::string words = Plain(typed.substr(at, end - at)).words; !words.empty())
            phrases.push_back(std::move(words));
        at = end + 1;
    }
    return phrases;
}

std::vector<Stretch> places_of(const Plain& text, const std::string& phrase) {
    std::vector<Stretch> places;
    for (std::size_t at = text.words.find(phrase); at != std::string::npos;) {
        const bool taken = text.begins[at];
        if (taken) {
            const Stretch& first = text.origin[at];
            const Stretch& last = text.origin[at + phrase.size() - 1];
            places.push_back({first.at, last.at + last.size - first.at});
        }
        at = text.words.find(phrase, at + (taken ? phrase.size() : 1));
    }
    return places;
}

} // namespace

std::vector<Stretch> marks_of(std::string_view text, std::string_view typed) {
    const Plain plain(text);
    std::vector<Stretch> found, apart;
    for (const std::string& phrase : phrases_of(typed)) {
        const std::vector<Stretch> places = places_of(plain, phrase);
        found.insert(found.end(), places.begin(), places.end());
    }
    std::sort(found.begin(), found.end(), [](const Stretch& one, const Stretch& other) {
        return one.at != other.at ? one.at < other.at : one.size > other.size;
    });
    for (const Stretch& each : found)
        if (apart.empty() || each.at >= apart.back().at + apart.back().size) apart.push_back(each);
    return apart;
}

std::string plain_words(std::string_view text) { return Plain(text).words; }

bool has_words(std::string_view text, std::string_view typed) {
    const Plain plain(text);
    const std::vector<std::string> phrases = phrases_of(typed);
    return std::all_of(phrases.begin(), phrases.end(),
                       [&](const std::string& phrase) { return !places_of(plain, phrase).empty(); });
}

} // namespace stu
