#pragma once
// What staff has promised, in words, and what is late.

#include "common/due.hpp"
#include "frontend-wasm/screens/parts.hpp"

namespace stu::screens {

/// Whether it is due as promised, and not only late at some time.
inline bool is_promised(const Due& due) { return due.at_ms > 0 && due.what != DueFor::word; }

/// "Answer due in 2 h", "Due soon: 45 min", "Late by 1 day". Precondition: it is somebody's turn.
Message due_in_words(View view, const Due& due);

/// Of these words, or of since when it has waited.
ui::TextStyle due_style(View view, const Due& due, ui::TextStyle usual);

/// What is late, or soon will be; of no width where it is neither.
void due_chip(View view, const Due& due);
float due_chip_width(View view, const Due& due);

/// Whose turn it is, and until when.
Message with_due(View view, const Due& due, Message sentence);

} // namespace stu::screens
