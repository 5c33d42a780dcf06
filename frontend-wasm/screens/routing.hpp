#pragma once
// Where staff sends a ticket, and who of them hears of it.

#include "frontend-wasm/screens/screens.hpp"

#include <string>
#include <vector>

namespace stu::screens {

/// A button that unfolds the form which hands the ticket on to another service.
void transfer(View view, app::page::Ticket::TransferForm& form, const Ticket& ticket);

/// The transfer that waits, with what takes it back for whoever made it.
void leaving(View view, const app::page::Ticket& page, const HeldTransfer& held);

/// "Took the transfer to Finance: Fees back."; empty for an event of another kind.
Message transfer_withheld(const Catalogue& catalogue, const TicketEvent& event);

/// The ticket's tags, with what takes them off and a field to add others.
void tag_editor(View view, app::page::Ticket::TagForm& form, const TicketView& whole);

/// Tags in a line of a list: as many as `width` has room for, then how many more there are.
void tag_chips(const std::vector<std::string>& tags, float width);
/// What all of them need.
float tag_chips_width(const std::vector<std::string>& tags);

/// "Added the tag exam week."
Message tags_changed(const TicketEvent& event);

} // namespace stu::screens
