#pragma once
// What staff decides between themselves about tickets, and how far each of them has read.

#include "backend/store/engine/store.hpp"
#include "common/work.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stu::store {

TicketWork work_of(Transaction& transaction, std::string_view ticket_id);
/// To be stored with the event that says so. Tags are `change_tags`'s.
void store_work(Transaction& transaction, std::string_view ticket_id, const TicketWork& work);

/// How much stands in a ticket's internal events, in code points.
std::int64_t notes_length(Transaction& transaction, std::string_view ticket_id);

/// Open tickets of somebody who does not work here any more are nobody's again.
void give_back_tickets_of(Transaction& transaction, std::string_view user_id);

/// Whose turn it is of tickets that a server of the version before has changed, which does not note it. Costs
/// nothing where there are none.
void mend_turns(Store& store);

/// A reader who has seen a later version before has seen this one.
void mark_seen(Transaction& transaction, std::string_view user_id, std::string_view ticket_id,
               std::int64_t version);

/// The last version of it that the reader has seen; 0 where none, or where it has news for them all the same.
std::int64_t seen_version(Transaction& transaction, std::string_view user_id, std::string_view ticket_id);

/// The ticket has news for the reader, whatever they have seen of it.
void mark_unread(Transaction& transaction, std::string_view user_id, std::string_view ticket_id);

} // namespace stu::store
