#pragma once
// What students are promised: within how much business time somebody answers, and until what is asked for is
// done. The clock runs while it is staff's turn, pauses while it is the student's, ends when the ticket is
// closed, and goes on with what it had when it is reopened. It follows from the ticket's history alone, so
// whatever is undone, merged or taken apart again needs no rule of its own here.

#include "common/business_time.hpp"
#include "common/event.hpp"
#include "common/period.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stu {

/// Business time from filing on; 0 = nothing is promised.
struct Targets {
    std::int64_t answer_ms = 0, solve_ms = 0;
};

/// When it is due, Unix milliseconds. 0 where nothing is promised or would ever be due, and while the clock
/// stands still before the time is up.
struct Promise {
    /// When the first answer, and the solution, is due; when it was, once it is given.
    std::int64_t answer_due_ms = 0, solve_due_ms = 0;
    /// The next of them that staff owes; 0 while it owes none.
    std::int64_t due_ms = 0;
    std::int64_t soon_ms = 0; ///< from when on less than a quarter of the time promised for that is left

    bool operator==(const Promise&) const = default;
};

/// Whether an event of the kind can change what is due.
bool moves_clock(EventKind kind);

/// When it was staff's turn, oldest first; a turn that goes on has no end. Of the events, which are all that
/// changed the ticket, in order, it asks kind, `to`, `was` and time; `number` is the ticket's.
std::vector<Period> turns_of_staff(const std::vector<TicketEvent>& events, std::string_view number);

/// `first_response_ms` and `closed_ms` as in Ticket.
Promise promise_of(const OpeningHours& hours, const Targets& targets, const std::vector<Period>& turns,
                   std::int64_t first_response_ms, std::int64_t closed_ms);

} // namespace stu
