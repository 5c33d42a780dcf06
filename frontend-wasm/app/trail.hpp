#pragma once
// The list from which staff went on to a ticket: the way back to it, and from one of its tickets to the next.

#include "common/views.hpp"
#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

#include <string>
#include <string_view>

namespace stu::app {

/// Notes the list that is shown now, of which `page` has come.
void note_trail(State& state, const TicketPage& page);

/// Where a ticket stands in the list that led to it.
struct Place {
    std::size_t at = 0, of = 0; ///< counted from 1; 0 = it is not in the list
    std::string list;           ///< address of the page of the list with it
    std::string previous, next; ///< addresses; empty = there is none
};
Place place_in_trail(const State& state, std::string_view number);

/// Address of the list; empty = none led here.
std::string trail_address(const State& state);

/// Asks for the next page of the list when `number` is one of the last of those that are known: nobody has to
/// go back to the list to go on.
void look_ahead(const State& state, std::string_view number, const Surroundings& world, Effects& effects);
/// That page has come. A second answer changes nothing.
void lengthen_trail(State& state, const TicketPage& page);

} // namespace stu::app
