#include "backend/live/recent_changes.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stu::test {
namespace {

std::string versions_after(const live::RecentChanges& recent, std::uint64_t number) {
    std::string versions;
    recent.each_after(number, [&](const store::TicketChanged& change) {
        versions += std::to_string(change.version) + " ";
    });
    return versions;
}

TEST_CASE("the newest changes are kept in order, and it is known how far back they reach") {
    live::RecentChanges recent(3);
    CHECK(recent.newest() == 0);
    CHECK(recent.reach_back_to(0));
    CHECK_FALSE(recent.reach_back_to(1)); // nobody has been told of it
    for (std::int64_t version = 1; version <= 5; ++version)
        recent.add({.ticket_id = {}, .number = {}, .version = version, .owner_id = {}, .department = {}});
    CHECK(recent.newest() == 5);
    CHECK(versions_after(recent, 5) == "");
    CHECK(versions_after(recent, 3) == "4 5 ");
    CHECK(versions_after(recent, 2) == "3 4 5 ");
    CHECK(recent.reach_back_to(2));
    CHECK_FALSE(recent.reach_back_to(1));
    CHECK_FALSE(recent.reach_back_to(6));
}

} // namespace
} // namespace stu::test
