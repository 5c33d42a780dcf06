#pragma once
#include <span>
#include <string>
#include <string_view>

namespace stu::security {

/// Lower-case hex.
std::string to_hex(std::span<const unsigned char> bytes);

/// SHA-256 in lower-case hex.
std::string sha256(std::string_view bytes);

} // namespace stu::security
