#include "common/catalogue.hpp"
#include "common/saved_reply.hpp"
#include "common/text.hpp"
#include "common/ticket.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stu {
namespace {

const ReplyValues values{{"student", "Amina Wanjiru"},
                         {"first_name", "Amina"},
                         {"subject", "Use of {{me}}"},
                         {"me", "David Otieno"},
                         {"service", ""}};

TEST_CASE("variables become what is known, once, and the others stay as they stand") {
    CHECK(fill_in("Dear {{first_name}},\n{{ me }}", values) == "Dear Amina,\nDavid Otieno");
    CHECK(fill_in("About “{{subject}}”: {{me}}", values) == "About “Use of {{me}}”: David Otieno");
    CHECK(fill_in("{{room}} {{service}} {{first_name}}", values) == "{{room}} {{service}} Amina");
    CHECK(fill_in("{{{student}}}", values) == "{Amina Wanjiru}");
    for (const std::string text :
         {"", "{{", "}}", "{{}}", "{{ }}", "{ {me}}", "{{me}", "{{Me}}", "{{me.name}}", "{ return; }",
          R"({"a":{"b":1}})", "{{\nme}}", "{{first name}}"}) {
        CAPTURE(text);
        CHECK(fill_in(text, values) == text);
        CHECK(unfilled_variable(text).empty());
    }
}

TEST_CASE("what nobody has replaced is named, but for code") {
    CHECK(unfilled_variable("Come to {{room}} or {{place}}.") == "{{room}}");
    CHECK(unfilled_variable("`{{name}}` is a template; come to {{ room }}.") == "{{ room }}");
    CHECK(unfilled_variable("`{{name}}` is a template.").empty());
    CHECK(unfilled_variable("A ` alone and {{name}}") == "{{name}}");
    CHECK(unfilled_variable("{{" + std::string(41, 'a') + "}}").empty());
    CHECK(check_filled_in("All is said.").empty());
    CHECK(english(check_filled_in("Come to {{room}}.")).find("Replace {{room}} before you send.") == 0);
}

TEST_CASE("a text of nothing but braces takes no longer than others") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "{{a";
    CHECK(unfilled_variable(text).empty());
    CHECK(fill_in(text, values) == text);
}

TEST_CASE("what a ticket says stands for its variables, in the language of the names that are given") {
    Ticket ticket;
    ticket.number = "7QHD-20Z8";
    ticket.student_name = "Amina Wanjiru";
    ticket.subject = "Wi-Fi";
    ticket.department = "it";
    ticket.service = "unknown";
    Catalogue catalogue;
    catalogue.departments.push_back({"it", "Informatique", {}, {}});
    CHECK(fill_in("{{student}}, {{first_name}}: {{ticket}} {{subject}} {{department}} {{service}} {{me}}",
                  reply_values(ticket, catalogue, "David")) ==
          "Amina Wanjiru, Amina: 7QHD-20Z8 Wi-Fi Informatique unknown David");
    CHECK(unfilled_variable(
              filled_in_somehow("{{student}} {{first_name}} {{ticket}} {{service}} {{department}} "
                                "{{subject}} {{me}}"))
              .empty());
    CHECK(unfilled_variable(filled_in_somehow("{{me}} {{room}}")) == "{{room}}");
}

TEST_CASE("a department has room for so many replies, and for so much text") {
    CHECK_FALSE(check_replies_room(max_saved_replies - 1, 0, "A text."));
    CHECK(check_replies_room(max_saved_replies, 0, "A text.")->code == Code::conflict);
    CHECK_FALSE(check_replies_room(0, max_saved_text - 1, "é"));
    CHECK(check_replies_room(0, max_saved_text, "é")->code == Code::conflict);
}

} // namespace
} // namespace stu
