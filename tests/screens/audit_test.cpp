// What the audit of each frame finds, and that it looks at all.

#include "frontend-wasm/ui/audit.hpp"
#include "frontend-wasm/ui/press.hpp"
#include "tests/screens/pages.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace stu;
using namespace stu::test;
using ui::NodeRole;

namespace {

std::vector<std::string> faults(void (*content)(ui::SemanticTree&),
                                const std::vector<std::uint32_t>& items = {}) {
    ui::SemanticTree tree;
    tree.begin();
    content(tree);
    tree.end();
    return ui::audit_faults(tree, items);
}

/// A frame with nothing but `content`.
void draw_alone(void (*content)()) {
    WindowlessApp app;
    ui::begin_frame(app.input, ui::light_palette());
    content();
    ui::end_frame();
}

} // namespace

TEST_CASE("an audit finds what nobody could reach, what would vanish and what has no name") {
    CHECK(
        faults(
            [](ui::SemanticTree& tree) { tree.add(7, NodeRole::button, {}, {.name = ui::verbatim("Save")}); },
            {7})
            .empty());
    CHECK(
        faults(
            [](ui::SemanticTree& tree) { tree.add(7, NodeRole::button, {}, {.name = ui::verbatim("Save")}); },
            {7, 9})
            .size() == 1);
    CHECK(faults(
              [](ui::SemanticTree& tree) { tree.add(7, NodeRole::text, {}, {.name = ui::verbatim("Save")}); },
              {7})
              .size() == 1);
    CHECK(faults([](ui::SemanticTree& tree) {
              tree.add(7, NodeRole::link, {}, {.name = ui::verbatim("Save")});
              tree.add(7, NodeRole::text, {}, {.name = ui::verbatim("Save")});
          }).size() == 1);
    CHECK(faults([](ui::SemanticTree& tree) { tree.add(7, NodeRole::link, {}); }).size() == 1);
    CHECK(faults([](ui::SemanticTree& tree) { tree.add(7, NodeRole::list, {}); }).empty());
}

TEST_CASE("a frame with such a fault does not get through a test") {
    draw_alone([] { ui::button(ui::verbatim("Save")); });
    CHECK_THROWS(draw_alone([] { ui::item_hovered(ui::id_of("Save", NodeRole::button), {0, 0, 50, 20}); }));
    CHECK_THROWS(draw_alone([] {
        ui::button(ui::verbatim("Save"));
        ui::button(ui::verbatim("Save"));
    }));
    CHECK_THROWS(draw_alone([] {
        ui::link(ui::verbatim(" "), "/", ui::type::body), ui::link(ui::verbatim(""), "/", ui::type::body);
    }));
}

TEST_CASE("the roles have the same names in the same order in the page") {
    std::ifstream in(STUTICKET_MIRROR);
    std::ostringstream script;
    script << in.rdbuf();
    const std::string text = script.str();
    const std::size_t begin = text.find("const ROLES = ["), end = text.find(']', begin);
    REQUIRE(end != std::string::npos);
    std::vector<std::string> roles;
    for (std::size_t at = text.find('\'', begin); at < end; at = text.find('\'', at + 1)) {
        const std::size_t from = at + 1;
        at = text.find('\'', from);
        roles.push_back(text.substr(from, at - from));
    }
    REQUIRE(roles.size() == count_of<NodeRole>());
    for (std::size_t i = 0; i < roles.size(); ++i) CHECK(roles[i] == name_of(static_cast<NodeRole>(i)));
}
