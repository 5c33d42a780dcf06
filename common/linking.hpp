#pragma once
// Tickets that have to do with each other: staff links them, and finds similar ones. No student sees it.

#include "common/views.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

/// How many tickets one ticket can be linked with.
inline constexpr std::int64_t max_links = 20;

struct TicketLink {
    std::string number, other;
    bool linked = true; ///< false = not any more

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("other", self.other);
        f("linked", self.linked);
    }
};
std::vector<FieldError> validate(const TicketLink& request);

/// The event on `ticket` of its being linked with `other`, or not any more. It changes nothing about it; the
/// store numbers it.
TicketEvent link_event(const Ticket& ticket, std::string_view other, bool linked, const Actor& author,
                       std::int64_t now_ms);

/// Shown beside a ticket.
inline constexpr std::size_t max_similar = 5;

struct SimilarTickets {
    std::vector<TicketRow> rows; ///< at most `max_similar`, the most alike first

    template <class Self, class F> static void fields(Self& self, F&& f) { f("rows", self.rows); }
};

} // namespace stu
