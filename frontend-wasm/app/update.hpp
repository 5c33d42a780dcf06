#pragma once
// The app's only way to change: (state, intent) -> state, effects. Knows neither Dear ImGui nor the browser.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/intent.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

namespace stu::app {

/// Applies `happened` to `state` and appends what has to be done to `effects`.
void update(State& state, Intent happened, Surroundings& world, Effects& effects);

} // namespace stu::app
