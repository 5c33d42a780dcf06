#pragma once
// Parts of a page that stand beside and below each other in the window, each of which scrolls by itself.
// Where the window is too small for that they flow, one after the other, in the very same nodes: what
// somebody is writing keeps the focus when a phone's keyboard comes or a tablet is turned.

#include "frontend-wasm/ui/frame.hpp"

#include <optional>

namespace stu::ui {

struct PaneStyle {
    Words name;             ///< of what it holds, for assistive technology
    std::optional<Rect> at; ///< in the window, in whole pixels; nothing = it flows
    float padding_x = 0, padding_y = 0;
    Token ground = Token::surface; ///< of one with a place in the window
    /// It begins at its end, and stays there for as long as its reader does.
    bool from_end = false;
};

/// Of the page's scrolling part, from the next item of the column to its lower edge: what panes can share.
Rect window_left();

/// How high the content of this pane was in the last frame, padding included; 0 = it was not there.
float pane_height(std::string_view key);

void begin_pane(std::string_view key, const PaneStyle& style);
void end_pane();
template <class F> void pane(std::string_view key, const PaneStyle& style, F&& content) {
    begin_pane(key, style);
    content();
    end_pane();
}

/// Of a pane that begins at its end: what it shows first begins with the next item. What is higher than the
/// pane is thus read from its beginning.
void begin_newest();
/// Likewise, and it begins here instead until it has to show the newest.
void begin_unread();
/// In the next frame a pane that begins at its end goes back there, wherever its reader is.
void show_newest();

} // namespace stu::ui
