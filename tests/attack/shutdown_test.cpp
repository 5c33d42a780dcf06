// Stopping: what has been begun is finished, what waits for nothing is let go.

#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace stu::test {
namespace {

TEST_CASE("requests in flight are answered, idle connections closed, quickly") {
    Desk desk;
    const std::string host = "Host: " + desk.server.host() + "\r\n";
    HttpConnection idle(desk.server.port()), busy(desk.server.port());
    idle.send("GET /healthz HTTP/1.1\r\n" + host + "\r\n");
    CHECK(idle.receive().status == 200);
    // The first half of a request, then stop, then the rest: it was begun, so it is answered.
    busy.send("GET /healthz HTTP/1.1\r\n" + host + "X-Filler: ");
    idle.send("GET /healthz HTTP/1.1\r\n" + host + "\r\n");
    CHECK(idle.receive().status == 200); // by now the server has read the first half on `busy`

    const auto start = std::chrono::steady_clock::now();
    std::thread stopping([&] { desk.server.stop(); });
    bool closed = false;
    CHECK(idle.receive_all(closed).empty());
    CHECK(closed);
    busy.send("x\r\n\r\n");
    const Reply reply = busy.receive();
    CHECK(reply.status == 200);
    CHECK(reply.header("connection") == "close");
    stopping.join();
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
    CHECK_THROWS(HttpConnection(desk.server.port()));
}

} // namespace
} // namespace stu::test
