// What staff decides between themselves: who does it, how urgent it is, what they note; and whose turn it is.

#include "backend/store/tickets/opening_hours.hpp"
#include "common/ticket_number.hpp"
#include "common/time_spans.hpp"
#include "tests/api/desk.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace stu::test {
namespace {

std::string request_id(char digit) { return std::string(32, digit); }

struct WorkingDesk : Desk {
    ApiClient ruth{server, server.sign_in(server.add_user("ruth@staff.example.edu", "Ruth Kamau", "it"))};
    Ticket ticket = file_ticket().ticket;

    Answered<TicketView> assign(const ApiClient& by, const std::string& to, const std::string& seen) {
        return by.call(AssignTicket{}, {ticket.number, to, seen});
    }
    std::vector<std::string> listed(const ApiClient& reader, const ListWork& request) {
        std::vector<std::string> numbers;
        for (const Form form : both_forms) {
            const auto page = reader.call(StaffWork{}, request, form);
            REQUIRE(page.status() == 200);
            std::vector<std::string> now;
            for (const TicketRow& row : page->page.rows) now.push_back(row.number);
            CHECK(page->page.total == static_cast<std::int64_t>(now.size()));
            CHECK((form == Form::binary || now == numbers));
            numbers = now;
        }
        return numbers;
    }
    TicketRow first_row(const ApiClient& reader) { return reader.call(StaffWork{}, {})->page.rows.at(0); }
};

TEST_CASE("a ticket is taken, given to a colleague and given back, and its history says by whom") {
    WorkingDesk desk;
    const std::string david = desk.david.person(), ruth = desk.ruth.person();
    CHECK(desk.assign(desk.david, david, "")->work.assignee == david);
    CHECK(desk.assign(desk.david, ruth, david)->work.assignee == ruth);
    const auto back = desk.assign(desk.ruth, "", ruth);
    CHECK(back->work.assignee.empty());
    std::vector<std::string> moves;
    for (const TicketEvent& event : back->events)
        if (event.kind == EventKind::assigned)
            moves.push_back(event.author_name + ": " + event.was + ">" + event.becomes);
    CHECK(moves == std::vector<std::string>{"David Otieno: >" + david, "David Otieno: " + david + ">" + ruth,
                                            "Ruth Kamau: " + ruth + ">"});
    CHECK(back->ticket.version == 1);
}

TEST_CASE("of two who take a ticket at once one gets it, and the other is told") {
    WorkingDesk desk;
    REQUIRE(desk.assign(desk.david, desk.david.person(), "").status() == 200);
    const auto late = desk.assign(desk.ruth, desk.ruth.person(), "");
    CHECK(late.status() == 409);
    CHECK(english(late.error.message).find("meanwhile") != std::string::npos);
    // The same again, by a press that comes twice, is no conflict and no second event.
    const auto again = desk.assign(desk.david, desk.david.person(), "");
    CHECK(again.status() == 200);
    CHECK(again->events.size() == 2);
}

TEST_CASE("a closed ticket is given to nobody, and whoever has it can give it back") {
    WorkingDesk desk;
    const std::string ruth = desk.ruth.person();
    REQUIRE(desk.assign(desk.ruth, ruth, "").status() == 200);
    REQUIRE(desk.ruth.call(SetStatus{}, {desk.ticket.number, 1, Status::completed, "Done.", {}}).status() ==
            200);
    const auto refused = desk.assign(desk.david, desk.david.person(), ruth);
    CHECK(refused.status() == 409);
    CHECK(english(refused.error.message).find("closed") != std::string::npos);
    CHECK(desk.assign(desk.david, ruth, ruth).status() == 200); // nothing changes by that
    CHECK(desk.assign(desk.david, "", ruth)->work.assignee.empty());
    CHECK(desk.assign(desk.david, desk.david.person(), "").status() == 409);
}

TEST_CASE("a ticket is given only to somebody who works in its department") {
    WorkingDesk desk;
    for (const std::string& to : {desk.peter.person(), desk.amina.person(), std::string("nobody")})
        CHECK(desk.assign(desk.david, to, "").status() == 422);
    CHECK(desk.assign(desk.david, std::string(200, 'a'), "").status() == 422);
    CHECK(desk.david.call(AssignTicket{}, {make_ticket_number(1), "", ""}).status() == 404);
}

TEST_CASE("whoever leaves gives back what was theirs") {
    WorkingDesk desk;
    REQUIRE(desk.assign(desk.david, desk.ruth.person(), "").status() == 200);
    REQUIRE(desk.ruth.call(DeleteAccount{}, {std::string(RunningServer::password)}).status() == 200);
    CHECK(desk.david.call(GetTicket{}, {desk.ticket.number})->work.assignee.empty());
    CHECK(desk.listed(desk.david, {WorkList::unassigned, {}, {}, {}}).size() == 1);
}

TEST_CASE("a note is kept once, and a full ticket takes no more") {
    WorkingDesk desk;
    const TicketNote note{request_id('b'), desk.ticket.number, "AP 2-14 has the old firmware."};
    for (int i = 0; i < 2; ++i) CHECK(desk.david.call(NoteOnTicket{}, note)->events.size() == 2);
    TicketNote other = note;
    other.text = "Something else.";
    CHECK(desk.david.call(NoteOnTicket{}, other).status() == 409);
    CHECK(desk.david.call(NoteOnTicket{}, {request_id('c'), desk.ticket.number, " "}).status() == 422);
    CHECK(desk.david.call(NoteOnTicket{}, {"", desk.ticket.number, "A note."}).status() == 422);
    const std::string much(max_note, 'x');
    int noted = 0;
    for (char digit : std::string("0123456789abcdef0123456789")) {
        std::string id = request_id(digit);
        id[0] = noted < 16 ? 'e' : 'f';
        if (desk.david.call(NoteOnTicket{}, {id, desk.ticket.number, much}).status() == 409) break;
        ++noted;
    }
    CHECK(noted == static_cast<int>(max_notes / static_cast<std::int64_t>(max_note)) - 1);
}

TEST_CASE("students learn nothing of who does it, how urgent it is and what was noted") {
    WorkingDesk desk;
    const auto asked = [&](Form form) {
        const auto text = [](const Reply& reply) { return std::to_string(reply.status) + reply.body; };
        return text(desk.amina.call(GetTicket{}, {desk.ticket.number}, form).reply) +
               text(desk.amina.call(ListOwnTickets{}, {}, form).reply) +
               text(desk.amina.call(StudentHome{}, {}, form).reply);
    };
    const std::string before[] = {asked(Form::binary), asked(Form::json)};
    REQUIRE(desk.assign(desk.david, desk.ruth.person(), "").status() == 200);
    REQUIRE(desk.david.call(SetPriority{}, {desk.ticket.number, Priority::urgent}).status() == 200);
    REQUIRE(desk.david.call(NoteOnTicket{}, {request_id('b'), desk.ticket.number, "A note."}).status() ==
            200);
    CHECK(asked(Form::binary) == before[0]);
    CHECK(asked(Form::json) == before[1]);
}

TEST_CASE("how urgent a ticket is stands in lists and history") {
    WorkingDesk desk;
    const auto changed = desk.david.call(SetPriority{}, {desk.ticket.number, Priority::urgent});
    CHECK(changed->work.priority == Priority::urgent);
    CHECK(changed->events.back().was == "normal");
    CHECK(changed->events.back().becomes == "urgent");
    CHECK(desk.david.call(SetPriority{}, {desk.ticket.number, Priority::urgent})->events.size() == 2);
    CHECK(desk.first_row(desk.david).work.priority == Priority::urgent);
    CHECK(desk.david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}})->page.rows.at(0).work.priority ==
          Priority::urgent);
    const std::string json = R"({"number":")" + desk.ticket.number + R"(","to":"enormous"})";
    CHECK(desk.david.post("tickets.set_priority", json_content_type, json).status == 400);
}

TEST_CASE("my turn is what waits and is mine or nobody's, the longest wait first") {
    WorkingDesk desk;
    // On a Wednesday: what begins to wait on a weekend is all late at the same moment.
    REQUIRE(desk.amina.call(WithdrawTicket{}, {request_id('e'), desk.ticket.number, 1}).status() == 200);
    desk.server.clock().stand_still(1'768'388'400'000);
    desk.server.store().write([](store::Transaction& transaction) { // a session of tomorrow is none
        transaction.connection().run("UPDATE session SET created_ms = 0");
    });
    desk.ticket = desk.file_ticket('d').ticket;
    desk.server.clock().advance(1'000);
    const std::string second = desk.file_ticket('b').ticket.number;
    const std::string& first = desk.ticket.number;
    const ListWork my_turn, mine{WorkList::mine, {}, {}, {}}, unassigned{WorkList::unassigned, {}, {}, {}};
    CHECK(desk.listed(desk.david, my_turn) == std::vector{first, second});
    REQUIRE(desk.assign(desk.david, desk.ruth.person(), "").status() == 200);
    CHECK(desk.listed(desk.david, my_turn) == std::vector{second});
    CHECK(desk.listed(desk.ruth, my_turn) == std::vector{first, second});
    CHECK(desk.listed(desk.ruth, unassigned) == std::vector{second});
    CHECK(desk.listed(desk.ruth, mine) == std::vector{first});
    CHECK(desk.listed(desk.peter, my_turn).empty());

    // Asked something, the student has the turn; with the answer it is Ruth's again.
    desk.server.clock().advance(1'000);
    REQUIRE(desk.ruth.call(SetStatus{}, {first, 1, Status::awaiting_confirmation, "Which?", {}}).status() ==
            200);
    CHECK(desk.listed(desk.ruth, my_turn) == std::vector{second});
    CHECK(desk.listed(desk.ruth, mine) == std::vector{first});
    desk.server.clock().advance(1'000);
    REQUIRE(desk.amina.call(AnswerTicket{}, {request_id('c'), first, "The blue\none.", {}}).status() == 200);
    CHECK(desk.listed(desk.ruth, my_turn) == std::vector{second, first});
    CHECK(desk.listed(desk.ruth, {WorkList::my_turn, WaitKind::answered, {}, {}}) == std::vector{first});
    CHECK(desk.listed(desk.ruth, {WorkList::my_turn, WaitKind::fresh, {}, {}}) == std::vector{second});
    const auto rows = desk.ruth.call(StaffWork{}, {})->page.rows;
    CHECK(rows.at(1).work.last_words == "The blue one.");
    CHECK(rows.at(1).work.assignee == "Ruth Kamau");
    CHECK(rows.at(1).work.waiting_ms == rows.at(1).updated_ms);

    REQUIRE(desk.ruth.call(SetStatus{}, {first, 3, Status::completed, "Done.", {}}).status() == 200);
    CHECK(desk.listed(desk.ruth, mine).empty());
    CHECK(desk.ruth.call(StaffWork{}, {mine.list, WaitKind::late, {}, {}}).status() == 422);
    CHECK(desk.ruth.call(StaffWork{}, {WorkList::my_turn, {}, "nonsense", {}}).status() == 422);
}

TEST_CASE("late is what has waited for more than three working days") {
    WorkingDesk desk;
    const ListWork late{WorkList::my_turn, WaitKind::late, {}, {}};
    CHECK(desk.listed(desk.david, late).empty());
    desk.server.clock().advance(6 * day_ms); // whatever the day, three of them are working days
    const ApiClient grace(
        desk.server, // the others' sessions have ended
        desk.server.sign_in(desk.server.add_user("grace@staff.example.edu", "Grace", "it")));
    CHECK(desk.listed(grace, late).size() == 1);
    CHECK(grace.call(StaffWork{}, {})->kinds == std::vector<std::int64_t>{1, 1, 0, 1});
}

TEST_CASE(
    "what was promised is due by the hours of the department, first of all, and no student hears of it") {
    WorkingDesk desk;
    const Ticket later = desk.file_ticket('b').ticket;
    desk.server.store().write([&](store::Transaction& transaction) {
        store::set_hours(transaction, {"it", "UTC", "mon-sun 00:00-24:00", ""});
        store::set_target(transaction, {"it", "", "urgent", 20, 100});
    });
    REQUIRE(desk.ruth.call(SetPriority{}, {later.number, Priority::urgent}).status() == 200);
    CHECK(desk.listed(desk.david, {WorkList::my_turn, WaitKind::any, {}, {}}) ==
          std::vector<std::string>{later.number, desk.ticket.number});
    const Due due = desk.first_row(desk.david).work.due;
    CHECK(due.what == DueFor::answer);
    CHECK(due.at_ms == later.created_ms + 20 * minute_ms);
    CHECK(due.soon_ms == later.created_ms + 15 * minute_ms);
    CHECK(desk.david.call(GetTicket{}, {later.number})->due.at_ms == due.at_ms);
    CHECK(desk.amina.call(GetTicket{}, {later.number})->due.at_ms == 0);
    CHECK(desk.amina.call(ListOwnTickets{}, {})->rows.at(0).work.due.at_ms == 0);
    const ListWork late{WorkList::my_turn, WaitKind::late, {}, {}};
    CHECK(desk.listed(desk.david, late).empty());
    desk.server.clock().advance(20 * minute_ms);
    CHECK(desk.listed(desk.david, late) == std::vector<std::string>{later.number});
    // Answered late, the solution is next.
    REQUIRE(desk.david
                .call(SetStatus{}, {later.number, later.version, Status::under_consideration, "We look.", ""})
                .status() == 200);
    CHECK(desk.david.call(GetTicket{}, {later.number})->due.what == DueFor::solution);
    CHECK(desk.listed(desk.david, late).empty());
}

TEST_CASE("what has changed since somebody read it is unread, for each of staff apart") {
    WorkingDesk desk;
    CHECK(desk.first_row(desk.david).work.unread);
    REQUIRE(desk.david.call(MarkSeen{}, {desk.ticket.number, 1}).status() == 200);
    CHECK_FALSE(desk.first_row(desk.david).work.unread);
    CHECK(desk.david.call(GetTicket{}, {desk.ticket.number})->seen == 1);
    CHECK(desk.ruth.call(GetTicket{}, {desk.ticket.number})->seen == 0);
    CHECK(desk.amina.call(GetTicket{}, {desk.ticket.number})->seen == 0);
    CHECK(desk.first_row(desk.ruth).work.unread);
    REQUIRE(desk.amina.call(AnswerTicket{}, {request_id('c'), desk.ticket.number, "More.", {}}).status() ==
            200);
    CHECK(desk.first_row(desk.david).work.unread);
    // Nobody has seen what is not there yet.
    REQUIRE(desk.david.call(MarkSeen{}, {desk.ticket.number, 99}).status() == 200);
    REQUIRE(desk.amina.call(AnswerTicket{}, {request_id('d'), desk.ticket.number, "More.", {}}).status() ==
            200);
    CHECK(desk.first_row(desk.david).work.unread);
}

TEST_CASE("the lists go on page by page") {
    WorkingDesk desk;
    for (int i = 0; i < 55; ++i) {
        desk.server.clock().advance(1'000);
        NewTicket draft = good_draft();
        draft.request_id = std::to_string(100 + i) + std::string(29, 'e');
        REQUIRE((i % 2 ? desk.amina : desk.brian).call(CreateTicket{}, draft).status() == 200);
    }
    const auto first = desk.david.call(StaffWork{}, {});
    REQUIRE(first->page.rows.size() == 50);
    CHECK(first->page.rows.front().number == desk.ticket.number);
    const auto second = desk.david.call(StaffWork{}, {WorkList::my_turn, {}, first->page.older, {}});
    CHECK(second->page.rows.size() == 6);
    CHECK(second->page.first == 51);
    const auto back = desk.david.call(StaffWork{}, {WorkList::my_turn, {}, {}, second->page.newer});
    CHECK(back->page.rows.front().number == desk.ticket.number);
    CHECK(back->page.rows.back().number == first->page.rows.back().number);
}

} // namespace
} // namespace stu::test
