#pragma once
// Two tickets of a student about one thing become one: the merged ticket's number leads to the other one,
// which shows its history among its own. For 30 days it can be taken out again, and is then as it was.

#include "common/views.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

/// For so long a merged ticket can be taken out again.
inline constexpr std::int64_t unmerging_ms = 30 * day_ms;
/// How many tickets can be merged into one.
inline constexpr std::size_t max_merged = 20;

struct TicketMerge {
    std::string number; ///< of the ticket that ends
    std::string into;   ///< of the one in which it goes on

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("into", self.into);
    }
};
std::vector<FieldError> validate(const TicketMerge& request);

/// Why the one cannot be merged into the other, if so: they are the same, of different students, who must
/// not see each other's words, or of different departments, whose staff must not; one has been merged or
/// withdrawn; `into` is closed. Does not ask `may()`.
std::optional<Error> check_merge(const Ticket& ticket, const Ticket& into);

/// What a merge, or its end, leaves in the two histories: `was` is the number of the merged ticket and
/// `becomes` the other one's.
struct MergeEvents {
    TicketEvent merged, into;
};

/// Takes `ticket` out of everybody's work, in which `into` stays. Precondition: `check_merge` says nothing.
MergeEvents merge_tickets(Ticket& ticket, Ticket& into, const Actor& actor, std::int64_t now_ms);

/// Why a merged ticket stays where it is, if so: its student has left, or it was merged too long ago.
std::optional<Error> check_unmerge(const Ticket& ticket, std::int64_t now_ms);

/// Makes `ticket` what it was before it was merged into `into`. `events` are its own, oldest first.
/// Precondition: it is merged into that one, and `check_unmerge` says nothing.
MergeEvents unmerge_tickets(Ticket& ticket, Ticket& into, const std::vector<TicketEvent>& events,
                            const Actor& actor, std::int64_t now_ms);

/// Since when staff has owed the next word after `events`, oldest first: see Ticket::waiting_ms.
std::int64_t waiting_since(const std::vector<TicketEvent>& events);

/// "Merged 7QHD-20Z8 into 4KTM-91X2." Empty for events of other kinds.
Message merged_in_words(const TicketEvent& event);

} // namespace stu
