#pragma once
// What a ticket is found by: the index of words.

#include "backend/store/engine/store.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace stu::store {

/// A department's or service's id as one word of the index.
std::string scope_word(std::string_view id);

/// SQLite's index of words has one of their beginnings up to so many characters.
inline constexpr std::size_t longest_indexed_beginning = 4;

/// Adds what a stored ticket is found by to the index, under its serial number: number, subject, message, its
/// student's name, address and registration number, and all that was said on it. What is internal goes to an
/// index of its own (table note_words), with all the rest, for staff alone; so does what stands on tickets
/// that were merged into it.
void index_words(Transaction& transaction, std::string_view ticket_id);

/// After a note was added: the same, where nothing else that it is found by has changed.
void index_notes(Transaction& transaction, std::string_view ticket_id);

/// After `ticket_id` was merged into `into_id`, or taken out again: the other one is found by its words from
/// now on, or no more.
void index_merge(Transaction& transaction, std::string_view ticket_id, std::string_view into_id);

/// Takes out what `index_words` added and is not of staff alone. Before anything of it changes, for it reads
/// what the ticket says now.
void forget_words(Transaction& transaction, std::string_view ticket_id);

/// Indexes the tickets of a database whose index is new, or of another form, newest first, and what a version
/// without their words merged; and what parts of their numbers are found by (ticket_numbers.hpp).
void index_old_tickets(Store& store);

} // namespace stu::store
