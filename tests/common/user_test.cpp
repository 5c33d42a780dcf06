#include "common/user.hpp"

#include "common/password.hpp"
#include "support.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;
using stu::test::repeated;
using stu::test::wrong_fields;

TEST_CASE("an e-mail address is one account however it is typed") {
    CHECK(folded_email(" Amina@Students.Example.ORG\t") == "amina@students.example.org");
}

TEST_CASE("addresses that people have are accepted") {
    for (const char* email :
         {"a@b.de", "amina.wanjiru@students.example.org", "o'neill+desk@x-y.example", "A_B-c%d@1.example.co",
          " amina@example.org ", "x@xn--bcher-kva.example", "amina@münchen.de", "amina@università.ไทย"}) {
        CAPTURE(email);
        CHECK(check_email(email).empty());
    }
}

TEST_CASE("what is not an address is refused in words") {
    for (const char* email : {"amina",
                              "@example.org",
                              "amina@",
                              "amina@localhost",
                              "a@b@example.org",
                              "a b@example.org",
                              ".a@example.org",
                              "a.@example.org",
                              "a..b@example.org",
                              "a@.example.org",
                              "a@example.org.",
                              "a@example..org",
                              "a@-x.org",
                              "a@x-.org",
                              "a@192.168.0.1",
                              "\"a b\"@example.org",
                              "a@exam_ple.org",
                              "ä@example.org",
                              "a@example.org\nBcc: b@example.org",
                              "a@[1.2.3.4]"}) {
        CAPTURE(email);
        CHECK_FALSE(check_email(email).empty());
    }
    CHECK(check_email("  ") == "Type your e-mail address.");
}

TEST_CASE("the limits of RFC 5321 hold at the edge") {
    const std::string label = repeated(63, "d") + ".";
    CHECK(check_email(repeated(64, "a") + "@example.org").empty());
    CHECK_FALSE(check_email(repeated(65, "a") + "@example.org").empty());
    CHECK(check_email("a@" + label + "org").empty());
    CHECK_FALSE(check_email("a@d" + label + "org").empty());

    const std::string local = repeated(54, "a") + "@" + repeated(3, label);
    REQUIRE(local.size() == 247);
    CHECK(check_email(local + "example").empty());
    CHECK_FALSE(check_email(local + "examples").empty());
}

TEST_CASE("a name is one line of up to 100 characters") {
    CHECK(check_name("Li Na").empty());
    CHECK(check_name("Ł").empty());
    CHECK(check_name(repeated(100, "学")).empty());
    CHECK(check_name("  " + repeated(100, "学") + "  ").empty());
    CHECK(check_name(repeated(101, "学")) == "The name can have 100 characters at most; this one has 101.");
    CHECK(check_name(" \u3000") == "Type your full name.");
    CHECK(check_name("\u3164") == "Type your full name.");
    CHECK(check_name("Amina\nWanjiru").empty()); // kept as one line
}

TEST_CASE("a registration number has 3 to 40 letters, digits, spaces and - / .") {
    for (const char* number : {"S13", "SCT 211-0001/2023", "12.345.678", "БИ-21", " AB1 "}) {
        CAPTURE(number);
        CHECK(check_registration_number(number).empty());
    }
    for (const char* number : {"", "  ", "S1", "S13;DROP", "S_13", "\u200BS1\u200B", "<b>1", "S1\u202E"}) {
        CAPTURE(number);
        CHECK_FALSE(check_registration_number(number).empty());
    }
    CHECK(check_registration_number(repeated(40, "é")).empty());
    CHECK_FALSE(check_registration_number(repeated(41, "é")).empty());
}

TEST_CASE("a student's registration names every field that is wrong, and only those") {
    RegisterStudent request{"Amina Wanjiru", "amina@example.org", "SCT-1/2023", "Correct-horse-1"};
    CHECK(validate(request).empty());
    CHECK(wrong_fields(validate(RegisterStudent{})) == "name email registration_number password");
    request.password = "short";
    CHECK(wrong_fields(validate(request)) == "password");
}

TEST_CASE("nobody is kept from registering by what their browser calls its time zone") {
    RegisterStudent student{"Amina Wanjiru", "amina@example.org", "SCT-1/2023", "Correct-horse-1", "+03:00"};
    CHECK(validate(student).empty());
    RegisterStaff staff{"Otieno Odhiambo", "otieno@example.org", "Correct-horse-1", "IT-CODE", "+03:00"};
    CHECK(validate(staff).empty());
}

TEST_CASE("staff registers with an access code") {
    RegisterStaff request{"Otieno Odhiambo", "otieno@example.org", "Correct-horse-1", "IT-CODE"};
    CHECK(validate(request).empty());
    CHECK(wrong_fields(validate(RegisterStaff{})) == "name email password access_code");
    request.access_code = repeated(100, "x");
    CHECK(validate(request).empty());
    request.access_code += "x";
    CHECK(wrong_fields(validate(request)) == "access_code");
}

TEST_CASE("signing in refuses only what could never be right") {
    CHECK(validate(Credentials{"AMINA@example.org", "x"}).empty());
    CHECK(validate(Credentials{"nobody", "x"}).empty());
    CHECK(wrong_fields(validate(Credentials{})) == "email password");
    CHECK(wrong_fields(validate(Credentials{repeated(max_email + 1, "a"), "x"})) == "email");
    CHECK(validate(Credentials{"a", repeated(max_password, "é")}).empty());
    CHECK(wrong_fields(validate(Credentials{"a", repeated(max_password + 1, "é")})) == "password");
}
