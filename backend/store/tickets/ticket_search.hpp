#pragma once
// Full-text search in a department's tickets.

#include "backend/store/tickets/ticket_lists.hpp"

#include <chrono>
#include <cstdint>
#include <string>
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

/// From when until when a department's tickets were filed.
Period filed_in(Transaction& transaction, std::string_view department);

struct FoundPerson {
    std::string name, email, registration_number;
};

/// The students whose name, address and registration number hold all words of `text`, of the newest 100
/// tickets that do; each once.
std::vector<FoundPerson> found_students(Transaction& transaction, const QueueFilter& filter,
                                        std::string_view text,
                                        std::chrono::milliseconds patience = whole_search);

/// Whose number has these symbols somewhere (`parse_number_part`), the newest first, without those withdrawn.
std::vector<ListedTicket> tickets_with_number_part(Transaction& transaction, std::string_view department,
                                                   std::string_view part, std::int64_t limit);

} // namespace stu::store
