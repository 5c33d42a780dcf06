#pragma once
// Who else of staff is on the ticket that is shown, and telling them what is done here.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

namespace stu::app {

/// What colleagues are to be told, where it is something else than they know. Cheap when it is not; call once
/// a frame.
Effects tell_presence(State& state, Surroundings& world);

/// Takes out of `news` what is about presence alone, and asks anew who is on the ticket that is shown.
void hear_presence(State& state, News& news, Effects& effects);

} // namespace stu::app
