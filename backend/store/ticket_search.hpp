#pragma once
// Full-text search in a department's tickets.

#include "backend/store/ticket_lists.hpp"
#include "common/ticket.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stu::store {

/// Adds a ticket's words to the index, under its serial number.
void index_words(Transaction& transaction, const Ticket& ticket, std::int64_t serial);

/// Replaces what `index_words` has noted of the ticket as it was `before`.
void reindex_words(Transaction& transaction, const Ticket& before, const Ticket& ticket, std::int64_t serial);

/// Tickets that contain all words of `text`, in number, subject, student's name or message; the last word may
/// be the beginning of one. Nothing in `text` is an operator. Sorted by age: `order` is newest or oldest
/// first.
std::vector<ListedTicket> found_tickets(Transaction& transaction, const QueueFilter& filter,
                                        std::string_view text, QueueOrder order, const Stretch& stretch);

/// How many there are, but never more than `limit`: a frequent word's matches are not worth counting to the
/// end.
std::int64_t count_found(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                         std::int64_t limit);

} // namespace stu::store
