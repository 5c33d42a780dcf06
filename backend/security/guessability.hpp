#pragma once
// Passwords that obey every rule and are still the first to be tried ("Summer2024!").

#include "common/user.hpp"

#include <string>
#include <string_view>

namespace stu::security {

/// The sentence to show when fewer than 10^8 guesses find `password`, or when it is one of the words that are
/// used most with up to six digits and signs around it ("Dragon123!", "P@ssw0rd1!"); or empty. An attacker is
/// taken to know address, name and registration number of `owner`. Below a millisecond for allowed lengths.
Message check_guessability(std::string_view password, const User& owner);

} // namespace stu::security
