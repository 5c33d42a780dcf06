#pragma once
// A ticket goes to another service, of the same department or of another one. Its student is told where it
// is; why is for staff alone.

#include "common/catalogue.hpp"
#include "common/views.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

inline constexpr std::size_t max_transfer_reason = 2'000; ///< code points

struct TicketTransfer {
    std::string request_id; ///< as in NewTicket
    std::string number;
    std::int64_t version = 0; ///< the version that was on the screen
    std::string service;      ///< id; decides the department
    std::string reason;       ///< a note of staff, which the student never sees

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("number", self.number);
        f("version", self.version);
        f("service", self.service);
        f("reason", self.reason);
    }
};
/// Shape and length only; whether the service is offered is the catalogue's to say.
std::vector<FieldError> validate(const TicketTransfer& request);

/// Where the ticket goes, or is by now.
struct TransferredTicket {
    std::string number, department, service; ///< the latter two are ids
    std::vector<TicketView>
        ticket; ///< at most one: none where whoever transferred it may not see it any more

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("department", self.department);
        f("service", self.service);
        f("ticket", self.ticket);
    }
};

/// Puts `ticket` with the requested service, which is one of `department`, and returns the event that records
/// it: the student may see it, and the reason is not in it. Status and turn stay, for the student waits as
/// before. invalid "service": it is there already. conflict: it is withdrawn, or `transfer.version` is stale.
/// On an error `ticket` is untouched. Does not ask `may()`.
Result<TicketEvent> transfer_ticket(Ticket& ticket, const TicketTransfer& transfer,
                                    std::string_view department, const Actor& actor, std::int64_t now_ms);

/// What colleagues find of a transfer that was not made: `kind` is `undone` or `unsent`, `becomes` the
/// service. It changes nothing about the ticket; the store numbers it.
TicketEvent withheld_transfer(const Ticket& ticket, const HeldTransfer& held, EventKind kind,
                              std::int64_t now_ms);

/// Whoever transfers the ticket, for when it is due.
Actor author_of(const HeldTransfer& held);

/// What its student is told of it, with the names of where the ticket is now.
Message transferred_to(std::string_view department, std::string_view service);

/// The department in which the author of `event`, one of `events`, worked on the ticket then: id. Events are
/// oldest first.
std::string_view department_then(const std::vector<TicketEvent>& events, const TicketEvent& event,
                                 const Ticket& ticket, const Catalogue& catalogue);

} // namespace stu
