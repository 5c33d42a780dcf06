#pragma once
// In which language the pages are read: as the profile says, else as was chosen on this device, else as the
// browser asks for, else the desk's own. A language is loaded when it is wanted; until then the one before it
// stays. Staff have a larger file of it than students and visitors, who shall not wait for sentences that
// they never read.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

#include <string_view>

namespace stu::app {

/// Turns to the language that the present person reads, unless it is shown or on its way.
void follow_reader(State& state, const Surroundings& world, Effects& effects);

/// To be called when the session or the language has changed: the catalogue's names are in that language.
void name_catalogue(State& state);

/// The person has chosen `code` from the list.
void choose_language(State& state, const Surroundings& world, std::string_view code, Effects& effects);

/// What was loaded; empty where it could not be.
void language_arrived(State& state, const intent::LanguageArrived& arrived, Effects& effects);

} // namespace stu::app
