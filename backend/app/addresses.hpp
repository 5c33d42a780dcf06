#pragma once
// E-mail addresses as accounts have them.

#include "common/language/message.hpp"

#include <string>
#include <string_view>

namespace stu::app {

/// `folded_email`, with an international domain in its ASCII form (IDNA 2008), which every mail server
/// understands: "münchen.de" and "xn--mnchen-3ya.de" are one address. As it was where the domain cannot be
/// one.
std::string account_address(std::string_view typed);

/// Of an `account_address`: the sentence to show where no mail can be sent to it, or empty.
Message check_account_address(std::string_view address);

} // namespace stu::app
