#pragma once
// The stream of what others change: which tickets, never what they say. Whoever hears of one asks for it.

#include <cstdint>
#include <string>
#include <vector>

namespace stu {

struct FieldError;

/// What somebody wants to hear of.
struct Listening {
    std::string person;     ///< id: whose page listens. Scripts may leave it out
    std::string department; ///< id; only of its tickets. Empty = of all that the person may see
    std::string since;      ///< id of the event to go on after; empty = from now on

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("person", self.person);
        f("department", self.department);
        f("since", self.since);
    }
};
std::vector<FieldError> validate(const Listening& request);

struct ChangedTicket {
    std::string number, department;
    std::int64_t version = 0; ///< after its last change; 0 = nothing about the ticket itself has changed
    bool internal = false;    ///< something has changed that staff alone sees
    bool present = false; ///< other colleagues look at it, or do something else there; staff alone hears it

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("department", self.department);
        f("version", self.version);
        f("internal", self.internal);
        f("present", self.present);
    }
};

/// An event of the stream.
struct News {
    std::vector<ChangedTicket> tickets; ///< each once
    std::int64_t open_tickets = 0;      ///< as in Session

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("tickets", self.tickets);
        f("open_tickets", self.open_tickets);
    }
};

} // namespace stu
