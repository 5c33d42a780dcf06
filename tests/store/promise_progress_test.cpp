// What is due is computed anew beside servers that go on filing, and servers of the version before; and only
// where something has to be.

#include "backend/store/tickets/kept_promises.hpp"
#include "backend/store/tickets/opening_hours.hpp"
#include "backend/store/tickets/promises.hpp"
#include "backend/store/tickets/work.hpp"
#include "common/time_spans.hpp"
#include "tests/store/crowd.hpp"
#include "tests/store/desk_of_tickets.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

namespace stu::store {
namespace {

constexpr const char* usual_week = "mon-fri 08:00-17:00";
constexpr std::int64_t filed_ms = DeskOfTickets::start_ms;

struct PromisingDepartment : DeskOfTickets {
    PromisingDepartment() {
        store.write([&](Transaction& transaction) {
            set_hours(transaction, {"it", "UTC", usual_week, ""});
            set_target(transaction, {"it", "", "", 60, 600});
        });
        compute_promises(store);
    }

    std::int64_t number(const std::string& question) {
        return store.read([&](Transaction& transaction) {
            const auto row = transaction.connection().query(question);
            return row->next() ? row->integer(0) : -1;
        });
    }
    void run(const std::string& statement) {
        store.write([&](Transaction& transaction) { transaction.connection().run(statement); });
    }
    Ticket& file_one(std::int64_t at_ms = filed_ms) {
        Transaction transaction = store.write();
        Ticket& ticket = file(transaction, at_ms);
        transaction.commit();
        return ticket;
    }
    Promise promise_of(const Ticket& ticket) {
        return store.read([&](Transaction& transaction) { return promise_on(transaction, ticket.id); });
    }
    std::vector<KeptPromises> kept_by(std::int64_t now_ms) {
        return store.read([&](Transaction& transaction) { return kept_in(transaction, "it", {}, now_ms); });
    }
    /// As a server closes it that knows nothing of promises: the ticket and its event, and nothing else.
    void close_by_older_server(const Ticket& ticket, std::int64_t at_ms) {
        store.write([&](Transaction& transaction) {
            transaction.connection().run("UPDATE ticket SET version = 2, status = 'completed', updated_ms = "
                                         "$2, first_response_ms = $2, "
                                         "closed_ms = $2, list_seal = NULL, row_seal = NULL WHERE id = $1",
                                         {ticket.id, at_ms});
            transaction.connection().run(
                "INSERT INTO ticket_event (ticket_id, sequence, kind, from_status, to_status, text, "
                "author_id, "
                "author_name, author_role, at_ms) VALUES ($1, 2, 'status_changed', 'pending', 'completed', "
                "'Done.', $2, 'David Otieno', 'staff', $3)",
                {ticket.id, david.user_id, at_ms});
        });
    }
};

} // namespace

TEST_CASE(
    "what a server of the version before has closed is counted as kept, or broken, once that is mended") {
    PromisingDepartment desk;
    const std::int64_t next_year_ms = filed_ms + 365 * day_ms;
    const Ticket in_time = desk.file_one(), late = desk.file_one(), after = desk.file_one();
    const std::int64_t due_ms = desk.promise_of(in_time).answer_due_ms;
    REQUIRE(due_ms > filed_ms);
    desk.close_by_older_server(in_time, due_ms - minute_ms);
    desk.close_by_older_server(late, due_ms + minute_ms);
    const std::string service(DeskOfTickets::it_services[0]);
    CHECK(desk.kept_by(next_year_ms) == std::vector<KeptPromises>{{service, 3, 0, 3, 0}});
    SUBCASE("nobody has changed them since") {}
    SUBCASE("a server of this version has changed one since, but nothing that moves its clock") {
        Ticket edited = in_time;
        edited.version = 2;
        edited.status = Status::completed;
        const CountedTicket before = counted(edited);
        edited.version = 3;
        edited.closed_ms = edited.first_response_ms = due_ms - minute_ms;
        desk.store.write([&](Transaction& transaction) { update_ticket(transaction, edited, before); });
    }
    for (int round = 0; round < 2; ++round) {
        mend_turns(desk.store);
        mend_promises(desk.store);
        CHECK(desk.kept_by(next_year_ms) == std::vector<KeptPromises>{{service, 3, 1, 3, 2}});
        CHECK(desk.promise_of(in_time).due_ms == 0);
        CHECK(desk.promise_of(after).due_ms == due_ms);
    }
    CHECK(desk.number("SELECT COUNT(*) FROM ticket WHERE kept_version <> version") == 0);
}

TEST_CASE("where nothing is to be mended nothing is computed, and what was interrupted goes on") {
    PromisingDepartment desk;
    const Ticket ticket = desk.file_one();
    const Promise right = desk.promise_of(ticket);
    desk.run("UPDATE ticket SET due_ms = 7"); // as no server leaves it, so that computing it would show
    mend_promises(desk.store);
    CHECK(desk.promise_of(ticket).due_ms == 7);
    SUBCASE("an operator's command was interrupted") {
        desk.store.write([](Transaction& transaction) { set_target(transaction, {"it", "", "", 60, 600}); });
    }
    SUBCASE("so was one of the version before") { desk.run("UPDATE department_hours SET stale_after = ''"); }
    SUBCASE("so was one of either, the older one further on") {
        desk.store.write([](Transaction& transaction) { set_target(transaction, {"it", "", "", 60, 600}); });
        desk.run("UPDATE promise_progress SET after_id = 'z'");
        desk.run("UPDATE department_hours SET stale_after = 'z'");
    }
    compute_promises(desk.store);
    CHECK(desk.promise_of(ticket) == right);
    CHECK(desk.number("SELECT COUNT(*) FROM promise_progress") == 0);
    CHECK(desk.number("SELECT COUNT(*) FROM department_hours WHERE stale_after IS NOT NULL") == 0);
}

TEST_CASE("who files a ticket is not sent back by what is computed anew meanwhile" *
          doctest::skip(!test::TemporaryDatabase::is_postgres())) {
    PromisingDepartment desk;
    for (int i = 0; i < 5; ++i) desk.file_one();
    desk.store.write([](Transaction& transaction) { set_hours(transaction, {"it", "UTC", usual_week, ""}); });
    Store other{desk.place.database()};
    other.write([](Transaction&) {}); // a connection's first one looks through the marks of all
    Transaction filing = other.write();
    const Ticket filed = desk.file(filing, filed_ms);
    compute_promises(desk.store);
    filing.commit(); // which throws where the two cannot be ordered
    CHECK(desk.promise_of(filed).due_ms > 0);
    CHECK(desk.number("SELECT COUNT(*) FROM promise_progress") == 0);
}

TEST_CASE("all is computed while several servers file all the while, and what they file is right, too") {
    constexpr int filers = 3, of_each = 20, rounds = 6;
    PromisingDepartment desk;
    desk.fill(30, 20);
    std::vector<Ticket> filed;
    for (int i = 0; i < filers * of_each; ++i) {
        Ticket ticket;
        ticket.id = security::make_id(desk.ids, filed_ms);
        ticket.number = make_ticket_number(desk.ids.number());
        ticket.owner_id = desk.amina.user_id;
        ticket.department = "it";
        ticket.service = DeskOfTickets::it_services[0];
        ticket.student_name = desk.amina.name;
        ticket.subject = "A subject";
        ticket.created_ms = ticket.updated_ms = filed_ms + i * hour_ms;
        note_turn(ticket, opened_event(ticket));
        filed.push_back(std::move(ticket));
    }
    const auto promise_so_much = [](Store& store, std::int64_t minutes) {
        store.write([&](Transaction& transaction) { set_target(transaction, {"it", "", "", minutes, 600}); });
        compute_promises(store);
    };
    constexpr std::chrono::seconds patience{20};
    test::at_once(filers + 1, [&](int number) {
        Store own{desk.place.database(), patience};
        if (number == filers) {
            for (int round = 1; round <= rounds; ++round) promise_so_much(own, 60 * round);
            return;
        }
        for (int i = number * of_each; i < (number + 1) * of_each; ++i)
            own.write([&, of = static_cast<std::size_t>(i)](Transaction& transaction) {
                insert_ticket(transaction, filed[of], filed[of].number);
                insert_event(transaction, filed[of].id, opened_event(filed[of]));
            });
    });
    const auto sums = [&] {
        return std::to_string(desk.number("SELECT SUM(answer_due_ms % 1000000007) FROM ticket")) + " " +
               std::to_string(desk.number("SELECT SUM(at_ms % 1000000007) FROM promise_end")) + " " +
               std::to_string(desk.number("SELECT SUM(answers_broken) FROM promise_flow"));
    };
    const std::string before = sums();
    promise_so_much(desk.store, 60 * rounds);
    CHECK(sums() == before);
    for (const Ticket& ticket : filed) CHECK(desk.promise_of(ticket).due_ms > 0);
}

} // namespace stu::store
