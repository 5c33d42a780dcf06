#include "common/promise.hpp"

#include "tests/common/zones.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::test;

namespace {

TicketEvent step(EventKind kind, Status to, std::int64_t at_ms, std::string_view was = "") {
    TicketEvent event;
    event.kind = kind;
    event.to = to;
    event.at_ms = at_ms;
    event.was = was;
    return event;
}

} // namespace

TEST_CASE(
    "it is staff's turn until it is somebody else's, and not while the ticket is withdrawn or merged away") {
    using enum Status;
    const std::vector<TicketEvent> events{
        step(EventKind::opened, pending, 10),
        step(EventKind::status_changed, under_consideration, 20),
        step(EventKind::status_changed, in_person_needed, 30),
        step(EventKind::answered, under_consideration, 40),
        step(EventKind::merged, under_consideration, 45, "OTHER"), // another one came into this
        step(EventKind::merged, under_consideration, 50, "THIS"),
        step(EventKind::unmerged, under_consideration, 60, "THIS"),
        step(EventKind::withdrawn, under_consideration, 70),
        step(EventKind::transferred, under_consideration, 75),
        step(EventKind::reopened, under_consideration, 80),
        step(EventKind::status_changed, rejected, 65), // a clock was set back
        step(EventKind::reopened, under_consideration, 100),
    };
    const std::vector<Period> expected{{10, 30}, {40, 50}, {60, 70}, {80, 80}, {100, 0}};
    CHECK(turns_of_staff(events, "THIS") == expected);
}

TEST_CASE("what comes first of answer and solution is due next, and soon with a quarter of its time left") {
    const OpeningHours hours = open_hours("mon-fri 08:00-18:00", in_utc());
    const std::int64_t filed = utc(2026, 1, 12, 9);
    const auto of = [&](Targets targets, std::int64_t first_response_ms = 0) {
        return promise_of(hours, targets, {{filed, 0}}, first_response_ms, 0);
    };
    CHECK(of({}) == Promise{});
    CHECK(of({4 * hour_ms, 0}) ==
          Promise{utc(2026, 1, 12, 13), 0, utc(2026, 1, 12, 13), utc(2026, 1, 12, 12)});
    CHECK(of({0, 20 * hour_ms}) ==
          Promise{0, utc(2026, 1, 14, 9), utc(2026, 1, 14, 9), utc(2026, 1, 13, 14)});
    CHECK(of({4 * hour_ms, 20 * hour_ms}, utc(2026, 1, 12, 15)).due_ms == utc(2026, 1, 14, 9));
    CHECK(of({4 * hour_ms, 0}, utc(2026, 1, 12, 15)) == Promise{utc(2026, 1, 12, 13), 0, 0, 0});
    const OpeningHours never{{}, {}, in_utc()};
    CHECK(promise_of(never, {1, 1}, {{filed, 0}}, 0, 0) == Promise{});
}
