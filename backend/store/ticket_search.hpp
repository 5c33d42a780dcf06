#pragma once
// Full-text search in a department's tickets.

#include "backend/store/ticket_lists.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stu::store {

/// Adds what a stored ticket is found by to the index, under its serial number: number, subject, message, its
/// student's name, address and registration number, and all that was said on it but what is internal.
void index_words(Transaction& transaction, std::string_view ticket_id);

/// Takes out what `index_words` added. Before anything of it changes, for it reads what the ticket says now.
void forget_words(Transaction& transaction, std::string_view ticket_id);

/// Indexes the tickets of a database whose index is new, newest first.
void index_old_tickets(Store& store);

/// Tickets that contain all words of `text` (search_words.hpp) in what `index_words` took; the last word may
/// be the beginning of one. Nothing in `text` is an operator. Sorted by age: `order` is newest or oldest
/// first.
std::vector<ListedTicket> found_tickets(Transaction& transaction, const QueueFilter& filter,
                                        std::string_view text, QueueOrder order, const Stretch& stretch);

/// How many there are, but never more than `limit`: a frequent word's matches are not worth counting to the
/// end.
std::int64_t count_found(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                         std::int64_t limit);

} // namespace stu::store
