#include "common/password.hpp"

#include "common/text.hpp"

#include <algorithm>

namespace stu {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_special(char c) { return !is_upper(c) && !is_lower(c) && !is_digit(c) && c != ' '; }

bool has(std::string_view text, bool (*kind)(char)) { return std::any_of(text.begin(), text.end(), kind); }

/// "a digit", "a digit and a special character", "an upper-case letter, a digit and a special character"
std::string enumerated(const std::vector<std::string_view>& items) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
        text += items[i];
    }
    return text;
}

} // namespace

std::vector<PasswordRule> password_rules(std::string_view password) {
    return {{"at least 8 characters", code_points(password) >= min_password},
            {"an upper-case letter", has(password, is_upper)},
            {"a lower-case letter", has(password, is_lower)},
            {"a digit", has(password, is_digit)},
            {"a special character", has(password, is_special)}};
}

std::string check_password(std::string_view password) {
    if (password.empty()) return "Choose a password.";
    if (!is_utf8(password))
        return "This password contains characters that are not text. Please type it again.";
    if (code_points(password) > max_password)
        return "A password can have " + std::to_string(max_password) +
               " characters at most. Please choose a shorter one.";

    std::vector<std::string_view> missing;
    for (const PasswordRule& rule : password_rules(password))
        if (!rule.met) missing.push_back(rule.label);
    return missing.empty() ? std::string() : "Your password still needs " + enumerated(missing) + ".";
}

std::string check_typed_password(std::string_view password) {
    if (password.empty()) return "Type your password.";
    if (code_points(password) > max_password)
        return "This is too long for a password. Please check what you typed.";
    return {};
}

} // namespace stu
