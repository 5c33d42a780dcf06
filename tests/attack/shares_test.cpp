// Who has to make room for whom, and whose turn it is.

#include "backend/http/gate/shares.hpp"
#include "backend/http/gate/turns.hpp"

#include <doctest/doctest.h>

namespace stu::http {
namespace {

const Parties amina{"10.0.0.1", "amina", false}, brian{"10.0.0.1", "brian", false},
    carol{"10.0.0.2", {}, false}, campus{"10.0.0.3", {}, true};

TEST_CASE("each share is watched by itself, the narrowest first") {
    Shares shares({.total = 100, .address = 60, .campus = 90, .session = 40});
    shares.hold(1, amina, 30);
    shares.hold(2, brian, 30);
    CHECK(shares.crowded(1).empty());
    shares.hold(3, amina, 11);
    REQUIRE(shares.crowded(3).size() == 1);
    CHECK(*shares.crowded(3).front() == Shares::Holders{1, 3});    // her own browser's
    CHECK(*shares.crowded(2).front() == Shares::Holders{1, 2, 3}); // the address's
    CHECK(shares.crowded(4).empty());
    shares.release(1);
    CHECK(shares.crowded(2).empty());
    CHECK(shares.crowded(3).empty());
    CHECK(shares.total() == 41);
}

TEST_CASE("when all is used up, the address that holds most makes room") {
    Shares shares({.total = 100, .address = 60, .campus = 90, .session = 40});
    shares.hold(1, carol, 20);
    shares.hold(2, campus, 75);
    shares.hold(3, brian, 20);
    const auto crowd = shares.crowded(3);
    REQUIRE(crowd.size() == 3);
    CHECK(*crowd.front() == Shares::Holders{2});
    shares.hold(2, campus, 60);
    CHECK(shares.crowded(3).empty());
    shares.hold(2, campus, 0);
    CHECK(shares.total() == 40);
}

TEST_CASE("a connection that changes hands takes what it holds with it") {
    Shares shares({.total = 100, .address = 60, .campus = 90, .session = 40});
    shares.hold(1, carol, 50);
    shares.hold(1, amina, 50);
    CHECK(shares.total() == 50);
    CHECK(shares.held_by(1) == 50);
    REQUIRE(shares.crowded(1).size() == 1);
    shares.hold(2, carol, 60);
    CHECK(shares.crowded(2).size() == 2); // of all; carol's own share is kept
}

TEST_CASE("who brings much waits behind their own") {
    Turns<int> turns(2);
    for (const int item : {1, 2, 3, 4}) turns.add("many", item);
    turns.add("one", 10);
    CHECK(turns.size() == 5);
    CHECK(turns.waiting("many") == 4);
    CHECK(turns.waiting("nobody") == 0);
    CHECK(turns.take() == 1);
    CHECK(turns.take() == 10);
    CHECK(turns.take() == 2);
    CHECK_FALSE(turns.take()); // two of theirs are under way
    turns.done("one");
    CHECK_FALSE(turns.take());
    turns.done("many");
    CHECK(turns.take() == 3);
    turns.done("many");
    turns.done("many");
    CHECK(turns.take() == 4);
    turns.done("many");
    CHECK(turns.empty());
    turns.add("many", 5);
    CHECK(turns.take() == 5);
}

} // namespace
} // namespace stu::http
