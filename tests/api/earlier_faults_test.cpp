// What the earlier application did wrong, one test for each line of the list. What only a browser can show is
// in tests/browser/earlier_faults.test.mjs.

#include "backend/store/mail/outbox.hpp"
#include "backend/store/people/users.hpp"
#include "common/ticket_number.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace stu::test {
namespace {

TEST_CASE(
    "1. identity bleed: a thousand requests of fifty people on eight threads, and nobody is somebody else") {
    RunningServer server;
    std::vector<std::pair<User, ApiClient>> people;
    for (int i = 0; i < 50; ++i) {
        const User user = server.add_user("user" + std::to_string(i) + "@students.example.edu", "Person");
        people.emplace_back(user, ApiClient(server, server.sign_in(user)));
    }
    std::atomic<int> crossings{0}, answers{0};
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < 8; ++thread)
        threads.emplace_back([&, thread] {
            for (std::size_t i = 0; i < 125; ++i) {
                const auto& [user, client] = people[(i * 7 + thread * 13) % people.size()];
                const ApiClient visitor(server);
                if (client.call(CurrentSession{}, {})->user.id != user.id) ++crossings;
                if (i % 5 == 0 && !visitor.call(CurrentSession{}, {})->user.id.empty()) ++crossings;
                ++answers;
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(answers == 1'000);
    CHECK(crossings == 0);
}

TEST_CASE("2. outage by a second sign-up in capitals: the desk stays open for everybody") {
    Desk desk;
    const auto attempt = [&](const std::string& email) {
        return desk.visitor.call(RegisterStudentAccount{}, {"A", email, "BIT-1", password});
    };
    CHECK(attempt("a@students.example.edu").reply.body == attempt("A@students.example.edu").reply.body);
    CHECK(desk.visitor.call(CurrentSession{}, {}).status() == 200);
    CHECK(desk.amina.call(StudentHome{}, {}).status() == 200);
}

TEST_CASE("3. anybody became staff of any department") {
    RunningServer server;
    const std::string code = server.issue_access_code("it");
    CHECK(ApiClient(server)
              .call(RegisterStaffAccount{}, {"Eve", "eve@staff.example.edu", password, "no-such-code"})
              .status() == 403);
    // A department in the message is refused with it: it comes from the code alone.
    const std::string body =
        R"({"name": "Eve", "email": "eve@staff.example.edu", "password": "Blue-kettle-94-Moss",)"
        R"( "access_code": ")" +
        code + R"(", "department": "finance"})";
    CHECK(ApiClient(server).post("account.register_staff", json_content_type, body).status == 400);
    for (const char* role : {"staff", "administrator"})
        CHECK(
            ApiClient(server)
                .post("account.register", json_content_type,
                      R"({"name": "Eve", "email": "e@students.example.edu", "registration_number": "BIT-1",)"
                      R"( "password": "Blue-kettle-94-Moss", "role": ")" +
                          std::string(role) + R"("})")
                .status == 400);
    CHECK(server.rows("app_user") == 0);
}

TEST_CASE("4. forged session cookies opened staff pages") {
    Desk desk;
    for (const std::string& forged :
         {std::string("1"), std::string("eyJfdXNlcl9pZCI6IjEifQ.Zx.signature"), std::string(64, '0'),
          desk.david.token().substr(0, 63) + (desk.david.token().back() == 'a' ? "b" : "a")})
        CHECK(ApiClient(desk.server, forged).call(DepartmentQueue{}, {"it", {}, {}, {}, {}}).status() == 401);
}

TEST_CASE("5. every student read every ticket and PDF, and saw everybody's on the start page") {
    Desk desk;
    const auto file = desk.amina.upload("a.pdf", pdf_of(1'000));
    const Ticket ticket = desk.file_ticket('a', {file->id}).ticket;
    CHECK(desk.brian.call(GetTicket{}, {ticket.number}).status() == 404);
    for (const char* route : {"view", "download"})
        CHECK(desk.brian.get("/api/attachments." + std::string(route) + "?id=" + file->id).status == 404);
    for (const std::string& said :
         {desk.brian.call(StudentHome{}, {}).reply.body, desk.brian.call(ListOwnTickets{}, {}).reply.body,
          desk.brian.call(CurrentSession{}, {}).reply.body})
        CHECK(said.find(ticket.number) == std::string::npos);
}

TEST_CASE("6. staff saw and changed tickets of other departments") {
    Desk desk;
    const Ticket ticket = desk.file_ticket().ticket;
    CHECK(desk.peter.call(GetTicket{}, {ticket.number}).status() == 404);
    CHECK(desk.peter.call(SetStatus{}, {ticket.number, 1, Status::rejected, "No.", {}}).status() == 404);
    CHECK(desk.amina.call(GetTicket{}, {ticket.number})->ticket.status == Status::pending);
}

TEST_CASE("7. the link for a new password was made from the Host header") {
    Desk desk;
    const std::string body = wire::to_json(ResetRequest{email});
    const auto forged = [&](const std::string& host) {
        return ask(desk.server.port(), "POST /api/account.request_reset HTTP/1.1\r\nHost: " + host +
                                           "\r\nX-StuTicket: 1\r\nContent-Type: application/json\r\n"
                                           "Content-Length: " +
                                           std::to_string(body.size()) + "\r\n\r\n" + body);
    };
    CHECK(forged("evil.example").status == 421);
    CHECK(forged("evil.example@" + desk.server.host()).status != 200);
    CHECK(desk.server.rows("outbox") == 0);
    REQUIRE(desk.visitor.call(RequestReset{}, {email}).status() == 200);
    CHECK(!desk.server.link_secret(email, "/reset").empty()); // of the configured address
}

TEST_CASE("8. a debugger answered in public") {
    Desk desk;
    for (const char* path : {"/console", "/__debugger__", "/?__debugger__=yes&cmd=resource&f=debugger.js"}) {
        CAPTURE(path);
        const Reply answer = desk.visitor.get(path),
                    usual = desk.visitor.get(path[1] == '?' ? "/" : "/nowhere");
        CHECK(answer.status == usual.status);
        CHECK(answer.body == usual.body);
    }
}

TEST_CASE("9. thirty wrong passwords, then the right one") {
    Desk desk;
    int refused = 0;
    for (int i = 0; i < 30; ++i) refused += desk.visitor.call(SignIn{}, {email, wrong}).status() == 429;
    CHECK(refused == 25);
    CHECK(desk.visitor.call(SignIn{}, {email, password}).status() == 429);
}

TEST_CASE(
    "10. an image tag deleted the account or signed out, and accounts with tickets could not be deleted") {
    Desk desk;
    desk.file_ticket();
    CHECK(desk.amina.get("/api/account.delete").status == 405);
    CHECK(desk.amina.get("/api/session.sign_out").status == 405);
    CHECK(desk.amina.get("/profile/delete").status == desk.amina.get("/nowhere").status);
    CHECK(desk.amina.call(StudentHome{}, {}).status() == 200);
    CHECK(desk.amina.call(DeleteAccount{}, {wrong}).status() == 422);
    CHECK(desk.amina.call(DeleteAccount{}, {password}).status() == 200);
    CHECK(desk.server.rows("ticket") == 1);
}

TEST_CASE(
    "11. password and address changed without the old password, other sessions lived on, cookies were bare") {
    Desk desk;
    CHECK(desk.amina.call(ChangePassword{}, {wrong, "Other-kettle-95-Moss"}).status() == 422);
    CHECK(desk.amina.call(ChangeEmail{}, {"x@students.example.edu", wrong}).status() == 422);
    CHECK(desk.amina.call(ChangeEmail{}, {"x@students.example.edu", password}).status() == 200);
    CHECK(desk.amina.call(CurrentSession{}, {})->user.email == email); // not before the link is opened
    const auto session = desk.visitor.call(SignIn{}, {email, password, true});
    const ApiClient other = desk.visitor.after(desk.server, session.reply);
    const std::string cookie = session.reply.header("set-cookie");
    CHECK(cookie.find("HttpOnly") != std::string::npos);
    CHECK(cookie.find("SameSite=Strict") != std::string::npos);
    CHECK(desk.amina.call(ChangePassword{}, {password, "Other-kettle-95-Moss"}).status() == 200);
    CHECK(other.call(StudentHome{}, {}).status() == 401);
}

TEST_CASE("12. forms told who has an account") {
    Desk desk;
    const auto bodies_agree = [](const auto& a, const auto& b, std::string of_a, const std::string& of_b) {
        std::string body = a.reply.body;
        for (std::size_t at = 0; (at = body.find(of_a, at)) != body.npos;)
            body.replace(at, of_a.size(), of_b);
        return a.status() == b.status() && body == b.reply.body;
    };
    const std::string nobody = "nobdy@students.example.edu"; // as long as Amina's
    REQUIRE(nobody.size() == email.size());
    CHECK(bodies_agree(desk.visitor.call(RequestReset{}, {email}),
                       desk.visitor.call(RequestReset{}, {nobody}), email, nobody));
    CHECK(bodies_agree(desk.visitor.call(RegisterStudentAccount{}, {"A", email, "BIT-1", password}),
                       desk.visitor.call(RegisterStudentAccount{}, {"A", nobody, "BIT-1", password}), email,
                       nobody));
    const auto known = desk.visitor.call(SignIn{}, {email, wrong}),
               unknown = desk.visitor.call(SignIn{}, {"other@students.example.edu", wrong});
    CHECK(known.status() == unknown.status());
    CHECK(known.error.message == unknown.error.message);
}

TEST_CASE("13. who signed up in capitals could not sign in") {
    RunningServer server;
    const ApiClient visitor(server);
    visitor.call(RegisterStudentAccount{}, {"A", "Amina@Students.Example.edu", "BIT-1", password});
    REQUIRE(visitor.call(ConfirmEmail{}, {server.link_secret(email, "/confirm"), password}).status() == 200);
    CHECK(visitor.call(SignIn{}, {"Amina@Students.Example.edu", password}).status() == 200);
    CHECK(visitor.call(SignIn{}, {"amina@students.example.edu", password}).status() == 200);
}

TEST_CASE("14. a program passed for a PDF, other files were dropped in silence, and none was ever removed") {
    Desk desk;
    const auto program = desk.amina.upload("cv.pdf", "MZ" + std::string(500, 'x'));
    CHECK(program.status() == 415);
    CHECK(english(program.error.message).find("cv.pdf") != std::string::npos);
    const auto file = desk.amina.upload("a.pdf", pdf_of(1'000));
    CHECK(desk.amina.get("/api/attachments.view?id=" + file->id).header("x-content-type-options") ==
          "nosniff");
    NewTicket draft = good_draft();
    draft.attachments = {"a file that was not uploaded"};
    CHECK(desk.amina.call(CreateTicket{}, draft).status() == 422); // not filed without it
    desk.server.clock().advance(25 * 3'600'000LL);
    worker::tidy(desk.server.store(), desk.server.clock().now_ms());
    CHECK(desk.server.rows("attachment_content") == 0);
}

TEST_CASE("15. the limit of 2 MB counted the whole form, and threw it away") {
    Desk desk;
    CHECK(desk.amina.upload("full.pdf", pdf_of(2'097'152)).status() == 200);
    const Reply over = desk.amina.post("attachments.put?name=over.pdf", "application/pdf", pdf_of(2'097'153));
    CHECK(over.status == 413);
}

TEST_CASE("16. tickets were lost in departments that do not exist") {
    Desk desk;
    for (const char* service : {"Technical Support", "unknown", "Unknown Department"}) {
        NewTicket draft = good_draft();
        draft.service = service;
        const auto refused = desk.amina.call(CreateTicket{}, draft);
        CHECK(refused.status() == 422);
        CHECK(!message_for(refused.error.details, "service").empty());
    }
    CHECK(desk.server.rows("ticket") == 0);
    CHECK(desk.amina.call(CreateTicket{}, good_draft()).status() == 200);
    CHECK(desk.david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}})->page.total == 1);
}

TEST_CASE("17. a mail server that was down broke the answer, and the student was never told") {
    Desk desk; // whose mail nobody sends
    const Ticket ticket = desk.file_ticket().ticket;
    const auto changed = desk.david.call(SetStatus{}, {ticket.number, 1, Status::completed, "Done.", {}});
    CHECK(changed.status() == 200);
    store::Transaction transaction = desk.server.store().read();
    const auto waiting = store::list_unsent_mail(transaction);
    REQUIRE(waiting.size() == 2);
    CHECK(waiting.back().recipient == email);
}

TEST_CASE("18. any text was taken for a status") {
    Desk desk;
    const Ticket ticket = desk.file_ticket().ticket;
    const Reply reply =
        desk.david.post("tickets.set_status", json_content_type,
                        R"({"number": ")" + ticket.number + R"(", "version": 1, "to": "<arbitrary>"})");
    CHECK(reply.status == 400);
    CHECK(desk.amina.call(GetTicket{}, {ticket.number})->ticket.status == Status::pending);
}

TEST_CASE("19. strangers tracked tickets by guessing numbers") {
    Desk desk;
    const Ticket ticket = desk.file_ticket().ticket;
    CHECK(desk.visitor.call(GetTicket{}, {ticket.number}).status() == 401);
    for (int i = 0; i < 10; ++i)
        CHECK(desk.visitor.call(FollowTicket{}, {ticket.number, std::string(20, 'a')}).status() == 404);
    CHECK(desk.visitor.call(FollowTicket{}, {ticket.number, std::string(20, 'b')}).status() == 429);
}

TEST_CASE("20. each remark replaced the last, without author, and students could not answer") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    for (std::int64_t i = 1; i <= 3; ++i)
        REQUIRE(desk.david.call(SetStatus{}, {number, i, Status::pending, "Remark " + std::to_string(i), {}})
                    .status() == 200);
    REQUIRE(desk.david.call(SetStatus{}, {number, 4, Status::awaiting_confirmation, "Which?", {}}).status() ==
            200);
    REQUIRE(desk.amina.call(AnswerTicket{}, {std::string(32, 'b'), number, "This one.", {}}).status() == 200);
    const auto events = desk.amina.call(GetTicket{}, {number})->events;
    REQUIRE(events.size() == 6);
    for (std::size_t i = 1; i <= 3; ++i) {
        CHECK(events[i].text == "Remark " + std::to_string(i));
        CHECK(events[i].author_name == "David Otieno");
        CHECK(events[i].at_ms > 0);
    }
    CHECK(events[5].author_name == "Amina Wanjiru");
}

TEST_CASE("21. pages crashed for visitors, for missing tickets and with a bad time zone") {
    Desk desk;
    CHECK(desk.visitor.call(ListOwnTickets{}, {}).status() == 401);
    CHECK(desk.visitor.call(DepartmentQueue{}, {"it", {}, {}, {}, {}}).status() == 401);
    CHECK(
        desk.amina.call(EditTicket{}, {std::string(32, 'b'), make_ticket_number(7), 1, "A", "B"}).status() ==
        404);
    CHECK(desk.amina.call(SaveProfile{}, {"Amina", "BIT-1", "Not/A_Zone", Notifications::every_update})
              .status() == 422);
    const std::string body = wire::to_binary(Empty{});
    CHECK(ask(desk.server.port(), "POST /api/tickets.home HTTP/1.1\r\nHost: " + desk.server.host() +
                                      "\r\nCookie: timezone=../../etc; stuticket_session=" +
                                      desk.amina.token() + "\r\nX-StuTicket-Person: " + desk.amina.person() +
                                      "\r\nX-StuTicket: 1\r\nContent-Type: application/x-stuticket\r\n"
                                      "Content-Length: " +
                                      std::to_string(body.size()) + "\r\n\r\n" + body)
              .status == 200);
}

TEST_CASE("22. every error was sent as a success") {
    Desk desk;
    CHECK(desk.visitor.call(StudentHome{}, {}).status() == 401);
    CHECK(desk.david.call(CreateTicket{}, good_draft()).status() == 403);
    CHECK(desk.amina.call(GetTicket{}, {make_ticket_number(7)}).status() == 404);
    CHECK(desk.amina.post("nothing.here", json_content_type, "{}").status == 404);
    CHECK(desk.amina.post("tickets.home", json_content_type, "{").status == 400);
    CHECK(desk.amina.post("tickets.home", "text/plain", "{}").status == 415);
    CHECK(desk.amina.call(CreateTicket{}, {}).status() == 422);
}

TEST_CASE("23. editing filed a second ticket and dropped the attachment") {
    Desk desk;
    const auto file = desk.amina.upload("a.pdf", pdf_of(1'000));
    const Ticket ticket = desk.file_ticket('a', {file->id}).ticket;
    const auto edited =
        desk.amina.call(EditTicket{}, {std::string(32, 'b'), ticket.number, 1, "New", "Words."});
    REQUIRE(edited.status() == 200);
    CHECK(edited->attachments.size() == 1);
    CHECK(desk.server.rows("ticket") == 1);
}

TEST_CASE("24. figures left out duplicates") {
    Desk desk;
    const Ticket first = desk.file_ticket().ticket, second = desk.file_ticket('b').ticket;
    desk.david.call(SetStatus{}, {second.number, 1, Status::duplicate, "", first.number});
    const auto figures = desk.david.call(DepartmentAnalytics{}, {"it", {}, {}});
    CHECK(figures->total == 2);
    std::int64_t duplicates = 0;
    for (const ServiceCount& count : figures->services)
        if (count.status == Status::duplicate) duplicates += count.tickets;
    CHECK(duplicates == 1);
}

TEST_CASE("25. lists had no pages, no order and no search") {
    Desk desk;
    for (char digit : {'1', '2', '3'}) desk.file_ticket(digit);
    ListQueue request{"it", {}, {}, {}, {}};
    request.text = "wi-fi";
    const auto found = desk.david.call(DepartmentQueue{}, request);
    REQUIRE(found->page.rows.size() == 3);
    CHECK(found->page.rows[0].created_ms >= found->page.rows[2].created_ms);
    for (std::int64_t i = 4; i <= page_size + 1; ++i) {
        NewTicket draft = good_draft();
        draft.request_id = security::SystemRandom().hex(16);
        REQUIRE(desk.amina.call(CreateTicket{}, draft).status() == 200);
    }
    const auto first = desk.amina.call(ListOwnTickets{}, {});
    CHECK(first->rows.size() == static_cast<std::size_t>(page_size));
    const auto last = desk.amina.call(ListOwnTickets{}, {first->older, {}});
    CHECK(last->rows.size() == 1);
    CHECK(last->older.empty());
}

TEST_CASE("26. short and long names and subjects were refused") {
    Desk desk;
    for (const std::string& name : {std::string("Li Na"), std::string("Ó"), std::string(100, 'x')}) {
        NewTicket draft = good_draft(static_cast<char>('a' + static_cast<int>(name.size() % 6)));
        draft.name = name;
        draft.subject = std::string(150, 's');
        CAPTURE(name);
        CHECK(desk.amina.call(CreateTicket{}, draft).status() == 200);
    }
    NewTicket draft = good_draft('f');
    draft.subject = std::string(151, 's');
    CHECK(desk.amina.call(CreateTicket{}, draft).status() == 422);
}

TEST_CASE("27. a clean installation did not start: this one needs nothing but its own tables") {
    RunningServer server; // a fresh folder, migrated and served
    CHECK(ApiClient(server).get("/readyz").status == 200);
    CHECK(ApiClient(server).call(CurrentSession{}, {})->catalogue.departments.size() == 3);
}

} // namespace
} // namespace stu::test
