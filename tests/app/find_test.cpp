// Finding anything: one question at a time, and no answer to words that stand there no more.

#include "frontend-wasm/app/find_part.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stu::app {
namespace {

struct FindDesk : World {
    FindDesk() {
        sign_in(Role::staff);
        happens(intent::OpenFinder{});
    }
    void type(std::string text) {
        state.finder.text = std::move(text);
        happens(intent::FindTyped{});
    }
    /// Goes on for `ms` and leaves what is asked for then.
    void wait(std::int64_t ms) {
        browser.now += ms;
        effects = ask_when_due(state, browser);
    }
    void type_and_pause(std::string text) {
        type(std::move(text));
        wait(120);
    }
    void find(std::vector<std::string> numbers) {
        Findings found;
        for (std::string& number : numbers) found.tickets.emplace_back().number = std::move(number);
        happens(intent::Replied<FindEverything>{state.visit, found});
    }
    std::size_t shown() const {
        return state.finder.found.value ? state.finder.found.value->tickets.size() : 0;
    }
};

} // namespace

TEST_CASE("what is typed is asked for once whoever types it pauses") {
    FindDesk desk;
    for (const char* text : {"p", "pr", "pri"}) {
        desk.type(text);
        CHECK(desk.calls_of("staff.find") == 0);
        desk.wait(119);
        CHECK(desk.calls_of("staff.find") == 0);
    }
    desk.wait(1);
    CHECK(desk.calls_of("staff.find") == 1);
    CHECK(desk.state.finder.asked.text == "pri");
    desk.wait(1'000);
    CHECK(desk.calls_of("staff.find") == 0);
}

TEST_CASE("one question is on its way at a time, and the last words are asked for") {
    FindDesk desk;
    desk.type_and_pause("p");
    desk.type_and_pause("pr");
    desk.type_and_pause("print");
    CHECK(desk.calls_of("staff.find") == 0);
    desk.find({"a", "b"});
    CHECK(desk.calls_of("staff.find") == 1);
    CHECK(desk.state.finder.asked.text == "print");
    desk.find({"a"});
    CHECK(desk.calls_of("staff.find") == 0);
    CHECK(desk.shown() == 1);
    desk.type("  ");
    CHECK(desk.shown() == 0);
    desk.wait(1'000);
    CHECK(desk.calls_of("staff.find") == 0);
}

TEST_CASE("an answer that comes while somebody types on does not ask before they pause") {
    FindDesk desk;
    desk.type_and_pause("p");
    desk.type("pr");
    desk.find({"a"});
    CHECK(desk.calls_of("staff.find") == 0);
    desk.wait(120);
    CHECK(desk.calls_of("staff.find") == 1);
}

TEST_CASE("Enter asks for the best first: at once, or after the answer that is on its way") {
    FindDesk desk;
    desk.type("printer");
    desk.happens(intent::FindBestFirst{});
    CHECK(desk.calls_of("staff.find") == 1);
    CHECK(desk.state.finder.asked.best_first);
    desk.find({"a", "b"});
    desk.type_and_pause("printers");
    desk.happens(intent::FindBestFirst{});
    CHECK(desk.calls_of("staff.find") == 0);
    desk.find({"a", "b"});
    CHECK(desk.calls_of("staff.find") == 1);
    CHECK(desk.state.finder.asked.best_first);
    CHECK(desk.state.finder.asked.text == "printers");
}

TEST_CASE("the one ticket that was found is opened by Enter, also where it was pressed before the answer") {
    FindDesk desk;
    desk.type("7QHD-20Z8");
    desk.happens(intent::FindBestFirst{});
    desk.find({"7QHD-20Z8"});
    CHECK(desk.state.route.page == Page::ticket);
    CHECK(desk.state.route.id == "7QHD-20Z8");
    CHECK(desk.state.finder.visit == 0);
}

TEST_CASE("what is found while somebody types opens nothing by itself") {
    FindDesk desk;
    desk.type_and_pause("7QHD-20Z8");
    desk.find({"7QHD-20Z8"});
    CHECK(desk.state.route.page != Page::ticket);
}

TEST_CASE("the answer to what was typed before it was closed is not taken for that to what is typed now") {
    FindDesk desk;
    desk.type_and_pause("printer");
    desk.happens(intent::CloseFinder{});
    desk.happens(intent::OpenFinder{});
    desk.type_and_pause("wifi");
    CHECK(desk.calls_of("staff.find") == 0);
    desk.find({"a"});
    CHECK(desk.calls_of("staff.find") == 1);
    CHECK(desk.state.finder.asked.text == "wifi");
    CHECK(desk.state.finder.found.loading);
}

TEST_CASE("an answer that comes after it was closed or left is nobody's") {
    FindDesk desk;
    desk.type_and_pause("printer");
    desk.happens(intent::CloseFinder{});
    desk.find({"a"});
    CHECK(desk.shown() == 0);
    desk.happens(intent::OpenFinder{});
    desk.type_and_pause("printer");
    const std::uint32_t before = desk.state.visit;
    desk.happens(intent::GoToFound{"/queue/it"});
    CHECK(desk.state.visit != before);
    desk.happens(intent::Replied<FindEverything>{before, Findings{}});
    CHECK_FALSE(desk.state.finder.found.value);
}

TEST_CASE("nothing is asked for what stood there when it was closed") {
    FindDesk desk;
    desk.type("printer");
    desk.happens(intent::CloseFinder{});
    desk.wait(1'000);
    CHECK(desk.calls_of("staff.find") == 0);
}

} // namespace stu::app
