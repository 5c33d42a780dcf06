#pragma once
// What a ticket is found by: the index of words.

#include "backend/store/engine/store.hpp"

#include <string>
#include <string_view>

namespace stu::store {

/// A department's or service's id as one word of the index.
std::string scope_word(std::string_view id);

/// Adds what a stored ticket is found by to the index, under its serial number: number, subject, message, its
/// student's name, address and registration number, and all that was said on it but what is internal.
void index_words(Transaction& transaction, std::string_view ticket_id);

/// Takes out what `index_words` added. Before anything of it changes, for it reads what the ticket says now.
void forget_words(Transaction& transaction, std::string_view ticket_id);

/// Indexes the tickets of a database whose index is new, newest first.
void index_old_tickets(Store& store);

} // namespace stu::store
