#pragma once
// The tickets of a list for staff: one line each, with the columns that were chosen on this device.

#include "frontend-wasm/screens/parts.hpp"

namespace stu::screens {

/// In a card where it is a table, and in cards of its own where a table could not be read.
void staff_list(View view, const ui::Words& name, const TicketPage& page, const ListPlace& place);

/// Whether it is cards, which stand by themselves.
bool staff_list_is_cards(View view, const TicketPage& page, const ListPlace& place);

} // namespace stu::screens
