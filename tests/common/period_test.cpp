#include "common/period.hpp"

#include "common/analytics.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;

TEST_CASE("a period begins with its first instant and ends before its last") {
    CHECK(Period{}.is_everything());
    CHECK(Period{}.contains(0));
    CHECK(Period{10, 20}.contains(10));
    CHECK_FALSE(Period{10, 20}.contains(20));
    CHECK_FALSE(Period{10, 20}.contains(9));
    CHECK(Period{10, 0}.contains(1'000'000'000'000));
    CHECK_FALSE(Period{10, 0}.is_everything());
    CHECK_FALSE(Period{0, 10}.is_everything());
}

TEST_CASE("durations are rounded down to what is shown, and the rounding keeps their order") {
    constexpr std::int64_t minute = 60'000;
    struct {
        std::int64_t minutes, shown;
        const char* text;
    } const cases[] = {{0, 0, "under 5 min"},
                       {4, 0, "under 5 min"},
                       {5, 5, "5 min"},
                       {59, 55, "55 min"},
                       {60, 60, "1 h"},
                       {119, 115, "1 h 55 min"},
                       {120, 120, "2 h"},
                       {229, 210, "3 h 30 min"},
                       {1'439, 1'410, "23 h 30 min"},
                       {1'440, 1'440, "1 day"},
                       {1'700, 1'620, "1 day 3 h"},
                       {10'079, 9'900, "6 days 21 h"},
                       {10'080, 10'080, "7 days"},
                       {20'000, 18'720, "13 days"}};
    for (const auto& c : cases) {
        CHECK(shown_minutes(c.minutes * minute + 59'999) == c.shown);
        CHECK(duration_text(c.shown) == c.text);
    }
    CHECK(shown_minutes(-1) == 0);
    std::int64_t last = 0;
    for (std::int64_t minutes = 0; minutes < 30'000; ++minutes) {
        const std::int64_t shown = shown_minutes(minutes * minute);
        CHECK(shown >= last);
        CHECK(shown <= minutes);
        CHECK(shown_minutes(shown * minute) == shown);
        last = shown;
    }
}

TEST_CASE("figures are summed up from counts by service and status") {
    Analytics analytics;
    sum_up(analytics);
    CHECK(analytics.most_requested.empty());
    analytics.services = {{"b", Status::pending, 3},
                          {"a", Status::completed, 2},
                          {"a", Status::in_person_needed, 1},
                          {"c", Status::rejected, 1}};
    sum_up(analytics);
    CHECK(analytics.total == 7);
    CHECK(analytics.open == 4);
    CHECK(analytics.most_requested == "a"); // as many as b, and first by name
}
