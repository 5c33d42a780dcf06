// Nobody reads, changes or even learns of a ticket that is not theirs.

#include "common/ticket_number.hpp"
#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

TEST_CASE("a foreign ticket is answered like one that does not exist") {
    Desk desk;
    const auto file = desk.amina.upload("a.pdf", pdf_of(1'000));
    const Ticket ticket = desk.file_ticket('a', {file->id}).ticket;
    const std::string number = ticket.number, free_number = make_ticket_number(0x123456789);
    REQUIRE(number != free_number);
    const std::int64_t events = desk.server.rows("ticket_event");

    for (const Form form : both_forms) {
        for (const ApiClient* stranger : {&desk.brian, &desk.peter}) {
            const auto foreign = stranger->call(GetTicket{}, {number}, form);
            const auto missing = stranger->call(GetTicket{}, {free_number}, form);
            CHECK(foreign.status() == 404);
            CHECK(missing.status() == 404);
            CHECK(foreign.error.message == missing.error.message);
            CHECK(foreign.reply.body.size() == missing.reply.body.size());
            CHECK(
                stranger->call(AnswerTicket{}, {std::string(32, 'c'), number, "Hello", {}}, form).status() ==
                404);
            CHECK(stranger->call(SetStatus{}, {number, 1, Status::completed, "", {}}, form).status() == 404);
        }
        CHECK(desk.visitor.call(GetTicket{}, {number}, form).status() == 401);
        CHECK(desk.visitor.call(SetStatus{}, {number, 1, Status::completed, "", {}}, form).status() == 401);
        CHECK(desk.amina.call(GetTicket{}, {number}, form).status() == 200);
        CHECK(desk.david.call(GetTicket{}, {number}, form).status() == 200);
    }
    for (const std::string route : {"/api/attachments.view?id=", "/api/attachments.download?id="}) {
        for (const ApiClient* stranger : {&desk.brian, &desk.peter}) {
            CHECK(stranger->get(route + file->id).status == 404);
            CHECK(stranger->get(route + ticket.id).status == 404);
        }
        CHECK(desk.visitor.get(route + file->id).status == 401);
        CHECK(desk.amina.get(route + file->id).status == 200);
        CHECK(desk.david.get(route + file->id).status == 200);
    }
    CHECK(desk.server.rows("ticket_event") == events);
}

TEST_CASE("what somebody has just read of a ticket is not what the next one is given") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    REQUIRE(desk.david.call(NoteOnTicket{}, {std::string(32, 'c'), number, "Knows the building."}).status() ==
            200);
    for (const Form form : both_forms)
        for (int round = 0; round < 2; ++round) {
            CHECK(desk.david.call(GetTicket{}, {number}, form)->events.size() == 2);
            CHECK(desk.amina.call(GetTicket{}, {number}, form)->events.size() == 1);
            CHECK(desk.brian.call(GetTicket{}, {number}, form).status() == 404);
            CHECK(desk.peter.call(GetTicket{}, {number}, form).status() == 404);
        }
}

TEST_CASE("an upload that waits for its ticket is its owner's alone, and claimed once") {
    Desk desk;
    const auto file = desk.amina.upload("a.pdf", pdf_of(1'000));
    CHECK(desk.brian.get("/api/attachments.view?id=" + file->id).status == 404);
    CHECK(desk.david.get("/api/attachments.view?id=" + file->id).status == 404);

    NewTicket draft = good_draft();
    draft.attachments = {file->id};
    CHECK(desk.brian.call(CreateTicket{}, draft).status() == 422);
    CHECK(desk.server.rows("ticket") == 0);
    CHECK(desk.amina.call(CreateTicket{}, draft).status() == 200);
    draft.request_id = std::string(32, 'e');
    CHECK(desk.amina.call(CreateTicket{}, draft).status() == 422);
    CHECK(desk.server.rows("ticket") == 1);
    CHECK(desk.server.rows("outbox") == 1);
}

/// Posts `body` to each endpoint that takes a POST, in the forms it understands.
template <class F> void post_everywhere(const ApiClient& client, F&& check) {
    Api::each([&]<class E>(E) {
        CAPTURE(E::name);
        if constexpr (E::kind == Kind::call)
            for (const Form form : both_forms)
                check(E::name, form, client.post(E::name, type_of(form), form == Form::json ? "{}" : "\1"));
        if constexpr (E::kind == Kind::upload)
            check(E::name, Form::binary,
                  client.post(std::string(E::name) + "?name=a.pdf", "application/pdf", pdf_of(1'000)));
    });
}

TEST_CASE("a page of one person does nothing in the name of another, whoever signed in since") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    const std::int64_t events = desk.server.rows("ticket_event");
    for (const ApiClient& page :
         {desk.amina.on_page_of(desk.brian.person()), desk.david.on_page_of(desk.amina.person()),
          desk.amina.on_page_of("nobody"), desk.amina.on_page_of("made-up")})
        post_everywhere(page, [](std::string_view name, Form, const Reply& reply) {
            if (name == CurrentSession::name) return; // tells whose page it is from now on
            CHECK(reply.status == 409);
            CHECK(reply.body.find("Somebody else has signed in in this browser.") != std::string::npos);
        });
    CHECK(desk.amina.on_page_of(desk.brian.person()).call(CurrentSession{}, {})->user.email ==
          "amina@students.example.edu");
    // Not signed out, renamed or deleted; nothing filed, answered or staged.
    CHECK(desk.amina.call(GetTicket{}, {number})->ticket.version == 1);
    CHECK(desk.server.rows("ticket_event") == events);
    CHECK(desk.server.rows("attachment") == 0);
    // Long bodies are refused before they are read.
    CHECK(desk.amina.on_page_of(desk.brian.person()).upload("a.pdf", pdf_of(500'000)).error.code ==
          Code::other_person);
}

TEST_CASE("whose page it is must be said, but by scripts") {
    Desk desk;
    ApiClient silent = desk.amina.on_page_of("");
    post_everywhere(silent, [](std::string_view name, Form form, const Reply& reply) {
        if (name == CurrentSession::name || form == Form::json) return;
        CHECK(reply.status == 400);
        CHECK(reply.body.find("whose page") != std::string::npos);
    });
    const std::string json = "X-StuTicket: 1\r\nContent-Type: application/json\r\n";
    silent = desk.brian.on_page_of("");
    CHECK(silent.post_raw("tickets.home", json, "{}").status == 200);
    CHECK(silent.post_raw("tickets.home", json + "Origin: http://" + desk.server.host() + "\r\n", "{}")
              .status == 400);
    CHECK(silent.post_raw("tickets.home", json + "Sec-Fetch-Site: same-origin\r\n", "{}").status == 400);
}

TEST_CASE("the page of somebody whose session has ended asks them to sign in again") {
    Desk desk;
    const std::string owner = desk.amina.person();
    REQUIRE(desk.amina.call(SignOut{}, {}).status() == 200);
    CHECK(desk.amina.call(StudentHome{}, {}).status() == 401);
    CHECK(desk.visitor.on_page_of(owner)
              .call(SignIn{}, {"amina@students.example.edu", std::string(RunningServer::password)})
              .status() == 200);
}

TEST_CASE("each role does its own work only") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    for (const Form form : both_forms) {
        CHECK(desk.david.call(CreateTicket{}, good_draft('d'), form).status() == 403);
        CHECK(desk.david.call(AnswerTicket{}, {std::string(32, 'c'), number, "Hello", {}}, form).status() ==
              403);
        CHECK(desk.amina.call(SetStatus{}, {number, 1, Status::completed, "", {}}, form).status() == 403);
        const StaffResponse response{std::string(32, 'e'), number, 1, Status::completed, "", {}, {}};
        CHECK(desk.amina.call(RespondToTicket{}, response, form).status() == 403);
        CHECK(desk.peter.call(RespondToTicket{}, response, form).status() == 404);
        CHECK(desk.amina.call(DepartmentQueue{}, {"it", {}, {}, {}, {}}, form).status() == 404);
        CHECK(desk.peter.call(DepartmentQueue{}, {"it", {}, {}, {}, {}}, form).status() == 404);
        CHECK(desk.peter.call(DepartmentQueue{}, {"nonsense", {}, {}, {}, {}}, form).status() == 404);
        CHECK(desk.david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}}, form).status() == 200);
    }
}

TEST_CASE("no answer to a student names another student's ticket") {
    Desk desk;
    const std::string hers = desk.file_ticket().ticket.number;
    const std::string his = desk.brian.call(CreateTicket{}, good_draft('b'))->ticket.number;
    REQUIRE(desk.david.call(SetStatus{}, {his, 1, Status::duplicate, "Known.", hers}).status() == 200);
    CHECK(desk.david.call(GetTicket{}, {his})->ticket.duplicate_of == hers);

    const auto names_hers = [&](const Reply& reply) { return reply.body.find(hers) != std::string::npos; };
    for (const Form form : both_forms) {
        CHECK_FALSE(names_hers(desk.brian.call(GetTicket{}, {his}, form).reply));
        CHECK_FALSE(names_hers(desk.brian.call(ListOwnTickets{}, {}, form).reply));
        CHECK_FALSE(names_hers(desk.brian.call(StudentHome{}, {}, form).reply));
        CHECK_FALSE(names_hers(desk.brian.call(CurrentSession{}, {}, form).reply));
        CHECK_FALSE(names_hers(desk.brian.call(CreateTicket{}, good_draft('b'), form).reply));
    }
    store::Transaction transaction = desk.server.store().read();
    const auto mail =
        transaction.connection().query("SELECT COUNT(*) FROM outbox WHERE recipient = "
                                       "'brian@students.example.edu' AND body LIKE '%' || $1 || '%'",
                                       {hers});
    REQUIRE(mail->next());
    CHECK(mail->integer(0) == 0);
}

TEST_CASE("staff cannot point at a ticket of another department") {
    Desk desk;
    NewTicket fees = good_draft('f');
    fees.service = "student-finance-and-banking";
    const std::string finance = desk.amina.call(CreateTicket{}, fees)->ticket.number;
    const std::string it = desk.file_ticket().ticket.number;
    const auto refused = desk.david.call(SetStatus{}, {it, 1, Status::duplicate, "", finance});
    CHECK(refused.status() == 422);
    CHECK(!message_for(refused.error.details, "duplicate_of").empty());
    CHECK(desk.amina.call(GetTicket{}, {it})->ticket.version == 1);
}

} // namespace
} // namespace stu::test
