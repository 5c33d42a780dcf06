#include "common/status.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace stu;
using enum Status;

namespace {

constexpr std::array statuses = all<Status>();

bool allowed(Status from, Status to) {
    const std::span<const Status> next = next_statuses(from);
    return std::count(next.begin(), next.end(), to) == 1;
}

} // namespace

TEST_CASE("every pair of statuses is allowed or not, as the graph says") {
    // row: from, column: to; order as in `Status`
    constexpr std::array<std::string_view, 7> graph{
        ".xxxxxx", // pending
        "x.xxxxx", // under consideration, the only one that may wait again
        ".x.xxxx", // awaiting confirmation
        ".xx.xxx", // in person needed
        ".x.....", // duplicate: can only be reopened
        ".x.....", // completed
        ".x.....", // rejected
    };
    for (std::size_t from = 0; from < statuses.size(); ++from)
        for (std::size_t to = 0; to < statuses.size(); ++to) {
            CAPTURE(name_of(statuses[from]));
            CAPTURE(name_of(statuses[to]));
            CHECK(allowed(statuses[from], statuses[to]) == (graph[from][to] == 'x'));
        }
}

TEST_CASE("each status has a label, a turn and a name that reads back") {
    for (Status status : statuses) {
        CHECK_FALSE(label(status).empty());
        CHECK(from_name<Status>(name_of(status)) == status);
    }
    CHECK(label(in_person_needed).english() == "In Person Needed");
    CHECK_FALSE(from_name<Status>("Pending"));
    CHECK_FALSE(from_name<Status>(""));
}

TEST_CASE("whose turn it is decides what is closed") {
    CHECK(turn_of(pending) == Turn::staff);
    CHECK(turn_of(under_consideration) == Turn::staff);
    CHECK(turn_of(awaiting_confirmation) == Turn::student);
    CHECK(turn_of(in_person_needed) == Turn::student);
    for (Status closed : {duplicate, completed, rejected}) {
        CHECK(turn_of(closed) == Turn::nobody);
        CHECK(is_closed(closed));
    }
    CHECK_FALSE(is_closed(pending));
    CHECK_FALSE(is_closed(awaiting_confirmation));
}

TEST_CASE("a remark is mandatory where the student has to know something") {
    CHECK(remark_prompt(rejected).english() == "Explanation for the student");
    CHECK(remark_prompt(awaiting_confirmation).english() == "What do you need from the student?");
    CHECK(remark_prompt(in_person_needed).english() == "Where and when to come");
    for (Status status : {pending, under_consideration, duplicate, completed})
        CHECK(remark_prompt(status).empty());
}
