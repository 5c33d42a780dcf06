// Guessing passwords: five failures, then a pause, which nobody can impose on a browser that the account
// knows.

#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace stu::test {
namespace {

TEST_CASE("the sixth attempt is refused, with the right password too, and says for how long") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    const ApiClient visitor(server);
    for (const std::string& address : {email, std::string("nobody@students.example.edu")}) {
        CAPTURE(address);
        for (int i = 0; i < 5; ++i) CHECK(visitor.call(SignIn{}, {address, wrong}).status() == 401);
        for (const std::string& tried : {password, wrong}) {
            const auto locked = visitor.call(SignIn{}, {address, tried});
            CHECK(locked.status() == 429);
            CHECK(english(locked.error.message).find("15 minutes") != std::string::npos);
            CHECK(std::stoi(locked.reply.header("retry-after")) > 14 * 60);
        }
    }
    server.clock().advance(14 * minute_ms);
    const auto locked = visitor.call(SignIn{}, {email, password});
    CHECK(locked.status() == 429);
    CHECK(english(locked.error.message).find("in 1 minute,") != std::string::npos);
    server.clock().advance(minute_ms);
    CHECK(visitor.call(SignIn{}, {email, password}).status() == 200);
    // A right password begins the count anew.
    for (int i = 0; i < 4; ++i) CHECK(visitor.call(SignIn{}, {email, wrong}).status() == 401);
    CHECK(visitor.call(SignIn{}, {email, password}).status() == 200);
}

TEST_CASE("a browser that has signed in before is not locked out by others, and has five tries of its own") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    const ApiClient visitor(server);
    const auto session = visitor.call(SignIn{}, {email, password});
    const ApiClient own = visitor.after(server, session.reply);
    REQUIRE(own.browser_token().size() == 64);
    own.call(SignOut{}, {});
    for (int i = 0; i < 6; ++i) visitor.call(SignIn{}, {email, wrong});
    CHECK(visitor.call(SignIn{}, {email, password}).status() == 429);
    CHECK(ApiClient(server, {}, std::string(64, 'f')).call(SignIn{}, {email, password}).status() == 429);
    CHECK(own.call(SignIn{}, {email, password}).status() == 200);
    for (int i = 0; i < 5; ++i) CHECK(own.call(SignIn{}, {email, wrong}).status() == 401);
    CHECK(own.call(SignIn{}, {email, password}).status() == 429);
    // Known to Amina's account only.
    server.add_user("brian@students.example.edu", "Brian Mutiso");
    for (int i = 0; i < 5; ++i) visitor.call(SignIn{}, {"brian@students.example.edu", wrong});
    CHECK(own.call(SignIn{}, {"brian@students.example.edu", password}).status() == 429);
}

TEST_CASE("a link from the mail opens a locked account again") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    const ApiClient visitor(server);
    for (int i = 0; i < 6; ++i) visitor.call(SignIn{}, {email, wrong});
    visitor.call(RequestReset{}, {email});
    const std::string fresh = "Other-kettle-95-Moss";
    CHECK(visitor.call(ResetPassword{}, {server.link_secret(email, "/reset"), fresh}).status() == 200);
    CHECK(visitor.call(SignIn{}, {email, fresh}).status() == 200);
}

TEST_CASE("guesses at the same moment do not all see the last free attempt") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    std::atomic<int> guesses{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 20; ++i)
        threads.emplace_back([&] {
            if (ApiClient(server).call(SignIn{}, {email, wrong}).status() == 401) ++guesses;
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(guesses == 5);
}

TEST_CASE("a thousand guesses in an hour from fifty addresses: twenty are looked at, and the owner gets in "
          "at once") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    const ApiClient visitor(server);
    const ApiClient own = visitor.after(server, visitor.call(SignIn{}, {email, password}).reply);
    const std::string body = wire::to_json(Credentials{email, wrong});
    const std::string request =
        "POST /api/session.sign_in HTTP/1.1\r\n" + visitor.common_headers() +
        "X-StuTicket: 1\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    int looked_at = 0, owner_got_in = 0;
    for (int guess = 0; guess < 1'000; ++guess) {
        const std::string from = "127.0.7." + std::to_string(guess % 50 + 1);
        HttpConnection connection(server.port(), std::chrono::seconds(20), from.c_str());
        connection.send(request);
        const int status = connection.receive().status;
        REQUIRE((status == 401 || status == 429));
        if (status == 401) ++looked_at;
        if (guess % 100 == 99 && own.call(SignIn{}, {email, password}).status() == 200) ++owner_got_in;
        server.clock().advance(60 * minute_ms / 1'000);
    }
    CHECK(looked_at == 20); // five in each quarter of an hour
    CHECK(owner_got_in == 10);
}

TEST_CASE("one password for many accounts stops at thirty a minute from one address") {
    RunningServer server;
    const ApiClient visitor(server);
    int guesses = 0;
    for (int i = 0; i < 35; ++i)
        if (visitor.call(SignIn{}, {"user" + std::to_string(i) + "@students.example.edu", wrong}).status() ==
            401)
            ++guesses;
    CHECK(guesses == 30);
    server.clock().advance(minute_ms + 1);
    CHECK(visitor.call(SignIn{}, {"user99@students.example.edu", wrong}).status() == 401);
}

TEST_CASE("a flood from one address locks no accounts, fills no tables and stops no browser that is known") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    const ApiClient visitor(server);
    const ApiClient own = visitor.after(server, visitor.call(SignIn{}, {email, password}).reply);
    for (int i = 0; i < 60; ++i)
        visitor.call(SignIn{}, {"user" + std::to_string(i) + "@students.example.edu", wrong});
    CHECK(server.rows("rate") < 40);
    for (int i = 0; i < 6; ++i)
        CHECK(visitor.call(SignIn{}, {email, wrong}).status() == 429); // not looked at
    CHECK(own.call(SignIn{}, {email, password}).status() == 200);
    server.clock().advance(minute_ms + 1);
    CHECK(visitor.call(SignIn{}, {email, password}).status() == 200); // not locked by what was refused
}

TEST_CASE("people who know their password are not counted, however many share an address") {
    RunningServer server;
    server.add_user(email, "Amina Wanjiru");
    const ApiClient visitor(server);
    for (int i = 0; i < 40; ++i) REQUIRE(visitor.call(SignIn{}, {email, password}).status() == 200);
}

TEST_CASE("access codes cannot be tried one after the other") {
    RunningServer server;
    const ApiClient visitor(server);
    const std::string code = server.issue_access_code("finance");
    const auto attempt = [&](const std::string& tried) {
        return visitor.call(RegisterStaffAccount{}, {"Eve", "e@staff.example.edu", password, tried}).status();
    };
    for (int i = 0; i < 10; ++i) CHECK(attempt("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GG") == 403);
    CHECK(attempt("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GG") == 429);
    CHECK(attempt(code) == 429);
    server.clock().advance(60 * minute_ms + 1);
    CHECK(attempt(server.issue_access_code("finance")) == 200);
}

} // namespace
} // namespace stu::test
