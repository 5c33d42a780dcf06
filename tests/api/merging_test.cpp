// Two tickets about one thing become one, and two again: what is seen, what leaves the lists, what is
// refused.

#include "backend/app/held_responses.hpp"
#include "backend/store/schema/migrations.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/merging.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"
#include "tests/support/alike.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

namespace stu::test {
namespace {

struct DeskOfTwins : Desk {
    std::string file(const ApiClient& student, std::string subject = "Wi-Fi",
                     std::string service = "eduroam-and-network-services") {
        NewTicket draft = good_draft();
        draft.request_id = std::string(28, 'c') + std::to_string(1000 + ++filed);
        draft.subject = std::move(subject);
        draft.service = std::move(service);
        return student.call(CreateTicket{}, draft)->ticket.number;
    }
    int filed = 0;
    std::string first = file(amina, "Wi-Fi in block C"), second = file(amina, "Still no Wi-Fi");

    Answered<TicketView> merge(const std::string& number, const std::string& into) {
        return david.call(MergeTickets{}, {number, into});
    }
    std::string refusal(const std::string& number, const std::string& into, int status = 422) {
        const auto answered = merge(number, into);
        CHECK(answered.status() == status);
        return english(status == 422 ? message_for(answered.error.details, "into") : answered.error.message);
    }
    std::vector<std::string> queue() {
        std::vector<std::string> numbers;
        const auto shown = david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}});
        for (const TicketRow& row : shown->page.rows) numbers.push_back(row.number);
        return numbers;
    }
    std::int64_t counted() {
        std::int64_t tickets = 0;
        const auto shown = david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}});
        for (const StatusCount& each : shown->counts) tickets += each.tickets;
        return tickets;
    }
    std::int64_t mails_to(std::string_view recipient) {
        return server.store().read([&](store::Transaction& transaction) {
            const auto row = transaction.connection().query(
                "SELECT COUNT(*) FROM outbox WHERE recipient = $1", {recipient});
            row->next();
            return row->integer(0);
        });
    }
};

TEST_CASE_FIXTURE(DeskOfTwins, "the merged number leads to the other ticket, for its student and for staff") {
    REQUIRE(amina.call(AnswerTicket{}, {std::string(32, 'a'), first, "Room C 12.", {}}).status() == 200);
    const std::string secret = server.link_secret(email, "/track/" + first).substr(0, 20);
    REQUIRE(david.call(NoteOnTicket{}, {std::string(32, 'b'), first, "Router 7?"}).status() == 200);
    REQUIRE(merge(first, second).status() == 200);
    for (const ApiClient* person : {&amina, &david}) {
        const TicketView seen = *person->call(GetTicket{}, {first});
        CHECK(seen.ticket.number == second);
        CHECK(seen.events.back().kind == EventKind::merged);
        REQUIRE(seen.merged.size() == 1);
        const MergedTicket& part = seen.merged.front();
        CHECK(part.number == first);
        CHECK(part.subject == "Wi-Fi in block C");
        CHECK(std::any_of(part.events.begin(), part.events.end(),
                          [](const TicketEvent& event) { return event.text == "Room C 12."; }));
        const bool notes = std::any_of(part.events.begin(), part.events.end(), [](const TicketEvent& event) {
            return event.kind == EventKind::noted;
        });
        CHECK(notes == (person == &david));
    }
    CHECK(brian.call(GetTicket{}, {first}).status() == 404);
    CHECK(peter.call(GetTicket{}, {first}).status() == 404);
    CHECK(visitor.call(FollowTicket{}, {first, secret})->number == second);
    CHECK(visitor.call(FollowTicket{}, {first, std::string(20, '0')}).status() == 404);
    // What is answered there goes to the other one.
    const auto answered = amina.call(AnswerTicket{}, {std::string(32, 'd'), first, "And C 13.", {}});
    REQUIRE(answered.status() == 200);
    CHECK(answered->ticket.number == second);
    CHECK(answered->events.back().text == "And C 13.");
    // But nobody decides about a ticket that they have not seen.
    const std::int64_t version = answered->ticket.version;
    CHECK(david.call(SetStatus{}, {first, version, Status::completed, "", ""}).status() == 409);
    CHECK(amina.call(WithdrawTicket{}, {std::string(32, 'e'), first, version}).status() == 409);
    CHECK(david
              .call(TransferTicket{},
                    {std::string(32, 'f'), first, version, "student-finance-and-banking", "Theirs."})
              .status() == 409);
}

TEST_CASE_FIXTURE(DeskOfTwins, "staff finds a ticket by what stands on those that were merged into it") {
    const auto found = [&](const ApiClient& staff, std::string words) {
        std::string numbers;
        const auto all = staff.call(FindEverything{}, {std::move(words)});
        for (const TicketRow& row : all->tickets) numbers += row.number + " ";
        return numbers;
    };
    const std::string third = file(amina, "Laptop"), target = second + " ", other = first + " ";
    REQUIRE(amina.call(AnswerTicket{}, {std::string(32, 'a'), first, "Near the quetzal.", {}}).status() ==
            200);
    REQUIRE(david.call(NoteOnTicket{}, {std::string(32, 'b'), first, "Antenna seven"}).status() == 200);
    REQUIRE(merge(first, second).status() == 200);
    for (const std::string& words : {std::string("block"), std::string("quetzal"), std::string("antenna sev"),
                                     std::string("still quetzal"), first}) // one here, one there
        CHECK_MESSAGE(found(david, words) == target, words);
    CHECK(found(peter, "quetzal").empty());
    // Whatever is written on it, and on both where two are merged.
    REQUIRE(amina.call(AnswerTicket{}, {std::string(32, 'd'), second, "Walrus", {}}).status() == 200);
    REQUIRE(david.call(NoteOnTicket{}, {std::string(32, 'e'), second, "Ocelot"}).status() == 200);
    REQUIRE(merge(third, second).status() == 200);
    for (const char* words : {"walrus quetzal", "ocelot laptop", "antenna laptop"})
        CHECK_MESSAGE(found(david, words) == target, std::string(words));
    REQUIRE(david.call(UnmergeTicket{}, {first}).status() == 200);
    for (const char* words : {"quetzal", "antenna"})
        CHECK_MESSAGE(found(david, words) == other, std::string(words));
    CHECK(found(david, "ocelot laptop") == target);
    REQUIRE(david.call(UnmergeTicket{}, {third}).status() == 200);
    CHECK(found(david, "ocelot laptop").empty());
    CHECK(found(david, "ocelot") == target);
}

TEST_CASE_FIXTURE(DeskOfTwins,
                  "what a version without the words of merged tickets merged is found by them, once") {
    const std::string third = file(amina, "Laptop"), elsewhere = file(brian, "Quetzal"),
                      target = file(brian, "Ocelot");
    const auto found = [&](std::string words) {
        std::string numbers;
        const auto all = david.call(FindEverything{}, {std::move(words)});
        for (const TicketRow& row : all->tickets) numbers += row.number + " ";
        return numbers;
    };
    const auto run = [&](const char* sql) {
        server.store().write([&](store::Transaction& transaction) { transaction.connection().run(sql); });
    };
    REQUIRE(merge(first, second).status() == 200);
    REQUIRE(merge(third, second).status() == 200);
    REQUIRE(merge(elsewhere, target).status() == 200);
    REQUIRE(merge(third, second).status() == 200); // is so already
    run("DELETE FROM note_words");
    run("UPDATE ticket SET merged_words = 0 WHERE merged_into <> ''");
    for (const char* words : {"block", "laptop", "quetzal"}) CHECK_MESSAGE(found(words).empty(), words);
    for (int i = 0; i < 2; ++i) {
        store::migrate(server.store());
        for (const char* words : {"block", "still laptop", "block laptop"})
            CHECK_MESSAGE(found(words) == second + " ", words);
        CHECK(found("ocelot quetzal") == target + " ");
    }
    // What is there is not looked at again, whoever starts; only what was left where that was interrupted.
    run("DELETE FROM note_words");
    REQUIRE(david.call(UnmergeTicket{}, {elsewhere}).status() == 200);
    run("UPDATE ticket SET merged_words = 0 WHERE subject = 'Laptop'");
    store::migrate(server.store());
    CHECK(found("block laptop") == second + " ");
    CHECK(found("quetzal") == elsewhere + " ");
    run("DELETE FROM note_words");
    store::migrate(server.store());
    CHECK(found("laptop").empty());
}

TEST_CASE_FIXTURE(DeskOfTwins, "a merged ticket leaves lists, queues, counts and figures, and comes back") {
    const auto figures = david.call(DepartmentAnalytics{}, {"it", {}, {}}).reply.body;
    CHECK(counted() == 2);
    REQUIRE(merge(first, second).status() == 200);
    CHECK(queue() == std::vector<std::string>{second});
    CHECK(counted() == 1);
    CHECK(amina.call(ListOwnTickets{}, {})->total == 1);
    CHECK(amina.call(ListOwnTickets{}, {})->rows.front().number == second);
    CHECK(amina.call(StudentHome{}, {})->recent.size() == 1);
    CHECK(amina.call(CurrentSession{}, {})->open_tickets == 1);
    CHECK(david.call(StaffWork{}, {})->page.rows.size() == 1);
    CHECK(david.call(GetTicket{}, {second})->others.empty());
    ListQueue search{"it", {}, {}, {}, {}};
    search.text = "block C";
    REQUIRE(david.call(DepartmentQueue{}, search)->page.rows.size() == 1); // what it goes on in
    CHECK(david.call(DepartmentQueue{}, search)->page.rows.front().number == second);

    REQUIRE(david.call(UnmergeTicket{}, {first})->ticket.number == first);
    REQUIRE(david.call(DepartmentQueue{}, search)->page.rows.size() == 1);
    CHECK(david.call(DepartmentQueue{}, search)->page.rows.front().number == first);
    CHECK(counted() == 2);
    CHECK(queue().size() == 2);
    CHECK(amina.call(ListOwnTickets{}, {})->total == 2);
    CHECK(david.call(DepartmentQueue{}, search)->page.rows.size() == 1);
    CHECK(david.call(DepartmentAnalytics{}, {"it", {}, {}}).reply.body == figures);
    CHECK(david.call(GetTicket{}, {second})->merged.empty());
}

TEST_CASE_FIXTURE(DeskOfTwins, "what cannot be merged, in words, and nothing is half done") {
    const std::string his = file(brian), third = file(amina),
                      elsewhere = file(amina, "Fees", "student-finance-and-banking");
    CHECK(refusal(first, first).find("into itself") != std::string::npos);
    CHECK(refusal(first, his).find("another student's") != std::string::npos);
    CHECK(refusal(first, elsewhere) == "There is no such ticket in your departments.");
    CHECK(refusal(first, "7QHD-20Z8") == "There is no such ticket in your departments.");
    CHECK(!refusal(first, "").empty());
    CHECK(merge("7QHD", first).status() == 422);
    CHECK(merge(elsewhere, first).status() == 404);
    CHECK(amina.call(MergeTickets{}, {first, second}).status() == 403);
    CHECK(peter.call(MergeTickets{}, {first, second}).status() == 404);
    CHECK(visitor.call(MergeTickets{}, {first, second}).status() == 401);

    REQUIRE(merge(first, second).status() == 200);
    REQUIRE(merge(first, second).status() == 200); // is so already
    CHECK(david.call(GetTicket{}, {second})->ticket.version == 2);
    CHECK(refusal(second, first) == "Ticket " + first + " has been merged into this one already.");
    CHECK(refusal(third, first) ==
          "Ticket " + first + " has been merged into " + second + ". Give that number instead.");
    CHECK(refusal(first, third, 409) == "Ticket " + first + " has been merged into " + second + " already.");
    CHECK(refusal(second, third, 409).find("Others have been merged into ticket " + second) !=
          std::string::npos);
    REQUIRE(merge(third, second).status() == 200); // several into one

    const std::string withdrawn = file(amina), open = file(amina), done = file(amina);
    REQUIRE(amina.call(WithdrawTicket{}, {std::string(32, 'e'), withdrawn, 1}).status() == 200);
    CHECK(refusal(open, withdrawn).find("has been withdrawn") != std::string::npos);
    CHECK(refusal(withdrawn, open, 409).find("has been withdrawn") != std::string::npos);
    REQUIRE(david.call(SetStatus{}, {done, 1, Status::completed, "", ""}).status() == 200);
    CHECK(refusal(open, done).find("is closed") != std::string::npos);
    CHECK(merge(done, open).status() == 200);
}

TEST_CASE_FIXTURE(DeskOfTwins, "tickets of two departments are not merged, by whoever works in both") {
    const ApiClient grace(
        server, server.sign_in(server.add_user(staff_of_both("njeri@staff.example.edu", "Grace Njeri"))));
    const std::string elsewhere = file(amina, "Fees", "student-finance-and-banking");
    const auto answered = grace.call(MergeTickets{}, {first, elsewhere});
    CHECK(answered.status() == 422);
    CHECK(english(message_for(answered.error.details, "into")).find("another department's") !=
          std::string::npos);
    // A merged ticket goes where the other one goes: who sees that one no more cannot take it out of there.
    REQUIRE(merge(first, second).status() == 200);
    const std::int64_t version = david.call(GetTicket{}, {second})->ticket.version;
    REQUIRE(david
                .call(TransferTicket{}, {std::string(32, 'f'), second, version, "student-finance-and-banking",
                                         "It is about fees."})
                .status() == 200);
    CHECK(david.call(UnmergeTicket{}, {first}).status() == 409); // it is being handed on
    server.clock().advance(usual_undo_ms);
    app::send_due_responses(server.services(), 10'000);
    CHECK(david.call(GetTicket{}, {first}).status() == 404);
    CHECK(david.call(UnmergeTicket{}, {first}).status() == 404);
    CHECK(peter.call(UnmergeTicket{}, {first}).status() == 404); // it was never theirs
    CHECK(peter.call(GetTicket{}, {first})->ticket.number == second);
    CHECK(grace.call(UnmergeTicket{}, {first})->ticket.number == first);
    CHECK(peter.call(GetTicket{}, {first}).status() == 404);
}

TEST_CASE_FIXTURE(DeskOfTwins, "after thirty days a merged ticket stays where it is") {
    const User ruth = server.add_user("ruth@staff.example.edu", "Ruth Achieng", "it");
    REQUIRE(merge(first, second).status() == 200);
    SUBCASE("a day less") {
        server.clock().advance(29 * day_ms);
        const ApiClient later(server, server.sign_in(ruth));
        CHECK(later.call(UnmergeTicket{}, {first}).status() == 200);
    }
    SUBCASE("a day more") {
        server.clock().advance(31 * day_ms);
        const ApiClient later(server, server.sign_in(ruth));
        const auto answered = later.call(UnmergeTicket{}, {first});
        CHECK(answered.status() == 409);
        CHECK(english(answered.error.message) ==
              "Ticket " + first + " was merged more than 30 days ago. It stays where it is.");
        CHECK(later.call(GetTicket{}, {first})->ticket.number == second);
    }
}

TEST_CASE_FIXTURE(DeskOfTwins, "its student is told, unless it is undone at once") {
    const std::int64_t before = mails_to(email);
    REQUIRE(merge(first, second).status() == 200);
    CHECK(mails_to(email) == before + 1);
    SUBCASE("at once") {
        REQUIRE(david.call(UnmergeTicket{}, {first}).status() == 200);
        CHECK(mails_to(email) == before);
    }
    SUBCASE("later") {
        server.clock().advance(60'000);
        REQUIRE(david.call(UnmergeTicket{}, {first}).status() == 200);
        CHECK(mails_to(email) == before + 2);
    }
}

TEST_CASE_FIXTURE(DeskOfTwins, "what repeats a merged ticket comes back when the other one ends unsolved") {
    const std::string his = file(brian);
    REQUIRE(david.call(SetStatus{}, {his, 1, Status::duplicate, "", first}).status() == 200);
    REQUIRE(merge(first, second).status() == 200);
    const auto status_of = [&](const std::string& number) {
        return david.call(GetTicket{}, {number})->ticket.status;
    };
    CHECK(status_of(his) == Status::duplicate);
    const auto again = david.call(SetStatus{}, {file(brian), 1, Status::duplicate, "", first});
    CHECK(again.status() == 422);
    CHECK(english(message_for(again.error.details, "duplicate_of")).find("Give that number instead") !=
          std::string::npos);
    REQUIRE(david.call(SetStatus{}, {second, 2, Status::rejected, "Not ours.", ""}).status() == 200);
    CHECK(status_of(his) == Status::under_consideration);
}

TEST_CASE_FIXTURE(DeskOfTwins,
                  "while somebody is sending something, the tickets stay as they have seen them") {
    REQUIRE(david
                .call(RespondToTicket{},
                      {std::string(32, 'a'), second, 1, Status::under_consideration, "I look.", {}, {}})
                .status() == 200);
    if (david.call(GetTicket{}, {second})->held.empty()) return; // this desk holds nothing
    CHECK(merge(first, second).status() == 409);
    CHECK(merge(second, first).status() == 409);
}

TEST_CASE("a thousand random merges and un-merges leave every history as it was") {
    DeskOfTwins desk;
    std::mt19937 random(13);
    const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
    std::vector<std::string> numbers{desk.first, desk.second};
    for (int i = 0; i < 4; ++i) numbers.push_back(desk.file(desk.amina));
    const std::vector<std::string> his{desk.file(desk.brian), desk.file(desk.brian)};
    numbers.insert(numbers.end(), his.begin(), his.end());
    // Different in status, words and whose turn it is.
    REQUIRE(desk.david.call(SetStatus{}, {numbers[1], 1, Status::awaiting_confirmation, "Which room?", ""})
                .status() == 200);
    desk.server.clock().advance(5'000);
    REQUIRE(desk.amina.call(AnswerTicket{}, {std::string(32, 'a'), numbers[1], "C 12.", {}}).status() == 200);
    REQUIRE(
        desk.david.call(SetStatus{}, {numbers[2], 1, Status::awaiting_confirmation, "When?", ""}).status() ==
        200);
    REQUIRE(desk.david.call(SetStatus{}, {numbers[3], 1, Status::completed, "Done.", ""}).status() == 200);
    REQUIRE(desk.david.call(NoteOnTicket{}, {std::string(32, 'b'), numbers[4], "A note."}).status() == 200);
    desk.server.clock().advance(60'000);

    // All but when it was changed last, and that it was merged.
    const auto history_of = [&](const std::string& number) {
        return desk.server.store().read([&](store::Transaction& transaction) {
            TicketView history;
            history.ticket = store::find_ticket(transaction, number).value();
            history.ticket.version = history.ticket.updated_ms = 0;
            history.events = store::load_events(transaction, history.ticket.id);
            std::erase_if(history.events, [](const TicketEvent& event) {
                return event.kind == EventKind::merged || event.kind == EventKind::unmerged;
            });
            return history;
        });
    };
    const auto is_as_before = [&](const std::string& number, const TicketView& before) {
        return wire::to_json(history_of(number)) == wire::to_json(before);
    };
    std::map<std::string, TicketView> before;
    for (const std::string& number : numbers) before.emplace(number, history_of(number));
    const std::int64_t counted = desk.counted();
    const auto figures = desk.david.call(DepartmentAnalytics{}, {"it", {}, {}}).reply.body;

    std::map<std::string, std::string> into;
    std::size_t merges = 0, undone = 0;
    const std::size_t wanted = tried_of(1'000);
    for (int step = 0; merges + undone < wanted || !into.empty(); ++step) {
        if (step % 500 == 0) // nobody decides so often in an hour
            desk.server.store().write([](store::Transaction& transaction) {
                return transaction.connection().run("DELETE FROM rate");
            });
        const bool finishing = merges + undone >= wanted;
        const std::string& number = numbers[below(numbers.size())];
        if (finishing || below(3) == 0) {
            const auto answered = desk.david.call(UnmergeTicket{}, {number});
            REQUIRE(answered.status() == 200);
            CHECK(answered->ticket.number == number);
            undone += into.erase(number);
            CHECK(is_as_before(number, before.at(number)));
            continue;
        }
        const std::string& target = numbers[below(numbers.size())];
        const int status = desk.merge(number, target).status();
        const bool holds =
            std::any_of(into.begin(), into.end(), [&](const auto& each) { return each.second == number; });
        const bool same_student = before.at(number).ticket.owner_id == before.at(target).ticket.owner_id;
        const bool possible = number != target && same_student && !into.count(target) && !holds &&
                              before.at(target).ticket.is_open() &&
                              (!into.count(number) || into.at(number) == target);
        REQUIRE((status == 200) == possible);
        if (!possible) continue;
        merges += into.count(number) == 0;
        into[number] = target;
        CHECK(desk.david.call(GetTicket{}, {number})->ticket.number == target);
    }
    for (const std::string& number : numbers) CHECK(is_as_before(number, before.at(number)));
    CHECK(desk.counted() == counted);
    CHECK(desk.david.call(DepartmentAnalytics{}, {"it", {}, {}}).reply.body == figures);
}

} // namespace
} // namespace stu::test
