#include "frontend-wasm/ui/theme.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace stu;
using namespace stu::ui;

namespace {

constexpr Token surfaces[] = {Token::bg, Token::surface};
constexpr Token inks[] = {Token::text, Token::muted, Token::faint, Token::accent, Token::no, Token::done};
constexpr std::pair<Token, Token> tones[] = {
    {Token::wait, Token::wait_soft},          {Token::go, Token::go_soft},     {Token::ask, Token::ask_soft},
    {Token::desk, Token::desk_soft},          {Token::done, Token::done_soft}, {Token::no, Token::no_soft},
    {Token::duplicate, Token::duplicate_soft}};

void readable(const Palette& palette, Token ink, Token ground, double least) {
    CAPTURE(palette.dark);
    CAPTURE(std::string(name_of(ink)));
    CAPTURE(std::string(name_of(ground)));
    CHECK(contrast(palette[ink], palette[ground]) >= least);
}

} // namespace

// axe-core cannot see the canvas; this is the proof of contrast that it leaves open.
TEST_CASE("text has a contrast of 4.5:1 on everything it is painted on, in both themes") {
    for (const Palette* palette : {&light_palette(), &dark_palette()}) {
        for (const Token ground : surfaces)
            for (const Token ink : inks) readable(*palette, ink, ground, 4.5);
        for (const auto& tone : tones) {
            readable(*palette, tone.first, tone.second, 4.5);
            readable(*palette, Token::text, tone.second, 4.5);
            readable(*palette, Token::muted, tone.second, 4.5);
            readable(*palette, Token::accent, tone.second, 4.5); // links in what staff wrote
        }
        readable(*palette, Token::on_accent, Token::accent, 4.5);
        readable(*palette, Token::on_accent, Token::accent_hover, 4.5);
        readable(*palette, Token::accent, Token::accent_soft, 4.5);
        readable(*palette, Token::text, Token::accent_soft, 4.5);
        readable(*palette, Token::muted, Token::accent_soft, 4.5);
        readable(*palette, Token::faint, Token::accent_soft, 4.5);
        readable(*palette, Token::surface, Token::text, 4.5); // toasts
    }
}

TEST_CASE("with more contrast all text has 7:1 and every outline 4.5:1") {
    for (const bool dark : {false, true}) {
        const Palette& palette = palette_for(dark, true);
        CHECK(palette.dark == dark);
        for (const Token ground : surfaces) {
            for (const Token ink : inks) readable(palette, ink, ground, 7);
            for (const Token line : {Token::line, Token::line_strong, Token::focus})
                readable(palette, line, ground, 4.5);
        }
        for (const auto& tone : tones) {
            readable(palette, tone.first, tone.second, 7);
            readable(palette, Token::text, tone.second, 7);
            readable(palette, Token::muted, tone.second, 7);
            readable(palette, Token::accent, tone.second, 7);
        }
        readable(palette, Token::on_accent, Token::accent, 7);
        readable(palette, Token::on_accent, Token::accent_hover, 7);
        for (const Token ink : {Token::accent, Token::text, Token::muted, Token::faint})
            readable(palette, ink, Token::accent_soft, 7);
        readable(palette, Token::surface, Token::text, 7);
    }
}

TEST_CASE("outlines of controls and the focus ring have 3:1") {
    for (const Palette* palette : {&light_palette(), &dark_palette()})
        for (const Token ground : surfaces)
            for (const Token line : {Token::line_strong, Token::focus, Token::accent, Token::no})
                readable(*palette, line, ground, 3.0);
}

TEST_CASE("every token reaches the style sheet") {
    const std::string css = css_variables(light_palette());
    CHECK(css.find("--bg:#f6f7f9ff;") != std::string::npos);
    for (std::size_t i = 0; i < count_of<Token>(); ++i)
        CHECK(css.find("--" + std::string(EnumNames<Token>::values[i]) + ":#") != std::string::npos);
}

TEST_CASE("contrast is that of WCAG") {
    CHECK(contrast(0x000000ff, 0xffffffff) == doctest::Approx(21));
    CHECK(contrast(0x777777ff, 0xffffffff) == doctest::Approx(4.48).epsilon(0.01));
}
