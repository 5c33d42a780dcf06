// A language that is written from right to left turns each page around, as a whole.

#include "frontend-wasm/screens/screens.hpp"
#include "frontend-wasm/ui/audit.hpp"
#include "tests/screens/scenes.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

using namespace stu;
using namespace stu::test;

namespace {

/// Positions on the screen are rounded, each within the one around it.
constexpr float rounding = 3;

bool is_turned(const ui::Rect& before, const ui::Rect& after, float width) {
    return std::abs(after.x - (width - before.right())) <= rounding && after.y == before.y &&
           std::abs(after.w - before.w) <= 1 && after.h == before.h;
}

struct Drawn {
    std::map<std::uint32_t, ui::Rect> nodes;
    std::vector<ui::PaintedLine> lines;
};

Drawn drawn(WindowlessApp& app, bool from_right) {
    ui::Input input = app.input;
    input.from_right = from_right;
    app::State state = app.loop.state();
    app::Intents unheard;
    ui::begin_frame(input, ui::light_palette());
    screens::draw(state, app.browser, unheard);
    ui::end_frame();
    Drawn frame{{}, ui::painted_lines()};
    for (const ui::Node& node : ui::tree().nodes()) {
        const ui::Rect around = frame.nodes[node.parent];
        frame.nodes[node.id] = {around.x + static_cast<float>(node.x), around.y + static_cast<float>(node.y),
                                static_cast<float>(node.w), static_cast<float>(node.h)};
    }
    frame.nodes.erase(0);
    return frame;
}

} // namespace

TEST_CASE("every page is turned around, with all its controls and words") {
    for (const Scene& scene : all_scenes()) {
        WindowlessApp app(scene.screens == Screens::phone ? 360 : 1280);
        open_scene(app, scene);
        app.draw();
        CAPTURE(scene.name);
        const Drawn before = drawn(app, false), after = drawn(app, true);
        REQUIRE(after.nodes.size() == before.nodes.size());
        for (const auto& node : before.nodes) {
            const ui::Rect& turned = after.nodes.at(node.first);
            if (!is_turned(node.second, turned, app.input.width))
                FAIL_CHECK("node from " << node.second.x << " to " << turned.x << ", width " << turned.w);
        }
        REQUIRE(after.lines.size() == before.lines.size());
        for (std::size_t i = 0; i < before.lines.size(); ++i)
            if (!is_turned(before.lines[i].at, after.lines[i].at, app.input.width))
                FAIL_CHECK("words not turned: " << before.lines[i].words);
    }
}

TEST_CASE("the pointer finds what is turned around") {
    WindowlessApp app;
    app.open("/gallery");
    const ui::Rect at{100, 50, 40, 20};
    for (const bool from_right : {false, true}) {
        ui::Input input = app.input;
        input.from_right = from_right;
        input.mouse_y = 60;
        for (const float x : {110.0f, input.width - 110.0f}) {
            input.mouse_x = x;
            ui::begin_frame(input, ui::light_palette());
            CHECK(ui::hovered(at) == ((x < 200) != from_right));
            ui::end_frame();
        }
    }
}
