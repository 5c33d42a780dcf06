#pragma once
// Putting colour on the canvas. Nothing here has meaning for assistive technology; items add that.

#include "common/rich_text.hpp"
#include "frontend-wasm/ui/geometry.hpp"
#include "frontend-wasm/ui/theme.hpp"
#include "frontend-wasm/ui/words.hpp"

#include <cstdint>
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
/// What only the browser can draw it draws, by a node that is hidden from assistive technology.
void paint_text(float x, float y, std::string_view text, const TextStyle& style, float max_width = 0);
/// With parts of it marked, which are in order and apart from each other.
void paint_marked_text(float x, float y, std::string_view text, const std::vector<Stretch>& marks,
                       const TextStyle& style, float max_width);

float text_width(std::string_view text, const TextStyle& style);
inline float text_width(const Words& words, const TextStyle& style) {
    return text_width(words.text(), style);
}
/// Height of a text that ui/rich_text.hpp has written, in a column of `width`.
float rich_height(std::string_view written, const TextStyle& style, float width);
/// Width of the longest word, below which a column would break it.
float longest_word(std::string_view text, const TextStyle& style);
inline float longest_word(const Words& words, const TextStyle& style) {
    return longest_word(words.text(), style);
}
/// Text that glyph-by-glyph drawing would get wrong: right-to-left and shaped scripts, combining marks,
/// colour emoji. The browser draws all of such a text itself, from its semantic node.
bool needs_browser_shaping(std::string_view text);

/// A text in a column of some width. Who draws it also says where its lines end, so one of the two does
/// all of it.
struct Paragraph {
    std::string_view words;
    std::vector<std::string_view> lines; ///< views into `words`; none where the browser draws
    bool shaped = false;                 ///< the browser draws
    float height = 0;

    bool one_line(const TextStyle& style) const { return height < style.line * 1.5f; }
    float width(const TextStyle& style) const; ///< of the longest line
};
/// Line feeds break, long words are cut.
Paragraph paragraph(std::string_view words, const TextStyle& style, float width);
inline Paragraph paragraph(const Words& words, const TextStyle& style, float width) {
    return paragraph(words.text(), style, width);
}
enum class Align : std::uint8_t { start, centre };
/// From the first corner of `at`; nothing where the browser draws it from a node of the caller's own.
void paint_paragraph(const Rect& at, const Paragraph& paragraph, const TextStyle& style,
                     Align align = Align::start);
/// As above, where the caller has no node for the words: the browser gets a hidden one.
void paint_words(const Rect& at, const Paragraph& paragraph, const TextStyle& style,
                 Align align = Align::start);

} // namespace stu::ui
