// How many a search says that there are, where there are many.

#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace stu::test {
namespace {

TEST_CASE("a frequent word is not counted to the end") {
    Desk desk;
    desk.file_ticket();
    ListQueue request{"it", {}, {}, {}, {}};
    request.text = "connect";
    {
        store::Transaction transaction = desk.server.store().write();
        transaction.connection().script(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100) "
            "INSERT INTO ticket (id, number, version, status, owner_id, department, service, student_name, "
            "registration_number, email, subject, message, request_id, created_ms, updated_ms, serial) "
            "SELECT '00000000-0000-7000-8000-' || (100000000000 + i), '#' || i, 1, status, owner_id, "
            "department, "
            "service, "
            "student_name, registration_number, email, subject, message, 'r' || i, i, i, i * 4096 FROM n, "
            "ticket;"
            "INSERT INTO ticket_words (rowid, scope, words) SELECT serial, department, message FROM ticket "
            "WHERE number LIKE '#%'");
        transaction.commit();
    }
    const auto first = desk.david.call(DepartmentQueue{}, request);
    CHECK(first->page.total == 200);
    CHECK(first->page.more_than_total);
    std::set<std::string> seen;
    for (;;) {
        const auto page = desk.david.call(DepartmentQueue{}, request);
        for (const TicketRow& row : page->page.rows) CHECK(seen.insert(row.number).second);
        if (page->page.older.empty()) break;
        request.older_than = page->page.older;
    }
    CHECK(seen.size() == 1'101);

    request.older_than.clear();
    request.opened = {1, 1'060}; // where they are dense they are not counted, but by the pages
    for (std::int64_t last = 50; last <= 1'059; last = std::min<std::int64_t>(last + 50, 1'059)) {
        const TicketPage page = desk.david.call(DepartmentQueue{}, request)->page;
        CHECK(page.total == last);
        CHECK(page.more_than_total == (last < 1'059));
        request.older_than = page.older;
        if (page.older.empty()) break;
    }
    CHECK(request.older_than.empty());
    request.opened = {1, 61};
    CHECK(desk.david.call(DepartmentQueue{}, request)->page.total == 60);
    CHECK_FALSE(desk.david.call(DepartmentQueue{}, request)->page.more_than_total);
}

} // namespace
} // namespace stu::test
