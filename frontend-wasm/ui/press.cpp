#include "frontend-wasm/ui/press.hpp"

#include "common/text.hpp"
#include "frontend-wasm/ui/context.hpp"
#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace stu::ui {
namespace {

float press_height(const PressStyle& style) { return style.small ? small_height() : control_height(); }

TextStyle press_text(const PressStyle& style) {
    const TextStyle base = style.small ? type::caption.bold() : type::body.bold();
    if (style.disabled) return base.in(Token::faint);
    if (style.look == Look::primary) return base.in(Token::on_accent);
    if (style.look == Look::danger) return base.in(Token::no);
    return style.look == Look::quiet ? base.in(Token::accent) : base;
}

constexpr TextStyle cap_text = type::small.in(Token::muted);
constexpr float cap_height = 20, cap_padding = 6;

/// The key on a cap; nothing where no keyboard is likely, and of those with a name of their own.
std::string cap_of(const PressStyle& style) {
    return style.shortcut > U' ' && style.key_shown && !touch() ? key_name(style.shortcut) : std::string();
}
float cap_width(std::string_view cap) {
    return std::max(cap_height, text_width(cap, cap_text) + 2 * cap_padding);
}
float room_for_cap(const PressStyle& style) {
    const std::string cap = cap_of(style);
    return cap.empty() ? 0 : gap::s + cap_width(cap);
}
void paint_cap(float x, float middle, const PressStyle& style) {
    const std::string cap = cap_of(style);
    if (cap.empty()) return;
    const Rect at{x + gap::s, std::floor(middle - cap_height / 2), cap_width(cap), cap_height};
    paint_box(at, Token::bg, Token::line, 4);
    paint_text(at.x + (at.w - text_width(cap, cap_text)) / 2, at.y + (at.h - cap_text.line) / 2, cap,
               cap_text);
}

} // namespace

Rect paint_button(const Words& words, const PressStyle& style, std::uint32_t id) {
    const TextStyle ink = press_text(style);
    const float wanted = press_width(words, style), icon_room = style.icon == Icon::none ? 0.0f : 26.0f,
                cap_room = room_for_cap(style);
    const float width = style.wide ? available() : std::min(wanted, context().flows.back().width);
    // Words that need more than there is stand on several lines: a button is never cut.
    const float least = width - 2 * gap::s - icon_room - cap_room;
    const Paragraph lines =
        paragraph(words, ink, wanted > width ? least : std::max(least, text_width(words, ink)));
    const Rect at = place(width, press_height(style) + lines.height - ink.line);
    const bool hot = item_hovered(id, at) && !style.disabled;
    if (style.disabled)
        paint_box(at, Token::bg, Token::line, radius::field);
    else if (style.look == Look::primary)
        paint_box(at, hot ? Token::accent_hover : Token::accent, hot ? Token::accent_hover : Token::accent,
                  radius::field);
    else if (style.look == Look::plain)
        paint_box(at, hot ? Token::accent_soft : Token::surface, Token::line_strong, radius::field);
    else if (style.look == Look::danger)
        paint_box(at, hot ? Token::no_soft : Token::surface, Token::no, radius::field);
    else if (hot || style.current)
        paint_box(at, Token::accent_soft, Token::accent_soft, radius::field);

    const float inner = std::min(lines.width(ink), std::max(least, 1.0f));
    const float x = at.x + std::max(gap::s, (at.w - inner - icon_room - cap_room) / 2);
    if (style.icon != Icon::none) paint_icon(style.icon, x, at.y + (at.h - 18) / 2, 18, ink.ink);
    paint_words({x + icon_room, at.y + (at.h - lines.height) / 2, inner, lines.height}, lines, ink,
                style.icon == Icon::none ? Align::centre : Align::start);
    paint_cap(x + icon_room + inner, at.y + at.h / 2, style);
    return at;
}

namespace {

/// Adds the node. Where its name says more than the words that are drawn, the plain view shows those.
void add_press(std::uint32_t id, NodeRole role, const Rect& at, const Words& words, const PressStyle& style,
               std::string attributes = {}) {
    const Words name = style.name.empty() ? words : style.name;
    if (name.text() != words.text())
        attributes += (attributes.empty() ? "words=" : "\nwords=") + std::string(words.text());
    if (style.shortcut != 0 || !style.chord.empty()) {
        attributes += attributes.empty() ? "shortcut=" : "\nshortcut=";
        if (style.shortcut != 0) attributes += key_name(style.shortcut);
        if (style.shortcut != 0 && !style.chord.empty()) attributes += ' ';
        attributes += style.chord;
    }
    tree().add(
        id, role, at,
        {.name = name,
         .attributes = attributes,
         .flags = (style.disabled ? node_flag::disabled : 0u) | (style.current ? node_flag::current : 0u)});
}

/// "Your tickets, 3 open"
void add_nav(std::uint32_t id, const Rect& at, const NavEntry& entry, std::string_view more = {}) {
    const Words name =
        entry.badge.empty()
            ? entry.words
            : tr("{page}, {count} open", {{"page", as_written(entry.words.text())}, {"count", entry.badge}});
    const std::string attributes = "href=" + entry.href + std::string(more);
    tree().add(id, NodeRole::link, at,
               {.name = name, .attributes = attributes, .flags = entry.current ? node_flag::current : 0u});
}

void paint_tab(const Rect& at, std::uint32_t id, const Words& shown_words, Icon picture, bool current) {
    constexpr float icon_size = 22;
    const bool hot = item_hovered(id, at);
    if (current || hot)
        paint_box(at.inset(gap::xs / 2), Token::accent_soft, Token::accent_soft, radius::field);
    const Token ink = current ? Token::accent : Token::muted;
    const TextStyle style{12, 16, current, ink};
    const std::string_view words = shown_words.text();
    std::vector<std::string_view> lines = paragraph(words, style, at.w - gap::xs).lines;
    if (lines.empty()) lines.push_back(words); // the browser's
    if (lines.size() > 2) {                    // the second runs on to its dots
        lines.resize(2);
        lines[1] = words.substr(static_cast<std::size_t>(lines[1].data() - words.data()));
    }
    const float height = icon_size + style.line * static_cast<float>(lines.size());
    float top = at.y + (at.h - height) / 2;
    paint_icon(picture, at.x + (at.w - icon_size) / 2, top, icon_size, ink);
    for (const std::string_view line : lines) {
        const float shown = std::min(text_width(line, style), at.w - gap::xs);
        paint_text(at.x + (at.w - shown) / 2, top + icon_size + 2, line, style, shown);
        top += style.line;
    }
}

/// Short words are as wide a target as long ones.
Rect finger_wide(const Rect& at) {
    const float more = std::max(0.0f, link_height() - at.w);
    return {at.x - more / 2, at.y, at.w + more, at.h};
}

} // namespace

bool item_hovered(std::uint32_t id, const Rect& at) {
    ImGui::ItemAdd(ImRect(at.x, at.y, at.right(), at.bottom()), id);
    return hovered(at);
}

std::string key_name(char32_t key) { return key == escape_key ? "Escape" : encoded(key); }

float press_width(const Words& words, const PressStyle& style) {
    return text_width(words, press_text(style)) + (style.small ? 24 : 32) +
           (style.icon == Icon::none ? 0 : 26) + room_for_cap(style);
}

bool button(const Words& words, const PressStyle& style) {
    const std::uint32_t id =
        style.key.empty() ? id_of(words, NodeRole::button) : id_of(style.key, NodeRole::button);
    const Rect at = paint_button(words, style, id);
    const bool pressed_now = tree().take(id, ActionKind::click).has_value() && !style.disabled;
    // What it folds is drawn after it, in this very frame: the two must agree.
    std::string attributes;
    if (style.fold != PressStyle::Fold::none)
        attributes =
            (style.fold == PressStyle::Fold::unfolded) != pressed_now ? "expanded=true" : "expanded=false";
    add_press(id, NodeRole::button, at, words, style, attributes);
    return pressed_now;
}

float choice_height() { return type::body.line + type::caption.line + 2 * gap::s; }

bool choice(const Words& words, const Words& beginning) {
    const std::uint32_t id = id_of(words, NodeRole::button);
    const Rect at = place(0, choice_height());
    const bool hot = item_hovered(id, at);
    if (hot) paint_box(at, Token::accent_soft, Token::accent_soft, radius::field);
    const float x = at.x + gap::s, width = at.w - 2 * gap::s;
    paint_text(x, at.y + gap::s, words.text(), type::body.bold(), width);
    paint_text(x, at.y + gap::s + type::body.line, beginning.text(), type::caption.in(Token::muted), width);
    tree().add(id, NodeRole::button, at, {.name = words});
    return tree().take(id, ActionKind::click).has_value();
}

void submit_button(const Words& words, const PressStyle& style) {
    // One for each form, whatever it says: "Sign in" keeps the focus when it becomes "Signing in…".
    const std::uint32_t id = id_of("submit", NodeRole::submit);
    const Rect at = paint_button(words, style, id);
    add_press(id, NodeRole::submit, at, words, style);
}

void link_button(const Words& words, std::string_view href, const PressStyle& style) {
    const std::uint32_t id = id_of(words, NodeRole::link);
    const Rect at = paint_button(words, style, id);
    add_press(id, NodeRole::link, at, words, style,
              "href=" + std::string(href) + "\nlook=press" + (style.new_tab ? "\ntarget=_blank" : ""));
}

void link(const Words& words, std::string_view href, const TextStyle& style, bool new_tab) {
    const float wanted = text_width(words, style);
    if (wanted > available()) break_row();
    const float width = std::min(wanted, available());
    const Paragraph lines = paragraph(words, style, width);
    const Rect at = place(width, std::max(lines.height, link_height()));
    const std::uint32_t id = id_of(words, NodeRole::link);
    const Token underline = item_hovered(id, at) ? style.ink : Token::line_strong;
    const float top = at.y + (at.h - lines.height) / 2;
    paint_words({at.x, top, at.w, lines.height}, lines, style);
    // Always underlined: colour alone does not tell a link from text (WCAG 1.4.1).
    float y = top + style.line - 3;
    for (const std::string_view line : lines.lines) {
        paint_line(at.x, y, at.x + text_width(line, style), y, underline);
        y += style.line;
    }
    if (lines.shaped) paint_line(at.x, top + lines.height - 3, at.right(), top + lines.height - 3, underline);
    const std::string attributes = "href=" + std::string(href) + (new_tab ? "\ntarget=_blank\n" : "\n") +
                                   font_attribute(style) + (lines.one_line(style) ? "\nlook=single" : "");
    tree().add(id, NodeRole::link, finger_wide(at), {.name = words, .attributes = attributes});
}

namespace {
float nav_height() { return touch() ? 44.0f : 40.0f; }
} // namespace

void nav_link(const NavEntry& entry) {
    const Rect at = place(0, nav_height());
    const std::uint32_t id = id_of(entry.words, NodeRole::link);
    const bool hot = item_hovered(id, at);
    if (entry.current || hot) {
        const Token ground = entry.current ? Token::accent_soft : Token::bg;
        paint_box(at, ground, ground, radius::field);
    }
    const Token ink = entry.current ? Token::accent : Token::muted;
    const TextStyle style{type::body.size, type::body.line, entry.current, ink};
    paint_icon(entry.icon, at.x + gap::m, at.y + (at.h - 18) / 2, 18, ink);
    const TextStyle count = type::small.bold().in(ink);
    const float taken = entry.badge.empty() ? 0 : text_width(entry.badge, count) + gap::s,
                room = at.w - 42 - gap::m - taken;
    const bool fits = text_width(entry.words, style.bold()) <= room; // also while it is the current one
    paint_text(at.x + 42, at.y + (at.h - style.line) / 2, (fits ? entry.words : entry.short_words).text(),
               style, room);
    if (!entry.badge.empty()) {
        paint_text(at.right() - gap::m - text_width(entry.badge, count), at.y + (at.h - count.line) / 2,
                   entry.badge, count);
    }
    add_nav(id, at, entry);
}

namespace {
/// Beside the icon, as far as the tab is wide.
void paint_badge(const Rect& at, const NavEntry& entry) {
    const TextStyle style = type::small.bold().in(entry.current ? Token::accent : Token::muted);
    const float left = std::min(at.x + at.w / 2 + 13, at.right() - text_width(entry.badge, style) - 2);
    paint_text(left, at.y + at.h / 2 - 25, entry.badge, style);
}
} // namespace

void tab_link(const NavEntry& entry, float width, float height) {
    const Rect at = place(width, height);
    const std::uint32_t id = id_of(entry.words, NodeRole::link);
    paint_tab(at, id, entry.short_words, entry.icon, entry.current);
    if (!entry.badge.empty()) paint_badge(at, entry);
    add_nav(id, at, entry, "\nlook=tab\nwords=" + std::string(entry.short_words.text()));
}

bool tab_button(const Words& words, Icon picture, float width, float height, const PressStyle& style) {
    const Rect at = place(width, height);
    const std::uint32_t id = id_of(words, NodeRole::button);
    paint_tab(at, id, words, picture, false);
    add_press(id, NodeRole::button, at, words, style, "look=tab");
    return tree().take(id, ActionKind::click).has_value();
}

bool nav_button(const Words& words, Icon picture, const PressStyle& style) {
    const Rect at = place(0, nav_height());
    const std::uint32_t id = id_of(words, NodeRole::button);
    if (item_hovered(id, at)) paint_box(at, Token::bg, Token::bg, radius::field);
    paint_icon(picture, at.x + gap::m, at.y + (at.h - 18) / 2, 18, Token::muted);
    const TextStyle ink = type::body.in(Token::muted);
    const float cap = room_for_cap(style), width = std::min(text_width(words, ink), at.w - 42 - gap::m - cap);
    paint_text(at.x + 42, at.y + (at.h - ink.line) / 2, words.text(), ink, width);
    paint_cap(at.right() - gap::s - cap, at.y + at.h / 2, style);
    add_press(id, NodeRole::button, at, words, style);
    return tree().take(id, ActionKind::click).has_value();
}

float pill_width(const Words& words) {
    return std::max(text_width(words, type::caption.bold()) + 26, std::min(small_height(), 44.0f));
}

void pill_link(const Words& words, std::string_view href, bool current) {
    const TextStyle style = current ? type::caption.bold().in(Token::accent) : type::caption.in(Token::muted);
    const float height = small_height();
    const Rect at = place(std::min(pill_width(words), context().flows.back().width), height);
    const std::uint32_t id = id_of(words, NodeRole::link);
    const bool hot = item_hovered(id, at);
    paint_box(at, current || hot ? Token::accent_soft : Token::surface,
              current ? Token::accent : Token::line_strong, height / 2);
    const float shown = std::min(text_width(words, style), at.w - 2 * gap::s);
    paint_text(at.x + (at.w - shown) / 2, at.y + (height - style.line) / 2, words.text(), style, shown);
    const std::string attributes = "href=" + std::string(href);
    tree().add(id, NodeRole::link, at,
               {.name = words, .attributes = attributes, .flags = current ? node_flag::current : 0u});
}

void removable_link(const Words& words, std::string_view href) {
    constexpr float cross = 14, side = 12;
    const TextStyle style = type::caption.bold().in(Token::accent);
    const float height = small_height(), extra = cross + gap::s + 2 * side;
    const Rect at = place(std::min(text_width(words, style) + extra, context().flows.back().width), height);
    const std::uint32_t id = id_of(words, NodeRole::link);
    paint_box(at, Token::accent_soft, item_hovered(id, at) ? Token::accent : Token::accent_soft, height / 2);
    paint_text(at.x + side, at.y + (height - style.line) / 2, words.text(), style, at.w - extra);
    paint_icon(Icon::close, at.right() - side - cross, at.y + (height - cross) / 2, cross, style.ink);
    const Words name = tr("Remove filter {filter}", {{"filter", words.text()}});
    const std::string attributes = "href=" + std::string(href);
    tree().add(id, NodeRole::link, at, {.name = name, .attributes = attributes});
}

} // namespace stu::ui
