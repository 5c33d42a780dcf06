#pragma once
// What operators are told is English, like the names of their commands and settings.

#include "common/language/render.hpp"
#include "common/result.hpp"

#include <string>
#include <string_view>

namespace stu::cli {

inline Error unusable(Code code, std::string_view sentence) { return refuse(code, as_written(sentence)); }
inline std::string english(const Error& error) { return render(error.message); }

} // namespace stu::cli
