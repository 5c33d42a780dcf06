#pragma once
// Tickets that have been merged into others, and where their numbers lead.

#include "backend/app/context.hpp"
#include "common/merging.hpp"
#include "common/ticket.hpp"
#include "common/views.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace stu::app {

/// The ticket that has this number, as typed, whoever may read it.
std::optional<Ticket> ticket_numbered(store::Transaction& transaction, std::string_view typed_number);

/// The ticket in which `ticket` goes on: itself, or the one that it was merged into. There is no more than
/// one step, for what others were merged into is merged into nothing.
Ticket going_on_as(store::Transaction& transaction, Ticket ticket);

/// The ticket that has this number, as typed, and the actor may read, even where it leads to another one.
std::optional<Ticket> ticket_itself(store::Transaction& transaction, const Actor& actor,
                                    std::string_view typed_number);

/// Merges a ticket of the actor's departments into another one, which is returned. `request_id` is that of
/// what was asked for, where it may be repeated or undone.
Result<Ticket> merge_ticket(store::Transaction& transaction, const Context& context,
                            const TicketMerge& request, std::string_view request_id = {});
/// Takes a merged ticket out again, and returns it. Whoever has not been told of the merge yet is told of
/// neither.
Result<Ticket> unmerge_ticket(store::Transaction& transaction, const Context& context,
                              std::string_view number);

/// conflict: `typed_number` is that of a ticket which goes on as `ticket` now. Whoever decides something
/// about what they see there has not seen this one.
std::optional<Error> merged_refusal(std::string_view typed_number, const Ticket& ticket);

/// The tickets that were merged into `into`, as far as `actor` may see them, oldest merge first. `events` are
/// those of `into`: where none is a merge the database is not asked.
std::vector<MergedTicket> merged_into(store::Transaction& transaction, const Actor& actor, const Ticket& into,
                                      const std::vector<TicketEvent>& events);

} // namespace stu::app
