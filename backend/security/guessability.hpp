#pragma once
// Passwords that obey every rule and are still the first to be tried ("Summer2024!").

#include <string>
#include <string_view>
#include <vector>

namespace stu::security {

/// The sentence to show when fewer than 10^8 guesses find `password`, or empty. `personal` is what an
/// attacker knows about the person: address, name, registration number. Below a millisecond for allowed
/// lengths.
std::string check_guessability(std::string_view password, const std::vector<std::string>& personal);

} // namespace stu::security
