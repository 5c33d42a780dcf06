#include "frontend-wasm/app/route.hpp"

#include "common/page_paths.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>

using namespace stu;
using namespace stu::app;

TEST_CASE("every page has an address and is found by it") {
    for (const char* url :
         {"/", "/sign-in", "/register", "/register-staff", "/check-mail", "/new", "/new/eduroam", "/tickets",
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

TEST_CASE("the server knows each address of the app as a page, and nothing else") {
    std::set<Page> pages;
    for (const std::string_view path : page_paths) {
        CAPTURE(path);
        const std::string address = std::string(path) + (path.size() > 1 && path.back() == '/' ? "x" : "");
        CHECK(is_page_path(address));
        pages.insert(parse_route(address).page);
    }
    CHECK(pages.count(Page::unknown) == 0);
    CHECK(pages.size() == static_cast<std::size_t>(Page::unknown)); // the last of all
    for (const char* address : {"", "/nowhere", "/tickets/x/y", "/queue", "/new//", "/sign-in/", "//"}) {
        CAPTURE(std::string(address));
        CHECK_FALSE(is_page_path(address));
        CHECK(parse_route(address).page == Page::unknown);
    }
}
