#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace stu::security {

/// RFC 4648 §4, padded, in one line.
std::string base64(std::string_view bytes);

/// The bytes of such a text, padded or not; nothing where it is none.
std::optional<std::string> from_base64(std::string_view text);

} // namespace stu::security
