#pragma once
#include <string>
#include <string_view>

namespace stu::http {

/// "Firefox on Linux" out of a User-Agent header, for people to recognise their own devices by. Made of our
/// own words, whatever the header holds.
std::string browser_name(std::string_view user_agent);

} // namespace stu::http
