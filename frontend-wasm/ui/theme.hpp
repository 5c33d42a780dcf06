#pragma once
// The one token table: colours, spacing, radii and type scale. The canvas paints with it and the DOM fields
// get it as CSS variables, so both halves of the page always agree.

#include "common/enum_names.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace stu::ui {

/// What a colour is for. Statuses use the pairs from `wait` on: strong ink on its own soft background.
enum class Token : std::uint8_t {
    bg,
    surface,
    line,
    line_strong,
    text,
    muted,
    faint,
    accent,
    accent_hover,
    accent_soft,
    on_accent,
    focus,
    scrim,
    wait,
    wait_soft,
    go,
    go_soft,
    ask,
    ask_soft,
    desk,
    desk_soft,
    done,
    done_soft,
    no,
    no_soft,
    duplicate,
    duplicate_soft,
};

} // namespace stu::ui

namespace stu {
template <> struct EnumNames<ui::Token> {
    static constexpr std::array<std::string_view, 27> values{
        "bg",        "surface",      "line",        "line-strong", "text",      "muted",         "faint",
        "accent",    "accent-hover", "accent-soft", "on-accent",   "focus",     "scrim",         "wait",
        "wait-soft", "go",           "go-soft",     "ask",         "ask-soft",  "desk",          "desk-soft",
        "done",      "done-soft",    "no",          "no-soft",     "duplicate", "duplicate-soft"};
};
} // namespace stu

namespace stu::ui {

/// 0xRRGGBBAA.
using Rgba = std::uint32_t;

struct Palette {
    std::array<Rgba, count_of<Token>()> colours{};
    bool dark = false;

    Rgba operator[](Token token) const { return colours[static_cast<std::size_t>(token)]; }
};

/// `more_contrast` keeps 7:1 for all text (WCAG 1.4.6).
const Palette& palette_for(bool dark, bool more_contrast);
inline const Palette& light_palette() { return palette_for(false, false); }
inline const Palette& dark_palette() { return palette_for(true, false); }

/// "--bg:#f6f7f9ff;--surface:…" for the root element.
std::string css_variables(const Palette& palette);

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrast(Rgba foreground, Rgba background);

/// Spacing scale.
namespace gap {
inline constexpr float xs = 4, s = 8, m = 12, l = 16, xl = 24, xxl = 32, huge = 48;
}
/// Corner radii.
namespace radius {
inline constexpr float field = 6, card = 10, dialog = 14;
}

struct TextStyle {
    float size = 15; ///< font size
    float line = 22; ///< line height
    bool strong = false;
    Token ink = Token::text;

    constexpr TextStyle in(Token colour) const { return {size, line, strong, colour}; }
    constexpr TextStyle bold() const { return {size, line, true, ink}; }
};

/// Type scale.
namespace type {
inline constexpr TextStyle small{12, 17}, caption{13, 19}, body{15, 22}, title{17, 24, true},
    heading{22, 30, true}, display{32, 40, true};
}

} // namespace stu::ui
