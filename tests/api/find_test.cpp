// What staff finds by whatever they type.

#include "common/time_spans.hpp"
#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace stu::test {
namespace {

struct FindDesk : Desk {
    Ticket ticket = file_ticket().ticket;

    Findings found(const ApiClient& reader, std::string text, bool best_first = false) {
        const auto binary = reader.call(FindEverything{}, {text, best_first}, Form::binary);
        const auto json = reader.call(FindEverything{}, {text, best_first}, Form::json);
        CAPTURE(text);
        REQUIRE(binary.status() == 200);
        CHECK(wire::to_json(*binary) == wire::to_json(*json));
        CHECK_FALSE(binary->unfinished);
        return *binary;
    }
    bool finds(std::string text) {
        const Findings all = found(david, std::move(text));
        return all.tickets.size() == 1 && all.tickets.front().number == ticket.number;
    }
};

} // namespace

TEST_CASE("a ticket is found by its number, half of it, what stands in it, and what is pasted") {
    FindDesk desk;
    const std::string& number = desk.ticket.number;
    for (const std::string& typed :
         {number, number.substr(0, 4), number.substr(5), number.substr(2, 5), number.substr(1, 3),
          "Re: [" + number + "] Something else", "AW: WG: " + desk.ticket.subject,
          "https://desk.example.edu/tickets/" + number, std::string("amina@students.example.edu"),
          std::string("<amina@students.example.edu>"), std::string("wanji")})
        CHECK_MESSAGE(desk.finds(typed), typed);
    const auto note =
        desk.david.call(NoteOnTicket{}, {std::string(32, 'b'), number, "上海, Straße: 500 € inkognito"});
    REQUIRE(note.status() == 200);
    for (const char* typed : {"上海", "strasse", "500 €", "inkog"}) CHECK_MESSAGE(desk.finds(typed), typed);
    CHECK(desk.found(desk.peter, number).tickets.empty()); // of another department
    CHECK(desk.found(desk.peter, "amina").students.empty());
}

TEST_CASE("students, views and services are found by their names") {
    FindDesk desk;
    const auto students = desk.found(desk.david, "amina").students;
    REQUIRE(students.size() == 1);
    CHECK(students.front().email == "amina@students.example.edu");
    CHECK(students.front().department == "it");
    const NewView view{"Wi-Fi, late", true, {"it", {}, {}, {}, {}}};
    REQUIRE(desk.david.call(SaveView{}, view).status() == 200);
    const auto views = desk.found(desk.david, "wi-fi").views;
    REQUIRE(views.size() == 1);
    CHECK(views.front().name == view.name);
    CHECK(views.front().department == "it");
    CHECK(desk.found(desk.peter, "wi-fi").views.empty());
    CHECK(desk.found(desk.david, "digital lib").services == std::vector<std::string>{"digital-library"});
    CHECK(desk.found(desk.peter, "digital lib").services.empty());
}

TEST_CASE("ranked, what the words are about comes before what they stand in") {
    Desk desk;
    const auto file = [&](char id, std::string subject, std::string message) {
        NewTicket draft = good_draft(id);
        draft.subject = std::move(subject);
        draft.message = std::move(message);
        return desk.amina.call(CreateTicket{}, draft)->ticket.number;
    };
    const std::string about = file('a', "Printer on fire", "Please come."),
                      within = file('b', "Lamp", "By the printer.");
    const auto numbers = [&](bool best_first) {
        std::string all;
        const auto found = desk.david.call(FindEverything{}, {"printer", best_first});
        for (const TicketRow& row : found->tickets) all += row.number + " ";
        return all;
    };
    CHECK(numbers(false) == within + " " + about + " ");
    CHECK(numbers(true) == about + " " + within + " ");
}

TEST_CASE("under filters all is found that the queues have under them, and nothing of other departments") {
    FindDesk desk;
    const User ruth_kamau = desk.server.add_user("ruth@staff.example.edu", "Ruth Kamau", "it");
    desk.server.add_user("rutherford@staff.example.edu", "Rutherford Mwangi", "finance");
    const ApiClient both{desk.server, desk.server.sign_in(desk.server.add_user(
                                          staff_of_both("both@staff.example.edu", "Both Of Them")))};
    std::vector<std::string> numbers{desk.ticket.number};
    for (const char digit : {'1', '2', '3', '4'}) numbers.push_back(desk.file_ticket(digit).ticket.number);
    NewTicket draft = good_draft('5');
    draft.service = "student-finance-and-banking";
    const std::string foreign = desk.amina.call(CreateTicket{}, draft)->ticket.number;
    REQUIRE(desk.david.call(AssignTicket{}, {numbers[0], ruth_kamau.id, {}}).status() == 200);
    REQUIRE(desk.david.call(AssignTicket{}, {numbers[1], std::string(desk.david.person()), {}}).status() ==
            200);
    REQUIRE(desk.david.call(SetPriority{}, {numbers[2], Priority::urgent}).status() == 200);
    REQUIRE(desk.david.call(SetTags{}, {numbers[3], {"Exam week"}, {}}).status() == 200);

    const auto listed = [&](const ApiClient& reader, const ListQueue& list) {
        std::vector<std::string> rows;
        const auto shown = reader.call(DepartmentQueue{}, list);
        for (const TicketRow& row : shown->page.rows) rows.push_back(row.number);
        return rows;
    };
    const auto found = [&](const ApiClient& reader, const std::string& typed) {
        std::vector<std::string> rows;
        const Findings all = desk.found(reader, typed);
        CHECK(all.is_narrowed);
        CHECK(all.students.empty());
        for (const TicketRow& row : all.tickets) rows.push_back(row.number);
        return rows;
    };
    ListQueue list{"it", {}, {}, {}, {}};
    CHECK(found(desk.david, "status:all") == listed(desk.david, list));
    CHECK(found(desk.david, "status:open") == listed(desk.david, list));
    CHECK(found(desk.david, "status:completed").empty());
    list.assignee = ruth_kamau.id;
    CHECK(found(desk.david, "assignee:ruth") == listed(desk.david, list)); // Rutherford works elsewhere
    CHECK(listed(desk.david, list) == std::vector<std::string>{numbers[0]});
    CHECK(desk.found(desk.david, "assignee:ruth").assignee == "Ruth Kamau");
    list.assignee = assigned_to_me;
    CHECK(found(desk.david, "assignee:me") == listed(desk.david, list));
    list.assignee = assigned_to_nobody;
    CHECK(found(desk.david, "assignee:none " + desk.ticket.subject) == listed(desk.david, list));
    list.priorities = {Priority::urgent};
    CHECK(found(desk.david, "assignee:none priority:urgent") == std::vector<std::string>{numbers[2]});
    CHECK(found(desk.david, "tag:exam") == std::vector<std::string>{numbers[3]});
    CHECK(found(desk.david, "tag:exam xyzzy").empty());
    CHECK(found(desk.david, "is:new").size() == 5);
    CHECK(found(desk.david, "is:late").empty());
    {
        store::Transaction transaction = desk.server.store().write();
        transaction.connection().run("UPDATE ticket SET due_ms = created_ms WHERE number <> $1",
                                     {numbers[0]});
        transaction.commit();
    }
    desk.server.clock().advance(2 * minute_ms);
    list = {"it", {}, {}, {}, {}};
    list.turn = QueueTurn::late;
    CHECK(found(desk.david, "is:late") == listed(desk.david, list));
    CHECK(found(desk.david, "is:late").size() == 4);

    CHECK(found(both, "status:open").size() == 6);
    CHECK(found(both, "service:student-finance-and-banking") == std::vector<std::string>{foreign});
    CHECK(found(both, "status:open service:\"finance banking\"") == std::vector<std::string>{foreign});
    // Elsewhere there is no such service, colleague or tag, not even to be asked about.
    for (const char* typed : {"service:student-finance-and-banking", "assignee:rutherford"}) {
        const Findings none = desk.found(desk.david, typed);
        CHECK_FALSE(none.is_narrowed);
        CHECK(none.tickets.empty());
        REQUIRE(none.doubts.size() == 1);
        CHECK(none.doubts.front().fitting.empty());
    }
    const Findings unclear = desk.found(both, "assignee:ruth");
    CHECK(unclear.tickets.empty());
    REQUIRE(unclear.doubts.size() == 1);
    std::vector<std::string> fitting = unclear.doubts.front().fitting;
    std::sort(fitting.begin(), fitting.end());
    CHECK(fitting == std::vector<std::string>{"Ruth Kamau", "Rutherford Mwangi"});
}

TEST_CASE("whatever is typed gets a sensible answer") {
    FindDesk desk;
    for (const std::string& typed :
         {std::string(200, '"'), std::string(), std::string("x"), std::string("  "),
          std::string("🙏🏽🙏🏽"), std::string("re:"), std::string("* OR NOT ( \\ % _ {,}")}) {
        const Findings all = desk.found(desk.david, typed);
        CHECK(all.tickets.empty());
        CHECK(all.students.empty());
    }
    const auto long_one = desk.david.call(FindEverything{}, {std::string(201, 'a')});
    CHECK(long_one.status() == 422);
    CHECK(desk.amina.call(FindEverything{}, {"amina"}).status() == 403);
}

} // namespace stu::test
