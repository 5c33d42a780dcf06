#pragma once
// Errors at fields go as soon as they are no longer true.

#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

namespace stu::app {

/// Takes back each error whose field has been changed since and breaks no rule any more, without waiting for
/// the next try. What the server alone can judge, such as a taken address, goes with the change. True when
/// one went. Cheap while there are none; call once a frame.
bool take_back_errors(State& state, const Surroundings& world);

} // namespace stu::app
