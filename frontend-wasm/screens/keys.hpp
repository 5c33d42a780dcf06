#pragma once
// What each key does, for staff who work by keyboard.

#include "frontend-wasm/screens/screens.hpp"

namespace stu::screens {

/// At the foot of a page, where there is a mouse and so a keyboard: the way to the list of all keys.
void keys(View view);

/// That list, over any page of staff, while it is open.
void keys_dialog(View view);

/// The key that does it on this device; 0 = none.
inline char32_t key_for(View view, app::Shortcut which) { return view.world.appearance().key(which); }

/// In the settings: a field for each key.
void key_choices(View view);

} // namespace stu::screens
