// What every answer tells the browser, whatever was asked.

#include "backend/http/access_log.hpp"
#include "backend/http/embedded.hpp"
#include "backend/http/pdf_response.hpp"
#include "backend/http/static_files.hpp"
#include "common/ticket_number.hpp"
#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace stu::test {
namespace {

void check_headers(const Reply& reply) {
    REQUIRE(reply.status != 0);
    CHECK(reply.header("x-content-type-options") == "nosniff");
    CHECK(reply.header("referrer-policy") == "no-referrer");
    CHECK(reply.header("cross-origin-opener-policy") == "same-origin");
    CHECK(reply.header("cross-origin-resource-policy") == "same-origin");
    CHECK(reply.header("content-security-policy").starts_with("default-src 'none'"));
    CHECK(reply.header("content-security-policy").find("'unsafe-eval'") == std::string::npos);
    CHECK(!reply.header("permissions-policy").empty());
    CHECK(!reply.header("cache-control").empty());
    CHECK(reply.header("server").empty());
    CHECK(reply.header("access-control-allow-origin").empty());
}

TEST_CASE("security headers stand on every route and every error") {
    Desk desk;
    const auto file = desk.amina.upload("a.pdf", pdf_of(1'000));
    check_headers(file.reply);
    for (const char* target : {"/", "/tickets/7QHD-20ZK", "/no/such/file.wasm", "/healthz", "/api",
                               "/api/nothing", "/api/tickets.create", "/api/attachments.view?id=x"})
        check_headers(desk.amina.get(target));
    Api::each([&]<class Endpoint>(Endpoint) {
        CAPTURE(Endpoint::name);
        check_headers(desk.visitor.post(Endpoint::name, json_content_type, "{}"));
        check_headers(desk.amina.post(Endpoint::name, json_content_type, "nonsense"));
        check_headers(desk.amina.post_raw(Endpoint::name, "", ""));
    });
    for (const char* text :
         {"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.0\r\nHost: x\r\n\r\n", "x\r\n\r\n",
          "POST /api/tickets.create HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"})
        check_headers(ask(desk.server.port(), text));
}

TEST_CASE("what the HTTP library would refuse by itself is read, or refused like everything else") {
    Desk desk;
    const std::string long_cookie = "Cookie: a=" + std::string(9'000, 'b') + "\r\n";
    for (const std::string& header : {long_cookie, std::string("Accept: text/html,\r\n"),
                                      std::string("Accept: ,;q=\r\n"), std::string("Referer: %zz\r\n")}) {
        CAPTURE(header.substr(0, 40));
        const Reply reply = ask(desk.server.port(), "GET /healthz HTTP/1.1\r\nHost: " + desk.server.host() +
                                                        "\r\n" + header + "\r\n");
        CHECK(reply.status == 200);
        check_headers(reply);
    }
}

TEST_CASE("each answer has one Date, and to HEAD no body") {
    Desk desk;
    for (const char* target :
         {"/", "/healthz", "/api", "/no/such/file.wasm", "/api/nothing", "/api/tickets.create"}) {
        CAPTURE(target);
        const Reply got = desk.amina.get(target);
        CHECK(got.header("date").size() == 29);
        HttpConnection connection(desk.server.port(), std::chrono::seconds(5));
        connection.send("HEAD " + std::string(target) + " HTTP/1.1\r\n" + desk.amina.common_headers() +
                        "Connection: close\r\n\r\n");
        bool closed = false;
        const std::string head = connection.receive_all(closed);
        CHECK(closed);
        CHECK(head.substr(0, 13) == "HTTP/1.1 " + std::to_string(got.status) + " ");
        CHECK(head.find("Content-Length: " + got.header("content-length")) != head.npos);
        CHECK(head.ends_with("\r\n\r\n"));
        CHECK(head.find("\r\n\r\n") == head.size() - 4);
    }
    HttpConnection nameless(desk.server.port(), std::chrono::seconds(5));
    nameless.send("HEAD / HTTP/1.1\r\n\r\n");
    bool closed = false;
    const std::string refused = nameless.receive_all(closed);
    CHECK(refused.starts_with("HTTP/1.1 400 "));
    CHECK(refused.ends_with("\r\n\r\n"));
}

TEST_CASE("a PDF is shown or saved, and does nothing else") {
    Desk desk;
    const auto file = desk.amina.upload("my%20%E5%AD%A6%22x.pdf", pdf_of(1'000));
    const Reply shown = desk.amina.get("/api/attachments.view?id=" + file->id);
    const Reply saved = desk.amina.get("/api/attachments.download?id=" + file->id);
    for (const Reply* reply : {&shown, &saved}) {
        check_headers(*reply);
        CHECK(reply->status == 200);
        CHECK(reply->header("content-type") == "application/pdf");
        CHECK(reply->header("cache-control") == "private, no-store");
    }
    CHECK(shown.header("content-disposition").starts_with("inline; "));
    CHECK(saved.header("content-disposition").starts_with("attachment; "));
    CHECK(saved.header("content-security-policy").find("sandbox") != std::string::npos);
    CHECK(shown.header("content-security-policy").find("sandbox") == std::string::npos);
}

TEST_CASE("no file name escapes its header") {
    for (const std::string name : {"a\"b.pdf", "a\r\nX: y.pdf", "../../etc/passwd",
                                   "\xE2\x80\xAE"
                                   "fdp.exe",
                                   "学生.pdf", "%0d%0a.pdf"}) {
        const std::string value = http::content_disposition("attachment", name);
        CAPTURE(value);
        CHECK(value.starts_with("attachment; filename=\""));
        CHECK(std::count(value.begin(), value.end(), '"') == 2);
        for (const char c : value) CHECK((c >= ' ' && c <= '~'));
        CHECK(value.find('/') == std::string::npos);
        CHECK(value.find("%0D") == std::string::npos);
    }
    CHECK(http::content_disposition("inline", "学.pdf") ==
          "inline; filename=\"___.pdf\"; filename*=UTF-8''%E5%AD%A6.pdf");
}

TEST_CASE(
    "a link to a ticket with something behind it leads to the ticket, and nothing else leads anywhere") {
    Desk desk;
    const std::string number = make_ticket_number(0x123456789);
    for (const char* behind : {".", "/", ",", ").", "%3E", "/.", "%E2%80%9D"}) {
        const Reply reply = desk.visitor.get("/tickets/" + number + behind);
        CHECK(reply.status == 302);
        CHECK(reply.header("location") == "/tickets/" + number);
        check_headers(reply);
    }
    for (const char* target :
         {"/tickets/", "/tickets//evil.example", "/tickets/AAAA-AAAA.", "/tickets/%0d%0aX:y"})
        CHECK(desk.visitor.get(target).header("location").empty());
    CHECK(desk.visitor.get("/tickets/" + number + "/edit.").header("location").empty());
}

TEST_CASE("the front end: encodings, caching, pages of the app") {
    if (http::embedded_files().empty()) return; // built without it: tests/browser covers the whole program
    Desk desk;
    const Reply index = desk.visitor.get("/");
    CHECK(index.status == 200);
    CHECK(index.header("cache-control") == "no-cache");
    CHECK(desk.visitor.get("/tickets/7QHD-20ZK").body == index.body);
    CHECK(desk.visitor.get("/", "If-None-Match: " + index.header("etag") + "\r\n").status == 304);
    CHECK(desk.visitor.get("/app.of-an-older-build.wasm").status == 404);
    CHECK(desk.visitor.get("/nowhere").status == 404);
    CHECK(desk.visitor.get("/sign-in").status == 200);
    for (const http::EmbeddedFile& file : http::embedded_files()) {
        const Reply plain = desk.visitor.get(file.path);
        CHECK(plain.status == 200);
        CHECK(plain.body.size() == file.plain.size());
        CHECK(plain.header("content-encoding").empty());
        if (!file.brotli.empty())
            CHECK(desk.visitor.get(file.path, "Accept-Encoding: gzip, br\r\n").header("content-encoding") ==
                  "br");
        if (!file.gzip.empty())
            CHECK(
                desk.visitor.get(file.path, "Accept-Encoding: gzip, br;q=0\r\n").header("content-encoding") ==
                "gzip");
        if (file.immutable) CHECK(plain.header("cache-control").find("immutable") != std::string::npos);
    }
}

TEST_CASE("Accept-Encoding is read as RFC 9110 has it") {
    CHECK(http::accepts_coding("gzip, deflate, br", "br"));
    CHECK(http::accepts_coding("br;q=0.1", "br"));
    CHECK(http::accepts_coding("BR", "br"));
    CHECK_FALSE(http::accepts_coding("br;q=0", "br"));
    CHECK_FALSE(http::accepts_coding("brotli", "br"));
    CHECK_FALSE(http::accepts_coding("", "br"));
}

TEST_CASE("a log line stays one line of JSON") {
    http::LogEntry entry;
    entry.request_id = "1";
    entry.method = "GET";
    entry.path = "/\"\n{\"forged\":1}\xE2\x80\xAE\x7f";
    entry.status = 200;
    const auto form = system::LogForm::json;
    const std::string words = http::words_of(entry, form);
    const std::string line = system::log_line(form, system::LogLevel::info, 5, words, true);
    CHECK(line.starts_with("{\"at_ms\":5,\"level\":\"info\",\"request\":\"1\","));
    CHECK(line.find("\\\"\\u000a{\\\"forged\\\":1}") != std::string::npos);
    CHECK(line.find('\n') + 1 == line.size());
    for (const char c : line.substr(0, line.size() - 1)) CHECK((c >= ' ' && c <= '~'));
}

TEST_CASE("a plain log line is one for people") {
    http::LogEntry entry{"7f3a", "POST", "/api/tickets.get\n2026", "u1", "127.0.0.7", 503, 1.5, 99};
    const auto form = system::LogForm::plain;
    const std::string words = http::words_of(entry, form);
    CHECK(system::log_line(form, system::LogLevel::warning, 1'795'858'200'123, words, true) ==
          "2026-11-28T09:30:00.123Z warning 7f3a POST /api/tickets.get\\u000a2026: 503 in 1.50 ms, 99 bytes, "
          "from 127.0.0.7, user u1\n");
    CHECK(system::log_line(form, system::LogLevel::error, 0, "not \"so\"\nerror", false) ==
          "1970-01-01T00:00:00.000Z error not \"so\"\\u000aerror\n");
}

} // namespace
} // namespace stu::test
