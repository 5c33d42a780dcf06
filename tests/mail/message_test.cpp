// What a mail looks like to those who read HTML.

#include "backend/security/base64.hpp"
#include "backend/worker/eml.hpp"
#include "backend/worker/html_body.hpp"

#include <doctest/doctest.h>

namespace stu::worker {
namespace {

std::string main_of(std::string_view text) {
    const std::string page = html_body("Subject", text);
    const std::size_t from = page.find("</h1>\n") + 6;
    return page.substr(from, page.find("</body>") - from);
}

TEST_CASE("paragraphs, lines, quotations and links") {
    CHECK(main_of("one\ntwo\n\nthree\n") == "<p dir=\"auto\">one<br>\ntwo</p>\n<p dir=\"auto\">three</p>\n");
    const std::string quoted = main_of("wrote:\n> a\n> b\n\nend");
    CHECK(quoted.starts_with("<p dir=\"auto\">wrote:</p>\n<blockquote dir=\"auto\""));
    CHECK(quoted.ends_with(">a<br>\nb</blockquote>\n<p dir=\"auto\">end</p>\n"));
    CHECK(main_of("https://desk.example.edu/tickets/1") ==
          "<p dir=\"auto\"><a href=\"https://desk.example.edu/tickets/1\">https://desk.example.edu/tickets/1"
          "</a></p>\n");
    CHECK(main_of("").empty());
    CHECK(main_of("\n\n\n").empty());
}

TEST_CASE("what people type stays text") {
    const std::string page =
        html_body("<img src=x onerror=alert(1)>", "\"'&<script>\n> https://evil.example\n");
    CHECK(page.find("<img") == std::string::npos);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("<a ") == std::string::npos);
    CHECK(page.find("&quot;&#39;&amp;&lt;script&gt;") != std::string::npos);
    CHECK(main_of("javascript:alert(1)").find("<a ") == std::string::npos);
    CHECK(main_of("https://a.example\" onclick=\"x").find("<a ") == std::string::npos);
}

TEST_CASE("base64 is that of RFC 4648, section 10") {
    const char* const vectors[][2] = {{"", ""},
                                      {"f", "Zg=="},
                                      {"fo", "Zm8="},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg=="},
                                      {"fooba", "Zm9vYmE="},
                                      {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : vectors) CHECK(security::base64(bytes) == text);
}

TEST_CASE("a page says its language and heading") {
    const std::string page = html_body("A & B", "text");
    CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    CHECK(page.find("<title>A &amp; B</title>") != std::string::npos);
    CHECK(page.find(">A &amp; B</h1>") != std::string::npos);
}

TEST_CASE("both forms travel in one message, the plain one first, and the same bytes each time") {
    store::OutgoingMail mail;
    mail.id = "0190";
    mail.recipient = "amina@students.example.edu";
    mail.subject = "Hello";
    mail.body = "Hello\n--=_0190--\n";
    mail.created_ms = 1'700'000'000'000;
    const Letterhead letterhead{"desk@example.edu", "example.edu"};
    const std::string text = eml_text(mail, letterhead);
    CHECK(text == eml_text(mail, letterhead));
    CHECK(text.find("From: StuTicket <desk@example.edu>\r\n") != std::string::npos);
    CHECK(text.find("text/plain") < text.find("text/html"));
    CHECK(text.find("--=_0190--") == text.rfind("--=_0190--")); // the body's own is inside base64
    CHECK(text.ends_with("\r\n--=_0190--\r\n"));
    CHECK_THROWS(eml_text(mail, {"desk@example.edu>\r\nBcc: a@b", "example.edu"}));
}

std::vector<std::string> header_lines(const std::string& message) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; message.substr(at, 2) != "\r\n";) {
        const std::size_t end = message.find("\r\n", at);
        lines.push_back(message.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

TEST_CASE("no line of a header is too long, whatever people and tickets are called") {
    const std::string words[] = {
        "Amina Wanjiru",
        std::string(150, 'x'),
        std::string(50, '"'),
        "Ж\u0438в\u043eй " + std::string(40, 'a') + " 学生证在哪里办理学生证在哪里办理",
        "\U0001F64F\U0001F64F\U0001F64F\U0001F64F\U0001F64F\U0001F64F\U0001F64F\U0001F64F"
        "\U0001F64F\U0001F64F\U0001F64F\U0001F64F\U0001F64F\U0001F64F\U0001F64F",
        "=?UTF-8?Q?no?=",
        "a",
        ""};
    for (const std::string& name : words)
        for (const std::string& subject : words)
            for (const std::string& local : {std::string("a"), std::string(60, 'l')}) {
                store::OutgoingMail mail;
                mail.id = "01900000-0000-7000-8000-000000000000";
                mail.ticket_id = mail.id;
                mail.recipient = local + "@b.example";
                mail.recipient_name = name;
                mail.subject = subject;
                for (const std::string& line :
                     header_lines(eml_text(mail, {"desk@example.edu", "x.example"}))) {
                    CAPTURE(line);
                    CHECK(line.size() <= 76);
                }
            }
}

TEST_CASE("mail about one ticket is one thread, other mail is not") {
    store::OutgoingMail mail;
    mail.id = "0190";
    mail.recipient = "amina@students.example.edu";
    const Letterhead letterhead{"desk@example.edu", "example.edu"};
    CHECK(eml_text(mail, letterhead).find("References:") == std::string::npos);
    mail.ticket_id = "0180";
    const std::string first = eml_text(mail, letterhead);
    CHECK(first.find("\r\nIn-Reply-To: <ticket-0180@example.edu>\r\n") != std::string::npos);
    CHECK(first.find("\r\nReferences: <ticket-0180@example.edu>\r\n") != std::string::npos);
}

} // namespace
} // namespace stu::worker
