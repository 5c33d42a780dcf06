#include "common/views.hpp"

#include "common/api.hpp"
#include "support.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace stu;
using namespace stu::test;

TEST_CASE("a page is asked for by one cursor or none") {
    CHECK(validate(ListTickets{}).empty());
    CHECK(validate(ListTickets{"cursor", ""}).empty());
    CHECK(validate(ListTickets{"", "cursor"}).empty());
    CHECK(wrong_fields(validate(ListTickets{"a", "b"})) == "newer_than");
    CHECK(validate(ListTickets{repeated(200, "x"), ""}).empty());
    CHECK(wrong_fields(validate(ListTickets{repeated(201, "x"), ""})) == "older_than");
    CHECK(wrong_fields(validate(ListTickets{"", "a\nb"})) == "newer_than");
}

TEST_CASE("a ticket is asked for by a number as people type it") {
    CHECK(validate(TicketByNumber{"7qhd 2oz8"}).empty());
    CHECK(wrong_fields(validate(TicketByNumber{"7QHD-20Z9"})) == "number");
    CHECK(wrong_fields(validate(TicketByNumber{})) == "number");
}

TEST_CASE("a queue belongs to a department and may be filtered") {
    ListQueue request{"it", {Status::pending, Status::rejected}, "eduroam", "", ""};
    CHECK(validate(request).empty());
    CHECK(wrong_fields(validate(ListQueue{})) == "department");
    request.statuses.assign(count_of<Status>(), Status::pending);
    CHECK(validate(request).empty());
    request.statuses.push_back(Status::pending);
    request.department = repeated(65, "x");
    request.service = repeated(65, "x");
    CHECK(wrong_fields(validate(request)) == "department statuses service");
}

TEST_CASE("a file is asked for by its id") {
    CHECK(validate(AttachmentById{"018f2d5e"}).empty());
    CHECK(wrong_fields(validate(AttachmentById{})) == "id");
    CHECK(wrong_fields(validate(AttachmentById{repeated(65, "x")})) == "id");
}

TEST_CASE("every endpoint has its own name and says what it is for") {
    std::set<std::string_view> names;
    int count = 0;
    Api::each([&](auto endpoint) {
        using E = decltype(endpoint);
        ++count;
        names.insert(E::name);
        CHECK(E::name.find('.') != std::string_view::npos);
        CHECK(E::about.back() == '.');
    });
    CHECK(count == 63);
    CHECK(names.size() == 63);
}
