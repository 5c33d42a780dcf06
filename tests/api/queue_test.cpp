// Filters, search, the file for spreadsheets and the figures of a department, as its staff and as anybody
// else.

#include "backend/store/people/account_state.hpp"
#include "tests/api/desk.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

namespace stu::test {
namespace {

std::string file_ticket(const Desk& desk, char digit, std::string_view subject, std::string_view message,
                        std::string_view name = "Amina Wanjiru",
                        std::string_view service = "eduroam-and-network-services") {
    NewTicket draft = good_draft(digit);
    draft.subject = subject;
    draft.message = message;
    draft.name = name;
    draft.service = service;
    const auto filed = desk.amina.call(CreateTicket{}, draft);
    REQUIRE(filed.status() == 200);
    return filed->ticket.number;
}

TEST_CASE("staff finds a ticket by words, dates and age") {
    Desk desk;
    const std::string first = file_ticket(desk, 'a', "Eduroam drops", "Every evening.");
    desk.server.clock().advance(1'000);
    const std::int64_t between = desk.server.clock().now_ms();
    desk.server.clock().advance(1'000);
    const std::string second = file_ticket(desk, 'b', "Library card", "Eduroam works.");
    REQUIRE(desk.david.call(SetStatus{}, {first, 1, Status::completed, "", {}}).status() == 200);

    const auto found = [&](const ListQueue& request) {
        std::string numbers;
        for (const Form form : both_forms) {
            const auto page = desk.david.call(DepartmentQueue{}, request, form);
            REQUIRE(page.status() == 200);
            std::string now;
            for (const TicketRow& row : page->page.rows) now += row.number + " ";
            CHECK(page->page.total == static_cast<std::int64_t>(page->page.rows.size()));
            CHECK_FALSE(page->page.more_than_total);
            CHECK((numbers.empty() || numbers == now));
            numbers = now;
        }
        return numbers;
    };
    ListQueue request{"it", {}, {}, {}, {}};
    request.text = "eduroam";
    CHECK(found(request) == second + " " + first + " ");
    request.order = QueueOrder::oldest_first;
    CHECK(found(request) == first + " " + second + " ");
    request.statuses = {Status::completed};
    CHECK(found(request) == first + " ");
    request.statuses = {};
    request.opened = {between, 0};
    CHECK(found(request) == second + " ");
    request.text.clear();
    CHECK(found(request) == second + " ");
    request.opened = {0, between};
    CHECK(found(request) == first + " ");
    request.opened = {};
    request.order = QueueOrder::longest_unchanged_first;
    CHECK(found(request) == second + " " + first + " ");
    request.order = QueueOrder::newest_first;
    request.text = "nothing like it";
    CHECK(found(request).empty());
}

TEST_CASE("a ticket is marked answered until somebody has done something about it") {
    Desk desk;
    const std::string number = file_ticket(desk, 'a', "Eduroam drops", "Every evening.");
    const auto is_marked = [&] {
        bool marked = false;
        for (const std::string_view text : {"", "eduroam"}) { // the list, and what is found
            ListQueue request{"it", {}, {}, {}, {}};
            request.text = text;
            const auto queue = desk.david.call(DepartmentQueue{}, request);
            REQUIRE(queue->page.rows.size() == 1);
            if (text.empty()) marked = queue->page.rows[0].answered;
            CHECK(queue->page.rows[0].answered == marked);
        }
        return marked;
    };
    const auto set = [&](std::int64_t version, Status to, std::string_view remark) {
        return desk.david.call(SetStatus{}, {number, version, to, std::string(remark), {}}).status();
    };
    CHECK_FALSE(is_marked());
    REQUIRE(set(1, Status::awaiting_confirmation, "Which room?") == 200);
    CHECK_FALSE(is_marked());
    REQUIRE(desk.amina.call(AnswerTicket{}, {std::string(32, 'b'), number, "Room 12.", {}}).status() == 200);
    CHECK(is_marked());
    REQUIRE(set(3, Status::under_consideration, "Thank you.") == 200);
    CHECK_FALSE(is_marked());
}

TEST_CASE("a search shows only the own department's tickets") {
    Desk desk;
    const std::string it = file_ticket(desk, 'a', "Eduroam drops", "Every evening.");
    const std::string fees =
        file_ticket(desk, 'b', "Eduroam fees", "Paid twice.", "Amina", "student-finance-and-banking");
    const auto search = [](const ApiClient& staff, std::string_view department, std::string_view text) {
        ListQueue request{std::string(department), {}, {}, {}, {}};
        request.text = text;
        return staff.call(DepartmentQueue{}, request);
    };
    CHECK(search(desk.david, "it", "eduroam")->page.rows.at(0).number == it);
    CHECK(search(desk.david, "it", "eduroam")->page.total == 1);
    CHECK(search(desk.peter, "finance", "eduroam")->page.rows.at(0).number == fees);
    CHECK(search(desk.david, "it", fees)->page.total == 0);
    CHECK(search(desk.david, "finance", "eduroam").status() == 404);
    CHECK(search(desk.amina, "it", "eduroam").status() == 404);
    CHECK(search(desk.visitor, "it", "eduroam").status() == 401);
    // Nothing that is typed becomes a query.
    for (const char* hostile :
         {"\" OR scope : \"finance", "scope:finance", "eduroam\" OR \"fees", "fees NOT it", "') OR 1=1 --"})
        CHECK(search(desk.david, "it", hostile)->page.total == 0);
}

TEST_CASE("a queue request that breaks a rule is refused in words") {
    Desk desk;
    const auto refused = [&](const ListQueue& request) {
        const auto answer = desk.david.call(DepartmentQueue{}, request);
        CHECK(answer.status() == 422);
        return answer.error.details.empty() ? std::string() : answer.error.details.front().field;
    };
    ListQueue request{"it", {}, {}, {}, {}};
    request.text = std::string(201, 'x');
    CHECK(refused(request) == "text");
    request.text = "two\nlines";
    CHECK(desk.david.call(DepartmentQueue{}, request).status() == 200); // kept as one line
    request.text = "word";
    request.order = QueueOrder::longest_unchanged_first;
    CHECK(refused(request) == "order");
    request = {"it", {}, {}, {}, {}};
    request.opened = {20, 10};
    CHECK(refused(request) == "opened_before_ms");
    request.opened = {-1, 0};
    CHECK(refused(request) == "opened_from_ms");
    request.opened = {0, std::numeric_limits<std::int64_t>::max()};
    CHECK(refused(request) == "opened_before_ms");
}

TEST_CASE("the file for spreadsheets holds what the filters let through, and no formula") {
    Desk desk;
    const std::string formula = file_ticket(desk, 'a', "=HYPERLINK(\"http://evil\",\"x\")", "m", "+1 Amina");
    const std::string quoted = file_ticket(desk, 'b', "a \"quoted\", subject", "m", "Łukasz 学生");
    char digit = '0';
    for (const char* subject : {"@SUM(1)", "-1+1", "+1", "'='", "＝1+1"})
        file_ticket(desk, digit++, subject, "m");
    file_ticket(desk, 'e', "Fees", "m", "Amina", "student-finance-and-banking");

    const Reply file = desk.david.get("/api/queue.csv?department=it&order=oldest_first");
    REQUIRE(file.status == 200);
    CHECK(file.header("content-type") == "text/csv; charset=utf-8");
    CHECK(file.header("content-disposition") == "attachment; filename=\"it-tickets.csv\"");
    CHECK(file.header("x-content-type-options") == "nosniff");
    CHECK(file.header("cache-control") == "private, no-store");
    CHECK(file.body.starts_with(
        "\xEF\xBB\xBF\"Number\",\"Subject\",\"Student\",\"Department\",\"Service\",\"Status\","
        "\"Opened (UTC)\",\"Last change (UTC)\"\r\n"));
    CHECK(file.body.find("\"" + formula +
                         "\",\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",\"'+1 Amina\",\"IT\","
                         "\"Eduroam and Network Services\",\"Pending\",\"20") != std::string::npos);
    CHECK(file.body.find("\"" + quoted + "\",\"a \"\"quoted\"\", subject\",\"Łukasz 学生\"") !=
          std::string::npos);
    for (const char* cell : {"\"'@SUM(1)\"", "\"'-1+1\"", "\"'+1\"", "\"'='\"", "\"'＝1+1\""})
        CHECK(file.body.find(cell) != std::string::npos);
    CHECK(file.body.find("Fees") == std::string::npos);
    CHECK(std::count(file.body.begin(), file.body.end(), '\n') == 8);

    const Reply one = desk.david.get("/api/queue.csv?department=it&text=quoted&statuses=pending,rejected");
    CHECK(std::count(one.body.begin(), one.body.end(), '\n') == 2);
    const Reply none = desk.david.get("/api/queue.csv?department=it&statuses=rejected");
    CHECK(std::count(none.body.begin(), none.body.end(), '\n') == 1);
}

TEST_CASE("the file for spreadsheets is for the department's staff, and its address is read strictly") {
    Desk desk;
    desk.file_ticket();
    const std::string target = "/api/queue.csv?department=it";
    CHECK(desk.visitor.get(target).status == 401);
    CHECK(desk.amina.get(target).status == 404);
    CHECK(desk.peter.get(target).status == 404);
    CHECK(desk.david.get("/api/queue.csv?department=none").status == 404);
    CHECK(desk.david.get(target).status == 200);
    for (const char* wrong : {"&unknown=1", "&statuses=none", "&statuses=pending,,", "&opened_from_ms=x",
                              "&opened_from_ms=1.5", "&order=random", "&opened_from_ms=99999999999999999999"})
        CHECK(desk.david.get(target + wrong).status == 400);
    for (const char* pasted : {"&text=a%00b", "&text=a%0D%0Ab"})
        CHECK(desk.david.get(target + pasted).status == 200);
    for (const char* wrong : {"&text=%FF", "&opened_from_ms=-1",
                              "&statuses=pending,pending,pending,pending,pending,pending,pending,pending"})
        CHECK(desk.david.get(target + wrong).status == 422);
    CHECK(desk.david.get("/api/queue.csv").status == 422);
    CHECK(desk.david.post("queue.csv", json_content_type, "{}").status == 405);
}

TEST_CASE("a department's figures, for its staff alone") {
    Desk desk;
    const std::string number = file_ticket(desk, 'a', "Eduroam drops", "m");
    file_ticket(desk, 'b', "Card", "m", "Amina", "digital-library");
    file_ticket(desk, 'c', "Card again", "m", "Amina", "digital-library");
    const std::int64_t now = desk.server.clock().now_ms() + 1; // the last was filed before, if only just
    desk.server.clock().advance(32 * 60'000);
    // A student's answer is no response of staff.
    REQUIRE(desk.amina.call(AnswerTicket{}, {std::string(32, 'f'), number, "More.", {}}).status() == 200);
    REQUIRE(desk.david.call(SetStatus{}, {number, 2, Status::under_consideration, "", {}}).status() == 200);
    desk.server.clock().advance(10 * 60'000);
    REQUIRE(desk.david.call(SetStatus{}, {number, 3, Status::completed, "", {}}).status() == 200);

    AnalyticsRequest request{"it", {}, {0, now + 1, now + 2}};
    for (const Form form : both_forms) {
        const auto answer = desk.david.call(DepartmentAnalytics{}, request, form);
        REQUIRE(answer.status() == 200);
        CHECK(answer->total == 3);
        CHECK(answer->open == 2);
        CHECK(answer->most_requested == "digital-library");
        CHECK(answer->services.size() == 2);
        CHECK(answer->volume == std::vector<std::int64_t>{3, 0});
        CHECK(answer->span.first_response == Timing{1, 30, 30});
        CHECK(answer->span.resolution == Timing{1, 40, 40});
        CHECK(answer->span.opened == 3);
        CHECK(answer->span.closed == 1);
        CHECK(answer->compared.empty());
        CHECK(answer->ages.empty());
        CHECK(desk.peter.call(DepartmentAnalytics{}, request, form).status() == 404);
        CHECK(desk.amina.call(DepartmentAnalytics{}, request, form).status() == 404);
        CHECK(desk.visitor.call(DepartmentAnalytics{}, request, form).status() == 401);
    }
    // Reopened: it is not resolved any more.
    REQUIRE(desk.david.call(SetStatus{}, {number, 4, Status::under_consideration, "", {}}).status() == 200);
    CHECK(desk.david.call(DepartmentAnalytics{}, request)->span.resolution == Timing{});
    CHECK(desk.david.call(DepartmentAnalytics{}, request)->span.first_response.tickets == 1);
    request.compared = {now - 40 * day_ms, now};
    request.age_edges_ms = {now - 3 * day_ms, now + minute_ms};
    const auto reopened = desk.david.call(DepartmentAnalytics{}, request);
    CHECK(reopened->span.reopened == 1);
    REQUIRE(reopened->compared.size() == 1);
    CHECK(reopened->compared[0].opened == 3);
    CHECK(reopened->compared[0].closed == 0);
    CHECK(reopened->compared[0].first_response.tickets == 1);
    CHECK(reopened->ages == std::vector<std::int64_t>{0, 3, 0});
    request.age_edges_ms.assign(9, 0);
    CHECK(desk.david.call(DepartmentAnalytics{}, request).status() == 422);
    request.age_edges_ms = {5, 1};
    CHECK(desk.david.call(DepartmentAnalytics{}, request).status() == 422);
    request.age_edges_ms.clear();
    request.compared = {5, 1};
    CHECK(desk.david.call(DepartmentAnalytics{}, request).status() == 422);
    request.compared = {};
    const auto none = desk.david.call(DepartmentAnalytics{}, {"it", {now + 1, 0}, {}});
    CHECK(none->total == 0);
    CHECK(none->most_requested.empty());

    request.volume_edges_ms = {20, 10};
    CHECK(desk.david.call(DepartmentAnalytics{}, request).status() == 422);
    request.volume_edges_ms.assign(62, 0);
    CHECK(desk.david.call(DepartmentAnalytics{}, request).status() == 422);
    request.volume_edges_ms = {-5, 10};
    CHECK(desk.david.call(DepartmentAnalytics{}, request).status() == 422);
}

TEST_CASE("a service that is called like a department opens nothing to that department") {
    Desk desk;
    {
        store::Transaction transaction = desk.server.store().write();
        transaction.connection().run("INSERT INTO service (id, service_group, name, position) "
                                     "VALUES ('finance', 'ict', 'Finance systems', 99)");
        transaction.commit();
    }
    NewTicket draft = good_draft();
    draft.service = "finance";
    REQUIRE(desk.amina.call(CreateTicket{}, draft)->ticket.department == "it");
    ListQueue request{"finance", {}, {}, {}, {}};
    request.text = "wi-fi";
    CHECK(desk.peter.call(DepartmentQueue{}, request)->page.total == 0);
    CHECK(desk.peter.get("/api/queue.csv?department=finance&text=wi-fi").body.find("Amina") ==
          std::string::npos);
    request.department = "it";
    CHECK(desk.david.call(DepartmentQueue{}, request)->page.total == 1);
    request.service = "finance";
    CHECK(desk.david.call(DepartmentQueue{}, request)->page.total == 1);
}

TEST_CASE("the head of a department sees how much each of it does, and nobody else") {
    Desk desk;
    const std::string number = file_ticket(desk, 'a', "Eduroam drops", "m");
    const std::string other = file_ticket(desk, 'b', "Card", "m");
    const std::int64_t now = desk.server.clock().now_ms();
    REQUIRE(desk.david.call(AssignTicket{}, {number, desk.david.person(), ""}).status() == 200);
    REQUIRE(desk.david.call(AssignTicket{}, {other, desk.david.person(), ""}).status() == 200);
    REQUIRE(desk.david.call(SetStatus{}, {number, 1, Status::completed, "Done.", {}}).status() == 200);
    const AssigneesRequest request{"it", {now - hour_ms, now + hour_ms}};
    CHECK(desk.david.call(AnalyticsByAssignee{}, request).status() == 403);
    const auto make_head = [&](bool head) {
        desk.server.store().write([&](store::Transaction& transaction) {
            CHECK(store::set_head(transaction, desk.david.person(), "it", head));
            CHECK_FALSE(store::set_head(transaction, desk.david.person(), "finance", head));
        });
    };
    make_head(true);
    for (const Form form : both_forms) {
        const auto seen = desk.david.call(AnalyticsByAssignee{}, request, form);
        REQUIRE(seen.status() == 200);
        const auto own =
            std::find_if(seen->assignees.begin(), seen->assignees.end(),
                         [&](const AssigneeFigures& each) { return each.id == desk.david.person(); });
        REQUIRE(own != seen->assignees.end());
        CHECK(own->name == "David Otieno");
        CHECK(own->open == 1);
        CHECK(own->closed == 1);
    }
    CHECK(desk.david.call(AnalyticsByAssignee{}, {"finance", {}}).status() == 404);
    CHECK(desk.peter.call(AnalyticsByAssignee{}, request).status() == 404);
    CHECK(desk.amina.call(AnalyticsByAssignee{}, request).status() == 404);
    CHECK(desk.visitor.call(AnalyticsByAssignee{}, request).status() == 401);
    CHECK(desk.david.call(AnalyticsByAssignee{}, {"it", {5, 1}}).status() == 422);
    CHECK(desk.david.call(AnalyticsByAssignee{}, {"", {}}).status() == 422);
    make_head(false);
    CHECK(desk.david.call(AnalyticsByAssignee{}, request).status() == 403);
}

TEST_CASE("students are told how soon a service's tickets are solved, once there are enough of them") {
    Desk desk;
    const auto usual = [&](const ApiClient& by, const char* service) {
        return by.call(UsualTimeOfService{}, {service});
    };
    const char* const service = "digital-library";
    CHECK_FALSE(usual(desk.amina, service)->known);
    const std::int64_t today = desk.server.clock().now_ms() / day_ms;
    desk.server.store().write([&](store::Transaction& transaction) {
        for (const auto& [day, minutes, tickets] :
             {std::array<std::int64_t, 3>{today - 91, 5, 500}, {today - 80, 10, 9}, {today - 1, 1'440, 10}})
            transaction.connection().run("INSERT INTO service_solved VALUES ($1, $2, $3, $4)",
                                         {service, day, minutes, tickets});
    });
    CHECK_FALSE(usual(desk.amina, service)->known);
    const std::string number = file_ticket(desk, 'd', "Card", "m", "Amina", service);
    REQUIRE(desk.david.call(SetStatus{}, {number, 1, Status::rejected, "No.", {}}).status() == 200);
    CHECK_FALSE(usual(desk.amina, service)->known); // that is no solution
    REQUIRE(desk.david.call(SetStatus{}, {number, 2, Status::under_consideration, "", {}}).status() == 200);
    desk.server.clock().advance(30 * minute_ms);
    REQUIRE(desk.david.call(SetStatus{}, {number, 3, Status::completed, "", {}}).status() == 200);
    for (const Form form : both_forms) {
        const auto known = desk.amina.call(UsualTimeOfService{}, {service}, form);
        CHECK(known->known);
        CHECK(known->minutes == 30);
    }
    CHECK(english(usual_time_text(120)) == "Half of these are solved within 3 hours.");
    CHECK(english(usual_time_text(0)) == "Half of these are solved within 1 hour.");
    CHECK(english(usual_time_text(12 * 60)) == "Half of these are solved within 1 day.");
    CHECK(english(usual_time_text(25 * 60)) == "Half of these are solved within 2 days.");
    CHECK(usual(desk.amina, "none").status() == 422);
    CHECK(usual(desk.amina, "").status() == 422);
    CHECK(usual(desk.visitor, service).status() == 401);
}

} // namespace
} // namespace stu::test
