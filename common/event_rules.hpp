#pragma once
// What the kind of an event decides, whatever it says: who may see it, whether staff has responded with
// it, and who of staff is told.

#include "common/access.hpp"
#include "common/event.hpp"

#include <vector>

namespace stu {

/// Only the staff of the ticket's department sees events of this kind, and to everybody else the ticket has
/// to look as if there were none. So they are no changes of the ticket: they take no version and move no time
/// of it, no list, count, figure, search or notice knows of them, and nobody else's change comes into
/// conflict with them.
bool is_internal(EventKind kind);

/// Whether `actor` may see this event of `ticket`, and whatever came with it: files, and what became of its
/// mail.
bool visible(const TicketEvent& event, const Actor& actor, const Subject& ticket);

/// Whether the event takes the ticket elsewhere and says nothing about its matter: it is nobody's other turn
/// by that.
bool only_moves(EventKind kind);

/// Whether staff has told or done something for the student. Then somebody has looked after the ticket, and
/// the student's next answer goes to whoever it was.
bool counts_as_response(const TicketEvent& event);

/// Whether staff that watches the ticket is told of it: what is said and decided, not how it is sorted.
bool is_for_watchers(EventKind kind);

/// Whether the student's answer is the last that was said or done about it, wherever the ticket went since.
/// `events` are oldest first.
bool is_answered(const std::vector<TicketEvent>& events);

/// With which staff told the student last, while the ticket stood as it does: why, what, or where and when.
/// Null when they wrote nothing. `events` are oldest first, and outlive what is returned.
const TicketEvent* last_words_of_staff(const std::vector<TicketEvent>& events, Status status);

} // namespace stu
