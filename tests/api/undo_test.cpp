// What staff sends counts ten seconds later, and until then it can be taken back: nobody but staff notices
// anything.

#include "tests/api/desk_with_undo.hpp"
#include "tests/live/event_stream.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

/// All that is answered about the ticket, byte by byte; for staff without the ticket itself.
std::vector<std::string> all_answers(DeskWithUndo& desk, const std::string& file) {
    std::vector<std::string> answers;
    const std::string secret = desk.server.link_secret(desk.amina_reads, "/track/" + desk.number);
    const auto note = [&](const auto& answered) {
        // A refusal names its request, which is another one each time.
        answers.push_back(answered.message
                              ? answered.reply.body
                              : std::to_string(answered.status()) + english(answered.error.message));
    };
    for (const Form form : both_forms) {
        for (const ApiClient* person : {&desk.amina, &desk.brian, &desk.visitor, &desk.peter}) {
            note(person->call(GetTicket{}, {desk.number}, form));
            note(person->call(FollowTicket{}, {desk.number, secret.substr(0, 20)}, form));
        }
        for (const ApiClient* person : {&desk.amina, &desk.brian, &desk.visitor, &desk.david, &desk.grace}) {
            note(person->call(StudentHome{}, {}, form));
            note(person->call(ListOwnTickets{}, {}, form));
            note(person->call(CurrentSession{}, {}, form));
            const bool finds_notes =
                person == &desk.david || person == &desk.grace; // there, taking back is one
            for (const char* text : {"", finds_notes ? "certificate" : "inkognito"}) {
                ListQueue queue;
                queue.department = "it";
                queue.text = text;
                note(person->call(DepartmentQueue{}, queue, form));
            }
            note(person->call(DepartmentAnalytics{}, {"it", {}, {}}, form));
        }
    }
    for (const ApiClient* person : {&desk.amina, &desk.brian, &desk.visitor}) {
        for (const std::string& target : {"attachments.view?id=" + file, "attachments.download?id=" + file,
                                          std::string("queue.csv?department=it")})
            answers.push_back(std::to_string(person->get("/api/" + target).status));
    }
    answers.push_back(desk.david.get("/api/queue.csv?department=it").body);
    return answers;
}

TEST_CASE_FIXTURE(DeskWithUndo, "before a response is due nothing differs for anybody but its department") {
    server.clock().stand_still(server.clock().now_ms());
    StaffResponse held = response(Status::completed, "inkognito");
    held.attachments = {staged_by(david)};
    const auto before = all_answers(*this, held.attachments.front());
    const auto before_it = mails();
    const auto seen = seen_by(amina);
    EventStream owner(server, amina), staff(server, grace);
    owner.greeting();
    staff.greeting();

    REQUIRE(david.call(RespondToTicket{}, held).status() == 200);
    CHECK(all_answers(*this, held.attachments.front()) == before);
    CHECK(mails() == before_it);
    const News noticed = staff.next().news();
    REQUIRE(noticed.tickets.size() == 1);
    CHECK(noticed.tickets.front().number == number);
    CHECK(noticed.tickets.front().version == 1);

    server.clock().advance(usual_undo_ms - 1);
    app::send_due_responses(server.services(), 10'000);
    server.clock().advance(1 - usual_undo_ms);
    CHECK(all_answers(*this, held.attachments.front()) == before);
    CHECK(mails() == before_it);

    SUBCASE("nor when it is taken back") {
        REQUIRE(david.call(UndoResponse{}, {number, held.request_id}).status() == 200);
        CHECK(all_answers(*this, held.attachments.front()) == before);
        CHECK(staff.next().news().tickets.size() == 1);
        send_when_due();
        server.clock().advance(-usual_undo_ms);
        CHECK(all_answers(*this, held.attachments.front()) == before);
        CHECK(mails() == before_it);
        CHECK(wire::to_json(seen_by(amina)) == wire::to_json(seen));
        // The owner hears of the next change, and of none before it.
        REQUIRE(david.call(SetStatus{}, {number, 1, Status::under_consideration, "", {}}).status() == 200);
        CHECK(owner.next().news().tickets.front().version == 2);
    }
    SUBCASE("and then all does") {
        send_when_due();
        CHECK(owner.next().news().tickets.front().version == 2);
        CHECK(mails().size() == before_it.size() + 1);
        CHECK(seen_by(amina).ticket.status == Status::completed);
        CHECK(amina.get("/api/attachments.view?id=" + held.attachments.front()).status == 200);
    }
}

TEST_CASE_FIXTURE(DeskWithUndo, "colleagues see at once what is being sent") {
    StaffResponse held = response(Status::awaiting_confirmation, "  Which room?\r\n");
    held.attachments = {staged_by(david), staged_by(david)};
    const auto answered = david.call(RespondToTicket{}, held);
    REQUIRE(answered.status() == 200);
    for (const TicketView& view : {*answered, seen_by(grace)}) {
        REQUIRE(view.held.size() == 1);
        const HeldResponse& seen = view.held.front();
        CHECK(seen.author_name == "David Otieno");
        CHECK(seen.author_id == david.person());
        CHECK(seen.request_id == held.request_id);
        CHECK(seen.from == Status::pending);
        CHECK(seen.to == Status::awaiting_confirmation);
        CHECK(seen.text == "Which room?");
        CHECK(seen.due_ms == seen.created_ms + usual_undo_ms);
        REQUIRE(seen.files.size() == 2);
        CHECK(seen.files[0].id == held.attachments[0]);
        CHECK(view.ticket.version == 1);
        CHECK(view.events.size() == 1);
        CHECK(view.attachments.empty());
    }
    for (const ApiClient* colleague : {&david, &grace})
        CHECK(colleague->get("/api/attachments.view?id=" + held.attachments[1]).status == 200);
    for (const ApiClient* stranger : {&amina, &brian, &peter})
        CHECK(stranger->get("/api/attachments.view?id=" + held.attachments[1]).status == 404);
    CHECK(seen_by(amina).held.empty());
    send_when_due();
    CHECK(seen_by(grace).held.empty());
    CHECK(seen_by(grace).attachments.size() == 2);
    CHECK(seen_by(amina).attachments.front().event == 2);
}

TEST_CASE_FIXTURE(DeskWithUndo, "what was sent is what its status set at once would have been") {
    const std::string other = brian.call(CreateTicket{}, good_draft('b'))->ticket.number;
    const std::string third = amina.call(CreateTicket{}, good_draft('c'))->ticket.number;
    struct Case {
        Status to;
        const char* words;
    };
    std::int64_t version = 1;
    char digit = '1';
    for (const Case& each :
         {Case{Status::pending, "Soon."}, Case{Status::awaiting_confirmation, "Which one?"},
          Case{Status::under_consideration, ""}, Case{Status::duplicate, "The same."}}) {
        const std::string repeated = each.to == Status::duplicate ? other : "";
        StaffResponse held{std::string(31, '0') + digit, number, version, each.to, each.words, repeated, {}};
        REQUIRE(david.call(RespondToTicket{}, held).status() == 200);
        send_when_due();
        REQUIRE(david.call(SetStatus{}, {third, version, each.to, each.words, repeated}).status() == 200);
        ++version;
        ++digit;
        const TicketEvent sent = seen_by(amina).events.back();
        const TicketEvent set = amina.call(GetTicket{}, {third})->events.back();
        CHECK(sent.sequence == set.sequence);
        CHECK(sent.kind == set.kind);
        CHECK(sent.from == set.from);
        CHECK(sent.to == set.to);
        CHECK(sent.text == set.text);
        CHECK(sent.duplicate_of == set.duplicate_of);
        CHECK(sent.author_id == set.author_id);
        CHECK(sent.author_name == set.author_name);
        const auto before_it = mails();
        const auto body = [&](std::size_t back) {
            std::string text = before_it[before_it.size() - back];
            for (const std::string& each_number : {number, third})
                for (std::size_t at; (at = text.find(each_number)) != text.npos;) text.replace(at, 9, "…");
            return text.substr(0, text.find("/track/"));
        };
        CHECK(body(1) == body(2));
    }
    CHECK(seen_by(david).ticket.status == Status::duplicate);
    CHECK(seen_by(david).ticket.first_response_ms > 0);
}

TEST_CASE_FIXTURE(DeskWithUndo,
                  "a response that is taken back is never sent, and staff alone can read that") {
    StaffResponse held = response(Status::rejected, "Not for us.");
    held.attachments = {staged_by(david)};
    const auto before_it = mails();
    REQUIRE(david.call(RespondToTicket{}, held).status() == 200);
    CHECK(grace.call(UndoResponse{}, {number, held.request_id}).status() == 403);
    CHECK(amina.call(UndoResponse{}, {number, held.request_id}).status() == 403);
    CHECK(peter.call(UndoResponse{}, {number, held.request_id}).status() == 404);
    CHECK(david.call(UndoResponse{}, {number, std::string(32, '1')}).status() == 404);
    server.clock().advance(3'000);
    for (const Form form : both_forms) {
        const auto undone = david.call(UndoResponse{}, {number, held.request_id}, form);
        REQUIRE(undone.status() == 200);
        CHECK(undone->held.empty());
        REQUIRE(undone->events.size() == 2);
        CHECK(undone->events.back().kind == EventKind::undone);
        CHECK(undone->events.back().text == "Not for us.");
        CHECK(undone->events.back().to == Status::rejected);
    }
    send_when_due();
    CHECK(seen_by(amina).events.size() == 1);
    CHECK(seen_by(grace).events.size() == 2);
    CHECK(mails() == before_it);
    // Nor by a first attempt that arrives late; its files may go with another one.
    const auto late = david.call(RespondToTicket{}, held);
    CHECK(late.status() == 409);
    held.request_id = std::string(32, '2');
    held.remark = "Not for us, sorry.";
    REQUIRE(david.call(RespondToTicket{}, held).status() == 200);
    send_when_due();
    CHECK(seen_by(amina).events.back().text == "Not for us, sorry.");
    CHECK(seen_by(amina).attachments.size() == 1);
    const auto too_late = david.call(UndoResponse{}, {number, held.request_id});
    CHECK(too_late.status() == 409);
    CHECK(english(too_late.error.message) == "It has been sent already.");
}

TEST_CASE_FIXTURE(DeskWithUndo, "a response sent twice is one response, while it waits and afterwards") {
    const StaffResponse held = response(Status::pending, "Soon.");
    StaffResponse other = held;
    other.remark = "Later.";
    const StatusChange as_script{number, 1, Status::pending, "Soon.", {}, held.request_id};
    for (int times = 0; times < 2; ++times) {
        for (const Form form : both_forms) {
            const auto answered = david.call(RespondToTicket{}, held, form);
            REQUIRE(answered.status() == 200);
            CHECK(answered->held.size() == (times == 0 ? 1 : 0));
            CHECK(answered->events.size() == (times == 0 ? 1 : 2));
        }
        CHECK(david.call(RespondToTicket{}, other).status() == 409);
        CHECK(david.call(SetStatus{}, as_script).status() == 200);
        CHECK(server.rows("held_response") == (times == 0 ? 1 : 0));
        send_when_due();
    }
    CHECK(seen_by(amina).events.size() == 2);
}

} // namespace
} // namespace stu::test
