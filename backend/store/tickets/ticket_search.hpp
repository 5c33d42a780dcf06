#pragma once
// Full-text search in a department's tickets.

#include "backend/store/tickets/ticket_lists.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stu::store {

/// How long a search of what somebody types may look; what it has not found then is not shown, and said to be
/// missing.
inline constexpr std::chrono::milliseconds usual_search{18};
/// Until all was looked at.
inline constexpr std::chrono::milliseconds whole_search{std::chrono::hours(1)};

struct FoundTickets {
    std::vector<ListedTicket> rows;
    bool or_more = false; ///< not all was looked at, and what was not may hold some
};

/// Tickets that contain all words of `text` (search_words.hpp) in what `index_words` (ticket_words.hpp) took,
/// notes too: for staff alone. The last word may be the beginning of one, of two letters at least. Nothing in
/// `text` is an operator. Sorted by age: `order` is newest or oldest first. What is frequent costs what is
/// shown and what is rare a few questions, however many tickets there are; words that are frequent and rarely
/// meet are looked for until `patience` is over, but always in a department of up to 20,000 tickets.
FoundTickets found_tickets(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                           QueueOrder order, const Stretch& stretch,
                           std::chrono::milliseconds patience = whole_search);

/// How many there are, but never more than `limit`, at which there may be more: a frequent word's matches are
/// not worth counting to the end.
SomeCounted count_found(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                        std::int64_t limit, std::chrono::milliseconds patience = whole_search);

} // namespace stu::store
