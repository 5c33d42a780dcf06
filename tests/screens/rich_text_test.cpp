// Texts with links, emphasis or lists: the browser draws all of them, and knows how high.

#include "frontend-wasm/ui/rich_text.hpp"

#include "common/rich_text.hpp"
#include "frontend-wasm/ui/audit.hpp"
#include "frontend-wasm/ui/frame.hpp"
#include "tests/support/windowless_app.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace stu;
using namespace stu::test;

namespace {

void show(WindowlessApp& app, const std::string& text) {
    ui::begin_frame(app.input, ui::light_palette());
    ui::rich_text(ui::verbatim(text));
    ui::end_frame();
    REQUIRE(ui::tree().nodes().size() == 1);
}

} // namespace

TEST_CASE(
    "a text is written for the mirror line by line, without its marks, and links with where they lead") {
    CHECK(ui::written(stu::rich_text("See www.x.example now:\n\n- *one* `two`\n12. **https://x.example**")) ==
          "\x1fwSee \x1flhttps://www.x.example www.x.example\x1fw now:\n"
          "\n"
          "-\x1fsone\x1fw \x1f"
          "ctwo\n"
          "12\x1fLhttps://x.example https://x.example");
    CHECK(ui::written(stu::rich_text("*a*\x1fljavascript:alert(1) b")) ==
          "\x1fsa\x1fwljavascript:alert(1) b");
    CHECK(ui::written(stu::rich_text("ruth@x.example")) == "\x1flmailto:ruth@x.example ruth@x.example");
}

TEST_CASE("the browser has a text with a link alone, and gives it its height") {
    const std::string text =
        "Every evening after nine the network is gone, see https://status.example.edu/wifi";
    for (const float width : {200.0f, 360.0f, 700.0f}) {
        WindowlessApp app(width);
        show(app, text);
        const ui::Node& node = ui::tree().nodes().front();
        CHECK(ui::SemanticTree::role(node) == ui::NodeRole::rich_text);
        CHECK((ui::SemanticTree::flags(node) & ui::node_flag::shaped) != 0);
        CHECK(ui::tree().string(node.name, node.name_length) == text);
        CHECK(ui::painted_lines().empty());
        const std::string written = ui::written(stu::rich_text(text));
        CHECK(ui::tree().string(node.value, node.value_length) == written);
        CHECK(node.h == static_cast<int>(platform::scripted_text(written, ui::type::body, width).height));
    }
}

TEST_CASE("a text in which nothing stands out is painted, as before") {
    WindowlessApp app(700);
    show(app, "Every evening after nine\nthe network is gone.");
    CHECK(ui::SemanticTree::role(ui::tree().nodes().front()) == ui::NodeRole::text);
    CHECK(ui::painted_lines().size() == 2);
}
