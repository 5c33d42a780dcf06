#pragma once
// The life of a page's state: made when the page is opened, gone when it is left.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

namespace stu::app {

/// Makes what the page of the present address begins with; nothing of the page before is left.
void open_page(State& state, Surroundings& world);

/// The same page under another address: what is typed stays, filters follow the address.
void show_address(State& state, const Surroundings& world);

/// Saves what outlives the present page: an answer that waits, the address of somebody who signs in.
void leave_page(State& state, Effects& effects);

} // namespace stu::app
