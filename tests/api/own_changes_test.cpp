// Editing, withdrawing and reopening: by the student alone, once, and seen by everybody concerned.

#include "tests/api/desk.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

std::string id_of(char digit) { return std::string(32, digit); }

std::int64_t found(const Desk& desk, std::string_view text) {
    ListQueue request{"it", {}, {}, {}, {}};
    request.text = text;
    return desk.david.call(DepartmentQueue{}, request)->page.total;
}

TEST_CASE("an edited ticket is found by its new words, and its earlier ones stay readable") {
    Desk desk;
    const Ticket ticket = desk.file_ticket().ticket;
    const TicketEdit edit{id_of('1'), ticket.number, 1, "Eduroam in hostel B", "Since Monday."};
    for (const Form form : both_forms) { // the second is a retry
        const auto edited = desk.amina.call(EditTicket{}, edit, form);
        REQUIRE(edited.status() == 200);
        CHECK(edited->ticket.subject == "Eduroam in hostel B");
        CHECK(edited->ticket.version == 2);
        REQUIRE(edited->events.size() == 2);
        CHECK(edited->events.back().kind == EventKind::edited);
        CHECK(edited->events.back().earlier_subject == ticket.subject);
        CHECK(edited->events.back().earlier_message == ticket.message);
    }
    CHECK(desk.david.call(GetTicket{}, {ticket.number})->events.back().earlier_message == ticket.message);
    CHECK(found(desk, "hostel") == 1);
    CHECK(found(desk, "connect") == 0); // a word of the earlier message
    CHECK(found(desk, ticket.number) == 1);

    TicketEdit second{id_of('2'), ticket.number, 1, "Another", "Words."};
    CHECK(desk.amina.call(EditTicket{}, second).status() == 409); // of an old version
    second.version = 2;
    second.subject = "Eduroam in hostel B";
    second.message = "Since Monday.";
    CHECK(desk.amina.call(EditTicket{}, second).status() == 422); // nothing would change
    second.subject.clear();
    CHECK(desk.amina.call(EditTicket{}, second).status() == 422);

    REQUIRE(desk.david.call(SetStatus{}, {ticket.number, 2, Status::under_consideration, "", {}}).status() ==
            200);
    const auto late = desk.amina.call(EditTicket{}, {id_of('3'), ticket.number, 3, "Late", "Words."});
    CHECK(late.status() == 409);
    CHECK(english(late.error.message).find("answer") != std::string::npos);
    CHECK(desk.server.rows("ticket_event") == 3);
}

TEST_CASE("a withdrawn ticket leaves the queue, the counts and the search, and comes back as it was") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    REQUIRE(desk.david.call(SetStatus{}, {number, 1, Status::awaiting_confirmation, "Which?", {}}).status() ==
            200);
    const auto mails = desk.server.rows("outbox");
    const TicketWithdrawal withdrawal{id_of('1'), number, 2};
    for (const Form form : both_forms) {
        const auto withdrawn = desk.amina.call(WithdrawTicket{}, withdrawal, form);
        REQUIRE(withdrawn.status() == 200);
        CHECK(withdrawn->ticket.withdrawn_ms > 0);
        CHECK(withdrawn->events.size() == 3);
    }
    CHECK(desk.server.rows("outbox") == mails + 1); // David, who asked, is told once
    const auto queue = desk.david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}});
    CHECK(queue->page.total == 0);
    CHECK(queue->page.rows.empty());
    for (const StatusCount& count : queue->counts) CHECK(count.tickets == 0);
    CHECK(found(desk, number) == 0);
    CHECK(desk.david.call(DepartmentAnalytics{}, {"it", {}, {}})->total == 0);
    CHECK(desk.david.call(CurrentSession{}, {})->open_tickets == 0);
    CHECK(desk.amina.call(CurrentSession{}, {})->open_tickets == 0);
    CHECK(desk.amina.call(StudentHome{}, {})->waiting.empty());
    CHECK(desk.amina.call(ListOwnTickets{}, {})->total == 1);
    CHECK(desk.amina.call(ListOwnTickets{}, {})->rows.at(0).withdrawn);

    // By its number it can still be read; nobody changes it.
    CHECK(desk.david.call(GetTicket{}, {number}).status() == 200);
    CHECK(desk.david.call(SetStatus{}, {number, 3, Status::completed, "", {}}).status() == 409);
    CHECK(desk.amina.call(AnswerTicket{}, {id_of('2'), number, "This one.", {}}).status() == 409);
    CHECK(desk.amina.call(WithdrawTicket{}, {id_of('3'), number, 3}).status() == 409);

    const auto back = desk.amina.call(ReopenTicket{}, {id_of('4'), number, 3, "I need it after all."});
    REQUIRE(back.status() == 200);
    CHECK(back->ticket.status == Status::awaiting_confirmation);
    CHECK(back->ticket.withdrawn_ms == 0);
    CHECK(desk.david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}})->page.total == 1);
    CHECK(found(desk, number) == 1);
    CHECK(desk.amina.call(StudentHome{}, {})->waiting.size() == 1);
    CHECK(desk.server.rows("outbox") == mails + 2);
}

TEST_CASE("a completed ticket is reopened with a reason, within thirty days") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    REQUIRE(desk.david.call(SetStatus{}, {number, 1, Status::completed, "Done.", {}}).status() == 200);
    CHECK(desk.amina.call(WithdrawTicket{}, {id_of('1'), number, 2}).status() == 409);
    CHECK(desk.amina.call(ReopenTicket{}, {id_of('2'), number, 2, "  "}).status() == 422);
    CHECK(desk.amina.call(ReopenTicket{}, {id_of('2'), number, 1, "Still broken."}).status() == 409);
    const auto back = desk.amina.call(ReopenTicket{}, {id_of('2'), number, 2, "Still broken."});
    REQUIRE(back.status() == 200);
    CHECK(back->ticket.status == Status::under_consideration);
    CHECK(back->events.back().kind == EventKind::reopened);
    CHECK(desk.amina.call(ReopenTicket{}, {id_of('3'), number, 3, "Again."}).status() == 409); // open already
}

TEST_CASE("nobody edits, withdraws or reopens a ticket of somebody else") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    const TicketEdit edit{id_of('1'), number, 1, "Other", "words"};
    const TicketWithdrawal withdrawal{id_of('2'), number, 1};
    const TicketReopening reopening{id_of('3'), number, 1, "Please."};
    for (const Form form : both_forms) {
        const auto statuses = [&](const ApiClient& who) {
            return std::vector<int>{who.call(EditTicket{}, edit, form).status(),
                                    who.call(WithdrawTicket{}, withdrawal, form).status(),
                                    who.call(ReopenTicket{}, reopening, form).status()};
        };
        CHECK(statuses(desk.visitor) == std::vector<int>{401, 401, 401});
        CHECK(statuses(desk.brian) == std::vector<int>{404, 404, 404});
        CHECK(statuses(desk.peter) == std::vector<int>{404, 404, 404});
        CHECK(statuses(desk.david) == std::vector<int>{403, 403, 403});
    }
    CHECK(desk.server.rows("ticket_event") == 1);
}

} // namespace
} // namespace stu::test
