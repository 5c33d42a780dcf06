// The system's time zones say of the days on which clocks change what tests/common/zones.hpp says by hand.

#include "backend/system/time_zones.hpp"
#include "common/business_time.hpp"
#include "tests/common/zones.hpp"

#include <doctest/doctest.h>

namespace stu::store {

TEST_SUITE("SQLite") { // no database at all

    TEST_CASE("the system's zones have the same clocks as those by hand") {
        struct {
            const char* name;
            ZoneOffsets by_hand;
            std::int64_t from_ms, until_ms;
        } const cases[] = {
            {"Europe/Berlin", test::berlin(), test::utc(2026, 1, 1), test::utc(2026, 12, 31)},
            {"America/New_York", test::new_york(), test::utc(2026, 1, 1), test::utc(2026, 12, 31)},
            {"Australia/Lord_Howe", test::lord_howe(), test::utc(2026, 1, 1), test::utc(2026, 12, 31)},
            {"Africa/Nairobi", test::nairobi(), test::utc(2026, 1, 1), test::utc(2026, 12, 31)},
            {"Asia/Kolkata", test::kolkata(), test::utc(2026, 1, 1), test::utc(2026, 12, 31)},
            {"Pacific/Apia", test::apia(), test::utc(2011, 12, 1), test::utc(2012, 1, 31)},
        };
        for (const auto& each : cases) {
            CAPTURE(each.name);
            const ZoneOffsets zone = system::offsets_of_zone(each.name);
            for (std::int64_t at_ms = each.from_ms; at_ms < each.until_ms; at_ms += 30 * minute_ms) {
                CAPTURE(at_ms);
                for (const std::int64_t instant : {at_ms - 1, at_ms}) {
                    const ZoneStretch stretch = zone(instant);
                    REQUIRE(stretch.offset_ms == each.by_hand(instant).offset_ms);
                    REQUIRE(stretch.from_ms <= instant);
                    REQUIRE(instant < stretch.until_ms);
                }
            }
            const OpeningHours by_hand = test::open_hours("mon-sun 00:30-03:30,08:00-17:00", each.by_hand),
                               by_system = test::open_hours("mon-sun 00:30-03:30,08:00-17:00", zone);
            CHECK(business_ms_between(by_system, each.from_ms, each.until_ms) ==
                  business_ms_between(by_hand, each.from_ms, each.until_ms));
        }
    }

    TEST_CASE("an unknown zone's clocks show UTC, and the farthest instants have a stretch") {
        CHECK(system::find_zone("Africa/Nairobi") != nullptr);
        CHECK(system::find_zone("Africa/Atlantis") == nullptr);
        CHECK(system::find_zone("") == nullptr);
        CHECK(system::offsets_of_zone("Africa/Atlantis")(0).offset_ms == 0);
        for (const char* name : {"Europe/Berlin", "UTC"})
            for (const std::int64_t at_ms : {test::utc(1800, 1, 1), test::utc(2300, 7, 1)}) {
                const ZoneStretch stretch = system::offsets_of_zone(name)(at_ms);
                CHECK(stretch.from_ms <= at_ms);
                CHECK(at_ms < stretch.until_ms);
            }
    }

} // TEST_SUITE

} // namespace stu::store
