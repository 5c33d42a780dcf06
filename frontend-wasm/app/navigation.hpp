#pragma once
// Going to a page: guard it, reset what belongs to it, ask the server for what it shows.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

#include <string_view>

namespace stu::app {

enum class History : std::uint8_t { push, replace, none };

/// Visitors are sent to sign in first and come back afterwards.
void go(State& state, std::string_view url, History history, Surroundings& world, Effects& effects);

/// Asks again for what the present page shows. `gently`: nobody asked for it, and somebody is looking.
void load_page(State& state, Surroundings& world, Effects& effects, bool gently = false);

/// Whatever any refused call means for the whole app: lost connection, ended session, outdated page.
/// True when the error is dealt with and the page has nothing left to say.
bool handle_everywhere(State& state, const Error& error, Effects& effects);

void show_toast(State& state, Message text, bool good, Effects& effects, std::string link = {});

} // namespace stu::app
