#include "common/ticket.hpp"
#include "common/time_spans.hpp"
#include "common/transfer.hpp"
#include "common/work.hpp"

#include <doctest/doctest.h>

using namespace stu;

TEST_CASE("where nothing is promised late is older than three working days, whatever days lie between") {
    // Friday 27 November 2026, 12:00 UTC, and the days after it: what waits since then is older the moment
    // after.
    const std::int64_t friday = 1'795'780'800'000;
    const std::int64_t days_back[] = {3, 3, 4, 5, 5, 5, 3, 3};
    for (int i = 0; i < 8; ++i) {
        CAPTURE(i);
        const std::int64_t now = friday + i * day_ms, waiting = now - days_back[i] * day_ms;
        CHECK(late_from_ms(waiting - 1) <= now);
    }
    // Once it is late it stays so over a weekend: since Wednesday noon, from Saturday noon on.
    CHECK(late_from_ms(friday - 2 * day_ms) == friday + day_ms + 1);
    // What begins to wait on a weekend is late with the first moment of Thursday.
    const std::int64_t saturday = friday + day_ms;
    for (const std::int64_t since : {saturday, saturday + day_ms})
        CHECK(late_from_ms(since) == friday + 5 * day_ms + 12 * hour_ms);
    CHECK(late_from_ms(friday) == friday + 5 * day_ms + 1);
}

TEST_CASE("the turn comes to staff and goes, and a student who says more does not wait anew") {
    Ticket ticket;
    ticket.created_ms = 1'000;
    const Actor amina{"amina", "Amina", "", Role::student, {}, true},
        david{"david", "David", "", Role::staff, {"it"}, true};
    note_turn(ticket, opened_event(ticket));
    CHECK(ticket.waiting_ms == 1'000);
    CHECK_FALSE(ticket.answered);
    REQUIRE(record_answer(ticket, {"", "", "More.", {}}, amina, 2'000));
    CHECK(ticket.waiting_ms == 1'000);
    CHECK(ticket.answered);
    REQUIRE(change_status(ticket, {"", ticket.version, Status::under_consideration, "We look.", ""}, david,
                          3'000));
    CHECK(ticket.waiting_ms == 3'000);
    CHECK_FALSE(ticket.answered);
    REQUIRE(change_status(ticket, {"", ticket.version, Status::awaiting_confirmation, "Which?", ""}, david,
                          4'000));
    CHECK(ticket.waiting_ms == 0);
    REQUIRE(record_answer(ticket, {"", "", "The blue one.", {}}, amina, 5'000));
    CHECK(ticket.waiting_ms == 5'000);
    REQUIRE(withdraw_ticket(ticket, {"", "", ticket.version}, amina, 6'000));
    CHECK(ticket.waiting_ms == 0);
    REQUIRE(reopen_ticket(ticket, {"", "", ticket.version, "Still."}, amina, 7'000));
    CHECK(ticket.waiting_ms == 7'000);
}

TEST_CASE("a ticket with nothing left to do is given to nobody, and can be given back") {
    const Actor david{"david", "David", "", Role::staff, {"it"}, true};
    Ticket closed, withdrawn;
    closed.status = Status::rejected;
    withdrawn.withdrawn_ms = 1;
    for (const Ticket& ticket : {closed, withdrawn}) {
        TicketWork work{"ruth", Priority::normal};
        const auto given = assign(ticket, work, {"", "david", "ruth"}, david, 1);
        REQUIRE_FALSE(given);
        CHECK(given.error().code == Code::conflict);
        CHECK(work.assignee == "ruth");
        CHECK(assign(ticket, work, {"", "", "ruth"}, david, 1));
        CHECK(work.assignee.empty());
    }
}

TEST_CASE("who worked where is known of each event, also before the ticket went on") {
    const Catalogue catalogue{{{"it", "IT", {{"ict", "ICT", "", {{"eduroam", "Eduroam"}}}}},
                               {"finance", "Finance", {{"money", "Money", "", {{"fees", "Fees"}}}}}}};
    const Actor david{"david", "David", "", Role::staff, {"it"}, true};
    Ticket ticket;
    ticket.department = "it";
    ticket.service = "eduroam";
    ticket.created_ms = ticket.waiting_ms = 1'000;
    ticket.answered = true;
    std::vector<TicketEvent> events{opened_event(ticket), note_event(ticket, "A note.", david, 1'500)};
    events.push_back(
        transfer_ticket(ticket, {"", "", 1, "fees", "About a payment."}, "finance", david, 2'000).value());
    events.push_back(note_event(ticket, "About a payment.", david, 2'000));
    events.push_back(note_event(ticket, "We look.", {"peter", "Peter", "", Role::staff, {}, true}, 3'000));
    CHECK(ticket.version == 2);
    CHECK(ticket.answered); // and the student waits since then
    CHECK(ticket.waiting_ms == 1'000);
    std::vector<std::string_view> departments;
    for (const TicketEvent& event : events)
        departments.push_back(department_then(events, event, ticket, catalogue));
    CHECK(departments == std::vector<std::string_view>{"it", "it", "it", "it", "finance"});
    CHECK_FALSE(transfer_ticket(ticket, {"", "", 2, "fees", "Again."}, "finance", david, 4'000));
    CHECK_FALSE(transfer_ticket(ticket, {"", "", 1, "eduroam", "Again."}, "it", david, 4'000));
}
