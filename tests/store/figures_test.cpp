// Counters against counting: every figure of analytics beside the one that going through all tickets gives.

#include "backend/store/tickets/solved_times.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "backend/store/tickets/ticket_flow.hpp"
#include "backend/store/tickets/ticket_quarters.hpp"
#include "tests/store/desk_of_tickets.hpp"
#include "tests/support/alike.hpp"

#include <doctest/doctest.h>

#include <map>

namespace stu::store {
namespace {

using Desk = DeskOfTickets;

std::map<std::pair<std::string, Status>, std::int64_t> as_map(const std::vector<ServiceCount>& counts) {
    std::map<std::pair<std::string, Status>, std::int64_t> map;
    for (const ServiceCount& count : counts) {
        CHECK(count.tickets > 0);
        CHECK(map.emplace(std::make_pair(count.service, count.status), count.tickets).second);
    }
    return map;
}

/// Nearest rank of the exact durations, then rounded.
Timing timing_by_hand(std::vector<std::int64_t> durations_ms) {
    Timing timing;
    timing.tickets = static_cast<std::int64_t>(durations_ms.size());
    if (durations_ms.empty()) return timing;
    std::sort(durations_ms.begin(), durations_ms.end());
    const auto at = [&](std::size_t percent) {
        return shown_minutes(durations_ms[(durations_ms.size() * percent + 99) / 100 - 1]);
    };
    timing.median = at(50);
    timing.ninth_decile = at(90);
    return timing;
}

void compare(Desk& desk, std::string_view department, const Period& opened) {
    CAPTURE(department);
    CAPTURE(opened.from_ms);
    CAPTURE(opened.before_ms);
    std::map<std::pair<std::string, Status>, std::int64_t> counts;
    std::vector<std::int64_t> responses, resolutions;
    std::int64_t total = 0;
    for (const Ticket& ticket : desk.tickets) {
        if (ticket.department != department || !opened.contains(ticket.created_ms)) continue;
        if (ticket.withdrawn_ms != 0) continue;
        ++total;
        ++counts[{ticket.service, ticket.status}];
        if (ticket.first_response_ms > 0) responses.push_back(ticket.first_response_ms - ticket.created_ms);
        if (is_closed(ticket.status)) resolutions.push_back(ticket.closed_ms - ticket.created_ms);
    }
    Transaction transaction = desk.store.read();
    CHECK(as_map(counts_in(transaction, department, opened)) == counts);
    CHECK(opened_in(transaction, department, opened) == total);
    const std::int64_t middle = opened.from_ms + hour_ms,
                       end = std::max(opened.before_ms > 0 ? opened.before_ms : Desk::start_ms * 2, middle);
    const auto among = [&](const Period& period, bool open) {
        return desk.count_if([&](const Ticket& ticket) {
            return ticket.department == department && ticket.withdrawn_ms == 0 &&
                   period.contains(ticket.created_ms) && !(open && is_closed(ticket.status));
        });
    };
    const Period first{opened.from_ms, middle}, second{middle, end}, last{end, 0};
    CHECK(opened_between(transaction, department, {opened.from_ms, middle, end}) ==
          std::vector{among(first, false), second.from_ms < end ? among(second, false) : 0});
    CHECK(still_open_since(transaction, department, {opened.from_ms, middle, end}) ==
          std::vector{among(first, true), second.from_ms < end ? among(second, true) : 0, among(last, true)});
    const Timings timings = timings_in(transaction, department, opened);
    CHECK(timings.first_response == timing_by_hand(responses));
    CHECK(timings.resolution == timing_by_hand(resolutions));
    Flow flow;
    constexpr std::int64_t quarter = 15 * minute_ms;
    const Period quarters{opened.from_ms / quarter * quarter, opened.before_ms / quarter * quarter};
    for (const Desk::Turned& each : desk.turned)
        if (each.department == department && quarters.contains(each.at_ms))
            ++(each.closed ? flow.closed : flow.reopened);
    const Flow counted = flow_in(transaction, department, opened);
    CHECK(counted.closed == flow.closed);
    CHECK(counted.reopened == flow.reopened);
    std::int64_t closed = 0; // nobody has a ticket here
    for (const ClosedOf& each : closed_by_assignee(transaction, department, opened)) {
        CHECK(each.assignee_id.empty());
        closed += each.closed;
    }
    CHECK(closed == flow.closed);
}

void compare_solved(Desk& desk, std::string_view service, std::int64_t from_ms) {
    CAPTURE(service);
    std::vector<std::int64_t> taken;
    for (const Ticket& ticket : desk.tickets)
        if (ticket.service == service && ticket.status == Status::completed && ticket.withdrawn_ms == 0 &&
            ticket.closed_ms >= from_ms / day_ms * day_ms)
            taken.push_back(ticket.closed_ms - ticket.created_ms);
    Transaction transaction = desk.store.read();
    CHECK(solved_since(transaction, service, from_ms) == timing_by_hand(taken));
}

TEST_CASE(
    "every figure of thousands of random tickets equals the one counted by hand, for any span of time") {
    Desk desk;
    constexpr std::int64_t days = 45;
    const std::size_t tickets = test::tried_of(10'000);
    desk.fill(tickets, days);
    const std::int64_t start = Desk::start_ms, end = start + days * day_ms;
    const std::int64_t midnight = (start / day_ms + 3) * day_ms;
    std::vector<Period> periods{{},                                                // everything
                                {0, midnight},                                     // whole days, open below
                                {midnight, 0},                                     // and above
                                {midnight, midnight + day_ms},                     // one day of UTC
                                {midnight + 1, midnight + day_ms},                 // a millisecond less
                                {midnight - 3 * hour_ms, midnight + 21 * hour_ms}, // one day in Nairobi
                                {midnight + hour_ms, midnight + 2 * hour_ms},      // within a day
                                {midnight - minute_ms, midnight + minute_ms},      // around midnight
                                {midnight, midnight},                              // nothing
                                {end, 0},                                          // later than all
                                {start, end}};
    for (int i = 0; i < 30; ++i) {
        const auto a = static_cast<std::int64_t>(desk.pick(days * day_ms)),
                   b = static_cast<std::int64_t>(desk.pick(days * day_ms));
        periods.push_back({start + std::min(a, b), start + std::max(a, b)});
    }
    CHECK(desk.count_if([](const Ticket& ticket) { return ticket.withdrawn_ms != 0; }) >
          static_cast<std::int64_t>(tickets * 3 / 100));
    for (const Period& period : periods)
        for (const std::string_view department : {"it", "finance", "admissions"})
            compare(desk, department, period);
    CHECK(desk.turned.size() > tickets / 10);
    for (const std::string_view service :
         {"technical-support", "digital-library", "course-access", "student-finance-and-banking", "none"})
        for (const std::int64_t from : {std::int64_t{0}, midnight + 5 * hour_ms, end})
            compare_solved(desk, service, from);
}

TEST_CASE("what was closed, reopened and solved before it was counted is filled in by the migration") {
    Desk desk;
    desk.with_transfers = false; // what was closed before one is filled in where the ticket is now
    desk.fill(300, 20);
    const auto dump = [&] {
        std::string text;
        Transaction transaction = desk.store.read();
        for (const char* const query :
             {"SELECT department, minutes, span, closed, reopened FROM ticket_flow ORDER BY 1, 2, 3",
              "SELECT department, minutes, span, assignee_id, closed FROM assignee_flow ORDER BY 1, 2, 3, 4",
              "SELECT service, day, minutes, tickets, 0 FROM service_solved WHERE tickets <> 0 ORDER BY 1, "
              "2, 3",
              "SELECT department, quarter, tickets, open, 0 FROM ticket_quarter WHERE tickets <> 0 ORDER BY "
              "1, "
              "2"})
            for (const auto row = transaction.connection().query(query); row->next();)
                for (int column = 0; column < 5; ++column) text += row->text(column) + "|";
        return text;
    };
    const std::string before = dump();
    CHECK(before.size() > 1'000);
    {
        Transaction transaction = desk.store.write();
        transaction.connection().script(
            "DROP TABLE ticket_flow; DROP TABLE service_solved;"
            "DROP TABLE assignee_flow; ALTER TABLE staff_membership DROP COLUMN head;"
            "DROP TABLE ticket_quarter; DELETE FROM schema_migration WHERE number IN (35, 36, 43)");
        transaction.commit();
    }
    CHECK(migrate(desk.store) == 3);
    CHECK(dump() == before);
}

TEST_CASE(
    "a part of a day is added up by quarters, or looked through where an earlier server left them out") {
    Desk desk;
    desk.fill(300, 4);
    const std::int64_t midnight = (Desk::start_ms / day_ms + 1) * day_ms;
    const auto on_that_day = [&](Quarters what, const Period& part) {
        return desk.count_if([&](const Ticket& ticket) {
            return ticket.department == "it" && ticket.withdrawn_ms == 0 &&
                   part.contains(ticket.created_ms) && (what == Quarters::filed || !is_closed(ticket.status));
        });
    };
    const auto compare_parts = [&](Quarters what, bool up_to_date) {
        Transaction transaction = desk.store.read();
        for (int i = 0; i < 200; ++i) {
            const auto from = midnight + static_cast<std::int64_t>(desk.pick(day_ms));
            const Period part{
                from, std::min(midnight + day_ms, from + 1 + static_cast<std::int64_t>(desk.pick(day_ms)))};
            std::int64_t longest = 0;
            const auto look_through = [&](const Period& some) {
                longest = std::max(longest, some.before_ms - some.from_ms);
                return on_that_day(what, some);
            };
            CHECK(counted_in_part(transaction, "it", what, part,
                                  on_that_day(what, {midnight, midnight + day_ms}),
                                  look_through) == on_that_day(what, part));
            if (up_to_date)
                CHECK(longest < 30 * minute_ms);
            else
                CHECK(longest == part.before_ms - part.from_ms);
        }
    };
    for (const Quarters what : {Quarters::filed, Quarters::still_open}) compare_parts(what, true);
    Transaction transaction = desk.store.write();
    transaction.connection().run("UPDATE ticket_quarter SET tickets = tickets + 1, open = open + 1", {});
    transaction.commit();
    for (const Quarters what : {Quarters::filed, Quarters::still_open}) compare_parts(what, false);
}

// There was no PostgreSQL before.
TEST_CASE("the migration fills in what earlier versions did not keep" * doctest::test_suite("SQLite")) {
    Desk desk;
    desk.with_transfers = false;
    desk.fill(300, 20);
    {
        // Nothing could be withdrawn before.
        Transaction transaction = desk.store.write();
        for (Ticket& ticket : desk.tickets)
            if (ticket.withdrawn_ms != 0) desk.reopen(transaction, ticket, ticket.withdrawn_ms + 1);
        transaction.commit();
    }
    const auto dump = [&](std::string_view query) {
        std::string text;
        Transaction transaction = desk.store.read();
        const auto row = transaction.connection().query(query);
        while (row->next())
            for (int column = 0; column < 5; ++column) text += row->text(column) + "|";
        return text;
    };
    constexpr std::string_view kept[] = {
        "SELECT id, first_response_ms, closed_ms, serial / 4096, '' FROM ticket ORDER BY id",
        "SELECT department, day, service, status, tickets FROM ticket_day WHERE tickets <> 0 ORDER BY 1, 2, "
        "3, 4",
        "SELECT department, day, measure, minutes, tickets FROM ticket_timing WHERE tickets <> 0 "
        "ORDER BY 1, 2, 3, 4",
        "SELECT serial, '', '', '', '' FROM ticket_words JOIN ticket ON serial = ticket_words.rowid "
        "WHERE ticket_words MATCH 'scope : it AND words : wanj*' ORDER BY 1"};
    std::vector<std::string> before;
    for (const std::string_view query : kept) before.push_back(dump(query));
    CHECK(before.back().size() > 1'000);
    {
        // Back to how the database was before this migration and the one after it; later ones stay.
        Transaction transaction = desk.store.write();
        transaction.connection().script(
            "DROP INDEX ticket_due_new; DROP INDEX ticket_department_due_new; "
            "DROP INDEX ticket_department_answered; DROP INDEX "
            "ticket_department_assignee; DROP INDEX "
            "ticket_department_assignee_updated; DROP INDEX ticket_department_assignee_priority; DROP INDEX "
            "ticket_department_priority; DROP INDEX "
            "ticket_assigned; DROP INDEX ticket_turn_missed; DROP "
            "INDEX ticket_turn_over;"
            "DROP INDEX app_user_imported_password; DROP TABLE ticket_words; DROP TABLE ticket_timing; DROP "
            "TABLE ticket_day; DROP INDEX "
            "ticket_serial;"
            "DROP INDEX ticket_department_serial; DROP INDEX ticket_department_status_updated;"
            "ALTER TABLE ticket DROP COLUMN serial; ALTER TABLE ticket DROP COLUMN first_response_ms;"
            "ALTER TABLE ticket DROP COLUMN closed_ms; ALTER TABLE ticket DROP COLUMN withdrawn_ms;"
            "ALTER TABLE ticket_event DROP COLUMN earlier_subject; ALTER TABLE ticket_event DROP COLUMN "
            "earlier_message;"
            "DELETE FROM schema_migration WHERE number IN (5, 6)");
        transaction.commit();
    }
    CHECK(schema_state(desk.store) == SchemaState::older);
    CHECK(migrate(desk.store) == 2);
    for (std::size_t i = 0; i < std::size(kept); ++i) CHECK(dump(kept[i]) == before[i]);
}

} // namespace
} // namespace stu::store
