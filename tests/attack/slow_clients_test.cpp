// Clients that are slow, silent or many cost nobody else anything.

#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <memory>

namespace stu::test {
namespace {

using std::chrono::milliseconds;
using Crowd = std::vector<std::unique_ptr<HttpConnection>>;

Crowd crowd(const RunningServer& server, std::size_t count, std::string_view first_words) {
    Crowd sockets;
    for (std::size_t i = 0; i < count; ++i) {
        sockets.push_back(std::make_unique<HttpConnection>(server.port()));
        sockets.back()->send(first_words);
    }
    return sockets;
}

TEST_CASE("200 sockets that dribble do not delay an honest client") {
    Desk desk;
    const std::string half_head =
        "POST /api/tickets.create HTTP/1.1\r\nHost: " + desk.server.host() + "\r\nX-";
    const std::string half_body = "POST /api/session.current HTTP/1.1\r\nHost: " + desk.server.host() +
                                  "\r\nContent-Length: 60000\r\n\r\n{";
    const Crowd silent = crowd(desk.server, 60, "");
    const Crowd in_head = crowd(desk.server, 70, half_head);
    const Crowd in_body = crowd(desk.server, 70, half_body);
    milliseconds slowest{0};
    for (int i = 0; i < 40; ++i) {
        for (const Crowd* sockets : {&in_head, &in_body})
            for (const auto& socket : *sockets) socket->send("a");
        const auto start = std::chrono::steady_clock::now();
        CHECK(desk.amina.call(CurrentSession{}, {}).status() == 200);
        slowest =
            std::max(slowest, std::chrono::ceil<milliseconds>(std::chrono::steady_clock::now() - start));
    }
    MESSAGE("slowest honest answer: " << slowest.count() << " ms");
    CHECK(slowest <
          milliseconds(3'000)); // generous for a loaded machine; a blocked worker pool never answers
}

TEST_CASE("who is too slow is shown out, in the head, in the body and between requests") {
    http::GateLimits limits;
    limits.head = limits.body = limits.idle = milliseconds(200);
    limits.linger = milliseconds(100);
    limits.bytes_per_second = 10u << 20;
    RunningServer server(limits);
    const std::string host = "Host: " + server.host() + "\r\n";
    for (const std::string& words :
         {std::string(), "GET / HTTP/1.1\r\n" + host,
          "POST /api/session.current HTTP/1.1\r\n" + host + "Content-Length: 9\r\n\r\n{"}) {
        CAPTURE(words);
        HttpConnection connection(server.port());
        connection.send(words);
        bool closed = false;
        CHECK(connection.receive_all(closed).empty());
        CHECK(closed);
    }
    HttpConnection idle(server.port());
    idle.send("GET /healthz HTTP/1.1\r\n" + host + "\r\n");
    CHECK(idle.receive().status == 200);
    bool closed = false;
    CHECK(idle.receive_all(closed).empty());
    CHECK(closed);
}

TEST_CASE("one address has a share of the connections, and a new client pushes out an idle one") {
    http::GateLimits limits;
    limits.sockets.address = 10;
    RunningServer server(limits);
    const std::string get = "GET /healthz HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n";
    {
        const Crowd ten = crowd(server, 10, get);
        for (const auto& socket : ten) REQUIRE(socket->receive().status == 200);
        for (const auto& socket : ten) { // one after the other, so that the first has waited longest
            socket->send(get);
            REQUIRE(socket->receive().status == 200);
        }
        HttpConnection eleventh(server.port());
        eleventh.send(get);
        CHECK(eleventh.receive().status == 200);
        ten.front()->send(get);
        CHECK(ten.front()->receive().status == 0); // waited longest
        ten.back()->send(get);
        CHECK(ten.back()->receive().status == 200);
    }
    limits.sockets.total = 10;
    limits.sockets.address = 100;
    RunningServer full(limits);
    const std::string get_full = "GET /healthz HTTP/1.1\r\nHost: " + full.host() + "\r\n\r\n";
    const Crowd ten = crowd(full, 10, get_full);
    for (const auto& socket : ten) REQUIRE(socket->receive().status == 200);
    for (const auto& socket : ten) {
        socket->send(get_full);
        REQUIRE(socket->receive().status == 200);
    }
    HttpConnection eleventh(full.port());
    eleventh.send(get_full);
    CHECK(eleventh.receive().status == 200);
}

TEST_CASE("a new client may push out the only other connection of its own address") {
    http::GateLimits limits;
    limits.sockets.total = 1;
    RunningServer server(limits);
    const std::string get = "GET /healthz HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n";
    Crowd one_after_the_other; // each has been answered and is idle when the next one comes
    for (int i = 0; i < 3; ++i) {
        one_after_the_other.push_back(std::make_unique<HttpConnection>(server.port()));
        one_after_the_other.back()->send(get);
        CHECK(one_after_the_other.back()->receive().status == 200);
    }
}

/// While it lives, servers begin with passwords that cost what they cost in the real one.
struct CostlyPasswords {
    CostlyPasswords() { RunningServer::hash_cost = {}; }
    CostlyPasswords(const CostlyPasswords&) = delete;
    CostlyPasswords& operator=(const CostlyPasswords&) = delete;
    ~CostlyPasswords() { RunningServer::hash_cost = before; }
    security::HashCost before = RunningServer::hash_cost;
};

/// Somebody unknown signs in; `path` ends in the endpoint's name, however that is written.
std::string sign_in_request(const RunningServer& server, std::string_view path) {
    const std::string body = "{\"email\":\"a@b.example\",\"password\":\"x\"}";
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: " + server.host() +
           "\r\nX-StuTicket: 1\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

TEST_CASE("a storm of sign-ins holds up nobody who is signed in") {
    for (const char* path : {"/api/session.sign_in", "/api/session%2Esign_in"}) {
        CAPTURE(path);
        const CostlyPasswords costly;
        Desk desk;
        const auto start = std::chrono::steady_clock::now();
        const Crowd storm = crowd(desk.server, 60, sign_in_request(desk.server, path));
        CHECK(desk.amina.call(StudentHome{}, {}).status() == 200);
        const auto honest = std::chrono::steady_clock::now() - start;
        for (const auto& socket : storm) CHECK(socket->receive().status != 0);
        CHECK(honest < (std::chrono::steady_clock::now() - start) / 3);
    }
}

TEST_CASE("when too much waits, the answer is: try again") {
    http::GateLimits limits;
    limits.passwords.threads = 1;
    limits.passwords.queue = 1;
    const CostlyPasswords costly;
    RunningServer server(limits);
    // Each sign-in keeps the only worker busy for the time of a password hash.
    const Crowd storm = crowd(server, 20, sign_in_request(server, "/api/session.sign_in"));
    int served = 0, shed = 0;
    for (const auto& socket : storm) {
        const Reply reply = socket->receive();
        served += reply.status == 401 ? 1 : 0;
        shed += reply.status == 503 && reply.header("retry-after") == "2" ? 1 : 0;
    }
    CHECK(served >= 1);
    CHECK(shed >= 1);
    CHECK(served + shed == 20);
}

} // namespace
} // namespace stu::test
