// Tickets that have to do with each other: staff links them and finds similar ones.

#include "common/linking.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace stu::test {
namespace {

struct DeskOfAlike : Desk {
    std::string file(const ApiClient& student, const std::string& subject, const std::string& service,
                     int digits) {
        NewTicket draft = good_draft();
        draft.request_id = std::string(28, 'c') + std::to_string(1000 + digits);
        draft.subject = subject;
        draft.service = service;
        return student.call(CreateTicket{}, draft)->ticket.number;
    }
    std::string at_it(const ApiClient& student, const std::string& subject) {
        return file(student, subject, "eduroam-and-network-services", ++filed);
    }
    std::vector<std::string> linked(const ApiClient& staff, const std::string& number) {
        std::vector<std::string> numbers;
        const auto view = staff.call(GetTicket{}, {number});
        for (const TicketRow& row : view->linked) numbers.push_back(row.number);
        return numbers;
    }
    std::vector<std::string> similar(const std::string& number) {
        std::vector<std::string> numbers;
        const auto alike = david.call(FindSimilarTickets{}, {number});
        for (const TicketRow& row : alike->rows) numbers.push_back(row.number);
        return numbers;
    }
    int filed = 0;
    ApiClient both{server,
                   server.sign_in(server.add_user(staff_of_both("njeri@staff.example.edu", "Grace Njeri")))};
};

TEST_CASE_FIXTURE(DeskOfAlike,
                  "a link is seen from both tickets, by staff alone, and can be taken off again") {
    const std::string one = at_it(amina, "Block C"), other = at_it(brian, "Block D");
    REQUIRE(david.call(LinkTickets{}, {one, other, true}).status() == 200);
    CHECK(linked(david, one) == std::vector<std::string>{other});
    CHECK(linked(david, other) == std::vector<std::string>{one});
    const TicketEvent last = david.call(GetTicket{}, {other})->events.back();
    CHECK(last.kind == EventKind::linked);
    CHECK(last.becomes == one);
    CHECK(last.author_name == "David Otieno");
    const TicketView hers = *amina.call(GetTicket{}, {one});
    CHECK(hers.linked.empty());
    CHECK(hers.events.size() == 1);
    CHECK(hers.ticket.version == 1);

    REQUIRE(david.call(LinkTickets{}, {other, one, true}).status() == 200); // is so already
    CHECK(david.call(GetTicket{}, {one})->events.size() == 2);
    REQUIRE(david.call(LinkTickets{}, {other, one, false}).status() == 200);
    CHECK(linked(david, one).empty());
    CHECK(david.call(GetTicket{}, {one})->events.back().was == other);
}

TEST_CASE_FIXTURE(DeskOfAlike, "of a ticket of another department neither the link nor its number is seen") {
    const std::string one = at_it(amina, "Fees"),
                      other = file(amina, "Fees", "student-finance-and-banking", ++filed);
    CHECK(david.call(LinkTickets{}, {one, other, true}).status() == 422);
    REQUIRE(both.call(LinkTickets{}, {one, other, true}).status() == 200);
    CHECK(linked(both, one) == std::vector<std::string>{other});
    CHECK(linked(david, one).empty());
    CHECK(linked(peter, other).empty());
    const TicketView seen = *david.call(GetTicket{}, {one});
    CHECK(seen.events.back().kind == EventKind::linked);
    CHECK(seen.events.back().becomes.empty());
}

TEST_CASE_FIXTURE(DeskOfAlike, "links: what is refused") {
    const std::string one = at_it(amina, "Block C");
    const auto refused = [&](const std::string& other) {
        const auto answered = david.call(LinkTickets{}, {one, other, true});
        CHECK(answered.status() == 422);
        return english(message_for(answered.error.details, "other"));
    };
    CHECK(refused(one).find("same ticket") != std::string::npos);
    CHECK(!refused("7QHD").empty());
    CHECK(!refused("").empty());
    CHECK(refused("7QHD-20Z8") == "There is no such ticket in your departments.");
    for (int i = 0; i < max_links; ++i)
        REQUIRE(
            david.call(LinkTickets{}, {one, at_it(i % 2 == 0 ? amina : brian, "Another"), true}).status() ==
            200);
    const auto full = david.call(LinkTickets{}, {at_it(brian, "One more"), one, true});
    CHECK(full.status() == 409);
    CHECK(linked(david, one).size() == static_cast<std::size_t>(max_links));
}

TEST_CASE_FIXTURE(DeskOfAlike, "similar are open tickets of the department that share words of the subject") {
    const std::string asked = at_it(amina, "Printer in the library is jammed");
    const std::string most = at_it(brian, "Library printer jammed again"), less = at_it(brian, "printer PIN");
    at_it(brian, "Timetable");
    const std::string closed = at_it(brian, "Printer jammed");
    REQUIRE(david.call(SetStatus{}, {closed, 1, Status::completed, "", ""}).status() == 200);
    file(brian, "Printer jammed", "student-finance-and-banking", ++filed);
    CHECK(similar(asked) == std::vector<std::string>{most, less});
    CHECK(similar(at_it(brian, "?!")).empty());
    CHECK(similar(at_it(brian, "图书馆打印机坏了")).empty());
    const std::string chinese = at_it(amina, "图书馆打印机坏了");
    CHECK(similar(chinese).size() == 1);
}

TEST_CASE_FIXTURE(DeskOfAlike,
                  "beside a ticket stand the newest five of its student's that the reader may see") {
    const std::string first = at_it(amina, "Block C"), second = at_it(amina, "Block D");
    const auto beside = [&](const ApiClient& staff, const std::string& number) {
        std::vector<std::string> subjects;
        const auto view = staff.call(GetTicket{}, {number});
        for (const TicketRow& row : view->others) subjects.push_back(row.subject);
        return subjects;
    };
    CHECK(beside(david, first) == std::vector<std::string>{"Block D"});
    for (int i = 0; i < 9; ++i) // more than are looked at first
        file(amina, "Fees " + std::to_string(i), "student-finance-and-banking", ++filed);
    CHECK(beside(david, first) == std::vector<std::string>{"Block D"});
    CHECK(beside(david, second) == std::vector<std::string>{"Block C"});
    for (int i = 0; i < 6; ++i) at_it(amina, "Room " + std::to_string(i));
    CHECK(beside(david, first) == std::vector<std::string>{"Room 5", "Room 4", "Room 3", "Room 2", "Room 1"});
    CHECK(beside(amina, first).empty());
}

} // namespace
} // namespace stu::test
