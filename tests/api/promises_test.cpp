// Staff is told once that what was promised is due soon, and once that it is late; nobody else is, however
// many servers look and whenever one of them dies. Analytics say how much of it was kept.

#include "backend/app/promise_notices.hpp"
#include "backend/store/tickets/opening_hours.hpp"
#include "backend/store/tickets/promise_notices.hpp"
#include "backend/store/tickets/promises.hpp"
#include "common/time_spans.hpp"
#include "tests/api/desk_with_undo.hpp"
#include "tests/store/crowd.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace stu::test {
namespace {

using Lines = std::vector<std::string>;

constexpr const char *to_grace = "grace@staff.example.edu", *to_david = "david@staff.example.edu";
const std::string answer_soon = "The first answer is due soon.", answer_late = "The first answer is late.",
                  ticket_soon = "The ticket is due soon.", ticket_late = "The ticket is late.";

/// IT answers within 12 minutes and solves within 24, at all hours: soon after 9 and 18.
struct PromisingDesk : DeskWithUndo {
    PromisingDesk() {
        constexpr std::int64_t quarter = 15 * minute_ms;
        REQUIRE(amina.call(WithdrawTicket{}, {std::string(32, '7'), number, 1}).status() == 200);
        server.clock().stand_still((server.clock().now_ms() / quarter + 1) * quarter);
        promise(12, 24);
        number = file_ticket('9').ticket.number;
    }
    void promise(std::int64_t answer_minutes, std::int64_t solve_minutes) {
        server.store().write([&](store::Transaction& transaction) {
            store::set_hours(transaction, {"it", "UTC", "mon-sun 00:00-24:00", ""});
            store::set_target(transaction, {"it", "", "", answer_minutes, solve_minutes});
        });
        store::compute_promises(server.store());
        look(); // what operators have changed is decided now
    }
    void look() {
        while (app::tell_of_promises(server.services(), 10'000) == 0) {}
    }
    void look_after(std::int64_t minutes) {
        server.clock().advance(minutes * minute_ms);
        look();
    }
    void assign(const ApiClient& to) const {
        REQUIRE(david.call(AssignTicket{}, {number, to.person(), ""}).status() == 200);
    }
    void respond(Status to, std::int64_t version) const {
        REQUIRE(david.call(SetStatus{}, {number, version, to, "Look.", {}}).status() == 200);
    }
    /// The first lines of all mail about what is due, to `recipient` or to anybody.
    Lines told(const std::string& recipient = {}) {
        return server.store().read([&](store::Transaction& transaction) {
            Lines lines;
            const auto row = transaction.connection().query(
                "SELECT body, recipient FROM outbox WHERE ticket_id IS NOT NULL AND event = 0 ORDER BY id");
            while (row->next())
                if (recipient.empty() || row->text(1) == recipient)
                    lines.push_back(row->text(0).substr(0, row->text(0).find('\n')));
            return lines;
        });
    }
    void run(std::string_view sql, const std::string& first) {
        server.store().write(
            [&](store::Transaction& transaction) { transaction.connection().run(sql, {first}); });
    }
};

TEST_CASE_FIXTURE(PromisingDesk,
                  "whose ticket it is is told once of each promise that it is soon late, and late") {
    assign(grace);
    const std::string before = wire::to_json(seen_by(amina));
    look_after(8);
    CHECK(told().empty());
    look_after(1);
    look();
    CHECK(told() == Lines{answer_soon});
    look_after(3);
    look();
    CHECK(told() == Lines{answer_soon, answer_late});
    CHECK(wire::to_json(seen_by(amina)) == before);
    respond(Status::under_consideration, 1); // late, but the next is not
    look_after(1);
    CHECK(told().size() == 2);
    look_after(5);
    look_after(6);
    look_after(1'000);
    CHECK(told(to_grace) == Lines{answer_soon, answer_late, ticket_soon, ticket_late});
    CHECK(told().size() == 4);
    CHECK(server.rows("promise_notice") == 4);
}

TEST_CASE_FIXTURE(PromisingDesk, "what nobody looked at in time is told as what it is by then") {
    assign(grace);
    look_after(1'000);
    look();
    CHECK(told() == Lines{answer_late});
}

TEST_CASE_FIXTURE(PromisingDesk,
                  "a mail about it says when, and is written in its reader's language and zone") {
    assign(grace);
    run("UPDATE app_user SET language = 'fr', time_zone = 'Africa/Nairobi' WHERE id = $1", grace.person());
    look_after(9);
    const std::string mail = mails().back();
    CHECK(mail.find("|La première réponse est bientôt attendue.") != std::string::npos);
    CHECK(mail.find("(Africa/Nairobi)") != std::string::npos);
    CHECK(mail.find("/tickets/" + number) != std::string::npos);
}

TEST_CASE_FIXTURE(PromisingDesk, "nobody is told of what was done in time, or does not run") {
    assign(grace);
    std::int64_t version = 1;
    SUBCASE("answered, and solved") {
        look_after(8);
        respond(Status::under_consideration, version++);
        look_after(5);
        respond(Status::completed, version++);
    }
    SUBCASE("it is the student's turn") { respond(Status::awaiting_confirmation, version++); }
    SUBCASE("withdrawn") {
        REQUIRE(amina.call(WithdrawTicket{}, {std::string(32, '3'), number, 1}).status() == 200);
    }
    SUBCASE("merged into another one, which is nobody's") {
        const std::string other = file_ticket('8').ticket.number;
        REQUIRE(david.call(MergeTickets{}, {number, other}).status() == 200);
    }
    SUBCASE("nothing is promised any more") { promise(0, 0); }
    look_after(1'000);
    CHECK(told().empty());
    CHECK(app::tell_of_promises(server.services(), 10'000) == 10'000);
}

TEST_CASE_FIXTURE(PromisingDesk, "a clock that stood still goes on, and what was told is told no more") {
    assign(grace);
    respond(Status::under_consideration, 1);
    look_after(18);
    CHECK(told() == Lines{ticket_soon});
    respond(Status::awaiting_confirmation, 2);
    look_after(15);
    REQUIRE(amina.call(AnswerTicket{}, {std::string(32, '3'), number, "This one.", {}}).status() == 200);
    look();
    CHECK(told() == Lines{ticket_soon});
    look_after(6);
    CHECK(told() == Lines{ticket_soon, ticket_late});
    respond(Status::completed, 4);
    REQUIRE(amina.call(ReopenTicket{}, {std::string(32, '4'), number, 5, "Not yet."}).status() == 200);
    look_after(1);
    CHECK(told().size() == 2);
}

TEST_CASE_FIXTURE(PromisingDesk,
                  "another target is another promise; one that is broken at once is no flood") {
    assign(grace);
    look_after(12);
    CHECK(told() == Lines{answer_late});
    SUBCASE("a longer one is told again once it is due") {
        promise(100, 1'000);
        look_after(60);
        CHECK(told().size() == 1);
        look_after(3);
        CHECK(told() == Lines{answer_late, answer_soon});
        look_after(25);
        CHECK(told() == Lines{answer_late, answer_soon, answer_late});
    }
    SUBCASE("a shorter one was broken before it was made") {
        promise(2, 24);
        look_after(1);
        CHECK(told().size() == 1);
    }
    SUBCASE("a colleague's wish is told at once") {
        server.store().write([](store::Transaction& transaction) {
            store::set_target(transaction, {"it", "", "urgent", 5, 20});
            store::set_target(transaction, {"it", "", "low", 14, 40});
        });
        REQUIRE(david.call(SetPriority{}, {number, Priority::low}).status() == 200);
        look();
        CHECK(told() == Lines{answer_late, answer_soon});
        REQUIRE(david.call(SetPriority{}, {number, Priority::urgent}).status() == 200);
        look();
        CHECK(told() == Lines{answer_late, answer_soon}); // it has been late, and that was told
    }
}

TEST_CASE_FIXTURE(PromisingDesk,
                  "where a ticket is nobody's its watchers are told, else who answered, else nobody") {
    SUBCASE("nobody") {
        look_after(12);
        CHECK(told().empty());
        assign(grace); // who sees in the list that it is late
        look();
        CHECK(told().empty());
    }
    SUBCASE("its watcher") {
        REQUIRE(grace.call(WatchTicket{}, {number, true}).status() == 200);
        look_after(9);
        CHECK(told(to_grace) == Lines{answer_soon});
        CHECK(mails().back().find("You watch this ticket.") != std::string::npos);
    }
    SUBCASE("who answered") {
        respond(Status::under_consideration, 1);
        look_after(24);
        CHECK(told(to_david) == Lines{ticket_late});
    }
    SUBCASE("nobody, where who answered has left") {
        respond(Status::under_consideration, 1);
        run("DELETE FROM staff_membership WHERE user_id = $1", david.person());
        look_after(24);
        CHECK(told().empty());
    }
    SUBCASE("whose it is, not who watches") {
        REQUIRE(grace.call(WatchTicket{}, {number, true}).status() == 200);
        assign(david);
        look_after(9);
        CHECK(told(to_david) == Lines{answer_soon});
    }
    CHECK(told().size() <= 1);
}

TEST_CASE_FIXTURE(PromisingDesk, "whoever has left the department is told nothing") {
    assign(grace);
    REQUIRE(grace.call(WatchTicket{}, {number, true}).status() == 200);
    SUBCASE("and somebody else watches") {
        REQUIRE(david.call(WatchTicket{}, {number, true}).status() == 200);
        run("DELETE FROM staff_membership WHERE user_id = $1", grace.person());
        look_after(9);
        CHECK(told(to_david) == Lines{answer_soon});
    }
    SUBCASE("and nobody is left") {
        run("DELETE FROM staff_membership WHERE user_id = $1", grace.person());
        look_after(12);
    }
    CHECK(told(to_grace).empty());
}

TEST_CASE_FIXTURE(PromisingDesk, "servers that look at the same moment tell it once") {
    store::Store other(server.database(), std::chrono::seconds(20));
    app::Services& here = server.services();
    app::Services there = server.services_on(other);
    assign(grace);
    for (const char digit : {'0', '1', '2'}) {
        number = file_ticket(digit).ticket.number;
        assign(grace);
    }
    for (const std::int64_t minutes : {9, 3}) {
        server.clock().advance(minutes * minute_ms);
        at_once(4, [&](int racer) { app::tell_of_promises(racer % 2 == 0 ? here : there, 10'000); });
    }
    CHECK(told(to_grace).size() == 2 * 4);
    CHECK(server.rows("promise_notice") == 2 * 4);
}

TEST_CASE_FIXTURE(PromisingDesk, "a server that dies meanwhile has told nothing, and another one tells it") {
    assign(grace);
    server.clock().advance(9 * minute_ms);
    const std::int64_t now_ms = server.clock().now_ms();
    const app::Context context{server.services(), {}, {}, now_ms};
    CHECK_THROWS(server.store().write([&](store::Transaction& transaction) {
        const auto tickets = store::tickets_with_notice(transaction, now_ms);
        REQUIRE(tickets.size() == 1);
        app::tell_of_promise(transaction, context, tickets.front(), now_ms);
        throw std::runtime_error("the server dies before the commit");
    }));
    CHECK(told().empty());
    look();
    look();
    CHECK(told() == Lines{answer_soon});
    // The other way about: it was told, and the server died before it knew.
    run("UPDATE ticket SET notice_ms = soon_ms WHERE number = $1", number);
    look();
    CHECK(told() == Lines{answer_soon});
}

TEST_CASE_FIXTURE(PromisingDesk, "what a server of the version before has changed is told when it is due") {
    assign(grace);
    SUBCASE("it has promised something, or an import has") {
        server.store().write(store::decide_notices_anew);
        look_after(9);
        CHECK(told().empty()); // it is soon late already
        look_after(3);
        CHECK(told() == Lines{answer_late});
    }
    SUBCASE("it has moved it") {
        run("UPDATE ticket SET soon_ms = soon_ms + 300000, due_ms = due_ms + 300000 WHERE number = $1",
            number);
        look_after(12);
        CHECK(told().empty());
        look_after(2);
        CHECK(told().size() == 1);
    }
    SUBCASE("it has kept it") {
        run("UPDATE ticket SET soon_ms = 0, due_ms = 0 WHERE number = $1", number);
        look_after(1'000);
        CHECK(told().empty());
    }
    CHECK(app::tell_of_promises(server.services(), 10'000) == 10'000);
}

TEST_CASE_FIXTURE(PromisingDesk,
                  "analytics say how many promises were kept, also before, to the department's staff") {
    const std::int64_t filed_ms = server.clock().now_ms(), quarter = 15 * minute_ms;
    const std::string service = file_ticket('8').ticket.service; // which nobody answers
    server.clock().advance(8 * minute_ms);
    respond(Status::completed, 1);
    AnalyticsRequest request{"it", {}, {}};
    using Kept = std::vector<KeptPromises>;
    const auto kept = [&] { return david.call(DepartmentAnalytics{}, request)->span.promises; };
    CHECK(kept().empty()); // the quarter of an hour goes on
    server.clock().advance(8 * minute_ms);
    CHECK(kept() == Kept{{service, 2, 1, 1, 1}});
    CHECK(kept() == Kept{{service, 2, 1, 1, 1}});
    server.clock().advance(quarter); // nothing happens, but time goes by
    CHECK(kept() == Kept{{service, 2, 1, 2, 1}});
    request.opened = {filed_ms + quarter, 0};
    request.compared = {filed_ms, filed_ms + quarter};
    for (const Form form : both_forms) {
        const auto figures = david.call(DepartmentAnalytics{}, request, form);
        REQUIRE(figures.status() == 200);
        CHECK(figures->span.promises == Kept{{service, 0, 0, 1, 0}});
        CHECK(figures->compared.at(0).promises == Kept{{service, 2, 1, 1, 1}});
        CHECK(amina.call(DepartmentAnalytics{}, request, form).status() == 404);
        CHECK(peter.call(DepartmentAnalytics{}, request, form).status() == 404);
    }
    REQUIRE(amina.call(ReopenTicket{}, {std::string(32, '4'), number, 2, "Not yet."}).status() == 200);
    request = {"it", {}, {}};
    CHECK(kept() == Kept{{service, 2, 1, 1, 0}}); // its solution is still to come
    CHECK(peter.call(DepartmentAnalytics{}, {"finance", {}, {}})->span.promises.empty());
}

} // namespace
} // namespace stu::test
