#pragma once
// Where staff goes on with a ticket that it has read before.

#include "frontend-wasm/screens/screens.hpp"

namespace stu::screens {

/// The first event that is new to its reader; null where there is none.
const TicketEvent* unread_event(View view, const app::page::Ticket& page, const TicketView& whole);

/// Above that event; it stays while the page is open.
void new_since();

} // namespace stu::screens
