#pragma once
// Text inside a page of HTML.

#include <string>
#include <string_view>

namespace stu {

/// Text as it may stand between tags and in a quoted attribute: it is read as itself, whatever it says.
std::string html_escaped(std::string_view text);

} // namespace stu
