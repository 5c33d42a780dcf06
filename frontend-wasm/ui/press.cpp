#include "frontend-wasm/ui/press.hpp"

#include "frontend-wasm/ui/context.hpp"
#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <algorithm>
#include <string>

namespace stu::ui {
namespace {

/// WCAG 2.5.5: fingers get 44 px, whatever the density of the desktop design.
float press_height(const PressStyle& style) {
    return narrow() ? 44.0f : style.small ? 32.0f : style.beside_field ? 42.0f : 38.0f;
}

TextStyle press_text(const PressStyle& style) {
    const TextStyle base = style.small ? type::caption.bold() : type::body.bold();
    if (style.disabled) return base.in(Token::faint);
    if (style.look == Look::primary) return base.in(Token::on_accent);
    if (style.look == Look::danger) return base.in(Token::no);
    return style.look == Look::quiet ? base.in(Token::accent) : base;
}

Rect paint_press(std::string_view words, const PressStyle& style, std::uint32_t id) {
    const TextStyle ink = press_text(style);
    const float wanted = press_width(words, style);
    const Rect at =
        place(style.wide ? available() : std::min(wanted, context().flows.back().width), press_height(style));
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
    else if (hot)
        paint_box(at, Token::accent_soft, Token::accent_soft, radius::field);

    const float icon_room = style.icon == Icon::none ? 0.0f : 26.0f;
    const float inner = std::min(text_width(words, ink), at.w - 16 - icon_room);
    float x = at.x + std::max(8.0f, (at.w - inner - icon_room) / 2);
    if (style.icon != Icon::none) {
        paint_icon(style.icon, x, at.y + (at.h - 18) / 2, 18, ink.ink);
        x += icon_room;
    }
    paint_text(x, at.y + (at.h - ink.line) / 2, words, ink, inner);
    return at;
}

/// Adds the node. Where its name says more than the words that are drawn, the plain view shows those.
void add_press(std::uint32_t id, NodeRole role, const Rect& at, std::string_view words,
               const PressStyle& style, std::string attributes = {}) {
    const std::string_view name = style.name.empty() ? words : style.name;
    if (name != words) attributes += (attributes.empty() ? "words=" : "\nwords=") + std::string(words);
    tree().add(
        id, role, at,
        {.name = name,
         .attributes = attributes,
         .flags = (style.disabled ? node_flag::disabled : 0u) | (style.current ? node_flag::current : 0u)});
}

/// "Your tickets, 3 open"
std::string with_count(std::string_view words, std::string_view count) {
    return std::string(words) + (count.empty() ? "" : ", " + std::string(count) + " open");
}

/// Short words are as wide a target on phones as long ones.
Rect finger_wide(const Rect& at) {
    const float more = narrow() ? std::max(0.0f, 44 - at.w) : 0;
    return {at.x - more / 2, at.y, at.w + more, at.h};
}

} // namespace

bool item_hovered(std::uint32_t id, const Rect& at) {
    ImGui::ItemAdd(ImRect(at.x, at.y, at.right(), at.bottom()), id);
    return hovered(at);
}

float press_width(std::string_view words, const PressStyle& style) {
    return text_width(words, press_text(style)) + (style.small ? 24 : 32) +
           (style.icon == Icon::none ? 0 : 26);
}

bool button(std::string_view words, const PressStyle& style) {
    const std::uint32_t id = id_of(words, NodeRole::button);
    const Rect at = paint_press(words, style, id);
    const bool pressed_now = tree().take(id, ActionKind::click).has_value() && !style.disabled;
    // What it folds is drawn after it, in this very frame: the two must agree.
    std::string attributes;
    if (style.fold != PressStyle::Fold::none)
        attributes =
            (style.fold == PressStyle::Fold::unfolded) != pressed_now ? "expanded=true" : "expanded=false";
    add_press(id, NodeRole::button, at, words, style, attributes);
    return pressed_now;
}

void submit_button(std::string_view words, const PressStyle& style) {
    // One for each form, whatever it says: "Sign in" keeps the focus when it becomes "Signing in…".
    const std::uint32_t id = id_of("submit", NodeRole::submit);
    const Rect at = paint_press(words, style, id);
    add_press(id, NodeRole::submit, at, words, style);
}

void link_button(std::string_view words, std::string_view href, const PressStyle& style) {
    const std::uint32_t id = id_of(words, NodeRole::link);
    const Rect at = paint_press(words, style, id);
    add_press(id, NodeRole::link, at, words, style,
              "href=" + std::string(href) + (style.new_tab ? "\ntarget=_blank" : ""));
}

void link(std::string_view words, std::string_view href, const TextStyle& style, bool new_tab) {
    const float width = std::min(text_width(words, style), available());
    const Rect at = place(width, std::max(style.line, narrow() ? 44.0f : 24.0f));
    const std::uint32_t id = id_of(words, NodeRole::link);
    const float y = at.y + (at.h - style.line) / 2;
    paint_text(at.x, y, words, style, width);
    // Always underlined: colour alone does not tell a link from text (WCAG 1.4.1).
    paint_line(at.x, y + style.line - 3, at.right(), y + style.line - 3,
               item_hovered(id, at) ? style.ink : Token::line_strong);
    const bool cut = text_width(words, style) > width;
    const std::string attributes = "href=" + std::string(href) + (new_tab ? "\ntarget=_blank\n" : "\n") +
                                   font_attribute(style) + (cut ? "\nlook=line" : "\nlook=single");
    tree().add(id, NodeRole::link, finger_wide(at), {.name = words, .attributes = attributes});
}

void nav_link(std::string_view words, std::string_view href, Icon picture, bool current,
              std::string_view badge) {
    const Rect at = place(0, 40);
    const std::uint32_t id = id_of(words, NodeRole::link);
    const bool hot = item_hovered(id, at);
    if (current || hot)
        paint_box(at, current ? Token::accent_soft : Token::bg, current ? Token::accent_soft : Token::bg,
                  radius::field);
    const Token ink = current ? Token::accent : Token::muted;
    const TextStyle style{type::body.size, type::body.line, current, ink};
    paint_icon(picture, at.x + gap::m, at.y + 11, 18, ink);
    paint_text(at.x + 42, at.y + 9, words, style, at.w - 80);
    if (!badge.empty()) {
        const TextStyle count = type::small.bold().in(ink);
        paint_text(at.right() - gap::m - text_width(badge, count), at.y + 11.5f, badge, count);
    }
    const std::string name = with_count(words, badge), attributes = "href=" + std::string(href);
    tree().add(id, NodeRole::link, at,
               {.name = name, .attributes = attributes, .flags = current ? node_flag::current : 0u});
}

void tab_link(std::string_view words, std::string_view href, Icon picture, bool current,
              std::string_view badge, float width) {
    const Rect at = place(width, 60);
    const std::uint32_t id = id_of(words, NodeRole::link);
    item_hovered(id, at);
    const Token ink = current ? Token::accent : Token::faint;
    const TextStyle style{12, 16, current, ink};
    paint_icon(picture, at.x + (at.w - 22) / 2, at.y + 9, 22, ink);
    const float shown = std::min(text_width(words, style), at.w - 4);
    paint_text(at.x + (at.w - shown) / 2, at.y + 35, words, style, shown);
    if (!badge.empty()) paint_text(at.x + at.w / 2 + 14, at.y + 5, badge, type::small.bold().in(ink));
    const std::string name = with_count(words, badge), attributes = "href=" + std::string(href);
    tree().add(id, NodeRole::link, at,
               {.name = name, .attributes = attributes, .flags = current ? node_flag::current : 0u});
}

void pill_link(std::string_view words, std::string_view href, bool current) {
    const TextStyle style = current ? type::caption.bold().in(Token::accent) : type::caption.in(Token::muted);
    const float height = narrow() ? 44.0f : 30.0f;
    const float width = text_width(words, type::caption.bold()) + 26;
    const Rect at = place(narrow() ? std::max(width, 44.0f) : width, height);
    const std::uint32_t id = id_of(words, NodeRole::link);
    const bool hot = item_hovered(id, at);
    paint_box(at, current || hot ? Token::accent_soft : Token::surface,
              current ? Token::accent : Token::line_strong, height / 2);
    paint_text(at.x + (at.w - text_width(words, style)) / 2, at.y + (height - style.line) / 2, words, style);
    const std::string attributes = "href=" + std::string(href);
    tree().add(id, NodeRole::link, at,
               {.name = words, .attributes = attributes, .flags = current ? node_flag::current : 0u});
}

void removable_link(std::string_view words, std::string_view href) {
    constexpr float cross = 14, side = 12;
    const TextStyle style = type::caption.bold().in(Token::accent);
    const float height = narrow() ? 44.0f : 30.0f, extra = cross + gap::s + 2 * side;
    const Rect at = place(std::min(text_width(words, style) + extra, context().flows.back().width), height);
    const std::uint32_t id = id_of(words, NodeRole::link);
    paint_box(at, Token::accent_soft, item_hovered(id, at) ? Token::accent : Token::accent_soft, height / 2);
    paint_text(at.x + side, at.y + (height - style.line) / 2, words, style, at.w - extra);
    paint_icon(Icon::close, at.right() - side - cross, at.y + (height - cross) / 2, cross, style.ink);
    const std::string name = "Remove filter " + std::string(words), attributes = "href=" + std::string(href);
    tree().add(id, NodeRole::link, at, {.name = name, .attributes = attributes});
}

} // namespace stu::ui
