#pragma once
// What each key does, for staff who work by keyboard.

#include "frontend-wasm/screens/screens.hpp"

namespace stu::screens {

/// At the foot of a page, where there is a mouse and so a keyboard: the way to the list of all keys, and that
/// list while it is open.
void keys(View view);

} // namespace stu::screens
