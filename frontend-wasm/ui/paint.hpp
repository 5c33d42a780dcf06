#pragma once
// Putting colour on the canvas. Nothing here has meaning for assistive technology; items add that.

#include "frontend-wasm/ui/geometry.hpp"
#include "frontend-wasm/ui/theme.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu::ui {

/// Fills, then outlines one pixel wide. Pass the same token twice for no visible outline.
void paint_box(const Rect& at, Token fill, Token outline, float corner);
void paint_dashed(const Rect& at, Token line, float corner);
void paint_line(float x1, float y1, float x2, float y2, Token token);
void paint_dot(float x, float y, float diameter, Token token);

/// One line, cut with an ellipsis when wider than `max_width` (0 = never). `y` is the top of its line box.
void paint_text(float x, float y, std::string_view text, const TextStyle& style, float max_width = 0);

float text_width(std::string_view text, const TextStyle& style);
/// Width of the longest word, below which a column would break it.
float longest_word(std::string_view text, const TextStyle& style);
/// Line breaks for `width`; views into `text`. Line feeds break, long words are cut.
std::vector<std::string_view> wrapped(std::string_view text, const TextStyle& style, float width);
/// Lines of `wrapped` one under the other from the top left corner of `at`.
void paint_lines(const Rect& at, const std::vector<std::string_view>& lines, const TextStyle& style);

/// Text that glyph-by-glyph drawing would get wrong: right-to-left and shaped scripts, combining marks,
/// colour emoji. The browser draws it itself from the semantic node.
bool needs_browser_shaping(std::string_view text);

} // namespace stu::ui
