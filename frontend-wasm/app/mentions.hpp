#pragma once
// Calling a colleague by name while one writes a note.

#include "common/views.hpp"
#include "frontend-wasm/app/pages/ticket.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stu::app {

/// Where somebody has typed who made `now` of `before`: behind the last byte that differs.
std::size_t end_of_change(std::string_view before, std::string_view now);

/// Whom the "@" that is being typed in the note may become, without the writer; nobody where none is. The
/// pointers live as long as `ticket`.
std::vector<const Colleague*> colleagues_to_call(const page::Ticket::NoteForm& note, const TicketView& ticket,
                                                 std::string_view writer);

/// Puts the whole name there, and a space behind it.
void call_colleague(page::Ticket::NoteForm& note, std::string_view name);

} // namespace stu::app
