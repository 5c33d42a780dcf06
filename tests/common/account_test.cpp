// What people may type about their own account.

#include "common/account.hpp"
#include "support.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace stu;

namespace {

template <class Request> std::string of(const Request& request) {
    return test::wrong_fields(validate(request));
}

} // namespace

TEST_CASE("only addresses of the university's domains are its own") {
    const std::vector<std::string> domains{"students.example.edu", "*.example.org"};
    for (const char* email :
         {"a@students.example.edu", " A@Students.Example.EDU ", "a@it.example.org", "a@x.y.example.org"})
        CHECK(check_school_email(email, domains).empty());
    for (const char* email :
         {"a@example.edu", "a@xstudents.example.edu", "a@students.example.edu.example", "a@example.org",
          "a@xexample.org", "a@.example.org@evil.example", "students.example.edu", ""}) {
        CAPTURE(email);
        CHECK(english(check_school_email(email, domains)).find("students.example.edu or *.example.org") !=
              std::string::npos);
    }
    CHECK(check_school_email("a@anywhere.example", {}).empty());
}

TEST_CASE("time zones and captchas are names and symbols, never paths or lines") {
    for (const char* zone : {"", "UTC", "Africa/Nairobi", "America/Port-au-Prince", "Etc/GMT+3"})
        CHECK(check_time_zone(zone).empty());
    for (const std::string& zone :
         {std::string("../etc/passwd"), std::string("Africa Nairobi"), std::string(65, 'a'),
          std::string("a\nb"), std::string("Ł"), std::string("+03:00"), std::string("+0300")})
        CHECK_FALSE(check_time_zone(zone).empty());
    CHECK(check_captcha("").empty());
    CHECK(check_captcha(std::string(4'096, 'x')).empty());
    for (const std::string& answer :
         {std::string(4'097, 'x'), std::string("a b"), std::string("a\r\nb"), std::string("é")})
        CHECK_FALSE(check_captcha(answer).empty());
}

TEST_CASE("a link's secret is whole or refused") {
    CHECK(of(EmailLink{std::string(64, 'a'), "x"}).empty());
    CHECK(of(EmailLink{std::string(64, 'a'), ""}) == "password");
    for (const std::string& token : {std::string(), std::string(63, 'a'), std::string(65, 'a'),
                                     std::string(64, 'A'), std::string(64, '%')})
        CHECK(of(EmailLink{token, "x"}) == "token");
    CHECK(of(PasswordReset{std::string(64, 'a'), "short"}) == "password");
}

TEST_CASE("settings name each field that is wrong") {
    CHECK(of(Profile{"Amina", "", "UTC", Notifications::when_needed}).empty());
    CHECK(of(Profile{"", "!", "a b", Notifications::every_update}) == "name registration_number time_zone");
    CHECK(of(EmailChange{"nobody", ""}) == "email password");
    CHECK(of(PasswordChange{"", "weak"}) == "current password");
    CHECK(of(PasswordChange{"Quiet-Lantern-42", "Quiet-Lantern-42"}) == "password");
    CHECK(of(AccountDeletion{std::string(129, 'x')}) == "password");
    CHECK(of(ResetRequest{"a@b.de", "x y"}) == "captcha");
    CHECK(of(ConfirmationRequest{"nobody", "x y"}) == "email captcha");
    CHECK(of(SessionEnd{std::string(65, 'x')}) == "id");
}
