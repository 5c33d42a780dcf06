// Whose connection it is: shares are counted by address.

#include "backend/http/gate/address.hpp"
#include "backend/http/gate/socket.hpp"
#include "tests/support/http_client.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <poll.h>
#include <vector>

namespace stu::test {
namespace {

TEST_CASE("on a socket for both families an IPv4 client keeps its own address") {
    const http::Listener listener("::", 0);
    const HttpConnection client(listener.port()); // comes from 127.0.0.1
    pollfd waiting{listener.number(), POLLIN, 0};
    REQUIRE(::poll(&waiting, 1, 10'000) == 1);
    CHECK(http::accept_from(listener).second.text() == "127.0.0.1");
}

http::TrustedProxies trusting(std::initializer_list<std::string_view> ranges) {
    std::vector<http::AddressRange> parsed;
    for (const std::string_view range : ranges) parsed.push_back(http::AddressRange::parse(range).value());
    return http::TrustedProxies(std::move(parsed));
}

std::string client(const http::TrustedProxies& proxies, std::string_view peer,
                   std::string_view forwarded_for) {
    return proxies.client_of(http::Address::parse(peer).value(), forwarded_for).text();
}

TEST_CASE("who asks is the last in X-Forwarded-For that is no proxy of ours") {
    const auto none = trusting({}), ours = trusting({"10.0.0.0/8", "192.0.2.7", "2001:db8:1::/48"});
    struct Case {
        std::string_view peer, forwarded_for, client;
    };
    for (const Case& c :
         {Case{"10.0.0.5", "", "10.0.0.5"}, Case{"10.0.0.5", "203.0.113.9", "203.0.113.9"},
          Case{"10.0.0.5", "127.0.0.1, 203.0.113.9", "203.0.113.9"},            // the first is a lie
          Case{"10.0.0.5", "203.0.113.9, 192.0.2.7,10.1.1.1", "203.0.113.9"},   // two proxies between
          Case{"10.0.0.5", "1.1.1.1,\t203.0.113.9 , 192.0.2.7", "203.0.113.9"}, // with white space
          Case{"10.0.0.5", "10.2.2.2, 10.1.1.1", "10.2.2.2"},                   // a client inside
          Case{"10.0.0.5", "203.0.113.9, unknown", "10.0.0.5"}, Case{"10.0.0.5", "203.0.113.9,", "10.0.0.5"},
          Case{"10.0.0.5", "203.0.113.9, 10.1.1.1:80", "10.0.0.5"},
          Case{"2001:db8:1::1", "2001:db8:2::9", "2001:db8:2::9"},
          Case{"::ffff:10.0.0.5", "203.0.113.9", "203.0.113.9"},
          Case{"11.0.0.5", "203.0.113.9", "11.0.0.5"}, // not one of ours: not believed
          Case{"192.0.2.8", "127.0.0.1", "192.0.2.8"}, Case{"2001:db8:2::1", "127.0.0.1", "2001:db8:2::1"}}) {
        CAPTURE(c.forwarded_for);
        CHECK(client(ours, c.peer, c.forwarded_for) == c.client);
        CHECK(client(none, c.peer, c.forwarded_for) == http::Address::parse(c.peer)->text());
    }
}

TEST_CASE("addresses and ranges that are none") {
    for (const char* text :
         {"", "localhost", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.4 ", "::1::", "[::1]", "010.0.0.1"})
        CHECK_FALSE(http::Address::parse(text));
    for (const char* text :
         {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "::/129", "a/8", "1.2.3.4/8/8"})
        CHECK_FALSE(http::AddressRange::parse(text));
    for (const char* text :
         {"0.0.0.0/0", "::/0", "1.2.3.4/0", "0.0.0.0/1", "128.0.0.0/7", "::ffff:0:0/96", "::/64", "2000::/3"})
        CHECK(http::AddressRange::parse(text)->is_too_wide());
    for (const char* text :
         {"127.0.0.1", "10.0.0.0/8", "2001:db8::/32", "::ffff:10.0.0.0/104", "fd00::/8", "::1"})
        CHECK_FALSE(http::AddressRange::parse(text)->is_too_wide());
    CHECK(http::Address::parse("2001:db8:1:2:3:4:5:6")->owner() == "2001:db8:1:2::");
    CHECK(http::Address::parse("203.0.113.9")->owner() == "203.0.113.9");
}

} // namespace
} // namespace stu::test
