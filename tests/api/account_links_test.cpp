// Confirming an address and choosing a new password, by links that work once and come by mail.

#include "backend/store/people/users.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace stu::test {
namespace {

Answered<MailSent> register_amina(const RunningServer& server) {
    return ApiClient(server).call(RegisterStudentAccount{}, {"Amina Wanjiru", email, "BIT-1", password});
}

ApiClient signed_in(const RunningServer& server, const std::string& with = password) {
    const ApiClient visitor(server);
    const auto session = visitor.call(SignIn{}, {email, with});
    REQUIRE(session.status() == 200);
    return visitor.after(server, session.reply);
}

TEST_CASE("an account is nobody's until the link and the password come together") {
    RunningServer server;
    REQUIRE(register_amina(server).status() == 200);
    const ApiClient visitor(server);
    // As for an address that nobody has: registering and signing in must not tell who has an account.
    const auto early = visitor.call(SignIn{}, {email, password}),
               unknown = visitor.call(SignIn{}, {"nobody@students.example.edu", password});
    CHECK(early.status() == 401);
    CHECK(early.error.message == unknown.error.message);

    const std::string secret = server.link_secret(email, "/confirm");
    REQUIRE(secret.size() == 64);
    CHECK(visitor.call(ConfirmEmail{}, {std::string(64, 'a'), password}).status() == 410);
    CHECK(visitor.call(ConfirmEmail{}, {"short", password}).status() == 422);
    CHECK(visitor.call(ResetPassword{}, {secret, "Other-kettle-95-Moss"}).status() == 410);
    CHECK(visitor.call(ConfirmEmail{}, {secret, "Wrong-Horse-77"}).status() ==
          422); // and the link still works
    const auto confirmed = visitor.call(ConfirmEmail{}, {secret, password});
    REQUIRE(confirmed.status() == 200);
    CHECK(confirmed->user.email == email);
    CHECK(confirmed->user.verified);
    CHECK(visitor.call(ConfirmEmail{}, {secret, password}).status() == 410);
    const ApiClient amina = visitor.after(server, confirmed.reply); // signed in
    for (const Form form : both_forms) CHECK(amina.call(CreateTicket{}, good_draft(), form).status() == 200);
    signed_in(server);
}

TEST_CASE("an international domain is one address in both of its forms, and mail can go there") {
    RunningServer server;
    const ApiClient visitor(server);
    const std::string ascii = "amina@xn--mnchen-3ya.example";
    const auto opened =
        visitor.call(RegisterStudentAccount{}, {"Amina Wanjiru", "Amina@MÜNCHEN.example", "BIT-1", password});
    REQUIRE(opened.status() == 200);
    CHECK(opened->email == ascii);
    const std::string secret = server.link_secret(ascii, "/confirm");
    REQUIRE(visitor.call(ConfirmEmail{}, {secret, password}).status() == 200);
    for (const std::string& typed :
         {ascii, std::string("amina@münchen.example"), std::string("amina@mu\u0308nchen.example")})
        CHECK(visitor.call(SignIn{}, {typed, password}).status() == 200);
    // A label that IDNA does not have.
    CHECK(
        visitor.call(RegisterStudentAccount{}, {"A", "a@\u2665\u200d.example", "BIT-1", password}).status() ==
        422);
}

TEST_CASE("whoever registered somebody else's address first gets nothing of it") {
    RunningServer server;
    const ApiClient visitor(server);
    const std::string code = server.issue_access_code("it"), thief = "Thief-kettle-97-Moss";
    REQUIRE(visitor.call(RegisterStudentAccount{}, {"Mallory", email, "BIT-9", thief}).status() == 200);
    const std::string first_link = server.link_secret(email, "/confirm");
    REQUIRE(visitor.call(RegisterStaffAccount{}, {"Amina Wanjiru", email, password, code}).status() == 200);
    const std::string link = server.link_secret(email, "/confirm");
    CHECK(visitor.call(ConfirmEmail{}, {first_link, password}).status() == 410);
    // Once more, after her: then her link is gone, but so is his hope.
    CHECK(visitor.call(ConfirmEmail{}, {link, thief}).status() == 422);
    const auto confirmed = visitor.call(ConfirmEmail{}, {link, password});
    REQUIRE(confirmed.status() == 200);
    CHECK(confirmed->user.name == "Amina Wanjiru");
    CHECK(confirmed->user.role == Role::staff);
    CHECK(visitor.call(SignIn{}, {email, thief}).status() == 401);
    // A confirmed account is not replaced.
    CHECK(visitor.call(RegisterStudentAccount{}, {"Mallory", email, "BIT-9", thief}).status() == 200);
    CHECK(visitor.call(SignIn{}, {email, password}).status() == 200);
    CHECK(server.rows("app_user") == 1);
}

TEST_CASE("a link is good for a day, and the newest one only") {
    RunningServer server;
    register_amina(server);
    const ApiClient visitor(server);
    const std::string first = server.link_secret(email, "/confirm");
    register_amina(server);
    const std::string second = server.link_secret(email, "/confirm");
    CHECK(first != second);
    CHECK(visitor.call(ConfirmEmail{}, {first, password}).status() == 410);
    server.clock().advance(24 * 60 * minute_ms);
    CHECK(visitor.call(ConfirmEmail{}, {second, password}).status() == 410);
}

TEST_CASE("each link goes to the address that it is about, and those of earlier addresses end") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    const ApiClient amina = signed_in(server), visitor(server);
    const std::string fresh = "wanjiru@students.example.edu";
    visitor.call(RequestReset{}, {email});
    const std::string reset = server.link_secret(email, "/reset");
    REQUIRE(amina.call(ChangeEmail{}, {fresh, password}).status() == 200);
    CHECK(server.link_secret(email, "/confirm").empty());
    REQUIRE(visitor.call(ConfirmEmail{}, {server.link_secret(fresh, "/confirm"), password}).status() == 200);
    CHECK(visitor.call(ResetPassword{}, {reset, "Other-kettle-95-Moss"}).status() == 410);
    for (int i = 0; i < 4; ++i)
        amina.call(ChangeEmail{}, {"other" + std::to_string(i) + "@students.example.edu", password});
    CHECK(amina.call(ChangeEmail{}, {"last@students.example.edu", password}).status() == 429);
}

TEST_CASE("registrations of an address use up no links for its owner's forgotten password") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    for (int i = 0; i < 5; ++i) register_amina(server);
    CHECK(ApiClient(server).call(RequestReset{}, {email}).status() == 200);
    CHECK(!server.link_secret(email, "/reset").empty());
}

TEST_CASE("registering a known address again and again sends no flood and says nothing") {
    RunningServer server;
    const std::string first = register_amina(server).reply.body;
    for (int i = 0; i < 10; ++i) {
        const auto again = register_amina(server);
        CHECK(again.status() == 200);
        CHECK(again.reply.body == first);
    }
    CHECK(server.rows("outbox") == 3);
    CHECK(server.rows("app_user") == 1);
}

TEST_CASE("only the university's own addresses, where it says which") {
    security::NoCaptcha captcha;
    RunningServer server(captcha, {.email_domains = {"students.example.edu", "*.example.org"}});
    const auto attempt = [&](const std::string& address) {
        return ApiClient(server).call(RegisterStudentAccount{}, {"Amina", address, "BIT-1", password});
    };
    CHECK(attempt("a@Students.Example.edu").status() == 200);
    CHECK(attempt("a@it.example.org").status() == 200);
    for (const char* foreign : {"a@example.edu", "a@evilstudents.example.edu",
                                "a@students.example.edu.evil.com", "a@example.org", "a@xexample.org"}) {
        CAPTURE(foreign);
        const auto refused = attempt(foreign);
        CHECK(refused.status() == 422);
        CHECK(english(message_for(refused.error.details, "email")).find("students.example.edu") !=
              std::string::npos);
    }
    CHECK(ApiClient(server).call(CurrentSession{}, {})->rules.email_domains.size() == 2);
}

TEST_CASE("the mail of a registration once more: same answer for everybody, three times an hour") {
    RunningServer server;
    register_amina(server);
    server.add_user("brian@students.example.edu", "Brian Mutiso");
    const ApiClient visitor(server);
    const std::string first = server.link_secret(email, "/confirm");
    for (const Form form : both_forms) {
        const auto again = visitor.call(SendConfirmation{}, {"Amina@students.example.edu "}, form);
        CHECK(again.status() == 200);
        CHECK(again->email == email);
    }
    CHECK(visitor.call(ConfirmEmail{}, {first, password}).status() == 410); // the newest link only
    CHECK(server.rows("outbox") == 3);

    CHECK(visitor.call(SendConfirmation{}, {"brian@students.example.edu"}).status() == 200);
    CHECK(server.last_subject("brian@students.example.edu") == "You already have a StuTicket account");
    CHECK(server.rows("outbox") == 4);
    CHECK(visitor.call(SendConfirmation{}, {"nobody@students.example.edu"}).status() == 200);
    CHECK(server.rows("outbox") == 4);

    // Neither do the refusals tell who has an account.
    const auto refused_at = [&](const std::string& address) {
        for (int sent = 0;; ++sent) {
            const auto answer = visitor.call(SendConfirmation{}, {address});
            if (answer.status() == 429) return std::make_pair(sent, answer.error.message);
            REQUIRE(answer.status() == 200);
            REQUIRE(sent < 10);
        }
    };
    CHECK(refused_at(email).first == 1);
    const auto confirmed = refused_at("brian@students.example.edu");
    CHECK(confirmed.first == 2);
    CHECK(refused_at("nobody@students.example.edu") == confirmed);
    server.clock().advance(60 * minute_ms);
    CHECK(visitor.call(SendConfirmation{}, {email}).status() == 200);
    CHECK(visitor.call(ConfirmEmail{}, {server.link_secret(email, "/confirm"), password}).status() == 200);
}

TEST_CASE("a forgotten password: same answer for everybody, one use, half an hour, and all sessions end") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    const ApiClient before = signed_in(server), visitor(server);
    const auto known = visitor.call(RequestReset{}, {"Amina@students.example.edu "});
    const auto unknown = visitor.call(RequestReset{}, {"nobody@students.example.edu"});
    CHECK(known.status() == 200);
    CHECK(unknown.status() == 200);
    CHECK(server.rows("outbox") == 1);
    const std::string secret = server.link_secret(email, "/reset");
    REQUIRE(secret.size() == 64);
    CHECK(visitor.call(ConfirmEmail{}, {secret, password}).status() == 410); // a link is for one purpose
    // A weak password must not cost the link.
    CHECK(visitor.call(ResetPassword{}, {secret, "Password1!"}).status() == 422);
    std::string flipped = secret;
    flipped[0] = flipped[0] == '0' ? '1' : '0';
    CHECK(visitor.call(ResetPassword{}, {flipped, "Other-kettle-95-Moss"}).status() == 410);
    CHECK(visitor.call(ResetPassword{}, {secret, "Other-kettle-95-Moss"}).status() == 200);
    CHECK(server.last_subject(email) == "Your StuTicket password has changed");
    CHECK(visitor.call(ResetPassword{}, {secret, "Third-kettle-96-Moss"}).status() == 410);
    CHECK(before.call(StudentHome{}, {}).status() == 401);
    CHECK(visitor.call(SignIn{}, {email, password}).status() == 401);
    signed_in(server, "Other-kettle-95-Moss");

    visitor.call(RequestReset{}, {email});
    const std::string late = server.link_secret(email, "/reset");
    server.clock().advance(30 * minute_ms);
    CHECK(visitor.call(ResetPassword{}, {late, "Third-kettle-96-Moss"}).status() == 410);
    signed_in(server, "Other-kettle-95-Moss");
}

TEST_CASE("a forged Host never reaches a mail") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    const std::string body = wire::to_json(ResetRequest{email});
    const std::string request =
        "POST /api/account.request_reset HTTP/1.1\r\nHost: evil.example\r\nX-StuTicket: 1\r\n"
        "X-Forwarded-Host: evil.example\r\nContent-Type: application/json\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body;
    CHECK(ask(server.port(), request).status == 421);
    CHECK(server.rows("outbox") == 0);
}

TEST_CASE("a link pressed many times at once is used once") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    ApiClient(server).call(RequestReset{}, {email});
    const std::string secret = server.link_secret(email, "/reset");
    std::atomic<int> changed{0}, gone{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            const int status =
                ApiClient(server)
                    .call(ResetPassword{}, {secret, "Kettle-9" + std::to_string(i) + "-Moss-green"})
                    .status();
            (status == 200 ? changed : gone) += 1;
            CHECK((status == 200 || status == 410));
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(changed == 1);
    CHECK(gone == 7);
}

} // namespace
} // namespace stu::test
