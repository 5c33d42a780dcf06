#pragma once
// What a ticket has to do with others, for staff.

#include "frontend-wasm/screens/screens.hpp"

namespace stu::screens {

/// Those that it is linked with, that say the same, and that were merged into it; and the form for more.
void related_tickets(View view, app::page::Ticket& page, const TicketView& whole);

} // namespace stu::screens
