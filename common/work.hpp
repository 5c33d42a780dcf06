#pragma once
// What staff decides between themselves about a ticket: who does it, how urgent it is, what colleagues should
// know. Students see none of it.

#include "common/access.hpp"
#include "common/enum_names.hpp"
#include "common/event.hpp"
#include "common/language/message.hpp"
#include "common/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

struct Ticket;

inline constexpr std::size_t max_note = 10'000; ///< code points
/// How much can be noted on one ticket, so that whoever opens it gets all of it in one answer; code points.
inline constexpr std::int64_t max_notes = 200'000;

enum class Priority : std::uint8_t { low, normal, high, urgent };

template <> struct EnumNames<Priority> {
    static constexpr std::array<std::string_view, 4> values{"low", "normal", "high", "urgent"};
};

Marked label(Priority priority);

/// Somebody of staff, as colleagues are shown them.
struct Colleague {
    std::string id, name;
    bool works_here = true; ///< in the ticket's department, and may sign in: can be given the ticket

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("name", self.name);
        f("works_here", self.works_here);
    }
};

struct TicketWork {
    std::string assignee; ///< user id; empty = nobody's
    Priority priority = Priority::normal;
    std::vector<std::string> tags = {}; ///< names, see tags.hpp

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("assignee", self.assignee);
        f("priority", self.priority);
        f("tags", self.tags);
    }
};

/// What staff writes to staff.
struct TicketNote {
    std::string request_id; ///< as in NewTicket
    std::string number;
    std::string text;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("number", self.number);
        f("text", self.text);
    }
};
std::vector<FieldError> validate(const TicketNote& request);

/// Who is to do it.
struct Assignment {
    std::string number;
    std::string to;   ///< user id; empty = nobody
    std::string seen; ///< who did it on the screen; empty = nobody

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("to", self.to);
        f("seen", self.seen);
    }
};
std::vector<FieldError> validate(const Assignment& request);

struct PriorityChange {
    std::string number;
    Priority to = Priority::normal;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("to", self.to);
    }
};
std::vector<FieldError> validate(const PriorityChange& request);

/// How far the ticket has been read by whoever says so.
struct TicketSeen {
    std::string number;
    std::int64_t version = 0;  ///< that was on the screen
    std::int64_t internal = 0; ///< lowest sequence of the internal events on it; 0 = there was none

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("version", self.version);
        f("internal", self.internal);
    }
};
std::vector<FieldError> validate(const TicketSeen& request);

/// What a member of staff notes for colleagues. It changes nothing about the ticket; the store
/// numbers it.
TicketEvent note_event(const Ticket& ticket, std::string_view text, const Actor& author, std::int64_t now_ms);

/// Whether there is still something to do. Whoever has a closed or withdrawn ticket keeps it for when it is
/// reopened, or gives it back.
bool can_be_assigned(const Ticket& ticket);

/// Gives the ticket to `to`, who is known to work there, or to nobody. conflict: somebody else has been given
/// it since it was on the screen, or nobody can be given it any more (`can_be_assigned`). On an error `work`
/// is untouched. Precondition: it is not `to`'s already.
Result<TicketEvent> assign(const Ticket& ticket, TicketWork& work, const Assignment& assignment,
                           const Actor& author, std::int64_t now_ms);

/// Precondition: it is another one.
TicketEvent change_priority(const Ticket& ticket, TicketWork& work, Priority to, const Actor& author,
                            std::int64_t now_ms);

/// conflict: `text` does not fit on a ticket on which `noted` code points of notes stand already.
std::optional<Error> check_notes_room(std::int64_t noted, std::string_view text);

/// From when on what waits for staff since `waiting_ms` is late where nothing is promised: after three
/// working days, which Saturday and Sunday are not (UTC).
std::int64_t late_from_ms(std::int64_t waiting_ms);

} // namespace stu
