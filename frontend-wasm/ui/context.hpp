#pragma once
// What the parts of ui share while a frame is open. Screens never see this.

#include "frontend-wasm/ui/frame.hpp"

#include "imgui.h"
#include "imgui_internal.h"

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace stu::ui {

/// Where the next item goes: down a column, or across a row.
struct Flow {
    float left = 0, top = 0, width = 0, spacing = 0;
    float x = 0, y = 0;
    float bottom = 0; ///< of the lowest item so far
    bool across = false;
    float line = 0; ///< height of a row's line
};

struct Surface {
    Rect at;
    float padding = 0;
    Token fill = Token::surface, outline = Token::line;
    float corner = 0;
};

/// A Dear ImGui window with its draw list split by depth of surfaces: a card is painted after its content is
/// measured, yet lies below it.
struct Layer {
    ImDrawList* list = nullptr;
    ImDrawListSplitter splitter;
    int depth = 0;
};

/// A pane (pane.hpp) as it was in the last frame.
struct PaneState {
    std::uint32_t frame = 0; ///< the last one that it was in
    std::uint32_t since =
        0;            ///< the first one, or that of the last change of the window or wish to see the newest
    float window = 0; ///< its size, as one number
    bool fixed = false, from_end = false;
    float padding_y = 0, top = 0, height = 0, content = 0, content_before = 0;
    float scrolled = 0, newest = 0;
    float unread = 0; ///< where it begins until something is done there; 0 = at the newest
    bool past_unread = false;
    /// What its reader is looking at: its end was left for something before it.
    enum class Shows : std::uint8_t { newest, end, anything } shows = Shows::newest;
    float asked = -1;  ///< of the DOM, to be scrolled to
    std::string order; ///< that wish, as the DOM reads it
    std::size_t node = 0, content_node = 0;
};

struct Context {
    ImFont* regular = nullptr;
    ImFont* strong = nullptr;
    Input input;
    Direction direction;
    const Palette* palette = nullptr;
    const Catalog* catalog = nullptr;
    std::deque<std::string> rendered; ///< words of this frame; see words.hpp
    SemanticTree tree;

    MeasureText measure = nullptr;
    std::unordered_map<std::string, TextSize> measured; ///< what it answered, by text, style and width

    std::vector<std::unique_ptr<Layer>> layers;
    std::vector<Flow> flows;
    std::vector<Surface> surfaces;

    struct Scroll {
        std::uint32_t id = 0;
        std::size_t main_node = 0;
        Rect at;
        float padding_y = 0;
        bool open = false;
    } scroll;
    std::unordered_map<std::uint32_t, float> scroll_positions;
    float page_width = 0, page_top = 0;
    float beside_height = 0; ///< of the column that stays in sight, in the last frame
    float scroll_wish = -1;
    int scroll_epoch = 0;
    std::string scroll_order; ///< the last wish, as the DOM reads it

    std::uint32_t frame = 0;
    std::unordered_map<std::uint32_t, PaneState> panes;
    PaneState* open_pane = nullptr;
    Scroll page_scroll;   ///< while a pane is open
    Scroll behind_scroll; ///< while a dialog is
    PaneState* behind_pane = nullptr;
    bool newest_wanted = false;

    bool dialog_before = false, dialog_now = false;
    float dialog_height = 0;
    Rect dialog_at;

    std::uint32_t shown_password = 0; ///< field whose words are readable; 0 = none
    bool shown_password_drawn = false;
    std::uint32_t focused_bar = 0; ///< of a chart; 0 = none

    Focus focus = Focus::none;

    std::vector<std::string> said; ///< what is wrong, as it stands at the fields of the present form
};

Context& context();

inline ImU32 colour(Token token) {
    const Rgba c = (*context().palette)[token];
    return static_cast<ImU32>(c >> 24 | (c >> 8 & 0xff00u) | (c << 8 & 0xff0000u) | c << 24);
}
inline ImDrawList& canvas() { return *context().layers.back()->list; }

} // namespace stu::ui
