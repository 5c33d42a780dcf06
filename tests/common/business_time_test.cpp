#include "common/business_time.hpp"

#include "tests/common/zones.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace stu;
using namespace stu::test;

namespace {

constexpr std::string_view office = "mon-fri 08:00-18:00", eight_to_eight = "mon-fri 08:00-20:00";

/// Whether the clocks show an open minute, asked of the text of the plan again, without the engine's sums.
bool is_open_at(const OpeningHours& hours, std::int64_t at_ms) {
    const std::int64_t local_ms = at_ms + hours.zone(at_ms).offset_ms;
    const std::chrono::sys_time<std::chrono::milliseconds> local{std::chrono::milliseconds(local_ms)};
    const Day day = std::chrono::floor<std::chrono::days>(local);
    for (const Day& holiday : hours.holidays)
        if (holiday == day) return false;
    const int minute =
        static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(local - day).count());
    const unsigned weekday = std::chrono::weekday(day).iso_encoding() - 1;
    for (const DaySpan& span : hours.weekly[weekday])
        if (minute >= span.from && minute < span.until) return true;
    return false;
}

/// Minute by minute. Precondition: both are whole minutes.
std::int64_t counted_ms(const OpeningHours& hours, std::int64_t from_ms, std::int64_t until_ms) {
    std::int64_t open_ms = 0;
    for (; from_ms < until_ms; from_ms += minute_ms)
        if (is_open_at(hours, from_ms)) open_ms += minute_ms;
    return open_ms;
}

/// What a clock of business time says that stands still while a ticket waits for somebody else.
std::optional<std::int64_t> due_with_pause(const OpeningHours& hours, std::int64_t from_ms,
                                           std::int64_t pause_ms, std::int64_t resume_ms,
                                           std::int64_t promised_ms) {
    return after_business_ms(hours, resume_ms, promised_ms - business_ms_between(hours, from_ms, pause_ms));
}

} // namespace

TEST_CASE("glpi PR 22678: four hours from Monday at ten and at five, and an hour before they are over") {
    const OpeningHours hours = open_hours(office, in_utc());
    const std::int64_t at_ten = utc(2026, 1, 12, 10), at_five = utc(2026, 1, 12, 17);
    CHECK(after_business_ms(hours, at_ten, 4 * hour_ms) == utc(2026, 1, 12, 14));
    CHECK(after_business_ms(hours, at_ten, 3 * hour_ms) == utc(2026, 1, 12, 13));
    CHECK(after_business_ms(hours, at_five, 4 * hour_ms) == utc(2026, 1, 13, 11));
    CHECK(after_business_ms(hours, at_five, 3 * hour_ms) == utc(2026, 1, 13, 10));
}

TEST_CASE(
    "glpi 10594: what waits for somebody else over a weekend gets no time for it, only what it had left") {
    const OpeningHours hours = open_hours(eight_to_eight, in_utc());
    // Filed on Friday at ten, to be solved within a day of twelve hours; waits from five on Friday to nine on
    // Monday.
    CHECK(due_with_pause(hours, utc(2022, 2, 4, 10), utc(2022, 2, 4, 17), utc(2022, 2, 7, 9), 12 * hour_ms) ==
          utc(2022, 2, 7, 14));
    // The same with a holiday on that Monday, till Tuesday.
    const OpeningHours festive = open_hours(eight_to_eight, in_utc(), "2022-02-07");
    CHECK(due_with_pause(festive, utc(2022, 2, 4, 10), utc(2022, 2, 4, 17), utc(2022, 2, 8, 9),
                         12 * hour_ms) == utc(2022, 2, 8, 14));
    CHECK(business_ms_between(hours, utc(2022, 2, 4, 20), utc(2022, 2, 7, 8)) == 0);
}

TEST_CASE(
    "glpi 10594, its correction: ten minutes before closing, a day is until ten minutes before closing, "
    "and a holiday between is no part of it") {
    CHECK(after_business_ms(open_hours(eight_to_eight, in_utc()), utc(2022, 2, 9, 19, 50), 12 * hour_ms) ==
          utc(2022, 2, 10, 19, 50));
    CHECK(after_business_ms(open_hours(eight_to_eight, in_utc(), "2022-02-10"), utc(2022, 2, 9, 19, 50),
                            12 * hour_ms) == utc(2022, 2, 11, 19, 50));
}

TEST_CASE("glpi's own calendar: seven working days, and what is open between two instants") {
    CHECK(after_business_ms(open_hours(eight_to_eight, in_utc()), utc(2018, 11, 19, 10), 7 * 12 * hour_ms) ==
          utc(2018, 11, 28, 10));
    CHECK(after_business_ms(open_hours("mon-fri 00:00-24:00", in_utc()), utc(2018, 11, 19, 10), 7 * day_ms) ==
          utc(2018, 11, 28, 10));
    const OpeningHours hours = open_hours(eight_to_eight, in_utc());
    CHECK(business_ms_between(hours, utc(2019, 1, 1, 7), utc(2019, 1, 1, 9)) == hour_ms);
    CHECK(business_ms_between(hours, utc(2019, 1, 1, 6), utc(2019, 1, 1, 7)) == 0);
    CHECK(business_ms_between(hours, utc(2019, 1, 1), utc(2019, 1, 8)) == 5 * 12 * hour_ms);
    CHECK(business_ms_between(hours, utc(2019, 1, 8), utc(2019, 1, 1)) == 0);
}

TEST_CASE(
    "osTicket 3034: what is on hold is not overdue, however long, and holidays and weekends do not count") {
    const OpeningHours hours = open_hours("mon-fri 09:00-17:00", in_utc(), "2016-05-02");
    // Filed on Wednesday at nine, eight hours promised; on hold from noon for two weeks and a weekend.
    const std::int64_t filed = utc(2016, 4, 13, 9), held = utc(2016, 4, 13, 12), back = utc(2016, 4, 29, 16);
    CHECK(business_ms_between(hours, filed, held) == 3 * hour_ms);
    CHECK(due_with_pause(hours, filed, held, back, 8 * hour_ms) == utc(2016, 5, 3, 13));
}

TEST_CASE("osTicket 4807: a ticket of Friday at five has four hours until Monday at eleven") {
    CHECK(after_business_ms(open_hours(office, in_utc()), utc(2019, 3, 15, 17), 4 * hour_ms) ==
          utc(2019, 3, 18, 11));
}

TEST_CASE("zammad 390: twelve open hours a day, two holidays, 48 hours from the night before") {
    const OpeningHours hours = open_hours("mon-sun 09:00-21:00", zone_with(hour_ms), "2016-11-11 2016-11-13");
    CHECK(after_business_ms(hours, utc(2016, 11, 9, 22), 48 * hour_ms) == utc(2016, 11, 15, 20));
}

TEST_CASE(
    "what is filed at night, on a holiday or in the last minute has its time from the next opening on") {
    const OpeningHours hours = open_hours("mon-fri 08:00-17:00", nairobi(), "2026-12-25 2026-12-28");
    CHECK(after_business_ms(hours, utc(2026, 11, 24, 23), hour_ms) == utc(2026, 11, 25, 6)); // two at night
    CHECK(after_business_ms(hours, utc(2026, 12, 25, 9), hour_ms) ==
          utc(2026, 12, 29, 6)); // weekend, holiday
    CHECK(after_business_ms(hours, utc(2026, 11, 24, 13, 59), hour_ms) == utc(2026, 11, 25, 5, 59));
    CHECK(after_business_ms(hours, utc(2026, 11, 24, 13, 59), minute_ms) == utc(2026, 11, 24, 14));
    CHECK(after_business_ms(hours, utc(2026, 11, 24, 14), minute_ms) == utc(2026, 11, 25, 5, 1));
}

TEST_CASE("no time has passed at once, and all of a day when it closes") {
    const OpeningHours hours = open_hours(office, in_utc());
    const std::int64_t night = utc(2026, 1, 12, 3);
    CHECK(after_business_ms(hours, night, 0) == night);
    CHECK(after_business_ms(hours, night, -hour_ms) == night);
    CHECK(after_business_ms(hours, night, 10 * hour_ms) == utc(2026, 1, 12, 18));
    CHECK(after_business_ms(hours, night, 10 * hour_ms + 1) == utc(2026, 1, 13, 8) + 1);
}

TEST_CASE("daylight saving time: an hour that comes twice counts twice, one that is left out does not") {
    // Berlin's clocks go from 2:00 to 3:00 on 29 March 2026, and from 3:00 to 2:00 on 25 October.
    const OpeningHours nights = open_hours("sun 01:00-04:00", berlin());
    CHECK(business_ms_between(nights, utc(2026, 3, 28, 12), utc(2026, 3, 29, 12)) == 2 * hour_ms);
    CHECK(business_ms_between(nights, utc(2026, 10, 24, 12), utc(2026, 10, 25, 12)) == 4 * hour_ms);
    CHECK(after_business_ms(nights, utc(2026, 3, 29, 0), 2 * hour_ms) == utc(2026, 3, 29, 2));
    CHECK(after_business_ms(nights, utc(2026, 10, 24, 23), 4 * hour_ms) == utc(2026, 10, 25, 3));
    // New York's on 8 March, and on 1 November.
    const OpeningHours york = open_hours("sat-sun 00:00-24:00", new_york());
    CHECK(business_ms_between(york, utc(2026, 3, 6), utc(2026, 3, 11)) == 47 * hour_ms);
    CHECK(business_ms_between(york, utc(2026, 10, 30), utc(2026, 11, 4)) == 49 * hour_ms);
    // In office hours a day has its hours, and opens by the clocks: at 7:00 UTC in winter, at 6:00 in summer.
    const OpeningHours days = open_hours("mon-fri 08:00-17:00", berlin());
    CHECK(after_business_ms(days, utc(2026, 3, 27, 15), 2 * hour_ms) == utc(2026, 3, 30, 7));
    CHECK(after_business_ms(days, utc(2026, 10, 23, 14), 2 * hour_ms) == utc(2026, 10, 26, 8));
    // Half an hour of summer.
    const OpeningHours howe = open_hours("sun 01:00-03:00", lord_howe());
    CHECK(business_ms_between(howe, utc(2026, 4, 4), utc(2026, 4, 6)) == 2 * hour_ms + 30 * minute_ms);
    CHECK(business_ms_between(howe, utc(2026, 10, 3), utc(2026, 10, 5)) == hour_ms + 30 * minute_ms);
}

TEST_CASE("zones of other hours and half hours, and one that has skipped a day") {
    CHECK(after_business_ms(open_hours(office, nairobi()), utc(2026, 11, 24, 14), 2 * hour_ms) ==
          utc(2026, 11, 25, 6));
    CHECK(after_business_ms(open_hours(office, kolkata()), utc(2026, 11, 24, 12), hour_ms) ==
          utc(2026, 11, 25, 3));
    // Thursday 29 December 2011 was followed by Saturday the 31st; a Friday's hours were not there.
    const OpeningHours samoa = open_hours("thu-sat 08:00-17:00", apia());
    CHECK(business_ms_between(samoa, utc(2011, 12, 29, 10), utc(2011, 12, 31, 10)) == 18 * hour_ms);
    CHECK(after_business_ms(samoa, utc(2011, 12, 30, 2), 2 * hour_ms) == utc(2011, 12, 30, 19));
    CHECK(business_ms_between(open_hours("fri 00:00-24:00", apia()), utc(2011, 12, 29, 10),
                              utc(2011, 12, 31, 9)) == 0);
}

TEST_CASE("a span goes on past midnight, till a holiday's") {
    const OpeningHours hours = open_hours("fri 22:00-02:00", in_utc());
    CHECK(business_ms_between(hours, utc(2026, 12, 4), utc(2026, 12, 7)) == 4 * hour_ms);
    const OpeningHours festive = open_hours("fri 22:00-02:00", in_utc(), "2026-12-05");
    CHECK(business_ms_between(festive, utc(2026, 12, 4), utc(2026, 12, 7)) == 2 * hour_ms);
}

TEST_CASE("what never comes is said at once: no hours, ten years of holidays, more than twenty years away") {
    const OpeningHours never{{}, {}, in_utc()};
    CHECK_FALSE(after_business_ms(never, utc(2026, 1, 1), 1));
    CHECK(business_ms_between(never, utc(2026, 1, 1), utc(2036, 1, 1)) == 0);
    const OpeningHours closed = open_hours(office, in_utc(), "2026-01-01..2035-12-31");
    CHECK(after_business_ms(closed, utc(2026, 1, 1), hour_ms) == utc(2036, 1, 1, 9));
    CHECK_FALSE(after_business_ms(open_hours("mon 08:00-08:01", in_utc()), utc(2026, 1, 1), 20 * hour_ms));
    OpeningHours broken = open_hours(office, [](std::int64_t at_ms) { return ZoneStretch{at_ms, at_ms, 0}; });
    CHECK_THROWS(after_business_ms(broken, 0, 1));
}

TEST_CASE("business time equals a count of all minutes, on random plans, holidays, zones and instants") {
    std::mt19937 random(20'261'127);
    const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
    for (int round = 0; round < 300; ++round) {
        OpeningHours hours;
        const ZoneOffsets zones[] = {in_utc(),   nairobi(),   kolkata(), berlin(),
                                     new_york(), lord_howe(), apia()};
        const int zone = below(7);
        hours.zone = zones[zone];
        std::string plan;
        for (int i = below(6); i >= 0; --i) {
            const int from = below(24 * 60), length = 1 + below(24 * 60 - 1);
            const auto time = [](int minute) {
                const std::string digits = std::to_string(10'000 + minute / 60 % 24 * 100 + minute % 60);
                return digits.substr(1, 2) + ":" + digits.substr(3);
            };
            const char* const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
            plan += std::string(i > 0 ? names[below(7)] : "wed-tue") + " " + time(from) + "-" +
                    time(from + length) + ";";
        }
        hours.weekly = parse_weekly_plan(plan).value();
        // A few days before a change of the clocks, where there is one.
        const std::int64_t starts[] = {utc(2026, 3, 27),  utc(2026, 10, 22), utc(2026, 3, 6),
                                       utc(2026, 10, 30), utc(2026, 4, 2),   utc(2026, 10, 1),
                                       utc(2011, 12, 28)};
        const std::int64_t from_ms = starts[zone == 6 ? 6 : below(6)] + below(3 * 24 * 60) * minute_ms;
        const std::int64_t until_ms = from_ms + below(9 * 24 * 60) * minute_ms;
        for (int i = below(4); i > 0; --i)
            hours.holidays.push_back(
                std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::milliseconds>(
                    std::chrono::milliseconds(from_ms + below(8) * day_ms))));
        std::sort(hours.holidays.begin(), hours.holidays.end());
        CAPTURE(plan);
        CAPTURE(zone);
        CAPTURE(from_ms);
        CAPTURE(until_ms);
        const std::int64_t between = business_ms_between(hours, from_ms, until_ms);
        REQUIRE(between == counted_ms(hours, from_ms, until_ms));
        if (between == 0) continue;
        // And back: the first instant at which so much has passed.
        const std::int64_t due = after_business_ms(hours, from_ms, between).value();
        REQUIRE(due <= until_ms);
        REQUIRE(counted_ms(hours, from_ms, due) == between);
        REQUIRE(is_open_at(hours, due - 1));
    }
}
