#include "backend/http/browser_name.hpp"

#include <array>
#include <utility>

namespace stu::http {
namespace {

using Word =
    std::pair<std::string_view, std::string_view>; // what stands in the header -> what people call it

// In this order: most browsers also name those that they want to be treated like.
constexpr std::array<Word, 6> browsers{{{"Edg", "Edge"},
                                        {"OPR/", "Opera"},
                                        {"Firefox/", "Firefox"},
                                        {"SamsungBrowser/", "Samsung Internet"},
                                        {"Chrome/", "Chrome"},
                                        {"Safari/", "Safari"}}};
constexpr std::array<Word, 7> systems{{{"Android", "Android"},
                                       {"iPhone", "iPhone"},
                                       {"iPad", "iPad"},
                                       {"Windows", "Windows"},
                                       {"CrOS", "ChromeOS"},
                                       {"Macintosh", "Mac"},
                                       {"Linux", "Linux"}}};

template <std::size_t N>
std::string_view first_named(const std::array<Word, N>& words, std::string_view text) {
    for (const auto& [mark, name] : words)
        if (text.find(mark) != text.npos) return name;
    return {};
}

} // namespace

std::string browser_name(std::string_view user_agent) {
    const std::string_view browser = first_named(browsers, user_agent),
                           system = first_named(systems, user_agent);
    std::string name(browser.empty() ? "A program" : browser);
    if (!system.empty()) name.append(" on ").append(system);
    return name;
}

} // namespace stu::http
