// Lists page by page, forwards and back, while new tickets arrive.

#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <set>

namespace stu::test {
namespace {

std::string request_id(int number) {
    std::string digits = std::to_string(number);
    return std::string(32 - digits.size(), '0') + digits;
}

void file_many(const Desk& desk, int from, int count) {
    for (int i = from; i < from + count; ++i) {
        NewTicket draft = good_draft();
        draft.request_id = request_id(i);
        draft.service = i % 2 == 0 ? "eduroam-and-network-services" : "digital-library";
        draft.subject = "Ticket " + std::to_string(i);
        REQUIRE(desk.amina.call(CreateTicket{}, draft).status() == 200);
    }
}

TEST_CASE("a student walks to the end of the list and back") {
    Desk desk;
    CHECK(desk.amina.call(ListOwnTickets{}, {})->first == 0);
    file_many(desk, 0, 120);
    const auto first = desk.amina.call(ListOwnTickets{}, {});
    CHECK(first->total == 120);
    CHECK(first->first == 1);
    CHECK(first->rows.size() == 50);
    CHECK(first->rows.front().subject == "Ticket 119");
    CHECK(first->newer.empty());
    const auto second = desk.amina.call(ListOwnTickets{}, {first->older, {}});
    CHECK(second->first == 51);
    const auto third = desk.amina.call(ListOwnTickets{}, {second->older, {}});
    CHECK(third->first == 101);
    CHECK(third->rows.size() == 20);
    CHECK(third->rows.back().subject == "Ticket 0");
    CHECK(third->older.empty());
    const auto back = desk.amina.call(ListOwnTickets{}, {{}, third->newer});
    CHECK(back->first == 51);
    CHECK(back->rows.front().number == second->rows.front().number);
    const auto start = desk.amina.call(ListOwnTickets{}, {{}, back->newer});
    CHECK(start->first == 1);
    CHECK(start->newer.empty());
    CHECK(start->rows.size() == 50);

    // What arrives meanwhile neither repeats nor hides a row of the next page.
    file_many(desk, 120, 3);
    const auto next = desk.amina.call(ListOwnTickets{}, {first->older, {}});
    CHECK(next->rows.front().number == second->rows.front().number);

    for (const char* nonsense :
         {"x", "01a20390-82a3-7d06-a290-614632022344.", "01a20390-82a3-7d06-a290-614632022344.0",
          "01a20390-82a3-7d06-a290-614632022344.99999999999999999999",
          "01a20390-82a3-7d06-a290-614632022344.9223372036854775807"})
        CHECK(desk.amina.call(ListOwnTickets{}, {nonsense, {}}).status() == 422);
}

TEST_CASE("staff filters the queue; counts and pages agree") {
    Desk desk;
    file_many(desk, 0, 110);
    const auto all = desk.david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}});
    REQUIRE(all->page.rows.size() == 50);
    // Every third of the first page moves on.
    for (std::size_t i = 0; i < 48; i += 3)
        REQUIRE(
            desk.david.call(SetStatus{}, {all->page.rows[i].number, 1, Status::under_consideration, "", {}})
                .status() == 200);
    const auto count = [&](const std::vector<Status>& statuses, const std::string& service) {
        std::set<std::string> seen;
        ListQueue request{"it", statuses, service, {}, {}};
        for (;;) {
            const auto page = desk.david.call(DepartmentQueue{}, request);
            CHECK(page->page.first == static_cast<std::int64_t>(seen.size()) + 1);
            for (const TicketRow& row : page->page.rows) CHECK(seen.insert(row.number).second);
            if (page->page.older.empty()) {
                CHECK(page->page.total == static_cast<std::int64_t>(seen.size()));
                CHECK(page->counts.size() == 7);
                CHECK(page->counts[0].tickets == 94);
                CHECK(page->counts[1].tickets == 16);
                return seen.size();
            }
            request.older_than = page->page.older;
        }
    };
    CHECK(count({}, "") == 110);
    CHECK(count({Status::pending}, "") == 94);
    CHECK(count({Status::pending, Status::under_consideration}, "") == 110);
    CHECK(count({}, "digital-library") == 55);
    CHECK(count({Status::under_consideration}, "digital-library") +
              count({Status::under_consideration}, "eduroam-and-network-services") ==
          16);

    const auto again = desk.david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}});
    for (std::size_t i = 1; i < again->page.rows.size(); ++i)
        CHECK(again->page.rows[i - 1].created_ms >= again->page.rows[i].created_ms);
    const auto older = desk.david.call(DepartmentQueue{}, {"it", {}, {}, again->page.older, {}});
    const auto back = desk.david.call(DepartmentQueue{}, {"it", {}, {}, {}, older->page.newer});
    CHECK(back->page.rows.front().number == again->page.rows.front().number);
}

} // namespace
} // namespace stu::test
