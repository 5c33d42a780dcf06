#pragma once
// One frame of the page: where the next item goes, what it is painted on and which semantic node it belongs
// to. Items flow down a column or across a row; containers nest by calling a function for their content.
// Single-threaded, like Dear ImGui beneath it: every function here needs an open frame.

#include "frontend-wasm/ui/geometry.hpp"
#include "frontend-wasm/ui/semantics.hpp"
#include "frontend-wasm/ui/theme.hpp"
#include "frontend-wasm/ui/words.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

struct ImFont;
struct ImFontLoader;

namespace stu::ui {

struct Input {
    float width = 1280, height = 800; ///< of the viewport, CSS pixels
    float density = 1;                ///< device pixels for each CSS pixel
    float mouse_x = -1, mouse_y = -1; ///< negative = no pointer over the page
    float seconds = 1.0f / 60;        ///< since the last frame
    bool coarse = false;              ///< the pointer is a finger
    bool from_right = false;          ///< the language is written from right to left
};

struct TextSize {
    float width = 0, height = 0;
};
enum class TextForm : std::uint8_t { plain, rich }; ///< rich: as ui/rich_text.hpp writes it
/// How large the browser draws a text in a column of `width`; 0 = in one line.
using MeasureText = TextSize (*)(std::string_view text, const TextStyle& style, float width, TextForm form);

/// Creates the Dear ImGui context with two fonts, regular and strong, both drawn by `loader`. What glyphs
/// alone cannot draw the browser draws, and measures.
void start(const ImFontLoader& loader, MeasureText measure);
void stop();

/// `catalog` outlives the frame.
void begin_frame(const Input& input, const Palette& palette, const Catalog& catalog = english());
/// True when the semantic tree changed. The draw data is in ImGui::GetDrawData().
bool end_frame();

SemanticTree& tree();
const Palette& palette();

float viewport_width();
float viewport_height();

// --- room. What a width holds is asked in characters, so that every size of text finds its own layout.
/// Width of `count` characters of running text.
float characters(float count);
/// The narrowest column for free text; what would be narrower goes on a line of its own.
inline constexpr float fewest_characters = 12;
/// A column that is good to read, for content that has another one beside it.
inline constexpr float readable_characters = 48;
/// Width of navigation as a column of icons with a word below each.
inline constexpr float rail_width = 76;
/// Little room: beside such a column nothing readable would be left. One column, with tabs at the bottom
/// (phones, also sideways, and 400 % zoom).
bool narrow();
/// Text at 400 % on a phone leaves some twenty characters; none of them is for white space or large letters.
bool tiny();
/// What is pressed is made for fingers: on everything that is no larger than a tablet, or has no mouse.
bool touch();
/// Whether there is a mouse, and so most likely a keyboard, however narrow the window is.
bool has_mouse();
/// Height of buttons and of the fields that they stand beside.
float control_height();
/// Of buttons in lists and of filters.
float small_height();
/// Of links in running text size.
float link_height();
/// From an edge of the page to its content.
float page_padding();
/// Room between a card's edge and what is in it.
float card_padding();
/// Width of the page's column.
float page_width();

// --- identity: ids come from labels, as in Dear ImGui; lists scope theirs with a key
std::uint32_t id_of(std::string_view label, NodeRole role);
inline std::uint32_t id_of(const Words& label, NodeRole role) { return id_of(label.id(), role); }
void push_key(std::string_view key);
void push_key(std::int64_t key);
inline void push_key(const Words& key) { push_key(key.id()); }
void pop_key();
template <class Key, class F> void keyed(Key key, F&& content) {
    push_key(key);
    content();
    pop_key();
}

// --- flow
/// Room for one item; advances the flow. Width 0 takes all that is left.
Rect place(float width, float height);
/// Width that is left in this row, or the whole column.
float available();
void space(float height);
/// Starts the item at the right edge of the row, `width` wide.
void flush_right(float width);
/// The y at which the next item of the column will stand.
float cursor_y();
float cursor_x();

void begin_column(float x, float y, float width, float spacing);
/// Returns the height that the column took. Does not move the parent.
float end_column();
void begin_row(float height, float spacing);
void end_row();

/// A column inside the flow, with its own spacing and at most `max_width` wide.
template <class F> void stack(float spacing, float max_width, F&& content) {
    begin_column(cursor_x(), cursor_y(), available() < max_width ? available() : max_width, spacing);
    content();
    const float height = end_column();
    place(0, height);
}
template <class F> void stack(float spacing, F&& content) { stack(spacing, 1e6f, content); }

/// Begins the next line of a row, unless this one is still empty.
void break_row();

/// Items from left to right, centred on a line of `height`; wraps when the width runs out.
template <class F> void row(float height, float spacing, F&& content) {
    begin_row(height, spacing);
    content();
    end_row();
}

/// How many equal columns of at least `least` fit, 1 to `most`.
std::size_t columns_of(float least, float spacing, std::size_t most);

/// `count` cells in up to `columns` equal columns; each row is as high as its highest cell.
template <class F> void grid(std::size_t columns, float spacing, std::size_t count, F&& cell) {
    const float x = cursor_x(), width = available();
    const float cell_width =
        (width - spacing * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    float y = cursor_y();
    for (std::size_t first = 0; first < count; first += columns) {
        float highest = 0;
        for (std::size_t i = first; i < count && i < first + columns; ++i) {
            begin_column(x + static_cast<float>(i - first) * (cell_width + spacing), y, cell_width, gap::l);
            cell(i);
            const float height = end_column();
            if (height > highest) highest = height;
        }
        y += highest + (first + columns < count ? spacing : 0);
    }
    place(0, y - cursor_y());
}

/// A piece of a line that is filled from left to right.
struct Piece {
    float least = 0;    ///< width that it needs
    bool grows = false; ///< takes its share of what is left
    /// Draws it in a column of its own; `first` when it begins a line.
    std::function<void(bool first)> content;
};
/// As many pieces in each line as fit, in their order.
void lines_of_pieces(const std::vector<Piece>& pieces, float spacing);

/// Whether content that is good to read has room for a column of `side_width` beside it.
inline bool fits_beside(float side_width) {
    return available() - side_width - gap::xl >= characters(readable_characters);
}
/// Where something at `y` stands that stays in sight while the page scrolls, with `below` left under it.
float sticking(float y, float below);
float& beside_height();

/// Main content with a column beside it, which stays in sight if `stays`; one under the other where it would
/// not be good to read.
template <class Main, class Side>
void beside(float side_width, Main&& main, Side&& side, bool stays = false) {
    if (!fits_beside(side_width)) {
        main();
        side();
        return;
    }
    const float x = cursor_x(), y = cursor_y(), width = available();
    begin_column(x, y, width - side_width - gap::xl, gap::l);
    main();
    const float left = end_column();
    begin_column(x + width - side_width, stays ? sticking(y, left - beside_height()) : y, side_width, gap::l);
    side();
    const float right = end_column();
    if (stays) beside_height() = right;
    place(0, left > right ? left : right);
}

// --- containers
void begin_surface(float padding, Token fill, Token outline, float corner);
void end_surface();

/// A white card. `padding` 0 lets tables reach the edge.
template <class F> void card(float padding, F&& content) {
    begin_surface(padding, Token::surface, Token::line, radius::card);
    content();
    end_surface();
}
/// A soft coloured box without a border.
template <class F> void banner_box(Token soft, F&& content) {
    begin_surface(card_padding(), soft, soft, radius::card);
    content();
    end_surface();
}

/// A semantic container without looks: landmark, list, form, list item …
/// `key` is its identity; its name is said in `content`.
void begin_node(std::string_view key, NodeRole role, NodeContent content);
void end_node();
template <class F> void node(std::string_view key, NodeRole role, F&& content, NodeContent about = {}) {
    begin_node(key, role, about);
    content();
    end_node();
}

/// The scrolling part of the page. The DOM scrolls (momentum, keyboard, find, focus); the canvas follows.
void begin_scroll(std::string_view label, const Rect& at, float padding_x, float padding_y, float max_width);
void end_scroll();
/// Asks the DOM to scroll the page's region to `y`.
void scroll_to(float y);

/// A modal dialog in the middle. Content is drawn over everything; what lies behind is inert.
/// Returns false once the person closed it with Escape. `from_top`: it stays where it begins, whatever its
/// height becomes.
bool begin_dialog(const Words& title, float width, bool from_top = false);
void end_dialog();
/// True while a dialog is open, for what lies behind it: fields behind it show their text on the canvas
/// instead.
bool behind_dialog();

// --- wishes, fulfilled by the next item that fits
enum class Focus : std::uint8_t { none, heading, first_error, answer };
void request_focus(Focus target);
/// Used by items: is this the one that should get the focus?
bool wants_focus(Focus target);

/// Whether the pointer is over `at` and nothing lies above it. For looks only; activation comes from the DOM.
bool hovered(const Rect& at);

} // namespace stu::ui
