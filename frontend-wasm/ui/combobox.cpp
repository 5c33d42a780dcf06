#include "frontend-wasm/ui/combobox.hpp"

#include "frontend-wasm/ui/context.hpp"
#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/press.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <algorithm>

namespace stu::ui {
namespace {

constexpr TextStyle more_style = type::caption.in(Token::muted);

/// Whether title and all besides stand in one line.
bool in_one_line() { return available() >= characters(58); }

/// In one line of at most `width`.
void paint_part(float x, float y, const OptionPart& part, const TextStyle& style, float width) {
    paint_marked_text(x, y, part.words.text(), part.marks, style, width);
}

float width_of_part(const OptionPart& part, const TextStyle& style) { return text_width(part.words, style); }

/// Whether enough of it can be read in `width`.
bool is_worth(const OptionPart& part, float width) {
    const float wanted = width_of_part(part, more_style);
    return wanted > 0 && width >= std::min(wanted, characters(fewest_characters));
}

/// What assistive technology hears, and the plain view shows.
std::string all_words(const Option& option) {
    std::string all(option.title.words.text());
    for (const OptionPart* part : {&option.side, &option.more})
        if (!part->words.empty()) (all += ", ") += part->words.text();
    return all;
}

} // namespace

float option_height() {
    if (in_one_line()) return touch() ? 44.0f : 38.0f;
    return type::body.line + type::caption.line + 2 * gap::s;
}

bool option(const Option& option) {
    const std::uint32_t id = id_of(option.key, NodeRole::option);
    const bool one_line = in_one_line();
    const Rect at = place(0, option_height());
    if (item_hovered(id, at) || option.chosen)
        paint_box(at, Token::accent_soft, Token::accent_soft, radius::field);
    constexpr float picture = 18, dot = 8;
    const float y = one_line ? at.y + (at.h - type::body.line) / 2 : at.y + gap::s;
    const bool pictured = at.w >= characters(20); // very large text needs the room
    if (pictured && option.icon != Icon::none)
        paint_icon(option.icon, at.x + gap::s, y + (type::body.line - picture) / 2, picture, Token::muted);
    else if (pictured)
        paint_dot(at.x + gap::s + (picture - dot) / 2, y + (type::body.line - dot) / 2, dot, option.dot);
    const float x = at.x + gap::s + (pictured ? picture + gap::s : 0), right = at.right() - gap::s;
    if (one_line) {
        const float side = std::min(width_of_part(option.side, more_style), (right - x) / 2);
        const float room = right - x - (side > 0 ? side + gap::m : 0);
        const float title = std::min(width_of_part(option.title, type::body), room);
        const float small = y + (type::body.line - more_style.line) / 2 + 1;
        paint_part(x, y, option.title, type::body, title);
        if (side > 0) paint_part(right - side, small, option.side, more_style, side);
        if (const float left = room - title - gap::m; is_worth(option.more, left))
            paint_part(x + title + gap::m, small, option.more, more_style, left);
    } else {
        paint_part(x, y, option.title, type::body, right - x);
        float from = x;
        for (const OptionPart* part : {&option.side, &option.more}) {
            if (!is_worth(*part, right - from)) continue;
            paint_part(from, y + type::body.line, *part, more_style, right - from);
            from += width_of_part(*part, more_style) + gap::m;
        }
    }
    tree().add(id, NodeRole::option, at,
               {.name = verbatim_copy(all_words(option)),
                .attributes = option.chosen ? "selected=true" : "selected=false"});
    return tree().take(id, ActionKind::click).has_value();
}

} // namespace stu::ui
