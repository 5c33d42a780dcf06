// Opening accounts: same answers, department from the code, no guessable passwords.

#include "backend/security/guessability.hpp"
#include "backend/store/people/users.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

TEST_CASE("a known address gets the same answer and another mail") {
    RunningServer server;
    const ApiClient visitor(server);
    const auto fresh =
        visitor.call(RegisterStudentAccount{}, {"Amina", "a@students.example.edu", "BIT-1", password});
    REQUIRE(visitor.call(ConfirmEmail{}, {server.link_secret("a@students.example.edu", "/confirm"), password})
                .status() == 200);
    const auto again =
        visitor.call(RegisterStudentAccount{}, {"Mallory", "A@Students.example.edu", "BIT-2", password});
    CHECK(fresh.status() == 200);
    CHECK(again.status() == 200);
    CHECK(fresh.reply.body == again.reply.body);
    CHECK(server.rows("app_user") == 1);
    CHECK(server.rows("outbox") == 2);
    store::Transaction transaction = server.store().read();
    CHECK(store::find_user_by_email(transaction, "a@students.example.edu")->user.name == "Amina");
    const auto row = transaction.connection().query("SELECT subject FROM outbox ORDER BY id DESC LIMIT 1");
    REQUIRE(row->next());
    CHECK(row->text(0) == "You already have a StuTicket account");
}

TEST_CASE("staff belongs where the code says; wrong, revoked and expired codes are one answer") {
    RunningServer server;
    const ApiClient visitor(server);
    const std::string code = server.issue_access_code("finance");
    REQUIRE(visitor.call(RegisterStaffAccount{}, {"Peter", "p@staff.example.edu", password, code}).status() ==
            200);
    {
        store::Transaction transaction = server.store().read();
        const auto peter = store::find_user_by_email(transaction, "p@staff.example.edu");
        CHECK(peter->user.role == Role::staff);
        CHECK(peter->user.departments == std::vector<std::string>{"finance"});
        CHECK(peter->password_hash.starts_with("$argon2id$"));
    }
    const std::string revoked = server.issue_access_code("it");
    {
        store::Transaction transaction = server.store().write();
        transaction.connection().run("UPDATE access_code SET revoked_ms = 1 WHERE department = 'it'");
        transaction.commit();
    }
    const auto attempt = [&](const std::string& tried) {
        return visitor.call(RegisterStaffAccount{}, {"Eve", "e@staff.example.edu", password, tried});
    };
    const auto wrong = attempt("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GG"), late = attempt(revoked);
    server.clock().advance(3'600'001);
    const auto expired = attempt(code);
    for (const auto* each : {&wrong, &late, &expired}) {
        CHECK(each->status() == 403);
        CHECK(each->error.message == wrong.error.message);
    }
    CHECK(server.rows("app_user") == 1);
}

TEST_CASE("a time zone that is none keeps nobody from an account") {
    RunningServer server;
    const ApiClient visitor(server);
    int nth = 0;
    for (const std::string& zone : {std::string("+03:00"), std::string("Moon/Tycho"),
                                    std::string("../../etc/passwd"), std::string(5'000, 'x')}) {
        CAPTURE(zone);
        const std::string address = "a" + std::to_string(++nth) + "@students.example.edu";
        CHECK(visitor.call(RegisterStudentAccount{}, {"Amina Wanjiru", address, "BIT-1", password, zone})
                  .status() == 200);
        store::Transaction transaction = server.store().read();
        CHECK(store::find_user_by_email(transaction, address)->user.time_zone.empty());
    }
    const std::string code = server.issue_access_code("it");
    CHECK(visitor
              .call(RegisterStaffAccount{},
                    {"David Otieno", "david@staff.example.edu", password, code, "+03:00"})
              .status() == 200);
}

TEST_CASE("passwords that obey the rules and are still easy") {
    RunningServer server;
    const ApiClient visitor(server);
    for (const char* weak : {"Password1!", "Qwerty123!", "Summer2024!", "Welcome1!", "Mukasa2024!"}) {
        CAPTURE(weak);
        const auto refused =
            visitor.call(RegisterStudentAccount{}, {"Jane Mukasa", "j@students.example.edu", "BIT-1", weak});
        CHECK(refused.status() == 422);
        CHECK(!message_for(refused.error.details, "password").empty());
    }
    CHECK(server.rows("app_user") == 0);
    CHECK(server.rows("outbox") == 0);
    CHECK(security::check_guessability("Correct-Horse9!", {}).empty());
}

TEST_CASE("a word that is used much does not become a password by what is put around it") {
    for (const char* weak : {"Anaconda12!", "Qazwsx2024!", "#1Lunita", "Sarina@2024", "$@rin@12!",
                             "J3ssic@1!", "Zxczxczxc#1", "123Polarbear!!"})
        CHECK_MESSAGE(!security::check_guessability(weak, {}).empty(), weak);
    for (const char* good : {"Anaconda-Polarbear1!", "Anaconda8!x7#", "Anaconda-4827163", "Żółw-9-学生!x1"})
        CHECK_MESSAGE(security::check_guessability(good, {}).empty(), good);
}

} // namespace
} // namespace stu::test
