#pragma once
// What students and staff see of a ticket alike.

#include "frontend-wasm/screens/screens.hpp"

#include <vector>

namespace stu::screens {

/// Whose turn it is, and with `words` what staff wrote last, where that is what matters.
void ticket_turn(View view, const TicketView& whole, bool words);
/// Its events as a list.
enum class EventOrder : std::uint8_t { newest_first, oldest_first };
void ticket_events(View view, const app::page::Ticket& page, const TicketView& whole, EventOrder order);
/// An event as it stands in the history; `from` is the merged ticket whose it is, null = this one's own.
/// Borrowed from the view.
struct HistoryEntry {
    const TicketEvent* event;
    const MergedTicket* from;
};
/// Those of the ticket and of what was merged into it, in the order of time.
std::vector<HistoryEntry> history_of(const TicketView& whole);
/// The ticket that was merged, and above its message its subject.
void where_it_was_said(const MergedTicket& from, const TicketEvent& event);
/// What was done beside what was written: "Transferred to IT: Password Reset." Nothing where the words say
/// it.
void event_deed(View view, const TicketView& whole, const TicketEvent& event);
void ticket_details(View view, const Ticket& ticket);
/// Number, subject and status, over the whole width.
void ticket_title(const Ticket& ticket);

/// A file with what can be done with it.
void attachment_line(View view, const app::page::Ticket& page, const Attachment& file);
/// The attachment that stands beside the ticket; null where none does.
const Attachment* shown_pdf(View view, const app::page::Ticket& page, const TicketView& whole);
void pdf_card(View view, const Attachment& file);

} // namespace stu::screens
