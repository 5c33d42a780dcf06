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

/// Whether the press that led to `page` was only made once more: what stands there is a draft that nobody has
/// touched since the ticket came, a moment ago. It is not sent by that.
bool pressed_once_more(const page::Ticket& page, const std::string& text, const std::string& draft,
                       std::int64_t now_ms);

} // namespace stu::app
