#pragma once
// Who of staff hears what happens to a ticket.

#include "frontend-wasm/screens/screens.hpp"

namespace stu::screens {

/// A button that begins to watch or stops, and the names of all who watch.
void watching(View view, const app::page::Ticket& page, const TicketView& whole);

/// In the history: that somebody began or stopped, in one quiet line. Precondition: `event` is of the kind.
void watch_entry(View view, const TicketView& whole, const TicketEvent& event);

} // namespace stu::screens
