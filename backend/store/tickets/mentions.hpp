#pragma once
// Which notes call a member of staff by name and were not looked at since.

#include "backend/store/tickets/ticket_lists.hpp"
#include "common/event.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// `note` calls `user_id`; it has its sequence.
void keep_mention(Transaction& transaction, std::string_view user_id, std::string_view ticket_id,
                  const TicketEvent& note);
/// `user_id` has seen the notes of the ticket down to the sequence `internal`, which is negative; 0 = none.
void forget_mention(Transaction& transaction, std::string_view user_id, std::string_view ticket_id,
                    std::int64_t internal);
/// `user_id` has seen `into` in that version, and with it the notes of what had been merged into it by then.
void forget_merged_mentions(Transaction& transaction, std::string_view user_id, const Ticket& into,
                            std::int64_t version);
/// Of somebody who leaves.
void forget_mentions_of(Transaction& transaction, std::string_view user_id);

/// What calls `reader` in those departments and is not withdrawn, open or closed; the first note first. A
/// ticket that is merged calls as the one in which it goes on.
std::vector<ListedTicket> mentioned_tickets(Transaction& transaction, std::string_view reader,
                                            std::span<const std::string> departments, const Stretch& stretch);
/// At most `limit`.
std::int64_t count_mentions(Transaction& transaction, std::string_view reader,
                            std::span<const std::string> departments, std::int64_t limit);

} // namespace stu::store
