#include "frontend-wasm/ui/text.hpp"

#include "frontend-wasm/ui/context.hpp"

#include <algorithm>

namespace stu::ui {
namespace {

/// Paints `words` into a placed rectangle and adds the node.
void emit(const Words& words, const TextStyle& style, NodeRole role, std::uint32_t level, std::uint32_t flags,
          float one_line_width, std::string_view more = {}) {
    const bool shaped = needs_browser_shaping(words.text());
    if (shaped) flags |= node_flag::shaped;
    Rect at;
    const float wanted = text_width(words, style);
    const bool across = context().flows.back().across;
    // In a row: beside what stands there already, else on a line of its own, else on several.
    if (across && one_line_width <= 0 && wanted > available()) break_row();
    bool single = one_line_width > 0 || (across && wanted <= available());
    if (single) {
        const float width = one_line_width > 0 ? std::min(wanted, one_line_width) : wanted;
        at = place(std::max(width, 1.0f), style.line);
        if (!shaped) paint_text(at.x, at.y, words.text(), style, width);
    } else {
        const float width = available();
        const Paragraph lines = paragraph(words, style, width);
        single = lines.one_line(style);
        at = place(across ? width : 0, lines.height);
        paint_paragraph(at, lines, style);
    }
    std::string attributes = font_attribute(style) + std::string(more);
    // The browser measures a hair differently and must neither make two lines of one nor show what is cut.
    if (single) {
        const bool cut = one_line_width > 0 && (shaped || wanted > one_line_width);
        attributes += cut ? "\nlook=line" : "\nlook=single";
    }
    tree().add_passive(id_of(words, role), role, at,
                       {.name = words, .attributes = attributes, .flags = flags, .level = level});
}

} // namespace

std::string font_attribute(const TextStyle& style) {
    return "font=" + std::to_string(static_cast<int>(style.size)) + " " +
           std::to_string(static_cast<int>(style.line)) + (style.strong ? " 600 " : " 400 ") +
           std::string(name_of(style.ink));
}

void text(const Words& words, const TextStyle& style) {
    if (words.empty()) return;
    emit(words, style, NodeRole::text, 0, 0, 0);
}

void time_text(const Words& words, const Words& exact, const TextStyle& style) {
    const std::string more = "\nexact=" + std::string(exact.text());
    emit(words, style, NodeRole::text, 0, 0, 0, more);
}

void term(const Words& words, const TextStyle& style) { emit(words, style, NodeRole::term, 0, 0, 0); }
void definition(const Words& words, const TextStyle& style) {
    emit(words, style, NodeRole::definition, 0, 0, 0);
}

void unspoken_text(const Words& words, const TextStyle& style) {
    if (words.empty()) return;
    emit(words, style, NodeRole::text, 0, 0, 0, "\nhidden=1");
}

void text_line(const Words& words, const TextStyle& style, float width) {
    if (words.empty()) return;
    emit(words, style, NodeRole::text, 0, 0, std::max(width, 1.0f));
}

void heading(int level, const Words& words, const TextStyle& style) {
    const std::uint32_t flags = level == 1 && wants_focus(Focus::heading) ? node_flag::focus : 0;
    emit(words, style, NodeRole::heading, static_cast<std::uint32_t>(level), flags, 0);
}

float chip_width(const Words& words, bool dot) {
    return text_width(words, type::small.bold()) + 18 + (dot ? 13 : 0);
}

void chip(const Words& words, Token ink, Token soft, bool dot, float widest) {
    const TextStyle style = type::small.bold().in(ink);
    const float most = widest > 0 ? widest : context().flows.back().width;
    const Rect at = place(std::min(chip_width(words, dot), most), 24);
    paint_box(at, soft, soft, 12);
    float x = at.x + 9;
    if (dot) {
        paint_dot(x, at.y + 8.5f, 7, ink);
        x += 13;
    }
    const Rect inner{x, at.y + 3.5f, at.right() - x - 8, style.line};
    const bool cut = text_width(words, style) > inner.w, shaped = needs_browser_shaping(words.text());
    if (!shaped) paint_text(inner.x, inner.y, words.text(), style, inner.w);
    tree().add_passive(id_of(words, NodeRole::text), NodeRole::text, inner,
                       {.name = words,
                        .attributes = font_attribute(style) + (cut ? "\nlook=line" : "\nlook=single"),
                        .flags = shaped ? node_flag::shaped : 0u});
}

void avatar(std::string_view letters) {
    constexpr float size = 32;
    const Rect at = place(size, size);
    paint_dot(at.x, at.y, size, Token::accent_soft);
    const TextStyle style = type::caption.bold().in(Token::accent);
    paint_text(at.x + (size - text_width(letters, style)) / 2, at.y + (size - style.line) / 2, letters,
               style);
}

void icon(Icon picture, float size, Token ink) {
    const Rect at = place(size, size);
    paint_icon(picture, at.x, at.y, size, ink);
}

void divider() {
    const Rect at = place(0, 1);
    paint_line(at.x, at.y, at.right(), at.y, Token::line);
}

} // namespace stu::ui
