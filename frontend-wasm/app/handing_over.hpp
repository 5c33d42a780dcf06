#pragma once
// What one program tells the other that takes its place (staff_part.hpp), by a note on the device.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

namespace stu::app {

/// Keeps the words of the toast that is shown, if any is.
void hand_toast_over(const State& state, Surroundings& world);

/// Shows what was kept for whoever is signed in, once.
void take_toast_over(State& state, Surroundings& world, Effects& effects);

} // namespace stu::app
