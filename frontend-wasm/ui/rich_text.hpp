#pragma once
// What somebody typed, with its links, emphasis and lists (common/rich_text.hpp). A text that has any the
// browser lays out and draws, so that links are real elements that wrap with their lines.

#include "frontend-wasm/ui/frame.hpp"

#include <string>
#include <vector>

namespace stu {
struct Span;
struct Stretch;
} // namespace stu

namespace stu::ui {

/// As `text` in a column, which it is where nothing stands out in the words. `strong` parts of them do so
/// besides what was typed to.
void rich_text(const Words& words, const TextStyle& style = type::body);
void rich_text(const Words& words, const TextStyle& style, const std::vector<Stretch>& strong);

/// The form in which web/rich_text.js reads it: one line for each of the text, which begins with "-" in a
/// list of points, with the number in a numbered one. Each piece follows a U+001F, which no words hold: what
/// it is in one letter, of a link its address and a space, the words.
std::string written(const std::vector<Span>& spans);

} // namespace stu::ui
