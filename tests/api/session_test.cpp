// Cookies and sessions.

#include "backend/http/cookies.hpp"
#include "backend/store/people/users.hpp"
#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <ctime>

namespace stu::test {
namespace {

TEST_CASE("who has signed out is nobody, with the old cookie too") {
    Desk desk;
    for (const Form form : both_forms) {
        const ApiClient amina(desk.server, desk.server.sign_in([&] {
            User user;
            user.id = desk.amina.call(CurrentSession{}, {})->user.id;
            return user;
        }()));
        REQUIRE(amina.call(StudentHome{}, {}, form).status() == 200);
        const auto out = amina.call(SignOut{}, {}, form);
        REQUIRE(out.status() == 200);
        CHECK(out.reply.header("set-cookie").find("Max-Age=0") != std::string::npos);
        CHECK(amina.call(StudentHome{}, {}, form).status() == 401);
        CHECK(amina.call(CreateTicket{}, good_draft(), form).status() == 401);
        CHECK(amina.call(CurrentSession{}, {}, form)->user.id.empty());
    }
    CHECK(desk.server.rows("ticket") == 0);
}

TEST_CASE("each person's sessions are given the same key for drafts, and nobody else's") {
    Desk desk;
    const auto key = [](const ApiClient& client) { return client.call(CurrentSession{}, {})->draft_key; };
    const std::string aminas = key(desk.amina);
    CHECK(aminas.size() == 64);
    CHECK(aminas.find_first_not_of("0123456789abcdef") == std::string::npos);
    const auto again =
        desk.visitor.call(SignIn{}, {"amina@students.example.edu", std::string(RunningServer::password)});
    CHECK(again->draft_key == aminas);
    CHECK(key(desk.brian) != aminas);
    CHECK(key(desk.visitor).empty());
    REQUIRE(desk.amina.call(SignOut{}, {}).status() == 200);
    CHECK(key(desk.amina).empty());
}

TEST_CASE("signing in gives a new cookie and ends the one before") {
    RunningServer server;
    const User user = server.add_user("amina@students.example.edu", "Amina Wanjiru");
    const ApiClient before(server, server.sign_in(user));
    const auto session = before.call(SignIn{}, {user.email, std::string(RunningServer::password)});
    REQUIRE(session.status() == 200);
    const std::string cookie = session.reply.header("set-cookie");
    CHECK(cookie.find("HttpOnly") != std::string::npos);
    CHECK(cookie.find("SameSite=Strict") != std::string::npos);
    CHECK(cookie.find(before.token()) == std::string::npos);
    CHECK(before.call(StudentHome{}, {}).status() == 401);
    store::Transaction transaction = server.store().read();
    const auto row = transaction.connection().query(
        "SELECT COUNT(*) FROM session WHERE $1 LIKE '%' || token_hash || '%'", {cookie});
    REQUIRE(row->next());
    CHECK(row->integer(0) == 0); // the database never holds the token itself
}

TEST_CASE("wrong password and unknown address are one answer") {
    RunningServer server;
    server.add_user("amina@students.example.edu", "Amina Wanjiru");
    const ApiClient visitor(server);
    const auto wrong = visitor.call(SignIn{}, {"amina@students.example.edu", "Wrong-Horse-77"});
    const auto unknown = visitor.call(SignIn{}, {"nobody@students.example.edu", "Wrong-Horse-77"});
    CHECK(wrong.status() == 401);
    CHECK(unknown.status() == 401);
    CHECK(wrong.error.message == unknown.error.message);
    CHECK(wrong.reply.header("set-cookie").empty());
}

TEST_CASE(
    "sessions end: staff after half an hour without use or 12 hours, students after 12 hours or 30 days") {
    RunningServer server;
    const std::string password(RunningServer::password);
    server.add_user("amina@students.example.edu", "Amina Wanjiru");
    server.add_user("david@staff.example.edu", "David Otieno", "it");
    const auto sign_in = [&](const std::string& email, bool remember) {
        const ApiClient visitor(server);
        const auto session = visitor.call(SignIn{}, {email, password, remember});
        REQUIRE(session.status() == 200);
        const std::string cookie = session.reply.header("set-cookie");
        const std::string own = cookie.substr(cookie.find("stuticket_session="));
        CHECK((own.substr(0, own.find('\n')).find("Max-Age") != own.npos) ==
              remember); // else it goes with the browser
        return visitor.after(server, session.reply);
    };
    const auto lives = [](const ApiClient& person) {
        return !person.call(CurrentSession{}, {})->user.id.empty();
    };
    const ApiClient student = sign_in("amina@students.example.edu", false),
                    staff = sign_in("david@staff.example.edu", false),
                    kept_student = sign_in("amina@students.example.edu", true),
                    kept_staff = sign_in("david@staff.example.edu", true);
    for (int i = 0; i < 3; ++i) { // in use
        server.clock().advance(20 * 60'000);
        CHECK(lives(staff));
    }
    server.clock().advance(31 * 60'000);
    CHECK_FALSE(lives(staff));
    CHECK(lives(student));
    CHECK(lives(kept_staff));
    server.clock().advance(11 * hour_ms);
    CHECK_FALSE(lives(kept_staff));
    CHECK(lives(student));
    server.clock().advance(13 * hour_ms);
    CHECK_FALSE(lives(student));
    CHECK(lives(kept_student));
    server.clock().advance(30 * 24 * hour_ms);
    CHECK_FALSE(lives(kept_student));
    CHECK(kept_student.call(StudentHome{}, {}).status() == 401);
    worker::tidy(server.store(), server.clock().now_ms());
    CHECK(server.rows("session") == 0);
}

/// Of everything in this process; unlike the clock on the wall it does not depend on what else the machine
/// does.
double processor_seconds() {
    timespec spent{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e9;
}

TEST_CASE("the time of a refused sign-in tells neither which accounts there are nor which were imported") {
    RunningServer server;
    const User imported = server.add_user("imported@students.example.edu", "Amina Wanjiru");
    server.add_user("registered@students.example.edu", "Brian Mutiso");
    User unconfirmed;
    unconfirmed.email = "unconfirmed@students.example.edu";
    server.add_user(unconfirmed);
    {
        store::Transaction transaction = server.store().write();
        store::update_password_hash(transaction, imported.id,
                                    "$2b$12$aWx9TypKXxrgoorouTG8x.Afefs7Hjgxc4RV1ejyripdi/uA5ypn2");
        transaction.commit();
    }
    const ApiClient visitor(server);
    const auto cost_once = [&](const std::string& account, std::string_view password) {
        const double before = processor_seconds();
        CHECK(visitor.call(SignIn{}, {account + "@students.example.edu", std::string(password)}).status() ==
              401);
        return processor_seconds() - before;
    };
    // The lower of two: a first call may have to make room for itself.
    const auto cost = [&](const std::string& account, std::string_view password) {
        return std::min(cost_once(account, password), cost_once(account, password));
    };
    const double usual = cost("registered", "Wrong-Horse-77");
    for (const double other :
         {cost("imported", "Wrong-Horse-77"), cost("nobody", "Wrong-Horse-77"),
          cost("unconfirmed", "Wrong-Horse-77"), cost("unconfirmed", RunningServer::password)}) {
        CHECK(other > usual / 2);
        CHECK(other < usual * 2);
    }
    CHECK(visitor.call(SignIn{}, {imported.email, std::string(RunningServer::password)}).status() == 200);
    // Nobody's is imported any more, so nobody pays for it.
    CHECK(cost("registered", "Wrong-Horse-77") < usual / 2);
}

TEST_CASE("cookies are found by their whole name and form") {
    const http::Settings plain{{"http://localhost:8080"}}, secure{{"https://desk.example.edu"}};
    const std::string token(64, 'a');
    CHECK(http::cookie_token("a=b; stuticket_session=" + token + "; c=d", plain.session_cookie()) == token);
    CHECK(http::cookie_token("xstuticket_session=" + token, plain.session_cookie()).empty());
    CHECK(http::cookie_token("stuticket_session=short", plain.session_cookie()).empty());
    CHECK(http::cookie_token("stuticket_session=" + std::string(64, 'Z'), plain.session_cookie()).empty());
    CHECK(http::cookie_token("stuticket_session=" + token, secure.session_cookie()).empty());
    CHECK(http::cookie_token("__Host-stuticket_session=" + token, secure.session_cookie()) == token);
    const std::string cookie = http::set_cookie({app::CookieChange::Cookie::session, token, 1'000}, secure);
    CHECK(cookie.starts_with("__Host-stuticket_session="));
    CHECK(cookie.find("; Secure") != std::string::npos);
    CHECK(cookie.find("Path=/;") != std::string::npos);
}

} // namespace
} // namespace stu::test
