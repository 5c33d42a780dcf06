#include "common/password.hpp"

#include "common/characters.hpp"
#include "common/text.hpp"

#include <algorithm>
#include <iterator>
#include <wctype.h>

namespace stu {
namespace {

bool is_upper(char32_t c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : ::iswupper_l(static_cast<wint_t>(c), unicode_tables()) != 0;
}
bool is_lower(char32_t c) {
    return c < 0x80 ? c >= 'a' && c <= 'z' : ::iswlower_l(static_cast<wint_t>(c), unicode_tables()) != 0;
}

/// Nd of Unicode 15: the zero of each ten digits in a row.
constexpr char32_t zeros[] = {0x30,    0x660,   0x6F0,   0x7C0,   0x966,   0x9E6,   0xA66,   0xAE6,   0xB66,
                              0xBE6,   0xC66,   0xCE6,   0xD66,   0xDE6,   0xE50,   0xED0,   0xF20,   0x1040,
                              0x1090,  0x17E0,  0x1810,  0x1946,  0x19D0,  0x1A80,  0x1A90,  0x1B50,  0x1BB0,
                              0x1C40,  0x1C50,  0xA620,  0xA8D0,  0xA900,  0xA9D0,  0xA9F0,  0xAA50,  0xABF0,
                              0xFF10,  0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450,
                              0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0,
                              0x11F50, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6,
                              0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950, 0x1FBF0};

bool is_digit(char32_t c) {
    return std::any_of(std::begin(zeros), std::end(zeros),
                       [c](char32_t zero) { return c >= zero && c < zero + 10; });
}

bool is_special(char32_t c) { return !is_upper(c) && !is_lower(c) && !is_digit(c) && c != ' '; }

bool has(std::string_view text, bool (*kind)(char32_t)) {
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = decode(text, i);
        if (c.size > 0 && kind(c.value)) return true;
        i += std::max<std::size_t>(c.size, 1);
    }
    return false;
}

/// "a digit", "a digit and a special character", "an upper-case letter, a digit and a special character"
Message enumerated(const std::vector<Marked>& items) {
    Message text = items.front();
    for (std::size_t i = 1; i < items.size(); ++i)
        text = i + 1 == items.size() ? tr("{items} and {last}", {{"items", text}, {"last", items[i]}})
                                     : tr("{items}, {next}", {{"items", text}, {"next", items[i]}});
    return text;
}

} // namespace

std::vector<PasswordRule> password_rules(std::string_view password) {
    return {{tr("at least 8 characters"), code_points(password) >= min_password},
            {tr("an upper-case letter"), has(password, is_upper)},
            {tr("a lower-case letter"), has(password, is_lower)},
            {tr("a digit"), has(password, is_digit)},
            {tr("a special character"), has(password, is_special)}};
}

Message check_password(std::string_view password) {
    if (password.empty()) return tr("Choose a password.");
    if (!is_utf8(password))
        return tr("This password contains characters that are not text. Please type it again.");
    if (code_points(password) > max_password)
        return tr("A password can have {most} characters at most. Please choose a shorter one.",
                  {{"most", max_password}});

    std::vector<Marked> missing;
    for (const PasswordRule& rule : password_rules(password))
        if (!rule.met) missing.push_back(rule.label);
    if (missing.empty()) return {};
    return tr("Your password still needs {what}.", {{"what", enumerated(missing)}});
}

Message check_typed_password(std::string_view password) {
    if (password.empty()) return tr("Type your password.");
    if (code_points(password) > max_password)
        return tr("This is too long for a password. Please check what you typed.");
    return {};
}

} // namespace stu
