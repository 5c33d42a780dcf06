#pragma once
// What staff does with a ticket, beside reading it.

#include "frontend-wasm/app/trail.hpp"
#include "frontend-wasm/screens/screens.hpp"
#include "frontend-wasm/ui/words.hpp"

#include <functional>
#include <string>

namespace stu::screens {

/// A ticket as staff works on it. Where the window has room the conversation scrolls by itself, what one
/// writes stays in sight below it, and all that is known of the ticket stands beside both; else one follows
/// the other.
void staff_ticket(View view, app::page::Ticket& page, const TicketView& whole);
/// Whether the page of the present address is such a ticket and takes the whole window, to its edges.
bool fills_window(const app::State& state);

/// The way back to the list that led here, and on to its neighbours there; nothing where no list did.
void way_through(View view, const app::Place& place);

/// Where staff writes: to the student, or a note to colleagues. Each keeps its own words and its own button.
/// With `low`, over as few lines as can be.
void composer(View view, app::page::Ticket& page, const TicketView& whole, bool low);
/// Whether it writes notes alone just now.
bool writes_note(const app::page::Ticket& page, const Ticket& ticket);

/// Over the page: what staff has saved for the ticket's department, to be inserted where they write.
void reply_chooser(View view, app::ReplyChooser& chooser);
/// Which variables they may have.
Message variables_hint();

/// What others have done since one began to write what could not be sent for that. Precondition:
/// `page.review.overtaken`.
void what_is_new(View view, const app::page::Ticket& page, const TicketView& whole);

/// Who has looked at a ticket that is pending; empty where nobody of staff has.
Message looked_at(View view, const TicketView& whole);

/// What can still be taken back, by whoever did it. Borrowed: lives no longer than the call.
struct CanBeTakenBack {
    const char* key;
    ui::Words title;
    const std::string& author_id;
    const std::string& request_id;
    std::function<void()> content;
};
void on_its_way(View view, const app::page::Ticket& page, const CanBeTakenBack& waiting);

/// What a member of staff has sent and the student does not see yet.
void held_response(View view, const app::page::Ticket& page, const HeldResponse& held);

/// The button by which a ticket becomes one's own, or nobody's; of no width where it can be neither.
void take(View view, const app::page::Ticket& page, const TicketView& whole);
float take_width(View view, const TicketView& whole);

/// Who does it and how urgent it is; with that button if it `takes`.
void work_card(View view, app::page::Ticket& page, const TicketView& whole, bool takes);

/// What else the same student has filed.
void other_tickets(View view, const app::page::Ticket& page, const TicketView& whole);

/// What was decided, in words: "took the ticket". Empty for other events.
Message decision(const TicketEvent& event, const std::vector<Colleague>& colleagues);

} // namespace stu::screens
