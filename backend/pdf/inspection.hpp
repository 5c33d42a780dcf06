#pragma once
#include "backend/pdf/verdict.hpp"

#include <string_view>

namespace stu::pdf {

/// Reads `pdf` with libqpdf and says what is wrong with it. Everything in the file is looked at, also what is
/// compressed in object streams or written with escapes. Without limits of its own: call it in a confined
/// process only. Throws std::bad_alloc.
Verdict inspect(std::string_view pdf);

} // namespace stu::pdf
