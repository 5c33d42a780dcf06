// Whose connection it is: shares are counted by address.

#include "backend/http/socket.hpp"
#include "tests/support/http_client.hpp"

#include <doctest/doctest.h>

#include <poll.h>

namespace stu::test {
namespace {

TEST_CASE("on a socket for both families an IPv4 client keeps its own address") {
    const http::Listener listener("::", 0);
    const HttpConnection client(listener.port()); // comes from 127.0.0.1
    pollfd waiting{listener.number(), POLLIN, 0};
    REQUIRE(::poll(&waiting, 1, 10'000) == 1);
    CHECK(http::accept_from(listener).second == "127.0.0.1");
}

} // namespace
} // namespace stu::test
