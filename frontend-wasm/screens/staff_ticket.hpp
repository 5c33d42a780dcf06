#pragma once
// What staff does with a ticket, beside reading it.

#include "frontend-wasm/screens/screens.hpp"

namespace stu::screens {

/// Where staff writes: to the student, or a note to colleagues. Each keeps its own words and its own button.
void composer(View view, app::page::Ticket& page, const TicketView& whole);

/// Over the page: what staff has saved for the ticket's department, to be inserted where they write.
void reply_chooser(View view, app::page::Ticket::ReplyChooser& chooser, const Ticket& ticket);

/// What others have done since one began to write what could not be sent for that. Precondition:
/// `page.review.overtaken`.
void what_is_new(View view, const app::page::Ticket& page, const TicketView& whole);

/// What a member of staff has sent and the student does not see yet.
void held_response(View view, const app::page::Ticket& page, const HeldResponse& held);

/// Who does it and how urgent it is.
void work_card(View view, app::page::Ticket& page, const TicketView& whole);

/// What else the same student has filed.
void other_tickets(View view, const TicketView& whole);

/// The way back to the list that led here, and on to its next ticket.
void way_through(View view, const TicketView& whole);

/// What was decided, in words: "took the ticket". Empty for other events.
Message decision(const TicketEvent& event, const std::vector<Colleague>& colleagues);

} // namespace stu::screens
