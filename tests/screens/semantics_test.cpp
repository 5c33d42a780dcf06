#include "frontend-wasm/ui/field.hpp"
#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/semantics.hpp"

#include <doctest/doctest.h>

using namespace stu::ui;

TEST_CASE("an unchanged frame is recognised, any change is seen") {
    SemanticTree tree;
    const auto frame = [&](const char* name, float x) {
        tree.begin();
        tree.open(tree.add(1, NodeRole::main, {10, 10, 500, 500}));
        tree.add(3, NodeRole::button, {x, 30, 50, 20}, {.name = verbatim(name)});
        tree.close();
        return tree.end();
    };
    CHECK(frame("Save", 20));
    CHECK_FALSE(frame("Save", 20));
    CHECK(frame("Save", 21));
    CHECK(frame("Send", 21));
    CHECK_FALSE(frame("Send", 21));
    CHECK(tree.nodes()[1].x == 11);
}

TEST_CASE("scrolled content keeps its nodes") {
    SemanticTree tree;
    const auto frame = [&](float scrolled) {
        tree.begin();
        const auto main = tree.add(1, NodeRole::main, {0, 50, 300, 300});
        tree.open(main, 0, 50 - scrolled);
        tree.add(3, NodeRole::text, {0, 50 - scrolled + 200, 10, 10}, {.name = verbatim("row")});
        tree.close();
        return tree.end();
    };
    CHECK(frame(0));
    CHECK_FALSE(frame(120));
}

TEST_CASE("actions reach the node they were meant for once, or are dropped with the frame") {
    SemanticTree tree;
    tree.begin();
    tree.push({7, ActionKind::click, 0, ""});
    tree.push({7, ActionKind::value, 0, "text"});
    tree.push({9, ActionKind::click, 0, ""});
    CHECK(tree.take(7, ActionKind::value)->text == "text");
    CHECK(tree.take(7, ActionKind::click));
    CHECK_FALSE(tree.take(7, ActionKind::click));
    tree.end();
    tree.begin();
    CHECK_FALSE(tree.take(9, ActionKind::click));
}

TEST_CASE("two nodes with one id are reported") {
    SemanticTree tree;
    tree.begin();
    tree.add(5, NodeRole::button, {});
    tree.add(5, NodeRole::button, {});
    tree.end();
    CHECK(tree.repeated_ids() == std::vector<std::uint32_t>{5});
}

TEST_CASE("chosen files arrive whole, whatever their names") {
    const auto files = parse_picked(
        "3\t2097152\t255044462d\tthesis final.pdf\n4\t0\t\t学生.pdf\n5\t3400000\tpicture\tphoto.jpg");
    REQUIRE(files.size() == 3);
    CHECK(files[0].handle == 3);
    CHECK(files[0].bytes == 2'097'152);
    CHECK(files[0].first_bytes == "%PDF-");
    CHECK(files[0].name == "thesis final.pdf");
    CHECK(files[1].first_bytes.empty());
    CHECK(files[1].name == "学生.pdf");
    CHECK_FALSE(files[1].picture);
    CHECK(files[2].picture);
    CHECK(files[2].name == "photo.jpg");
    CHECK(parse_picked("").empty());
    CHECK(parse_picked("nonsense").size() == 1);
}

TEST_CASE("text that only the browser can shape is recognised") {
    for (const char* plain : {"Żółty Wi-Fi", "学生证", "Ελλάδα", "Україна", "naïve – “quoted”", ""}) {
        CAPTURE(plain);
        CHECK_FALSE(needs_browser_shaping(plain));
    }
    for (const char* shaped : {"مرحبا", "שלום", "नमस्ते", "สวัสดี", "👩‍🎓", "e\u0301"}) {
        CAPTURE(shaped);
        CHECK(needs_browser_shaping(shaped));
    }
}
