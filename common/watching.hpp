#pragma once
// Staff that hears what happens to a ticket without having to do it. No student learns of it.

#include "common/access.hpp"
#include "common/event.hpp"
#include "common/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

struct Ticket;

/// Whether whoever sends it hears what happens to the ticket from now on.
struct TicketWatch {
    std::string number;
    bool watching = false;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("watching", self.watching);
    }
};
std::vector<FieldError> validate(const TicketWatch& request);

/// `watcher`, a user id, begins to watch the ticket or stops. It changes nothing about the ticket; the store
/// numbers it.
TicketEvent watch_event(const Ticket& ticket, std::string_view watcher, bool watching, const Actor& author,
                        std::int64_t now_ms);

} // namespace stu
