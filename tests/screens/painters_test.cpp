// Each text has one painter: the canvas, or, where letters join, run from right to left or have colours of
// their own, the browser. Both would show it twice, with lines that end elsewhere; neither, not at all.

#include "frontend-wasm/ui/audit.hpp"
#include "frontend-wasm/ui/field.hpp"
#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/press.hpp"
#include "frontend-wasm/ui/table.hpp"
#include "frontend-wasm/ui/text.hpp"
#include "tests/support/windowless_app.hpp"

#include <doctest/doctest.h>

#include <array>
#include <functional>
#include <random>

using namespace stu;
using namespace stu::test;

namespace {

constexpr std::array<std::string_view, 12> words{"Hello,", "please",  "help",        "🙏",
                                                 "بوابة",  "الطالب.", "नमस्ते",        "学生证",
                                                 "Żółty",  "e\u0301", "👩‍🎓", "Wi-Fi"};

std::string some_text(std::mt19937& random) {
    std::string text;
    for (std::size_t count = 1 + random() % 14; count > 0; --count) {
        if (!text.empty()) text += random() % 8 == 0 ? "\n\n" : " ";
        text += words[random() % words.size()];
    }
    return text;
}

std::string without_white_space(std::string_view text) {
    std::string letters;
    for (const char c : text)
        if (c != ' ' && c != '\n') letters += c;
    return letters;
}

/// What the canvas has of `text`, and how often the browser shows it.
struct Painters {
    std::string canvas;
    int browser = 0;

    explicit Painters(std::string_view text) {
        for (const ui::PaintedLine& line : ui::painted_lines()) canvas += without_white_space(line.words);
        for (const ui::Node& node : ui::tree().nodes())
            if ((ui::SemanticTree::flags(node) & ui::node_flag::shaped) != 0 &&
                ui::tree().string(node.name, node.name_length) == text)
                ++browser;
    }
};

using Shows = std::function<void(const std::string&)>;
const std::pair<const char*, Shows> ways[] = {
    {"a paragraph", [](const std::string& text) { ui::text(ui::verbatim(text)); }},
    {"a heading", [](const std::string& text) { ui::heading(2, ui::verbatim(text), ui::type::title); }},
    {"words in a row",
     [](const std::string& text) { ui::row(30, 0, [&] { ui::text(ui::verbatim(text)); }); }},
    {"a line", [](const std::string& text) { ui::text_line(ui::verbatim(text), ui::type::body, 2'000); }},
    {"a button", [](const std::string& text) { ui::button(ui::verbatim(text)); }},
    {"a link", [](const std::string& text) { ui::link(ui::verbatim(text), "/", ui::type::body); }},
    {"a filter", [](const std::string& text) { ui::pill_link(ui::verbatim(text), "/", false); }},
    {"a chip",
     [](const std::string& text) { ui::chip(ui::verbatim(text), ui::Token::go, ui::Token::go_soft); }},
    {"a label", [](const std::string& text) {
         bool ticked = false;
         ui::checkbox(ui::verbatim(text), ticked);
     }}};

} // namespace

TEST_CASE("each text is drawn by the canvas or by the browser, never by both or by none") {
    std::mt19937 random(2026);
    for (int turn = 0; turn < 200; ++turn) {
        const std::string text = some_text(random);
        const bool shaped = ui::needs_browser_shaping(text);
        for (const auto& [name, show] : ways) {
            WindowlessApp app(static_cast<float>(300 + random() % 2'000));
            ui::begin_frame(app.input, ui::light_palette());
            show(text);
            ui::end_frame();
            CAPTURE(std::string(name));
            CAPTURE(text);
            const Painters painters(text);
            CHECK(painters.browser == (shaped ? 1 : 0));
            CHECK(painters.canvas.empty() == shaped);
            if (!shaped && std::string_view(name) == "a paragraph")
                CHECK(painters.canvas == without_white_space(text));
        }
    }
}

TEST_CASE("what the browser draws is as high as the browser draws it") {
    const std::string text =
        "Hello, please help 🙏\n\nEvery evening after nine the network of hostel B is gone.";
    for (const float width : {200.0f, 360.0f, 700.0f}) {
        WindowlessApp app(width);
        ui::begin_frame(app.input, ui::light_palette());
        ui::text(ui::verbatim(text));
        const float below = ui::cursor_y();
        ui::end_frame();
        CHECK(below == platform::scripted_text(text, ui::type::body, width).height);
        CHECK(ui::tree().nodes().front().h == static_cast<int>(below));
    }
}
