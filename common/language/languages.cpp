#include "common/language/languages.hpp"

#include "common/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stu {
namespace {

constexpr std::array<Language, 3> known{{{"en", "English"}, {"sw", "Kiswahili"}, {"fr", "Français"}}};

/// Thousandths; RFC 9110 §12.4.2: "0.8", "1", at most three digits behind the point. 1000 for anything else.
int weight_of(std::string_view parameters) {
    const std::size_t at = parameters.find("q=");
    if (at == parameters.npos) return 1000;
    parameters.remove_prefix(at + 2);
    if (!parameters.starts_with('0')) return 1000;
    int weight = 0, digit = 100;
    for (std::size_t i = 2; i < parameters.size() && digit > 0; ++i, digit /= 10) {
        if (parameters[i] < '0' || parameters[i] > '9') break;
        weight += (parameters[i] - '0') * digit;
    }
    return weight;
}

} // namespace

std::span<const Language> languages() { return known; }

const Language* find_language(std::string_view tag) {
    const std::string primary = lower_ascii(tag.substr(0, tag.find('-')));
    for (const Language& language : known)
        if (language.code == primary) return &language;
    return nullptr;
}

std::string_view language_among(const std::vector<std::string>& wanted, std::string_view fallback) {
    for (const std::string& tag : wanted)
        if (const Language* found = find_language(tag)) return found->code;
    const Language* own = find_language(fallback);
    return own != nullptr ? own->code : known.front().code;
}

std::vector<std::string> accepted_languages(std::string_view header) {
    std::vector<std::pair<int, std::string>> ranges;
    while (!header.empty()) {
        const std::string_view range = header.substr(0, header.find(','));
        header.remove_prefix(std::min(range.size() + 1, header.size()));
        const std::size_t semicolon = std::min(range.find(';'), range.size());
        std::string tag = trimmed(range.substr(0, semicolon));
        const int weight = weight_of(range.substr(semicolon));
        if (!tag.empty() && tag != "*" && weight > 0) ranges.emplace_back(weight, std::move(tag));
    }
    std::stable_sort(ranges.begin(), ranges.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> tags;
    tags.reserve(ranges.size());
    for (auto& range : ranges) tags.push_back(std::move(range.second));
    return tags;
}

} // namespace stu
