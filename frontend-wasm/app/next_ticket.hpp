#pragma once
// Staff goes on to the next ticket of the list as soon as something is done about the present one.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

#include <string>

namespace stu::app {

/// Goes to the ticket that follows `number` in the list that led here, and says there what was `done`, with
/// the way back to it. False where none follows: then nothing has happened.
bool go_to_next(State& state, const std::string& number, Message done, Surroundings& world, Effects& effects);

} // namespace stu::app
