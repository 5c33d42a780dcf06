// Every screen in its states is the one of the last review. What a screen is to assistive technology,
// find-in-page and tests is its semantic tree, so that is what is compared; see tests/support/snapshot.hpp
// for a change that is meant.

#include "tests/screens/scenes.hpp"
#include "tests/support/snapshot.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

using namespace stu;
using namespace stu::test;

namespace {

const std::filesystem::path folder = STUTICKET_SNAPSHOTS;

std::vector<bool> on_phone(const Scene& scene) {
    switch (scene.screens) {
    case Screens::desktop: return {false};
    case Screens::phone: return {true};
    case Screens::both: return {false, true};
    }
    return {};
}

std::string file_name(const Scene& scene, bool phone) { return scene.name + (phone ? "-phone.txt" : ".txt"); }

} // namespace

TEST_CASE("each screen reads as it did when it was reviewed") {
    for (const Scene& scene : all_scenes()) {
        for (const bool phone : on_phone(scene)) {
            CAPTURE(scene.name);
            CAPTURE(phone);
            WindowlessApp app(phone ? 360 : 1280);
            open_scene(app, scene);
            sound(app);
            const std::string difference =
                snapshot_difference((folder / file_name(scene, phone)).string(), app.text());
            CHECK_MESSAGE(difference.empty(), "\n" << difference);
        }
    }
}

TEST_CASE("each reviewed screen is still there, and under one name") {
    std::set<std::string> expected;
    for (const Scene& scene : all_scenes())
        for (const bool phone : on_phone(scene)) CHECK(expected.insert(file_name(scene, phone)).second);
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        CAPTURE(file.path());
        CHECK(expected.count(file.path().filename().string()) == 1);
    }
}

TEST_CASE("a difference says what is gone and what is new, and nothing of what stayed") {
    CHECK(difference("a\nb\nc\n", "a\nb\nc\n").empty());
    CHECK(difference("a\nb\nc\n", "a\nx\nc\nd\n") == "- b\n+ x\n+ d\n");
    CHECK(difference("", "a\n") == "+ a\n");
    CHECK(difference("a\n", "") == "- a\n");
    CHECK_FALSE(difference("a\n", "a").empty());
}
