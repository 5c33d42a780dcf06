#pragma once
// A ticket as a given person may see it.

#include "backend/app/context.hpp"
#include "common/time_spans.hpp"
#include "common/views.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stu::app {

/// The ticket to which that number leads, as typed, if there is one and the actor may read it: a merged one
/// leads to the one in which it goes on (merging.hpp). Both failures look alike.
std::optional<Ticket> readable_ticket(store::Transaction& transaction, const Actor& actor,
                                      std::string_view typed_number);

/// A change that somebody wants to make to a ticket.
struct WantedChange {
    Action action;
    std::string_view number; ///< as typed
    std::string_view words;  ///< what it adds to the history
    Marked who;              ///< the sentence for those who may not: "Only staff of the department …"
    /// What staff asks for. Moves on with a response of the actor's that is sent first.
    StatusChange* change = nullptr;
};

/// The ticket, if there is one, the actor may do that to it, not too often, and its history has room for the
/// words. Counts what students do, and first sends what the actor could still take back of it.
Result<Ticket> ticket_to_change(store::Transaction& transaction, Context& context,
                                const WantedChange& wanted);

/// Of a ticket's events those that `actor` may see, oldest first; `ticket` says whose it is.
std::vector<TicketEvent> visible_events(store::Transaction& transaction, const Actor& actor,
                                        std::string_view ticket_id, const Subject& ticket);

/// With history and attachments, as far as `actor` may see them. A student does not see the number of
/// somebody else's ticket that theirs duplicates.
TicketView view_of(store::Transaction& transaction, const Actor& actor, Ticket ticket);

/// The answer to a change that an earlier attempt has made already, or that waits for its time, if one has:
/// the ticket as it is now.
/// Other `words` under the same id were typed after that attempt; they must not seem to have been taken.
std::optional<Result<TicketView>> done_before(store::Transaction& transaction, const Actor& actor,
                                              std::string_view request_id, std::string_view words);

/// Empties the number of the ticket that this one duplicates, unless `reader` may read that one.
void hide_foreign_duplicate(store::Transaction& transaction, const Actor& reader, Ticket& ticket);

/// What the link for following `ticket` without signing in is secret by.
std::string tracking_secret(const Context& context, const Ticket& ticket);

/// The one answer to a ticket that does not exist and to one of somebody else.
Error no_such_ticket();

/// How long an upload waits to be claimed.
inline constexpr std::int64_t staged_ms = day_ms;

/// The one answer to files that cannot be claimed.
Error no_such_upload();

} // namespace stu::app
