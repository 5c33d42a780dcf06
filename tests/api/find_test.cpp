// What staff finds by whatever they type.

#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <string>

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
