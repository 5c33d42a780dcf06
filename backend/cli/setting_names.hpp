#pragma once
#include <string_view>

namespace stu::cli {

/// Whether it is the name of a setting, as the environment has it.
bool is_setting(std::string_view name);

/// A name that begins like ours but is none: a slip of the pen.
bool is_slip(std::string_view name);

} // namespace stu::cli
