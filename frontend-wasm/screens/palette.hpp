#pragma once
// Finding anything, over every page of staff.

#include "frontend-wasm/screens/screens.hpp"

namespace stu::screens {

/// The way there, behind the links of the navigation or behind its tabs.
void find_entry(View view);
void find_tab(View view, float width, float height);

/// The dialog, while it is open.
void find_dialog(View view, app::Finder& finder);

} // namespace stu::screens
