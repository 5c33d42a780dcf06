// The API page is compared with the one of the last review, so that a changed contract shows in the diff.
// After an intended change: STUTICKET_UPDATE_SNAPSHOTS=1 build/native/tests/common/common_tests

#include "common/wire/schema.hpp"

#include "common/api.hpp"
#include "tests/support/snapshot.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

/// The open elements must close in order: void elements and the doctype aside, a stack is empty at the end.
bool is_balanced(const std::string& html) {
    std::vector<std::string> open;
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const std::string tag = html.substr(at + 1, html.find_first_of(" >\n", at + 1) - at - 1);
        if (tag == "!doctype" || tag == "meta") continue;
        if (tag.front() != '/')
            open.push_back(tag);
        else if (open.empty() || open.back() != tag.substr(1))
            return false;
        else
            open.pop_back();
    }
    return open.empty();
}

} // namespace

TEST_CASE("the API page is the reviewed one") {
    CHECK(stu::test::snapshot_difference(STUTICKET_API_SNAPSHOT, stu::wire::api_page()) == "");
}

TEST_CASE("the API page lists every endpoint and runs nothing") {
    const std::string page = stu::wire::api_page();
    stu::Api::each([&page](auto endpoint) {
        CHECK(page.find("/api/" + std::string(decltype(endpoint)::name)) != std::string::npos);
    });
    CHECK(page.find("in_person_needed") != std::string::npos);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("style=") == std::string::npos);
    CHECK(is_balanced(page));
}
