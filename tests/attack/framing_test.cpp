// Hostile framing against the running server: one refusal, then the connection is closed, and nothing that
// followed is taken for a request.

#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

std::size_t answers_in(const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = text.find("HTTP/1.1 "); at != text.npos; at = text.find("HTTP/1.1 ", at + 1))
        ++count;
    return count;
}

TEST_CASE("after a refusal nothing more is read as a request") {
    RunningServer server;
    const std::string host = "Host: " + server.host() + "\r\n";
    const std::string smuggled = "GET /healthz HTTP/1.1\r\n" + host + "\r\n";
    std::string ten_thousand;
    for (int i = 0; i < 10'000; ++i) ten_thousand += "A: b\r\n";
    struct Attack {
        int status;
        std::string bytes;
    };
    const std::string post = "POST /api/session.current HTTP/1.1\r\n" + host;
    const std::vector<Attack> attacks{
        {400, post + "Content-Length: 0\r\nContent-Length: " + std::to_string(smuggled.size()) + "\r\n\r\n"},
        {400, post + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n"},
        {411, post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {411, post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {411, post + "Transfer-Encoding: identity, chunked\r\n\r\n-2\r\n"},
        {400, post + "Content-Length : 4\r\n\r\n"},
        {400, post + "X: a\r\n b\r\nContent-Length: 4\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" + host + host + "\r\n"},
        {431, "GET / HTTP/1.1\r\n" + host + ten_thousand + "\r\n"},
        {414, std::string(100'000, 'A')},
        {414, "GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n"},
        {405, "CONNECT x:1 HTTP/1.1\r\n" + host + "\r\n"},
        {505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        {413, post + "Content-Length: 50000000\r\n\r\n"},
        {417, post + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n"},
        {415, post + "Content-Length: 2\r\nContent-Encoding: gzip\r\n\r\n"},
    };
    for (const Attack& attack : attacks) {
        CAPTURE(attack.bytes.substr(0, 160));
        HttpConnection connection(server.port());
        connection.send(attack.bytes + smuggled + smuggled);
        bool closed = false;
        const std::string text = connection.receive_all(closed);
        CHECK(closed);
        CHECK(answers_in(text) == 1);
        CHECK(text.starts_with("HTTP/1.1 " + std::to_string(attack.status) + " "));
        CHECK(text.find("Connection: close") != std::string::npos);
    }
}

TEST_CASE("a refused body does not become the next request") {
    Desk desk;
    const std::string smuggled = "GET /healthz HTTP/1.1\r\nHost: " + desk.server.host() + "\r\n\r\n";
    const std::string head =
        "POST /api/attachments.put?name=a.pdf HTTP/1.1\r\n" + desk.visitor.common_headers() +
        "X-StuTicket: 1\r\nContent-Type: application/pdf\r\nContent-Length: 2000000\r\n\r\n";
    HttpConnection connection(desk.server.port());
    connection.send(head); // 401 comes without the body
    const Reply reply = connection.receive();
    CHECK(reply.status == 401);
    CHECK(reply.header("connection") == "close");
    connection.send(smuggled + smuggled);
    bool closed = false;
    CHECK(connection.receive_all(closed).empty());
}

TEST_CASE("the sender of a body that is too large reads why") {
    Desk desk;
    // Sends all of it before reading: without a lingering close it would meet a reset instead of the 413.
    for (int i = 0; i < 5; ++i) {
        const auto refused = desk.amina.upload("big.pdf", pdf_of(2'500'000));
        CHECK(refused.status() == 413);
        CHECK(refused.error.code == Code::too_large);
    }
}

TEST_CASE("requests in a row share a connection, also when they come at once") {
    Desk desk;
    const std::string get = "GET /healthz HTTP/1.1\r\nHost: " + desk.server.host() + "\r\n\r\n";
    const std::string error = "POST /api/nothing HTTP/1.1\r\nHost: " + desk.server.host() +
                              "\r\nX-StuTicket: 1\r\nContent-Length: 3\r\n\r\nabc";
    HttpConnection connection(desk.server.port());
    connection.send(get + error + get + get);
    CHECK(connection.receive().status == 200);
    const Reply missing = connection.receive();
    CHECK(missing.status == 404);
    CHECK(missing.header("connection").empty());
    CHECK(connection.receive().body == "ok\n");
    CHECK(connection.receive().body == "ok\n");
    connection.send("HEAD /healthz HTTP/1.1\r\nHost: " + desk.server.host() +
                    "\r\nConnection: close\r\n\r\n");
    bool closed = false;
    const std::string head = connection.receive_all(closed);
    CHECK(closed);
    CHECK(head.starts_with("HTTP/1.1 200"));
    CHECK(head.ends_with("\r\n\r\n"));
}

TEST_CASE("Range and Upgrade are passed over") {
    Desk desk;
    const auto file = desk.amina.upload("a.pdf", pdf_of(10'000));
    std::string ranges = "Range: bytes=0-";
    for (int i = 0; i < 300; ++i) ranges += ",0-";
    const Reply whole = desk.amina.get("/api/attachments.view?id=" + file->id,
                                       ranges + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    CHECK(whole.status == 200);
    CHECK(whole.body.size() == 10'000);
}

} // namespace
} // namespace stu::test
