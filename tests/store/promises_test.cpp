// What is due on tickets is what a count of every minute of their histories says, whatever has happened to
// them.

#include "backend/store/tickets/kept_promises.hpp"
#include "backend/store/tickets/opening_hours.hpp"
#include "backend/store/tickets/promises.hpp"
#include "backend/store/tickets/work.hpp"
#include "backend/system/time_zones.hpp"
#include "common/time_spans.hpp"
#include "common/work.hpp"
#include "tests/common/zones.hpp"
#include "tests/store/desk_of_tickets.hpp"
#include "tests/support/alike.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stu::store {
namespace {

constexpr const char* week = "mon-fri 08:00-12:00,13:00-17:00; sat 22:00-02:00";
constexpr const char* holidays = "2025-12-25 2026-01-01..2026-01-02 2026-02-11";

void promise(Store& store, const DepartmentHours& hours, const std::vector<StoredTarget>& targets) {
    store.write([&](Transaction& transaction) {
        set_hours(transaction, hours);
        for (const StoredTarget& each : targets) set_target(transaction, each);
    });
    compute_promises(store);
}

bool is_open_minute(const OpeningHours& hours, std::int64_t at_ms) {
    return business_ms_between(hours, at_ms, at_ms + 1) > 0;
}

/// Walks through a ticket's events and through time, minute by minute.
class Count {
  public:
    Count(const OpeningHours& hours, const std::vector<TicketEvent>& events)
        : hours_(hours), events_(events) {}

    /// When so much time had passed for staff, if that was before `until_ms`. With `done_ms` the clock does
    /// not stand still from then on, for what was done in time would have been due then.
    std::int64_t due(std::int64_t target_ms, std::int64_t done_ms, std::int64_t until_ms) const {
        if (target_ms == 0) return 0;
        std::int64_t passed_ms = 0;
        for (std::int64_t at_ms = events_.front().at_ms; at_ms < until_ms;) {
            const std::int64_t next_ms = next_step(at_ms, done_ms);
            const bool counts = runs_at(at_ms) || (done_ms > 0 && at_ms >= done_ms);
            if (counts && is_open_minute(hours_, at_ms)) {
                if (passed_ms + next_ms - at_ms >= target_ms) return at_ms + target_ms - passed_ms;
                passed_ms += next_ms - at_ms;
            }
            at_ms = next_ms;
        }
        return 0;
    }

    bool runs_at(std::int64_t at_ms) const {
        bool runs = false;
        for (const TicketEvent& event : events_) {
            if (event.sequence < 0) continue;
            if (event.at_ms > at_ms) break;
            if (event.kind == EventKind::withdrawn)
                runs = false;
            else if (event.kind != EventKind::transferred || runs)
                runs = event.to == Status::pending || event.to == Status::under_consideration;
        }
        return runs;
    }

  private:
    /// The next minute or event.
    std::int64_t next_step(std::int64_t at_ms, std::int64_t done_ms) const {
        std::int64_t next_ms = (at_ms / minute_ms + 1) * minute_ms;
        for (const TicketEvent& event : events_)
            if (event.at_ms > at_ms) next_ms = std::min(next_ms, event.at_ms);
        if (done_ms > at_ms) next_ms = std::min(next_ms, done_ms);
        return next_ms;
    }

    const OpeningHours& hours_;
    const std::vector<TicketEvent>& events_;
};

const std::vector<StoredTarget> targets{{"it", "", "", 240, 1'200},
                                        {"it", "", "urgent", 30, 300},
                                        {"it", "digital-library", "", 0, 600},
                                        {"it", "digital-library", "high", 60, 0},
                                        {"finance", "", "", 90, 0}};

/// By hand: the one for its service and priority, for its service, for its priority, for all.
Targets target_for(const Ticket& ticket, Priority priority) {
    const auto of = [](std::int64_t answer, std::int64_t solve) {
        return Targets{answer * minute_ms, solve * minute_ms};
    };
    if (ticket.department == "finance") return of(90, 0);
    if (ticket.service == "digital-library") return priority == Priority::high ? of(60, 0) : of(0, 600);
    return priority == Priority::urgent ? of(30, 300) : of(240, 1'200);
}

Promise by_count(const OpeningHours& hours, const std::vector<TicketEvent>& events, const Ticket& ticket,
                 const Targets& target) {
    const Count count(hours, events);
    const std::int64_t until_ms = events.back().at_ms + 40 * day_ms;
    Promise promise{count.due(target.answer_ms, ticket.first_response_ms, until_ms),
                    count.due(target.solve_ms, ticket.closed_ms, until_ms), 0, 0};
    if (!count.runs_at(until_ms)) return promise;
    const bool answers = ticket.first_response_ms == 0 && promise.answer_due_ms > 0;
    std::int64_t next_ms = target.solve_ms;
    promise.due_ms = promise.solve_due_ms;
    if (answers && (promise.due_ms == 0 || promise.answer_due_ms <= promise.due_ms)) {
        promise.due_ms = promise.answer_due_ms;
        next_ms = target.answer_ms;
    }
    promise.soon_ms = count.due(next_ms / 4 * 3, 0, until_ms);
    return promise;
}

/// Where nothing is promised, it is late all the same.
Promise due_or_late(const Ticket& ticket, Promise promise) {
    if (promise.due_ms == 0 && ticket.waiting_ms > 0) promise.due_ms = late_from_ms(ticket.waiting_ms);
    return promise;
}

/// A promise as it ended.
struct Ended {
    std::string department, service;
    bool answer = false, kept = false;
    std::int64_t at_ms = 0;
};

void note_end(std::vector<Ended>& ends, const Ticket& ticket, bool answer, std::int64_t due_ms,
              std::int64_t done_ms) {
    const bool kept = done_ms > 0 && done_ms < due_ms;
    if (due_ms > 0)
        ends.push_back({ticket.department, ticket.service, answer, kept, kept ? done_ms : due_ms});
}

/// What was kept in a period, as somebody counts it at `now_ms`.
void check_kept(Transaction& transaction, const std::vector<Ended>& ends, const Period& period,
                std::int64_t now_ms) {
    CAPTURE(period.from_ms);
    CAPTURE(period.before_ms);
    constexpr std::int64_t quarter = 15 * minute_ms;
    for (const std::string_view department : {"it", "finance", "admissions"}) {
        std::map<std::string, KeptPromises> counted;
        for (const Ended& each : ends) {
            const std::int64_t at_ms = each.at_ms / quarter * quarter;
            if (each.department != department || at_ms < period.from_ms / quarter * quarter ||
                (period.before_ms > 0 && at_ms >= period.before_ms / quarter * quarter) ||
                at_ms >= now_ms / quarter * quarter)
                continue;
            KeptPromises& of = counted[each.service];
            of.service = each.service;
            ++(each.answer ? of.answers : of.solutions);
            if (each.kept) ++(each.answer ? of.answers_kept : of.solutions_kept);
        }
        std::vector<KeptPromises> expected;
        for (const auto& [service, of] : counted) expected.push_back(of);
        CHECK(kept_in(transaction, department, period, now_ms) == expected);
    }
}

void check_kept(DeskOfTickets& desk, Transaction& transaction, const std::vector<Ended>& ends) {
    constexpr std::int64_t start_ms = DeskOfTickets::start_ms, midnight_ms = (start_ms / day_ms + 3) * day_ms;
    const auto some = [&] { return start_ms + static_cast<std::int64_t>(desk.pick(60 * day_ms)); };
    std::vector<Period> periods{{},
                                {0, midnight_ms},
                                {midnight_ms, 0},
                                {midnight_ms, midnight_ms + day_ms},
                                {midnight_ms + hour_ms, midnight_ms + 2 * hour_ms},
                                {midnight_ms, midnight_ms}};
    for (int i = 0; i < 20; ++i) periods.push_back({some(), some()});
    for (const Period& period : periods)
        for (const std::int64_t now_ms : {start_ms + 400 * day_ms, some()})
            check_kept(transaction, ends, period, now_ms);
}

void check_all(DeskOfTickets& desk, const OpeningHours& hours) {
    int answers = 0, owed = 0;
    std::vector<Ended> ends;
    desk.store.read([&](Transaction& transaction) {
        for (const Ticket& ticket : desk.tickets) {
            CAPTURE(ticket.number);
            const Promise stored = promise_on(transaction, ticket.id);
            const auto events = load_events(transaction, ticket.id);
            const Promise counted =
                by_count(hours, events, ticket, target_for(ticket, work_of(transaction, ticket.id).priority));
            REQUIRE(stored.answer_due_ms == counted.answer_due_ms);
            REQUIRE(stored.solve_due_ms == counted.solve_due_ms);
            REQUIRE(stored.due_ms == due_or_late(ticket, counted).due_ms);
            REQUIRE(stored.soon_ms == counted.soon_ms);
            answers += stored.answer_due_ms > 0 ? 1 : 0;
            owed += stored.due_ms > 0 ? 1 : 0;
            note_end(ends, ticket, true, counted.answer_due_ms, ticket.first_response_ms);
            note_end(ends, ticket, false, counted.solve_due_ms, ticket.closed_ms);
        }
        check_kept(desk, transaction, ends);
    });
    CHECK(std::count_if(ends.begin(), ends.end(), [](const Ended& each) { return each.kept; }) > 5);
    CHECK(answers > 20);
    CHECK(owed > 10);
}

OpeningHours hours_in(std::string_view zone) {
    return test::open_hours(week, system::offsets_of_zone(zone), holidays);
}

} // namespace

TEST_CASE("what is due on tickets of random histories is what a count of their minutes says") {
    DeskOfTickets desk;
    for (const char* department : {"it", "finance"})
        promise(desk.store, {department, "Europe/Berlin", week, holidays}, {});
    promise(desk.store, {"it", "Europe/Berlin", week, holidays}, targets);
    desk.fill(40, 40);
    desk.store.write([&](Transaction& transaction) {
        for (const Ticket& ticket : desk.tickets) {
            if (desk.pick(3) != 0) continue;
            TicketWork work;
            const auto priority = static_cast<Priority>(desk.pick(4));
            const TicketEvent event = change_priority(ticket, work, priority, desk.david, ticket.updated_ms);
            store_work(transaction, ticket.id, work);
            insert_internal_event(transaction, ticket, event);
        }
    });
    check_all(desk, hours_in("Europe/Berlin"));
}

TEST_CASE("kept promises of thousands of random tickets are what going through all of them says, for any "
          "span of time") {
    DeskOfTickets desk;
    for (const char* department : {"it", "finance"})
        promise(desk.store, {department, "Europe/Berlin", week, holidays}, {});
    promise(desk.store, {"it", "Europe/Berlin", week, holidays}, targets);
    desk.fill(test::tried_of(2'000), 45);
    const auto check = [&] {
        std::vector<Ended> ends;
        desk.store.read([&](Transaction& transaction) {
            for (const Ticket& ticket : desk.tickets) {
                const Promise promise = promise_on(transaction, ticket.id);
                note_end(ends, ticket, true, promise.answer_due_ms, ticket.first_response_ms);
                note_end(ends, ticket, false, promise.solve_due_ms, ticket.closed_ms);
            }
            check_kept(desk, transaction, ends);
        });
        CHECK(ends.size() > desk.tickets.size() / 2);
    };
    check();
    promise(desk.store, {"it", "Europe/Berlin", week, holidays}, {{"it", "", "", 60, 600}});
    check();
    const auto dump = [&] {
        std::string text;
        Transaction transaction = desk.store.read();
        for (const char* const query :
             {"SELECT department, minutes, span, service, answers_kept, answers_broken, solutions_kept, "
              "solutions_broken FROM promise_flow WHERE answers_kept + answers_broken + solutions_kept + "
              "solutions_broken <> 0 ORDER BY 1, 2, 3, 4",
              "SELECT ticket_id, promise, department, service, at_ms, kept, '', '' FROM promise_end ORDER BY "
              "1, 2"})
            for (const auto row = transaction.connection().query(query); row->next();)
                for (int column = 0; column < 8; ++column) text += row->text(column) + "|";
        return text;
    };
    const std::string before = dump();
    desk.store.write([](Transaction& transaction) {
        transaction.connection().script("DROP TABLE promise_end; DROP TABLE promise_flow;"
                                        "DELETE FROM schema_migration WHERE number = 38");
    });
    CHECK(migrate(desk.store) == 1);
    CHECK((dump() == before)); // which is much to show
}

TEST_CASE(
    "tickets from before are computed when a department promises something, and anew when that changes") {
    DeskOfTickets desk;
    desk.fill(30, 30);
    desk.store.read([&](Transaction& transaction) {
        for (const Ticket& ticket : desk.tickets)
            CHECK(promise_on(transaction, ticket.id) == due_or_late(ticket, {}));
    });
    for (const char* department : {"it", "finance"})
        promise(desk.store, {department, "Africa/Nairobi", "mon 08:00-09:00", ""}, targets);
    for (const char* department : {"it", "finance"})
        promise(desk.store, {department, "Africa/Nairobi", week, holidays}, {});
    const OpeningHours hours = hours_in("Africa/Nairobi");
    desk.store.read([&](Transaction& transaction) {
        for (const Ticket& ticket : desk.tickets) {
            CAPTURE(ticket.number);
            const bool is_open = ticket.closed_ms == 0 && !is_closed(ticket.status);
            const auto events = load_events(transaction, ticket.id);
            if (is_open)
                CHECK(promise_on(transaction, ticket.id) ==
                      due_or_late(ticket,
                                  by_count(hours, events, ticket, target_for(ticket, Priority::normal))));
            else
                CHECK(promise_on(transaction, ticket.id) == due_or_late(ticket, {}));
        }
    });
    // What a server of the version before has left.
    desk.store.write([](Transaction& transaction) {
        transaction.connection().run(
            "UPDATE ticket SET due_ms = 7, soon_ms = 7, version = version + 1 WHERE closed_ms = 0");
        transaction.connection().run(
            "UPDATE ticket SET due_ms = 0, soon_ms = 0 WHERE id > '' AND answered = 1");
    });
    mend_promises(desk.store);
    desk.store.read([](Transaction& transaction) {
        const auto row = transaction.connection().query("SELECT COUNT(*) FROM ticket WHERE due_ms = 7");
        CHECK((row->next() && row->integer(0) == 0));
        const auto turn = transaction.connection().query(
            "SELECT COUNT(*) FROM ticket WHERE (due_ms > 0) <> (waiting_ms > 0)");
        CHECK((turn->next() && turn->integer(0) == 0));
    });
    for (const StoredTarget& each : targets)
        CHECK(desk.store.write([&](Transaction& transaction) { return delete_target(transaction, each); }));
    CHECK_FALSE(
        desk.store.write([&](Transaction& transaction) { return delete_target(transaction, targets[0]); }));
    compute_promises(desk.store);
    desk.store.read([&](Transaction& transaction) {
        for (const Ticket& ticket : desk.tickets)
            CHECK(promise_on(transaction, ticket.id).due_ms == due_or_late(ticket, {}).due_ms);
    });
}

TEST_CASE("the clock pauses while it is the student's turn, ends with the ticket, and goes on when it is "
          "reopened") {
    DeskOfTickets desk;
    promise(desk.store, {"it", "UTC", "mon-fri 08:00-18:00", ""}, {{"it", "", "", 120, 600}});
    const std::int64_t monday = test::utc(2026, 1, 12);
    Transaction transaction = desk.store.write();
    Ticket& ticket = desk.file(transaction, monday + 9 * hour_ms);
    const auto now = [&] { return promise_on(transaction, ticket.id); };
    CHECK(now() == Promise{monday + 11 * hour_ms, monday + day_ms + 9 * hour_ms, monday + 11 * hour_ms,
                           monday + 10 * hour_ms + 30 * minute_ms});
    // Answered after an hour and a half: the solution is next. Half an hour later it is the student's turn.
    desk.set_status(transaction, ticket, Status::under_consideration, monday + 10 * hour_ms + 30 * minute_ms);
    CHECK(now().due_ms == monday + day_ms + 9 * hour_ms);
    CHECK(now().answer_due_ms == monday + 11 * hour_ms);
    desk.set_status(transaction, ticket, Status::awaiting_confirmation, monday + 11 * hour_ms);
    CHECK(now() == Promise{monday + 11 * hour_ms, 0, 0, 0});
    // The student answers on Wednesday: eight of ten hours are left.
    desk.answer(transaction, ticket, monday + 2 * day_ms + 9 * hour_ms);
    CHECK(now().due_ms == monday + 2 * day_ms + 17 * hour_ms);
    desk.set_status(transaction, ticket, Status::completed, monday + 2 * day_ms + 16 * hour_ms);
    CHECK(now().due_ms == 0);
    CHECK(now().solve_due_ms == monday + 2 * day_ms + 17 * hour_ms);
    // Reopened on Friday with the hour that was left.
    desk.reopen(transaction, ticket, monday + 4 * day_ms + 9 * hour_ms);
    CHECK(now().due_ms == monday + 4 * day_ms + 10 * hour_ms);
    desk.withdraw(transaction, ticket, monday + 4 * day_ms + 11 * hour_ms);
    CHECK(now() == Promise{monday + 11 * hour_ms, monday + 4 * day_ms + 10 * hour_ms, 0, 0});
    // Of what a department without promises gets nothing is due.
    Ticket& other = desk.file(transaction, monday + 9 * hour_ms);
    desk.transfer(transaction, other, "finance", "student-finance-and-banking", monday + 10 * hour_ms);
    CHECK(promise_on(transaction, other.id) == due_or_late(other, {}));
    CHECK(due_on(transaction, other.id).what == DueFor::word);
    desk.transfer(transaction, other, "it", "technical-support", monday + 12 * hour_ms);
    CHECK(due_on(transaction, other.id).what == DueFor::answer);
    CHECK(due_on(transaction, other.id).is_late(monday + 11 * hour_ms));
    CHECK(promise_on(transaction, other.id).due_ms == monday + 11 * hour_ms);
    transaction.commit();
}

} // namespace stu::store
