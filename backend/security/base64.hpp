#pragma once
#include <string>
#include <string_view>

namespace stu::security {

/// RFC 4648 §4, padded, in one line.
std::string base64(std::string_view bytes);

} // namespace stu::security
