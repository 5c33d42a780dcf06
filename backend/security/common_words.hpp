#pragma once
#include <string_view>

namespace stu::security {

/// Those of the 20,000 passwords used most that are lower-case letters alone: sorted, each with a line feed
/// behind.
std::string_view common_words();

} // namespace stu::security
