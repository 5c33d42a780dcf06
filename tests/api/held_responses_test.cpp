// Whatever happens while a response of staff waits to be sent: nothing is lost, nothing is sent twice.

#include "backend/store/people/account_state.hpp"
#include "tests/api/desk_with_undo.hpp"
#include "tests/api/words.hpp"
#include "tests/live/event_stream.hpp"
#include "tests/store/crowd.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <functional>

namespace stu::test {
namespace {

TEST_CASE_FIXTURE(DeskWithUndo, "what a student does meanwhile is done at once, and no words are lost") {
    SUBCASE("an answer; the words follow") {
        REQUIRE(david.call(RespondToTicket{}, response(Status::pending, "Soon.")).status() == 200);
        REQUIRE(amina.call(AnswerTicket{}, {std::string(32, '3'), number, "Hello?", {}}).status() == 200);
        send_when_due();
        const TicketView view = seen_by(amina);
        REQUIRE(view.events.size() == 3);
        CHECK(view.events[1].text == "Hello?");
        CHECK(view.events[2].text == "Soon.");
        CHECK(view.events[2].kind == EventKind::remark_added);
    }
    SUBCASE("an answer; what it was to become it has become") {
        REQUIRE(david.call(SetStatus{}, {number, 1, Status::awaiting_confirmation, "Which?", {}}).status() ==
                200);
        REQUIRE(
            david.call(RespondToTicket{}, response(Status::under_consideration, "I see.", 'e', 2)).status() ==
            200);
        REQUIRE(amina.call(AnswerTicket{}, {std::string(32, '3'), number, "This.", {}}).status() == 200);
        send_when_due();
        CHECK(last_kind(seen_by(amina)) == "remark_added");
        CHECK(seen_by(amina).ticket.status == Status::under_consideration);
    }
    SUBCASE("an answer, which closes nothing unread") {
        StaffResponse held = response(Status::completed, "Done.");
        held.attachments = {staged_by(david)};
        REQUIRE(david.call(RespondToTicket{}, held).status() == 200);
        REQUIRE(amina.call(AnswerTicket{}, {std::string(32, '3'), number, "Not yet!", {}}).status() == 200);
        const std::string answered = wire::to_json(seen_by(amina));
        EventStream staff(server, grace);
        staff.greeting();
        send_when_due();
        CHECK(wire::to_json(seen_by(amina)) == answered);
        CHECK(staff.next().news().tickets.size() == 1);
        const TicketView view = seen_by(grace);
        CHECK(view.held.empty());
        CHECK(last_kind(view) == "unsent");
        CHECK(view.events.back().text == "Done.");
        CHECK(view.events.back().to == Status::completed);
        CHECK(view.events.back().author_id == david.person());
        REQUIRE(view.attachments.size() == 1);
        CHECK(view.attachments.front().event == view.events.back().sequence);
        CHECK(amina.get("/api/attachments.view?id=" + held.attachments.front()).status == 404);
        CHECK(grace.get("/api/attachments.view?id=" + held.attachments.front()).status == 200);
        const auto too_late = david.call(UndoResponse{}, {number, held.request_id});
        CHECK(too_late.status() == 409);
        CHECK(english(too_late.error.message).find("was not sent") != std::string::npos);
        CHECK(david.call(RespondToTicket{}, held).status() == 409); // and not again
    }
    SUBCASE("a withdrawal") {
        REQUIRE(david.call(RespondToTicket{}, response(Status::pending, "Soon.")).status() == 200);
        REQUIRE(amina.call(WithdrawTicket{}, {std::string(32, '3'), number, 1}).status() == 200);
        const auto before_it = mails();
        send_when_due();
        CHECK(seen_by(amina).events.size() == 2);
        CHECK(last_kind(seen_by(grace)) == "unsent");
        CHECK(mails() == before_it);
    }
    CHECK(server.rows("held_response") == 0);
}

TEST_CASE_FIXTURE(DeskWithUndo, "a response does not repeat a ticket that has ended meanwhile") {
    const std::string original = brian.call(CreateTicket{}, good_draft('b'))->ticket.number;
    StaffResponse held = response(Status::duplicate, "The same.");
    held.duplicate_of = original;
    REQUIRE(david.call(RespondToTicket{}, held).status() == 200);
    REQUIRE(brian.call(WithdrawTicket{}, {std::string(32, '3'), original, 1}).status() == 200);
    send_when_due();
    CHECK(seen_by(amina).ticket.status == Status::pending);
    CHECK(last_kind(seen_by(grace)) == "unsent");
}

TEST_CASE_FIXTURE(DeskWithUndo, "whoever goes on with a ticket has sent what they held on it") {
    const auto before_it = mails();
    REQUIRE(david.call(RespondToTicket{}, response(Status::awaiting_confirmation, "Which room?")).status() ==
            200);
    SUBCASE("by a script") {
        REQUIRE(david.call(SetStatus{}, {number, 1, Status::completed, "Found it.", {}}).status() == 200);
    }
    SUBCASE("by another response") {
        REQUIRE(david.call(RespondToTicket{}, response(Status::completed, "Found it.", 'f')).status() == 200);
        CHECK(seen_by(amina).events.size() == 2);
        send_when_due();
    }
    const TicketView view = seen_by(amina);
    REQUIRE(view.events.size() == 3);
    CHECK(view.events[1].text == "Which room?");
    CHECK(view.events[2].text == "Found it.");
    CHECK(view.ticket.status == Status::completed);
    CHECK(mails().size() == before_it.size() + 2);
    CHECK(david.call(UndoResponse{}, {number, std::string(32, 'e')}).status() == 409);
    send_when_due();
    CHECK(seen_by(amina).events.size() == 3);
}

TEST_CASE_FIXTURE(DeskWithUndo, "nobody is overtaken by what they did themselves") {
    REQUIRE(david.call(RespondToTicket{}, response(Status::awaiting_confirmation, "Which room?")).status() ==
            200);
    SUBCASE("their response was sent, and their page has not heard of it") { send_when_due(); }
    SUBCASE("it still waits") {}
    SUBCASE("they decided something about the ticket as well") {
        send_when_due();
        REQUIRE(david.call(AssignTicket{}, {number, david.person(), ""}).status() == 200);
        REQUIRE(david.call(SetPriority{}, {number, Priority::high}).status() == 200);
        REQUIRE(david.call(SetStatus{}, {number, 2, Status::awaiting_confirmation, "Or which floor?", {}})
                    .status() == 200);
    }
    const auto second = david.call(RespondToTicket{}, response(Status::pending, "Take your time.", 'f'));
    CHECK(second.status() == 200);
    send_when_due();
    const TicketView view = seen_by(amina);
    CHECK(view.events.back().text == "Take your time.");
    CHECK(view.events.back().kind == EventKind::remark_added); // no status was chosen, so none is set
    CHECK(view.ticket.status == Status::awaiting_confirmation);
}

TEST_CASE_FIXTURE(DeskWithUndo, "whoever responds after somebody else said something looks at that first") {
    REQUIRE(david.call(RespondToTicket{}, response(Status::awaiting_confirmation, "Which room?")).status() ==
            200);
    send_when_due();
    SUBCASE("the student") {
        REQUIRE(amina.call(AnswerTicket{}, {std::string(32, '3'), number, "This.", {}}).status() == 200);
    }
    SUBCASE("a colleague") {
        REQUIRE(grace.call(SetStatus{}, {number, 2, Status::completed, "", {}}).status() == 200);
    }
    SUBCASE("a colleague, and oneself since") {
        REQUIRE(grace.call(SetStatus{}, {number, 2, Status::under_consideration, "", {}}).status() == 200);
        REQUIRE(david.call(SetStatus{}, {number, 3, Status::pending, "", {}}).status() == 200);
    }
    CHECK(david.call(RespondToTicket{}, response(Status::pending, "More.", 'f')).status() == 409);
    CHECK(david.call(SetStatus{}, {number, 1, Status::rejected, "No.", {}}).status() == 409);
    CHECK(grace.call(SetStatus{}, {number, 1, Status::rejected, "No.", {}}).status() == 409);
}

TEST_CASE_FIXTURE(DeskWithUndo, "a refused change sends nothing") {
    REQUIRE(david.call(RespondToTicket{}, response(Status::pending, "Soon.")).status() == 200);
    CHECK(david.call(SetStatus{}, {number, 1, Status::rejected, "", {}}).status() == 422);
    CHECK(david.call(RespondToTicket{}, response(Status::rejected, "", 'f')).status() == 422);
    CHECK(seen_by(amina).events.size() == 1);
    CHECK(seen_by(david).held.size() == 1);
}

TEST_CASE_FIXTURE(DeskWithUndo, "a colleague's change is not held up, but two do not send at once") {
    REQUIRE(david.call(RespondToTicket{}, response(Status::pending, "Soon.")).status() == 200);
    const auto second = grace.call(RespondToTicket{}, response(Status::pending, "I do it.", 'f'));
    CHECK(second.status() == 409);
    CHECK(english(second.error.message).find("David Otieno") != std::string::npos);
    REQUIRE(grace.call(SetStatus{}, {number, 1, Status::under_consideration, "", {}}).status() == 200);
    CHECK(seen_by(amina).events.size() == 2);
    send_when_due();
    CHECK(seen_by(amina).events.back().text == "Soon.");
    CHECK(seen_by(amina).ticket.status == Status::under_consideration);
}

TEST_CASE_FIXTURE(DeskWithUndo, "what was sent is sent, whatever becomes of its author") {
    REQUIRE(david.call(RespondToTicket{}, response(Status::completed, "Done.")).status() == 200);
    const auto before_it = mails();
    const char* name = "David Otieno";
    SUBCASE("deactivated") {
        server.store().write([&](store::Transaction& transaction) {
            store::deactivate_account(transaction, "david@staff.example.edu", server.clock().now_ms());
        });
    }
    SUBCASE("gone") {
        REQUIRE(david.call(DeleteAccount{}, {password}).status() == 200);
        name = "Former member of staff";
    }
    send_when_due();
    const TicketView view = seen_by(amina);
    CHECK(view.ticket.status == Status::completed);
    CHECK(view.events.back().author_name == name);
    CHECK(mails().size() == before_it.size() + 1);
}

TEST_CASE_FIXTURE(DeskWithUndo, "servers that find the same response due at the same moment send it once") {
    store::Store other(server.database(), std::chrono::seconds(20));
    app::Services& here = server.services();
    app::Services there = server.services_on(other);
    const auto before_it = mails().size();
    std::vector<std::string> numbers{number};
    for (const char digit : {'0', '1', '2'})
        numbers.push_back(amina.call(CreateTicket{}, good_draft(digit))->ticket.number);
    char digit = '5';
    for (const std::string& each : numbers)
        REQUIRE(david
                    .call(RespondToTicket{},
                          {std::string(32, digit++), each, 1, Status::pending, "Soon.", {}, {}})
                    .status() == 200);
    server.clock().advance(usual_undo_ms);
    at_once(8, [&](int racer) { app::send_due_responses(racer % 2 == 0 ? here : there, 10'000); });
    CHECK(app::send_due_responses(here, 10'000) == 10'000);
    for (const std::string& each : numbers) CHECK(amina.call(GetTicket{}, {each})->events.size() == 2);
    CHECK(mails().size() == before_it + 3 + 4); // filed, sent
    CHECK(server.rows("held_response") == 0);
}

TEST_CASE_FIXTURE(DeskWithUndo, "the next look is when the next response is due") {
    server.clock().stand_still(server.clock().now_ms());
    CHECK(app::send_due_responses(server.services(), 20'000) == 20'000);
    REQUIRE(david.call(RespondToTicket{}, response(Status::pending, "Soon.")).status() == 200);
    CHECK(app::send_due_responses(server.services(), 20'000) == usual_undo_ms);
    server.clock().advance(4'000);
    CHECK(app::send_due_responses(server.services(), 20'000) == usual_undo_ms - 4'000);
    CHECK(app::send_due_responses(server.services(), 1'000) == 1'000);
}

TEST_CASE_FIXTURE(DeskWithUndo, "files of a response wait with it, for however long") {
    StaffResponse held = response(Status::pending, "Look at this.");
    held.attachments = {staged_by(david)};
    REQUIRE(david.call(RespondToTicket{}, held).status() == 200);
    const std::string other = brian.call(CreateTicket{}, good_draft('b'))->ticket.number;
    CHECK(david
              .call(RespondToTicket{},
                    {std::string(32, '1'), other, 1, Status::pending, "And here.", {}, held.attachments})
              .status() == 422);
    server.clock().advance(3 * day_ms);
    worker::tidy(server.store(), server.clock().now_ms());
    send_when_due();
    CHECK(server.rows("attachment WHERE ticket_id IS NOT NULL AND event = 2") == 1);
}

TEST_CASE_FIXTURE(DeskWithUndo, "a response that breaks a rule is refused in words, and nothing waits") {
    REQUIRE(grace.call(SetStatus{}, {number, 1, Status::completed, "", {}}).status() == 200);
    struct Case {
        int status;
        const char* field;
        std::function<void(StaffResponse&)> spoil;
    };
    const std::string foreign_file = staged_by(grace);
    const std::string pending = brian.call(CreateTicket{}, good_draft('b'))->ticket.number;
    const std::vector<Case> cases{
        {422, "request_id", [](StaffResponse& held) { held.request_id = "1"; }},
        {422, "request_id", [](StaffResponse& held) { held.request_id.clear(); }},
        {422, "number", [](StaffResponse& held) { held.number = "no number"; }},
        {422, "remark", [](StaffResponse& held) { held.remark = std::string(10'001, 'x'); }},
        {422, "remark", [](StaffResponse& held) { held.remark.clear(); }},
        {422, "remark", [](StaffResponse& held) { held.to = Status::rejected, held.remark = " "; }},
        {422, "to", [](StaffResponse& held) { held.to = Status::in_person_needed; }},
        {422, "duplicate_of", [](StaffResponse& held) { held.to = Status::duplicate; }},
        {422, "duplicate_of",
         [&](StaffResponse& held) {
             held.number = pending, held.version = 1, held.to = Status::duplicate;
             held.duplicate_of = "7QHD-20Z8";
         }},
        {422, "attachments", [](StaffResponse& held) { held.attachments.assign(6, "x"); }},
        {422, "attachments", [](StaffResponse& held) { held.attachments = {"unknown"}; }},
        {422, "attachments", [&](StaffResponse& held) { held.attachments = {foreign_file}; }},
        {409, "", [](StaffResponse& held) { held.version = 1; }},
        {404, "", [](StaffResponse& held) { held.number = "7QHD-20Z8"; }},
    };
    const std::string before = wire::to_json(seen_by(grace));
    for (const Form form : both_forms)
        for (const Case& each : cases) {
            CAPTURE(each.field);
            StaffResponse held = response(Status::completed, "Soon.", 'e', 2);
            each.spoil(held);
            const auto refused = david.call(RespondToTicket{}, held, form);
            CHECK(refused.status() == each.status);
            CHECK(english(refused.error.message).size() > 10);
            if (*each.field != '\0') CHECK(!message_for(refused.error.details, each.field).empty());
            CHECK(server.rows("held_response") == 0);
            CHECK(server.rows("held_file") == 0);
            CHECK(wire::to_json(seen_by(grace)) == before);
        }
    for (const Form form : both_forms) {
        CHECK(david.call(UndoResponse{}, {"no number", std::string(32, 'e')}, form).status() == 422);
        CHECK(david.call(UndoResponse{}, {number, "x"}, form).status() == 422);
        CHECK(david.call(UndoResponse{}, {number, std::string(32, 'e')}, form).status() == 404);
    }
}

} // namespace
} // namespace stu::test
