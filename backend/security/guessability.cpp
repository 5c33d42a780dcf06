#include "backend/security/guessability.hpp"

#include "common/text.hpp"

#include <zxcvbn.h>

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
    if (bits >= required_bits) return {};
    return tr(
        "This password is easy to guess. Please use a few words that have nothing to do with you or the "
        "university.");
}

} // namespace stu::security
