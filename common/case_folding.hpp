#pragma once
// Upper and lower case alike, for what is looked up while it is typed.

#include <string>
#include <string_view>

namespace stu {

/// `text` with the letters of the Latin, Greek, Cyrillic and Armenian scripts in lower case, as Unicode folds
/// them one by one; everything else, malformed bytes included, stays.
std::string folded_case(std::string_view text);

} // namespace stu
