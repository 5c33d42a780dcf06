// The head parser alone: what is a request and what is not.

#include "backend/http/gate/head.hpp"

#include <doctest/doctest.h>

namespace stu::http {
namespace {

int refused(std::string_view text) {
    const ParsedHead parsed = parse_head(text);
    const auto* refusal = std::get_if<Refusal>(&parsed);
    return refusal == nullptr ? 0 : refusal->status;
}

Head accepted(std::string_view text) {
    const ParsedHead parsed = parse_head(text);
    REQUIRE(std::holds_alternative<Head>(parsed));
    return std::get<Head>(parsed);
}

std::string get_with(std::string_view lines) {
    return "GET / HTTP/1.1\r\nHost: x\r\n" + std::string(lines) + "\r\n";
}

std::string post_with(std::string_view lines) {
    return "POST / HTTP/1.1\r\nHost: x\r\n" + std::string(lines) + "\r\n";
}

TEST_CASE("an ordinary request") {
    const std::string text = "POST /api/tickets.create?a=b HTTP/1.1\r\nHOST: desk\r\nContent-Length:  12 \r\n"
                             "Cookie: a=b\r\nX-Other: gone\r\n\r\n";
    const Head head = accepted(text + "body");
    CHECK(head.method == "POST");
    CHECK(head.path() == "/api/tickets.create");
    CHECK(head.content_length == 12);
    CHECK(head.keep_alive);
    CHECK(head.header("host") == "desk");
    CHECK(head.header("cookie") == "a=b");
    CHECK(head.header("x-other").empty());
    CHECK(head.bytes == text.size());
}

TEST_CASE("a head is waited for byte by byte") {
    const std::string whole = get_with("");
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK(std::holds_alternative<std::monostate>(parse_head(std::string_view(whole).substr(0, length))));
    CHECK(accepted(whole).method == "GET");
}

TEST_CASE("request lines") {
    CHECK(refused("GET / HTTP/1.0\r\nHost: x\r\n\r\n") == 505);
    CHECK(refused("GET / HTTP/2.0\r\nHost: x\r\n\r\n") == 505);
    CHECK(refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505);
    CHECK(refused("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n") == 405);
    CHECK(refused("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n") == 405);
    CHECK(refused("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n") == 405);
    for (const char* line :
         {"GET /", "GET  / HTTP/1.1", "GET / x HTTP/1.1", " GET / HTTP/1.1", "GET http://x/ HTTP/1.1",
          "GET /\x7f HTTP/1.1", "GET /\xc3\xa9 HTTP/1.1", "GET /\tx HTTP/1.1", "", "HTTP/1.1"}) {
        CAPTURE(line);
        CHECK(refused(std::string(line) + "\r\nHost: x\r\n\r\n") == 400);
    }
    CHECK(refused("GET /" + std::string(2'048, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 414);
    CHECK(refused(std::string(max_head_bytes, 'a')) == 414);
}

TEST_CASE("framing that two readers could read differently") {
    CHECK(refused(post_with("Content-Length: 5\r\nContent-Length: 5\r\n")) == 400);
    CHECK(refused(post_with("Content-Length: 5, 5\r\n")) == 400);
    CHECK(refused(post_with("Content-Length: +5\r\n")) == 400);
    CHECK(refused(post_with("Content-Length: -5\r\n")) == 400);
    CHECK(refused(post_with("Content-Length: 0x5\r\n")) == 400);
    CHECK(refused(post_with("Content-Length: 5 5\r\n")) == 400);
    CHECK(refused(post_with("Content-Length:\r\n")) == 400);
    CHECK(refused(post_with("Content-Length: 999999999\r\n")) == 413);
    CHECK(refused(post_with("Content-Length: 18446744073709551617\r\n")) == 413);
    CHECK(refused(post_with("")) == 411);
    CHECK(refused(post_with("Transfer-Encoding: chunked\r\n")) == 411);
    CHECK(refused(post_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")) == 411);
    CHECK(refused(post_with("Transfer-Encoding : chunked\r\n")) == 400);
    CHECK(refused(post_with("Content-Length: 5\r\nContent-Encoding: gzip\r\n")) == 415);
    CHECK(refused(post_with("Content-Length: 5\r\nExpect: 100-continue\r\n")) == 417);
    CHECK(refused(get_with("Content-Length: 5\r\n")) == 400);
    CHECK(refused(get_with("Content-Length: 0\r\n")) == 0);
}

TEST_CASE("header lines") {
    CHECK(refused("GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(refused("GET / HTTP/1.1\r\nHost:\r\n\r\n") == 400);
    CHECK(refused(get_with("Host: y\r\n")) == 400);
    CHECK(refused(get_with(" folded\r\n")) == 400);
    CHECK(refused(get_with("A: b\r\n\tfolded\r\n")) == 400);
    CHECK(refused(get_with("No colon\r\n")) == 400);
    CHECK(refused(get_with(": empty\r\n")) == 400);
    CHECK(refused(get_with("Sp ace: x\r\n")) == 400);
    CHECK(refused(get_with("A: x\ny\r\n")) == 400);
    CHECK(refused(get_with("A: x\ry\r\n")) == 400);
    CHECK(refused(get_with(std::string("A: x\0y\r\n", 8))) == 400);
    std::string many;
    for (int i = 0; i < 64; ++i) many += "A" + std::to_string(i) + ": x\r\n";
    CHECK(refused(get_with(many)) == 431);
    CHECK(refused(get_with("A: " + std::string(max_head_bytes, 'x') + "\r\n")) == 431);
}

TEST_CASE("what could influence the library does not reach it") {
    const Head head =
        accepted(get_with("X-Forwarded-For: 1.2.3.4\r\nREMOTE_ADDR: 1.2.3.4\r\nRange: bytes=0-\r\n"
                          "Upgrade: websocket\r\nRequest-Id: mine\r\nConnection: Close\r\n"
                          "Cookie: a=%0d%0aX: y\r\nOrigin: a%1Fb\r\nReferer: a%7fb\r\nAccept: a%20b\r\n"
                          "User-Agent: " +
                          std::string(500, 'u') + "\r\n"));
    CHECK_FALSE(head.keep_alive);
    CHECK(head.headers.size() == 3); // Host, Accept, User-Agent
    CHECK(head.header("accept") == "a%20b");
    CHECK(head.header("user-agent").size() == 200);
}

TEST_CASE("a user agent cut at a space ends without it, as every other value does") {
    const Head head = accepted(get_with("User-Agent: " + std::string(199, 'u') + " tail\r\n"));
    CHECK(head.header("user-agent") == std::string(199, 'u'));
}

} // namespace
} // namespace stu::http
