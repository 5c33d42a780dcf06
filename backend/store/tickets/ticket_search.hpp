#pragma once
// Full-text search in a department's tickets.

#include "backend/store/tickets/ticket_lists.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stu::store {

/// Tickets that contain all words of `text` (search_words.hpp) in what `index_words` (ticket_words.hpp) took;
/// the last word may
/// be the beginning of one. Nothing in `text` is an operator. Sorted by age: `order` is newest or oldest
/// first.
std::vector<ListedTicket> found_tickets(Transaction& transaction, const QueueFilter& filter,
                                        std::string_view text, QueueOrder order, const Stretch& stretch);

/// How many there are, but never more than `limit`: a frequent word's matches are not worth counting to the
/// end.
std::int64_t count_found(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                         std::int64_t limit);

/// The same by a look at no more than 500 tickets, so that it costs the same however many hold the
/// words: of those that do the newest, or, where the engine does not have these in order, of those that the
/// filter leaves.
SomeCounted count_some_found(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                             std::int64_t limit);

} // namespace stu::store
