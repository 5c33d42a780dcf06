#pragma once
// The password rule. Hashing and guessability are the server's (backend/security).

#include "common/language/message.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

inline constexpr std::size_t min_password = 8;   ///< code points
inline constexpr std::size_t max_password = 128; ///< code points; spaces and any script are welcome

struct PasswordRule {
    Marked label; ///< "an upper-case letter"
    bool met = false;
};

/// Every rule with whether `password` meets it, in the order to show while typing:
/// at least 8 characters, an upper-case letter, a lower-case letter, a digit, a special character
/// (anything that is neither a space nor one of those). Letters and digits of every script count; those
/// without case are special.
std::vector<PasswordRule> password_rules(std::string_view password);

/// The sentence to show, or empty when the password is allowed.
Message check_password(std::string_view password);

/// Of a password that is to be compared, not chosen: refuses only what could never be right.
Message check_typed_password(std::string_view password);

} // namespace stu
