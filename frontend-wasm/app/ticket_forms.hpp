#pragma once
// The forms beside a ticket: ready for the ticket as it now stands, with what was typed still in them.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

namespace stu::app {

/// Precondition: a ticket is loaded.
void start_ticket_forms(page::Ticket& page, Surroundings& world);

/// Takes the words of an earlier ticket into the form for a new one, unless a draft is in it already.
void file_again(State& state, const Result<TicketView>& earlier, Effects& effects);

} // namespace stu::app
