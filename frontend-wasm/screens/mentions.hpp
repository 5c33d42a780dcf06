#pragma once
// Colleagues that a note calls by name.

#include "frontend-wasm/screens/screens.hpp"
#include "frontend-wasm/ui/words.hpp"

#include <string>

namespace stu::screens {

/// Below the field of a note: whom the "@" that is being typed may become. `before` is the note before what
/// was typed last.
void colleague_chooser(View view, app::page::Ticket::NoteForm& note, const TicketView& whole,
                       const std::string& before);

/// A note, with the names that call somebody standing out.
void note_words(const ui::Words& words, const TicketView& whole);

} // namespace stu::screens
