#pragma once
#include "common/result.hpp"

namespace stu::http {

/// What no page of the app ever asks for, by its status. The server translates these for scripts; browsers do
/// not load the sentences.
Error malformed_for(int status);

} // namespace stu::http
