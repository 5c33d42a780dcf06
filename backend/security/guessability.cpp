#include "backend/security/guessability.hpp"

#include "backend/security/common_words.hpp"
#include "common/text.hpp"

#include <zxcvbn.h>

#include <algorithm>
#include <cctype>
#include <vector>

namespace stu::security {
namespace {

constexpr double required_bits = 26.575; // log2(10^8)

/// The letters-and-digits runs of `text` in lower case, which is what people build passwords from.
void add_words(std::string_view text, std::vector<std::string>& words) {
    std::string word;
    for (const char c : lower_ascii(text) + " ") {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            word += c;
        } else {
            if (word.size() > 2) words.push_back(word);
            word.clear();
        }
    }
}

/// What people put in the place of a letter is that letter.
char letter_meant(char c) {
    switch (c) {
    case '4':
    case '@': return 'a';
    case '3': return 'e';
    case '1':
    case '!': return 'i';
    case '0': return 'o';
    case '5':
    case '$': return 's';
    case '7': return 't';
    default: return c;
    }
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (; !text.empty(); text.remove_prefix(lines.back().size() + 1))
        lines.push_back(text.substr(0, text.find('\n')));
    return lines;
}

/// A word that is used much, made to obey the rules. zxcvbn takes each digit and sign for a choice of its
/// own; but whoever guesses knows that they are asked for, and where people put them.
bool is_common_word(std::string_view password) {
    static const std::vector<std::string_view> words = lines_of(common_words());
    constexpr std::size_t most_added = 6;
    const auto is_added = [](unsigned char c) { return c < 0x80 && std::isalpha(c) == 0; };
    const auto added_to = [&](auto first, auto last) {
        return std::min(most_added,
                        static_cast<std::size_t>(std::find_if_not(first, last, is_added) - first));
    };
    const std::size_t before = added_to(password.begin(), password.end());
    const std::size_t behind = added_to(password.rbegin(), password.rend());
    std::string letters = lower_ascii(password);
    std::transform(letters.begin(), letters.end(), letters.begin(), letter_meant);
    // Each digit or sign at an end may be added, or stand for a letter.
    for (std::size_t start = 0; start <= before; ++start)
        for (std::size_t end = 0; end <= behind && start + end <= std::min(most_added, letters.size()); ++end)
            if (std::binary_search(words.begin(), words.end(),
                                   std::string_view(letters).substr(start, letters.size() - start - end)))
                return true;
    return false;
}

} // namespace

Message check_guessability(std::string_view password, const User& owner) {
    std::vector<std::string> words{"stuticket",  "ticket",  "student", "university", "campus",
                                   "admissions", "finance", "kusoma",  "eduroam",    "portal"};
    for (const std::string& text : {owner.email, owner.name, owner.registration_number})
        add_words(text, words);
    std::vector<const char*> dictionary;
    dictionary.reserve(words.size() + 1);
    for (const std::string& word : words) dictionary.push_back(word.c_str());
    dictionary.push_back(nullptr);

    const double bits = ZxcvbnMatch(std::string(password).c_str(), dictionary.data(), nullptr);
    if (bits >= required_bits && !is_common_word(password)) return {};
    return tr(
        "This password is easy to guess. Please use a few words that have nothing to do with you or the "
        "university.");
}

} // namespace stu::security
