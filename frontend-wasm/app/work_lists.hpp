#pragma once
// The lists of the workbench: in the address, by name, and the way from one of their tickets to the next.

#include "common/views.hpp"
#include "frontend-wasm/app/route.hpp"
#include "frontend-wasm/app/state.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu::app {

/// "My turn"
Marked work_title(WorkList list);
/// "Answered"
Marked wait_name(WaitKind kind);

Route work_route(WorkList list, WaitKind kind = WaitKind::any);
ListWork work_request(const Route& route);

/// Notes the list that is shown, for the way back from its tickets and to the next one.
void note_trail(State& state, const std::vector<TicketRow>& rows);

/// Where a ticket stands in the list that led to it.
struct Place {
    std::size_t at = 0, of = 0; ///< counted from 1; 0 = it is not in the list
    std::string previous, next; ///< addresses; empty = there is none
};
Place place_in_trail(const State& state, std::string_view number);

} // namespace stu::app
