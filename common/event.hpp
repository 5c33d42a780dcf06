#pragma once
// Tickets are never overwritten: every change is an event. Events are the source of history and of mail.

#include "common/enum_names.hpp"
#include "common/status.hpp"
#include "common/user.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace stu {

enum class EventKind : std::uint8_t {
    opened,
    status_changed,
    remark_added,
    answered,
    edited,
    withdrawn,
    reopened,
    noted,       ///< staff to staff; see event_rules.hpp
    assigned,    ///< likewise: who does it
    prioritised, ///< likewise: how urgent it is
    undone,      ///< likewise: a response that its author took back before it was sent; see response.hpp
    unsent, ///< likewise: one that could not be sent when it was due, because the ticket had been changed
    transferred, ///< to another service; see transfer.hpp
    tagged,      ///< staff to staff: tags came and went
    watched,     ///< likewise: somebody began to watch it, or stopped
    linked,      ///< likewise: with another ticket, or not any more
    merged,      ///< into another ticket, or another into it; see merging.hpp
    unmerged,    ///< the end of that
};

template <> struct EnumNames<EventKind> {
    static constexpr std::array<std::string_view, 18> values{
        "opened",      "status_changed", "remark_added", "answered",    "edited", "withdrawn",
        "reopened",    "noted",          "assigned",     "prioritised", "undone", "unsent",
        "transferred", "tagged",         "watched",      "linked",      "merged", "unmerged"};
};

struct TicketEvent {
    /// Within the ticket: 1, 2, 3 …, the ticket's version after the event. Internal events change no ticket
    /// and are numbered apart, -1, -2, -3 …, so that the others have no gaps.
    std::int64_t sequence = 0;
    EventKind kind = EventKind::opened;
    Status from = Status::pending, to = Status::pending;
    std::string
        text; ///< remark or note of staff, answer of the student; empty for `opened` (Ticket::message)
    std::string duplicate_of; ///< number of the other ticket, with to == duplicate
    std::string author_id;
    std::string author_name;
    Role author_role = Role::student;
    std::int64_t at_ms = 0;                                 ///< Unix milliseconds
    std::string earlier_subject = {}, earlier_message = {}; ///< what the ticket said before it was edited
    /// Before and after: user ids of `assigned`, names of `prioritised`, services of `transferred`, of
    /// `opened` by staff see filing.hpp,
    /// names of tags that went and came, the user id of who stopped watching or began, numbers of tickets
    /// that were linked, the number of a merged ticket and of the one that it was merged into.
    std::string was = {}, becomes = {};

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("sequence", self.sequence);
        f("kind", self.kind);
        f("from", self.from);
        f("to", self.to);
        f("text", self.text);
        f("duplicate_of", self.duplicate_of);
        f("author_id", self.author_id);
        f("author_name", self.author_name);
        f("author_role", self.author_role);
        f("at_ms", self.at_ms);
        f("earlier_subject", self.earlier_subject);
        f("earlier_message", self.earlier_message);
        f("was", self.was);
        f("becomes", self.becomes);
    }
};

} // namespace stu
