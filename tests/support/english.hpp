#pragma once
// Sentences as the tests read them.

#include "common/language/render.hpp"

#include <string>
#include <string_view>

namespace stu {

inline std::string english(const Message& message) { return render(message); }
inline bool operator==(const Message& message, std::string_view text) { return render(message) == text; }

} // namespace stu
