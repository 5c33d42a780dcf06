// A ticket goes to another service: access, lists, search and the live stream go with it; its student is told
// where it is, and never why.

#include "backend/store/tickets/catalogue.hpp"
#include "tests/api/desk_with_undo.hpp"
#include "tests/live/event_stream.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace stu::test {
namespace {

constexpr const char* fees = "student-finance-and-banking";

std::string named(char digit) { return std::string(32, digit); }

struct TransferDesk : DeskWithUndo {
    Ticket ticket = seen_by(amina).ticket;

    TicketTransfer wish(std::string service = fees, char digit = 'b', std::int64_t version = 1) const {
        return {named(digit), number, version, std::move(service), "It is about a payment."};
    }
    /// Asked for, and made when it can no longer be taken back.
    Answered<TransferredTicket> transfer(const ApiClient& staff, const TicketTransfer& request) {
        auto answered = staff.call(TransferTicket{}, request);
        send_when_due();
        return answered;
    }
    std::vector<std::string> queue(const ApiClient& staff, const std::string& department,
                                   const std::string& text = {}) const {
        ListQueue request{department, {}, {}, {}, {}};
        request.text = text;
        std::vector<std::string> numbers;
        const auto answered = staff.call(DepartmentQueue{}, request);
        for (const TicketRow& row : answered->page.rows) numbers.push_back(row.number);
        return numbers;
    }
    std::string last_mail_to(const std::string& address) {
        return server.store().read([&](store::Transaction& transaction) {
            const auto row = transaction.connection().query(
                "SELECT body FROM outbox WHERE recipient = $1 ORDER BY id DESC LIMIT 1", {address});
            return row->next() ? row->text(0) : std::string();
        });
    }
};

TEST_CASE_FIXTURE(TransferDesk, "a transferred ticket is the other department's, wherever it is looked for") {
    const auto file = amina.upload("a.pdf", pdf_of(1'000));
    REQUIRE(amina.call(AnswerTicket{}, {named('c'), number, "With a plan.", {file->id}}).status() == 200);
    REQUIRE(david.call(AssignTicket{}, {number, david.person(), ""}).status() == 200);
    const auto moved = transfer(david, wish(fees, 'b', 2));
    REQUIRE(moved.status() == 200);
    CHECK(moved->department == "finance");
    CHECK(moved->ticket.at(0).leaving.at(0).service == fees);

    CHECK(david.call(GetTicket{}, {number}).status() == 404);
    CHECK(david.call(NoteOnTicket{}, {named('d'), number, "A note."}).status() == 404);
    CHECK(david.get("/api/attachments.view?id=" + file->id).status == 404);
    CHECK(queue(david, "it").empty());
    CHECK(queue(david, "it", "plan").empty());
    CHECK(david.call(StaffWork{}, {})->page.rows.empty());
    CHECK(david.call(StaffWork{}, {WorkList::mine, {}, {}, {}})->page.rows.empty());
    CHECK(david.call(CurrentSession{}, {})->open_tickets == 0);

    const auto seen = peter.call(GetTicket{}, {number});
    REQUIRE(seen.status() == 200);
    CHECK(seen->work.assignee.empty());
    CHECK(seen->ticket.answered); // by its student, wherever it went since
    CHECK(peter.get("/api/attachments.view?id=" + file->id).status == 200);
    CHECK(queue(peter, "finance") == std::vector{number});
    CHECK(queue(peter, "finance", "plan") == std::vector{number});
    CHECK(peter.call(StaffWork{}, {})->page.rows.size() == 1);
    CHECK(peter.call(CurrentSession{}, {})->open_tickets == 1);
    CHECK(peter.call(DepartmentAnalytics{}, {"finance", {}, {}})->total == 1);
    CHECK(david.call(DepartmentAnalytics{}, {"it", {}, {}})->total == 0);
    std::string history;
    for (const TicketEvent& event : seen->events)
        history +=
            std::string(name_of(event.kind)) + (event.kind == EventKind::noted ? event.text : "") + " ";
    CHECK(history == "opened answered assigned transferred notedIt is about a payment. assigned ");
}

TEST_CASE_FIXTURE(TransferDesk, "whoever has responded hands the ticket on from what they saw before") {
    REQUIRE(david.call(RespondToTicket{}, response(Status::pending, "I ask Finance.")).status() == 200);
    send_when_due();
    CHECK(grace.call(TransferTicket{}, wish(fees, 'a')).status() == 409);
    CHECK(transfer(david, wish()).status() == 200);
    CHECK(peter.call(GetTicket{}, {number})->ticket.department == "finance");
}

TEST_CASE_FIXTURE(TransferDesk, "the student is told where the ticket is, and nowhere why") {
    REQUIRE(transfer(david, wish()).status() == 200);
    const auto seen = amina.call(GetTicket{}, {number});
    REQUIRE(seen->events.size() == 2);
    CHECK(seen->events.back().kind == EventKind::transferred);
    CHECK(seen->events.back().becomes == fees);
    CHECK(seen->ticket.version == 2);
    CHECK(seen->ticket.status == Status::pending);
    const std::string mail = last_mail_to("amina@students.example.edu");
    CHECK(mail.find("Your ticket is now with Finance: Student Finance and Banking.") != std::string::npos);
    for (const Form form : both_forms)
        for (const std::string& text : {amina.call(GetTicket{}, {number}, form).reply.body,
                                        amina.call(StudentHome{}, {}, form).reply.body,
                                        amina.call(ListOwnTickets{}, {}, form).reply.body, mail})
            CHECK(text.find("payment") == std::string::npos);
}

TEST_CASE_FIXTURE(TransferDesk, "who works in both departments goes on with it, and keeps what is theirs") {
    const ApiClient jane(
        server, server.sign_in(server.add_user(staff_of_both("jane@staff.example.edu", "Jane Atieno"))));
    REQUIRE(david.call(AssignTicket{}, {number, jane.person(), ""}).status() == 200);
    REQUIRE(transfer(jane, wish()).status() == 200);
    CHECK(seen_by(jane).ticket.department == "finance");
    CHECK(seen_by(jane).work.assignee == jane.person());
    CHECK(transfer(jane, wish("technical-support", 'c', 2)).status() == 200);
    CHECK(queue(david, "it") == std::vector{number});
}

TEST_CASE_FIXTURE(TransferDesk, "both departments hear of it at once, and its student") {
    EventStream left(server, david), got(server, peter), owner(server, amina);
    for (EventStream* stream : {&left, &got, &owner}) stream->greeting();
    REQUIRE(david.call(TransferTicket{}, wish()).status() == 200);
    CHECK(left.next().news().tickets.front().version == 1); // it is about to leave
    send_when_due();
    for (EventStream* stream : {&left, &got, &owner}) {
        const News news = stream->next().news();
        REQUIRE(news.tickets.size() == 1);
        CHECK(news.tickets.front().number == number);
        CHECK(news.tickets.front().version == 2);
    }
}

TEST_CASE_FIXTURE(TransferDesk, "a transfer that breaks a rule changes nothing") {
    const std::int64_t events = server.rows("ticket_event"), mails = server.rows("outbox");
    const auto refused = [&](const TicketTransfer& request) {
        const auto answered = david.call(TransferTicket{}, request);
        CHECK(english(answered.error.message).size() > 10);
        return answered.status();
    };
    TicketTransfer request = wish();
    CHECK(refused(wish(ticket.service)) == 422);
    CHECK(refused(wish("no-such-service")) == 422);
    CHECK(refused(wish("")) == 422);
    CHECK(refused(wish(fees, 'b', 7)) == 409);
    request.reason = " ";
    CHECK(refused(request) == 422);
    request.reason = std::string(max_transfer_reason + 1, 'x');
    CHECK(refused(request) == 422);
    request = wish();
    request.request_id = "1";
    CHECK(refused(request) == 422);
    server.store().write([&](store::Transaction& transaction) {
        store::retire_service(transaction, fees, server.clock().now_ms());
    });
    CHECK(refused(wish()) == 422);
    REQUIRE(amina.call(WithdrawTicket{}, {named('c'), number, 1}).status() == 200);
    CHECK(refused(wish("technical-support", 'd', 2)) == 409);
    CHECK(server.rows("ticket_event") == events + 1);
    CHECK(server.rows("outbox") == mails);
}

TEST_CASE_FIXTURE(TransferDesk, "a transfer that comes twice is made once") {
    const std::int64_t mails = server.rows("outbox");
    for (int i = 0; i < 2; ++i) CHECK(david.call(TransferTicket{}, wish())->department == "finance");
    CHECK(server.rows("held_transfer") == 1);
    send_when_due();
    const auto again = david.call(TransferTicket{}, wish());
    CHECK(again->department == "finance");
    CHECK(again->ticket.empty()); // whoever transferred it may not see it any more
    CHECK(server.rows("ticket_event") == 3);
    CHECK(server.rows("outbox") == mails + 1);
    CHECK(david.call(TransferTicket{}, wish("technical-support")).status() == 409);
}

TEST_CASE_FIXTURE(DeskWithUndo,
                  "what is on its way to the student is sent, or taken back, before the ticket goes") {
    REQUIRE(david.call(RespondToTicket{}, response(Status::pending, "Soon.")).status() == 200);
    const TicketTransfer wish{named('b'), number, 1, fees, "It is about a payment."};
    for (const ApiClient* staff : {&david, &grace}) {
        const auto refused = staff->call(TransferTicket{}, wish);
        CHECK(refused.status() == 409);
        CHECK(english(refused.error.message).find("David Otieno") != std::string::npos);
    }
    REQUIRE(david.call(UndoResponse{}, {number, named('e')}).status() == 200);
    CHECK(david.call(TransferTicket{}, wish).status() == 200);
}

TEST_CASE_FIXTURE(TransferDesk,
                  "a transfer can be taken back while it waits, by whoever made it, and leaves no trace "
                  "for the student") {
    const auto home = amina.call(StudentHome{}, {}).reply.body,
               own = amina.call(GetTicket{}, {number}).reply.body;
    const std::int64_t mails = server.rows("outbox");
    REQUIRE(david.call(TransferTicket{}, wish()).status() == 200);
    CHECK(seen_by(grace).leaving.at(0).author_name == "David Otieno");
    CHECK(seen_by(david).ticket.department == "it");
    CHECK(peter.call(GetTicket{}, {number}).status() == 404);
    for (const ApiClient* staff : {&david, &grace}) { // nobody answers what is about to leave
        CHECK(staff->call(RespondToTicket{}, response(Status::pending, "Soon.")).status() == 409);
        CHECK(staff->call(SetStatus{}, {number, 1, Status::completed, "Done.", {}}).status() == 409);
        CHECK(staff->call(TransferTicket{}, wish("technical-support", 'c')).status() == 409);
    }
    CHECK(grace.call(UndoResponse{}, {number, named('b')}).status() == 403);
    CHECK(peter.call(UndoResponse{}, {number, named('b')}).status() == 404);
    const auto undone = david.call(UndoResponse{}, {number, named('b')});
    REQUIRE(undone.status() == 200);
    CHECK(undone->leaving.empty());
    CHECK(undone->events.back().kind == EventKind::undone);
    CHECK(undone->events.back().becomes == fees);
    CHECK(david.call(UndoResponse{}, {number, named('b')}).status() == 200); // the second press
    send_when_due();
    CHECK(seen_by(david).ticket.department == "it");
    CHECK(server.rows("outbox") == mails);
    CHECK(amina.call(StudentHome{}, {}).reply.body == home);
    CHECK(amina.call(GetTicket{}, {number}).reply.body == own);
    CHECK(david.call(TransferTicket{}, wish(fees, 'd')).status() == 200);
    send_when_due();
    CHECK(david.call(UndoResponse{}, {number, named('d')}).status() == 404); // it is the others' by now
}

TEST_CASE_FIXTURE(TransferDesk,
                  "a student who writes meanwhile is not lost, and a service that goes stops the transfer") {
    REQUIRE(david.call(TransferTicket{}, wish()).status() == 200);
    REQUIRE(amina.call(AnswerTicket{}, {named('c'), number, "It works now.", {}}).status() == 200);
    send_when_due();
    CHECK(seen_by(peter).ticket.version == 3);
    REQUIRE(peter.call(TransferTicket{}, wish("technical-support", 'd', 3)).status() == 200);
    server.store().write([&](store::Transaction& transaction) {
        store::retire_service(transaction, "technical-support", server.clock().now_ms());
    });
    send_when_due();
    const TicketView stays = seen_by(peter);
    CHECK(stays.ticket.service == fees);
    CHECK(stays.leaving.empty());
    CHECK(stays.events.back().kind == EventKind::unsent);
}

TEST_CASE_FIXTURE(TransferDesk, "the student's next answer goes to whoever got the ticket") {
    REQUIRE(david.call(SetStatus{}, {number, 1, Status::awaiting_confirmation, "Which fee?", {}}).status() ==
            200);
    REQUIRE(transfer(david, wish(fees, 'b', 2)).status() == 200);
    CHECK(amina.call(GetTicket{}, {number})->ticket.status == Status::awaiting_confirmation);
    REQUIRE(amina.call(AnswerTicket{}, {named('c'), number, "This one.", {}}).status() == 200);
    CHECK(last_mail_to("david@staff.example.edu").empty());
    CHECK(last_mail_to("peter@staff.example.edu").find("This one.") != std::string::npos);
}

} // namespace
} // namespace stu::test
