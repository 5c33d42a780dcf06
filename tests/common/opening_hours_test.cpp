#include "common/opening_hours.hpp"

#include <doctest/doctest.h>

using namespace stu;

TEST_CASE("a weekly plan is written by days and hours, and reads back the same") {
    struct {
        const char *text, *plan;
    } const cases[] = {
        {"mon-fri 08:00-17:00",
         "mon 08:00-17:00; tue 08:00-17:00; wed 08:00-17:00; thu 08:00-17:00; fri 08:00-17:00"},
        {"mon 13:00-17:00, 08:00-12:00", "mon 08:00-12:00,13:00-17:00"},
        {" sat 22:00-02:00 ; ", "sat 22:00-24:00; sun 00:00-02:00"},
        {"sun 22:00-02:00", "mon 00:00-02:00; sun 22:00-24:00"},
        {"sat-mon 09:00-10:00", "mon 09:00-10:00; sat 09:00-10:00; sun 09:00-10:00"},
        {"mon 08:00-12:00,11:00-13:00; mon 13:00-14:00", "mon 08:00-14:00"},
        {"wed 00:00-24:00", "wed 00:00-24:00"},
        {"wed 20:00-00:00", "wed 20:00-24:00"},
    };
    for (const auto& each : cases) {
        CAPTURE(each.text);
        const auto plan = parse_weekly_plan(each.text);
        REQUIRE(plan);
        CHECK(weekly_plan_text(*plan) == each.plan);
        CHECK(parse_weekly_plan(each.plan) == plan);
    }
}

TEST_CASE("what is no weekly plan is refused") {
    for (const char* text :
         {"", " ", ";", "mon", "mon 8-17", "mon 08:00", "mon 08:00-", "mon 08:00-08:00", "mon 24:00-02:00",
          "mon 08:00-24:01", "mon 08:60-09:00", "mo 08:00-09:00", "mon-fry 08:00-09:00", "08:00-09:00",
          "mon -1:00-09:00", "mon 08:00-09:00-10:00", "mon 08:00-09:00 tue 08:00-09:00"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_weekly_plan(text));
    }
    std::string long_text;
    while (long_text.size() <= max_weekly_plan) long_text += "mon 08:00-09:00;";
    CHECK_FALSE(parse_weekly_plan(long_text));
}

TEST_CASE("holidays are days and spans of days, each once, however they overlap") {
    const auto days = parse_days("2027-01-01 2026-12-28..2026-12-31  2026-12-30..2027-01-02 2026-12-25");
    REQUIRE(days);
    CHECK(days->size() == 7);
    CHECK(days_text(*days) == "2026-12-25 2026-12-28..2027-01-02");
    CHECK(parse_days("")->empty());
    CHECK(days_text({}).empty());
    for (const char* text : {"2026-02-29", "2026-12-31..2026-12-30", "2026-12-25,2026-12-26", "tomorrow",
                             "2026-12-25..", "..2026-12-25", "0001-01-01..9999-12-31"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_days(text));
    }
}
