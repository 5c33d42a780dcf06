#include "frontend-wasm/ui/pane.hpp"

#include "frontend-wasm/ui/context.hpp"
#include "frontend-wasm/ui/paint.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace stu::ui {
namespace {

/// Between the upper edge and what is shown first.
constexpr float above_newest = gap::l;

float reach(const PaneState& state) { return std::max(0.0f, std::round(state.content) - state.height); }

/// The DOM's scroller has moved: by its reader, or because we asked.
void hear(PaneState& state, float scrolled) {
    constexpr float rounding = 2;
    if (std::abs(scrolled - state.scrolled) > rounding)
        state.shows =
            scrolled >= reach(state) - rounding ? PaneState::Shows::end : PaneState::Shows::anything;
    state.scrolled = scrolled;
}

/// Where it has to be now. What one reads stays where it is unless one is at the end and that moves; that
/// there is less room than before moves nothing.
void keep_place(PaneState& state) {
    constexpr std::uint32_t frames_to_settle = 4;
    const float last = reach(state);
    const bool moves =
        state.content != state.content_before || context().frame - state.since < frames_to_settle;
    state.content_before = state.content;
    if (moves && state.shows != PaneState::Shows::anything) {
        const float begin = state.unread > 0 && !state.past_unread ? state.unread : state.newest;
        const float wanted = state.shows == PaneState::Shows::end
                                 ? last
                                 : std::clamp(std::round(begin - above_newest), 0.0f, last);
        if (wanted != state.asked)
            state.order = "\nto=" + std::to_string(++context().scroll_epoch) + " " +
                          std::to_string(std::lround(wanted));
        state.asked = state.scrolled = wanted;
    }
    state.scrolled = std::clamp(state.scrolled, 0.0f, last);
}

} // namespace

Rect window_left() {
    Context& c = context();
    return {c.scroll.at.x, cursor_y(), c.scroll.at.w,
            std::floor(c.scroll.at.bottom() - c.scroll_positions[c.scroll.id] - cursor_y())};
}

float pane_height(std::string_view key) {
    const PaneState& state = context().panes[id_of(key, NodeRole::pane)];
    return state.frame + 1 == context().frame ? state.content : 0;
}

void begin_pane(std::string_view key, const PaneStyle& style) {
    Context& c = context();
    const std::uint32_t id = id_of(key, NodeRole::pane);
    PaneState& state = c.panes[id];
    const bool fixed = style.at.has_value();
    if (state.frame + 1 != c.frame || fixed != state.fixed) {
        state = {};
        state.since = c.frame;
    }
    if (const float window = c.input.width + 8 * c.input.height; window != state.window) {
        state.window = window;
        state.since = c.frame;
    }
    state.frame = c.frame;
    state.fixed = fixed;
    state.from_end = style.from_end;
    state.padding_y = style.padding_y;
    state.unread = 0;
    while (const auto action = tree().take(id, ActionKind::scroll))
        hear(state, static_cast<float>(action->number));
    if (style.from_end && fixed && c.newest_wanted) {
        state.shows = PaneState::Shows::newest;
        state.past_unread = true;
        state.since = c.frame;
        state.asked = -1;
        c.newest_wanted = false;
    }
    const Rect at = style.at.value_or(Rect{cursor_x(), cursor_y(), available(), 0});
    const bool scrolls = fixed && state.content > at.h + 0.5f;
    state.height = at.h;
    state.node = tree().add(id, NodeRole::pane, at,
                            {.name = style.name, .attributes = scrolls ? "look=scroll" + state.order : ""});
    tree().open(state.node);
    state.content_node = tree().add(id_of(key, NodeRole::content), NodeRole::content, at);
    state.top = at.y - (fixed ? state.scrolled : 0);
    const Rect seen = c.direction.on_screen(at);
    tree().open(state.content_node, seen.x, state.top);
    c.open_pane = &state;
    c.page_scroll = c.scroll;
    if (fixed) {
        c.scroll.at = at;
        canvas().PushClipRect({seen.x, seen.y}, {seen.right(), seen.bottom()}, true);
        paint_box(at, style.ground, style.ground, 0);
    }
    begin_column(at.x + style.padding_x, state.top + style.padding_y, at.w - 2 * style.padding_x, gap::l);
}

void end_pane() {
    Context& c = context();
    PaneState& state = *c.open_pane;
    state.content = end_column() + 2 * state.padding_y;
    c.open_pane = nullptr;
    c.scroll = c.page_scroll;
    tree().set_height(state.content_node,
                      state.fixed ? std::max(state.content, state.height) : state.content);
    tree().close();
    tree().close();
    if (!state.fixed) {
        tree().set_height(state.node, state.content);
        place(0, state.content);
        return;
    }
    canvas().PopClipRect();
    if (state.from_end)
        keep_place(state);
    else
        state.scrolled = std::clamp(state.scrolled, 0.0f, reach(state));
}

void begin_newest() {
    PaneState* const state = context().open_pane;
    if (state != nullptr) state->newest = cursor_y() - state->top;
}

void begin_unread() {
    PaneState* const state = context().open_pane;
    if (state != nullptr) state->unread = cursor_y() - state->top;
}

void show_newest() { context().newest_wanted = true; }

} // namespace stu::ui
