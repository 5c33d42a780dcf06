#pragma once
// Words on the page: painted on the canvas, real and selectable in the DOM.

#include "frontend-wasm/ui/frame.hpp"
#include "frontend-wasm/ui/icon.hpp"
#include "frontend-wasm/ui/paint.hpp"

#include <string>
#include <string_view>

namespace stu::ui {

/// A paragraph. In a column it wraps to the width; in a row it is one line, as wide as it needs.
void text(const Words& words, const TextStyle& style = type::body);
/// "3 h ago"; `exact` is what paper and tooltips say.
void time_text(const Words& words, const Words& exact, const TextStyle& style);
/// As above, of words that assistive technology hears from another node already, such as a link around them.
void unspoken_text(const Words& words, const TextStyle& style);
/// A name and its value in a description list; see NodeRole::details.
void term(const Words& words, const TextStyle& style);
void definition(const Words& words, const TextStyle& style);
/// One line that is cut with an ellipsis at `width`.
void text_line(const Words& words, const TextStyle& style, float width);
/// `level` 1 is the page's title, once per page; it receives the focus when the page changes.
/// Never cut: what stands nowhere else in full must be readable.
void heading(int level, const Words& words, const TextStyle& style);

/// A rounded label with a dot, as for a status: colour and words say the same.
/// What is wider than `widest` ends in dots; 0 = only what is wider than the column does.
void chip(const Words& words, Token ink, Token soft, bool dot = true, float widest = 0);
float chip_width(const Words& words, bool dot = true);

/// A circle with initials; decoration beside the written name.
void avatar(std::string_view letters);
void icon(Icon picture, float size, Token ink);
void divider();

/// "font=15 22 400", so that the transparent DOM text lies exactly under the painted one.
std::string font_attribute(const TextStyle& style);

} // namespace stu::ui
