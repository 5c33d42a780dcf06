#pragma once
// What a page shows grows old while nobody looks at it. Whoever comes back finds it renewed, without losing
// place, focus or words.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

namespace stu::app {

/// Asks again for the present page and the counts beside it, unless that was done a moment ago.
void refresh_if_old(State& state, Surroundings& world, Effects& effects);

/// The same at once, while the person is looking: what comes and would move something waits (news.hpp), and
/// the calls are no use of the session. `counts` says whether those beside the page are asked for, too.
void refresh_gently(State& state, Surroundings& world, Effects& effects, bool counts);

/// Whether a refusal of what nobody asked for can be left unsaid; what was there stays, and is asked for
/// again once the server answers.
bool let_pass(State& state, const Error& error, Effects& effects);

/// Whether something is being written to the ticket that is shown.
bool writes_to_ticket(const page::Ticket& page);

} // namespace stu::app
