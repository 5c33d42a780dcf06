#include "frontend-wasm/app/route.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace stu::app;

TEST_CASE("every page has an address and is found by it") {
    for (const char* url :
         {"/", "/sign-in", "/register", "/register-staff", "/new", "/new/eduroam", "/tickets",
          "/tickets/7QHD-20ZK", "/track", "/queue/it", "/queue/it?status=rejected&service=eduroam",
          "/analytics/it", "/analytics/it?range=30", "/sign-in?next=%2Fqueue%2Fit%3Fstatus%3Dall",
          "/tickets?older=abc"}) {
        CAPTURE(url);
        const Route route = parse_route(url);
        CHECK(route.page != Page::unknown);
        CHECK(url_of(route) == url);
    }
}

TEST_CASE("foreign, broken and hostile addresses are unknown or harmless") {
    for (const char* url :
         {"", "x", "//", "/nonsense", "/new/a/b", "/tickets/", "/queue/", "/../etc/passwd"}) {
        CAPTURE(url);
        CHECK(parse_route(url).page == Page::unknown);
    }
    CHECK(parse_route("/tickets/%").id == "%");
    CHECK(parse_route("/tickets/%4").id == "%4");
    CHECK(parse_route("/tickets/%zz").id == "%zz");
    CHECK(parse_route("/tickets/%41").id == "A");
    CHECK(parse_route("/tickets?&&==&a&=b").query.empty());
    CHECK(parse_route("/tickets?a=b=c#fragment").parameter("a") == "b=c");
    CHECK(parse_route("/track#main").page == Page::track);
}

TEST_CASE("a parameter is replaced or removed, never doubled") {
    const Route route = parse_route("/queue/it?status=all&older=x");
    CHECK(url_of(route.with("status", "pending")) == "/queue/it?older=x&status=pending");
    CHECK(url_of(route.with("status", "")) == "/queue/it?older=x");
}
