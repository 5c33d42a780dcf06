#include "common/password.hpp"

#include "support.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;
using stu::test::repeated;

namespace {

/// One sign per rule, in the order shown: + for met, - for missing.
std::string met(std::string_view password) {
    std::string signs;
    for (const PasswordRule& rule : password_rules(password)) signs += rule.met ? '+' : '-';
    return signs;
}

} // namespace

TEST_CASE("each password rule is met by what it asks for and by nothing else") {
    // at least 8 characters, upper, lower, digit, special
    CHECK(met("") == "-----");
    CHECK(met("A") == "-+---");
    CHECK(met("a") == "--+--");
    CHECK(met("7") == "---+-");
    CHECK(met("!") == "----+");
    CHECK(met("é") == "--+--");
    CHECK(met("É") == "-+---");
    CHECK(met("Ω") == "-+---");
    CHECK(met("я") == "--+--");
    CHECK(met("٣") == "---+-"); // Arabic-Indic 3
    CHECK(met("३") == "---+-"); // Devanagari 3
    CHECK(met("🙏") == "----+");
    CHECK(met("ПарольДлинный-71") == "+++++");
    CHECK(met("ПАРОЛЬ-7١") == "++-++");
    CHECK(met("        ") == "+----");
    CHECK(met("1234567") == "---+-");
    CHECK(met("12345678") == "+--+-");
    CHECK(met("学生学生学生学") == "----+"); // 7 code points, 21 bytes
    CHECK(met("学生学生学生学生") == "+---+");
    CHECK(met("Correct horse 1!") == "+++++");
}

TEST_CASE("the sentence lists what is still missing") {
    CHECK(english(check_password("")).find("Choose") == 0);
    CHECK(check_password("correct-horse-1") == "Your password still needs an upper-case letter.");
    CHECK(check_password("correcthorse1") ==
          "Your password still needs an upper-case letter and a special character.");
    CHECK(check_password("a") ==
          "Your password still needs at least 8 characters, an upper-case letter, a digit and a "
          "special character.");
    CHECK(check_password("Aa1!aaaa").empty());
    CHECK_FALSE(check_password("Aa1!aaa").empty());
}

TEST_CASE("a password has up to 128 characters of text") {
    CHECK(check_password("Aa1!" + repeated(124, "学")).empty());
    CHECK_FALSE(check_password("Aa1!" + repeated(125, "学")).empty());
    CHECK_FALSE(check_password("Aa1!aaaa\xFF").empty());
}
