#include "common/presence.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

namespace stu {
namespace {

TEST_CASE("who is there, in words") {
    const PresentColleague ruth{"1", "Ruth Wanjiku", Doing::replying}, peter{"2", "Peter", Doing::reading},
        grace{"3", "Grace", Doing::reading}, david{"4", "David", Doing::reading};
    CHECK(presence_text({}).empty());
    CHECK(english(presence_text({ruth})) == "Ruth Wanjiku is replying.");
    CHECK(english(presence_text({peter})) == "Peter is reading this ticket.");
    CHECK(english(presence_text({peter, grace})) == "Peter and 1 other are reading this ticket.");
    CHECK(english(presence_text({ruth, peter, grace, david})) ==
          "Ruth Wanjiku is replying. Peter and 2 others are reading this ticket.");
}

} // namespace
} // namespace stu
