#pragma once
// Many tickets of a list at once: boxes beside the rows, a bar with what can be done, and what came of it.

#include "frontend-wasm/screens/screens.hpp"
#include "frontend-wasm/ui/geometry.hpp"

namespace stu::screens {

/// The first cell in the row of a list: the box of that ticket.
void ticket_box(View view, const TicketRow& ticket);

/// In place of a list that has no room for boxes, while tickets are being chosen.
void choice_list(View view, const TicketPage& page);
/// The way there.
void choice_button(View view);

/// Above a list: which tickets stay as they are, and why.
void left_tickets(View view);

/// How high the bar at the end of the page is; 0 where nothing is chosen.
float bulk_bar_height(View view, float width);
void bulk_bar(View view, const ui::Rect& at);
/// What is to be done, over the page.
void bulk_dialog(View view, app::Bulk& bulk);

} // namespace stu::screens
