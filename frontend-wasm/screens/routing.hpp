#pragma once
// Where staff sends a ticket, and who of them hears of it.

#include "frontend-wasm/screens/screens.hpp"

namespace stu::screens {

/// A button that unfolds the form which hands the ticket on to another service.
void transfer(View view, app::page::Ticket::TransferForm& form, const Ticket& ticket);

} // namespace stu::screens
