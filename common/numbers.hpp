#pragma once
// Numbers and lists in text, as programs write them.

#include <algorithm>
#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace stu {

/// The number that `text` is, all of it, without spaces or a plus sign. Nothing when it is none or does not
/// fit.
template <std::integral Number> std::optional<Number> number_in(std::string_view text, int base = 10) {
    Number number{};
    const char* const text_end = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), text_end, number, base);
    if (error != std::errc{} || end != text_end) return std::nullopt;
    return number;
}

/// Takes the first item off `list`, and the separator behind it. All of `list` when there is none.
inline std::string_view split_off(std::string_view& list, char separator) {
    const std::string_view item = list.substr(0, list.find(separator));
    list.remove_prefix(std::min(item.size() + 1, list.size()));
    return item;
}

/// Whether `text` is that many lower-case hex digits, as our ids and secrets are written.
inline bool is_hex(std::string_view text, std::size_t digits) {
    return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

/// "07", of hours, minutes, months and days. Precondition: 0 to 99.
inline std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

} // namespace stu
