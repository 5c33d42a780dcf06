// Confirming an address and choosing a new password, by links that work once and come by mail.

#include "backend/store/users.hpp"
#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace stu::test {
namespace {

constexpr std::int64_t minute_ms = 60'000;
const std::string password(RunningServer::password), email = "amina@students.example.edu";

Answered<Registered> register_amina(const RunningServer& server) {
    return ApiClient(server).call(RegisterStudentAccount{}, {"Amina Wanjiru", email, "BIT-1", password});
}

ApiClient signed_in(const RunningServer& server, const std::string& with = password) {
    const ApiClient visitor(server);
    const auto session = visitor.call(SignIn{}, {email, with});
    REQUIRE(session.status() == 200);
    return visitor.after(server, session.reply);
}

TEST_CASE("whoever has not confirmed the address may sign in, and do nothing else with tickets") {
    RunningServer server;
    REQUIRE(register_amina(server).status() == 200);
    const ApiClient amina = signed_in(server);
    for (const Form form : both_forms) {
        const auto refused = amina.call(CreateTicket{}, good_draft(), form);
        CHECK(refused.status() == 403);
        CHECK(refused.error.message.find(email) != std::string::npos);
    }
    CHECK(amina.upload("a.pdf", pdf_of(1'000)).status() == 403);
    CHECK_FALSE(amina.call(CurrentSession{}, {})->user.verified);
    CHECK(server.rows("ticket") == 0);

    const std::string secret = server.link_secret(email, "/confirm");
    REQUIRE(secret.size() == 64);
    CHECK(ApiClient(server).call(ConfirmEmail{}, {std::string(64, 'a')}).status() == 410);
    CHECK(ApiClient(server).call(ConfirmEmail{}, {"short"}).status() == 422);
    CHECK(ApiClient(server).call(ResetPassword{}, {secret, "Other-kettle-95-Moss"}).status() == 410);
    CHECK(ApiClient(server).call(ConfirmEmail{}, {secret})->email == email);
    CHECK(ApiClient(server).call(ConfirmEmail{}, {secret}).status() == 410);
    CHECK(amina.call(CurrentSession{}, {})->user.verified);
    CHECK(amina.call(CreateTicket{}, good_draft()).status() == 200);
}

TEST_CASE("a link is good for a day, and the newest one only; at most three mails an hour") {
    RunningServer server;
    register_amina(server);
    const ApiClient amina = signed_in(server);
    const std::string first = server.link_secret(email, "/confirm");
    REQUIRE(amina.call(SendConfirmation{}, {}).status() == 200);
    const std::string second = server.link_secret(email, "/confirm");
    CHECK(first != second);
    CHECK(ApiClient(server).call(ConfirmEmail{}, {first}).status() == 410);
    CHECK(amina.call(SendConfirmation{}, {}).status() == 200);
    const auto refused = amina.call(SendConfirmation{}, {});
    CHECK(refused.status() == 429);
    CHECK(!refused.reply.header("retry-after").empty());
    CHECK(server.rows("outbox") == 3);
    const std::string third = server.link_secret(email, "/confirm");
    server.clock().advance(24 * 60 * minute_ms);
    CHECK(ApiClient(server).call(ConfirmEmail{}, {third}).status() == 410);
    CHECK(ApiClient(server).call(SendConfirmation{}, {}).status() == 401);
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
        CHECK(message_for(refused.error.details, "email").find("students.example.edu") != std::string::npos);
    }
    CHECK(ApiClient(server).call(CurrentSession{}, {})->rules.email_domains.size() == 2);
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
    CHECK(visitor.call(ConfirmEmail{}, {secret}).status() == 410); // a link is for one purpose
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
