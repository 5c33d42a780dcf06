#include "backend/live/event_ids.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

TEST_CASE("an event's id is understood in the same run, for the same person, unchanged") {
    const security::Secret secret(std::string(64, 's'));
    const live::EventIds ids(secret, "this run"), later(secret, "the next run");
    const std::string id = ids.id_of(41, "amina");
    CHECK(ids.change_of(id, "amina") == 41);
    CHECK_FALSE(ids.change_of(id, "brian"));
    CHECK_FALSE(later.change_of(id, "amina"));
    for (const std::string& forged :
         {std::string(), std::string("41"), id + "0", id.substr(1), "-" + id.substr(1),
          id.substr(0, 47) + "g", std::string(48, '0'), std::string(48, 'f'),
          id.substr(0, 32) + ids.id_of(42, "amina").substr(32)}) {
        CAPTURE(forged);
        CHECK_FALSE(ids.change_of(forged, "amina"));
    }
}

TEST_CASE("ids do not tell how much happens at the desk") {
    const security::Secret secret(std::string(64, 's'));
    const live::EventIds ids(secret, "this run");
    const std::string one = ids.id_of(1, "amina"), two = ids.id_of(2, "amina");
    CHECK(one.size() == two.size());
    CHECK(one.substr(32, 8) != two.substr(32, 8)); // not even the digits that both numbers have alike
    CHECK(ids.id_of(1, "amina") == one);
}

} // namespace
} // namespace stu::test
