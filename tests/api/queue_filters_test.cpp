// The queue by assignee, priority and age, alone and with everything else, against looking at every ticket.

#include "common/time_spans.hpp"
#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace stu::test {
namespace {

constexpr int ticket_count = 260;

/// A ticket as the test remembers it; the later ones are opened later.
struct Known {
    std::string number, assignee;
    std::string service;
    Status status;
    Priority priority;
    std::int64_t opened_ms, updated_ms;
    std::string word;
};

struct MixedDesk : Desk {
    ApiClient ruth{server, server.sign_in(server.add_user("ruth@staff.example.edu", "Ruth Kamau", "it"))};
    std::vector<Known> known;
    std::mt19937 dice{7};

    template <class T> const T& any_of(const std::vector<T>& list) { return list[dice() % list.size()]; }

    MixedDesk() {
        file_ticket();
        const std::int64_t now = server.clock().now_ms();
        const std::vector<std::string> services{"eduroam-and-network-services", "student-portal"},
            words{"eduroam", "printer"},
            people{"", "", "", std::string(david.person()), std::string(ruth.person())};
        store::Transaction transaction = server.store().write();
        for (int i = 0; i < ticket_count; ++i) {
            const std::int64_t opened = now - (ticket_count - i) * hour_ms;
            Known each{"#" + std::to_string(i),
                       any_of(people),
                       any_of(services),
                       static_cast<Status>(dice() % count_of<Status>()),
                       static_cast<Priority>(dice() % 8 > 4 ? dice() % 4 : 1),
                       opened,
                       opened + static_cast<std::int64_t>(dice() % 1'000'000),
                       any_of(words)};
            store_ticket(transaction.connection(), each);
            known.push_back(std::move(each));
        }
        transaction.connection().run("UPDATE ticket SET withdrawn_ms = 1 WHERE number NOT LIKE '#%'");
        transaction.commit();
    }

    static void store_ticket(sql::Connection& connection, const Known& ticket) {
        char id[48];
        const auto ms = static_cast<unsigned long long>(ticket.opened_ms);
        std::snprintf(id, sizeof id, "%08llx-%04llx-7000-8000-000000000000", ms >> 16, ms & 0xffff);
        connection.run(
            "INSERT INTO ticket (id, number, version, status, owner_id, department, service, student_name, "
            "registration_number, email, subject, message, request_id, created_ms, updated_ms, serial, "
            "assignee_id, priority, closed_ms) SELECT $1, $2, 1, $3, owner_id, department, $4, student_name, "
            "registration_number, email, subject, message, $2, $5, $6, $7, $8, $9, 0 FROM ticket "
            "WHERE number NOT LIKE '#%' LIMIT 1",
            {std::string_view(id), ticket.number, name_of(ticket.status), ticket.service, ticket.opened_ms,
             ticket.updated_ms, ticket.opened_ms * 4096, ticket.assignee, name_of(ticket.priority)});
        connection.run("INSERT INTO ticket_words (rowid, scope, words) VALUES ($1, 'it', $2)",
                       {ticket.opened_ms * 4096, " " + ticket.word + " "});
    }

    ListQueue any_request() {
        ListQueue request{"it", {}, {}, {}, {}};
        if (dice() % 2)
            for (int i = 0; i < 3; ++i)
                if (const auto each = static_cast<Status>(dice() % count_of<Status>());
                    std::count(request.statuses.begin(), request.statuses.end(), each) == 0)
                    request.statuses.push_back(each);
        if (dice() % 3 == 0) request.service = "student-portal";
        if (dice() % 3)
            request.assignee = any_of(std::vector<std::string>{"me", "nobody", std::string(ruth.person()),
                                                               std::string(david.person()), "somebody-else"});
        if (dice() % 2)
            for (int i = 0; i < 2; ++i) request.priorities.push_back(static_cast<Priority>(dice() % 4));
        if (dice() % 3 == 0) request.days = 1 + static_cast<std::int64_t>(dice() % 10);
        if (dice() % 4 == 0) request.opened.from_ms = any_of(known).opened_ms;
        request.order = static_cast<QueueOrder>(dice() % count_of<QueueOrder>());
        return request;
    }

    bool matches(const Known& ticket, const ListQueue& request) {
        const auto in = [](const auto& list, const auto& value) {
            return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
        };
        const std::string assignee = request.assignee == assigned_to_me       ? std::string(david.person())
                                     : request.assignee == assigned_to_nobody ? ""
                                                                              : request.assignee;
        const std::int64_t last = server.clock().now_ms() - request.days * day_ms;
        return in(request.statuses, ticket.status) && in(request.priorities, ticket.priority) &&
               (request.service.empty() || request.service == ticket.service) &&
               (request.assignee.empty() || assignee == ticket.assignee) &&
               ticket.opened_ms >= request.opened.from_ms &&
               (request.days == 0 || ticket.opened_ms < last / minute_ms * minute_ms) &&
               (request.text.empty() || request.text == ticket.word);
    }

    std::vector<std::string> expected(const ListQueue& request) {
        std::vector<Known> found;
        for (const Known& each : known)
            if (matches(each, request)) found.push_back(each);
        if (request.order == QueueOrder::newest_first) std::reverse(found.begin(), found.end());
        if (request.order == QueueOrder::longest_unchanged_first)
            std::stable_sort(found.begin(), found.end(), [](const Known& one, const Known& other) {
                return one.updated_ms < other.updated_ms;
            });
        std::vector<std::string> numbers;
        for (const Known& each : found) numbers.push_back(each.number);
        return numbers;
    }
};

/// Page by page to the end, with what each page says of the whole.
std::vector<std::string> read_through(const ApiClient& reader, ListQueue request) {
    std::vector<std::string> numbers;
    for (;;) {
        const auto page = reader.call(DepartmentQueue{}, request);
        REQUIRE(page.status() == 200);
        for (const TicketRow& row : page->page.rows) numbers.push_back(row.number);
        if (page->page.older.empty()) {
            // What goes by counters alone is not stored here.
            if (!request.text.empty() || !request.assignee.empty() || !request.priorities.empty())
                CHECK(page->page.total == static_cast<std::int64_t>(numbers.size()));
            return numbers;
        }
        request.older_than = page->page.older;
    }
}

} // namespace

TEST_CASE("every combination of filters finds what looking at each ticket finds, page by page") {
    MixedDesk desk;
    for (int round = 0; round < 200; ++round) {
        ListQueue request = desk.any_request();
        if (round % 4 == 0 && request.order != QueueOrder::longest_unchanged_first) {
            request.text = "eduroam";
            request.service.clear();
        }
        INFO("assignee " << request.assignee << ", priorities " << request.priorities.size() << ", days "
                         << request.days << ", order " << name_of(request.order) << ", text "
                         << request.text);
        CHECK(read_through(desk.david, request) == desk.expected(request));
    }
}

TEST_CASE("“me” is whoever asks, in a list that is kept for all") {
    MixedDesk desk;
    ListQueue request{"it", {}, {}, {}, {}};
    request.assignee = assigned_to_me;
    const auto of_david = read_through(desk.david, request), of_ruth = read_through(desk.ruth, request);
    CHECK(of_david == desk.expected(request));
    CHECK(of_ruth != of_david);
    request.assignee = std::string(desk.ruth.person());
    CHECK(read_through(desk.david, request) == of_ruth);
}

TEST_CASE("filters that cannot be are refused in words") {
    Desk desk;
    const auto refused = [&](const ListQueue& request) {
        const auto answer = desk.david.call(DepartmentQueue{}, request);
        CHECK(answer.status() == 422);
        return answer.error.details.empty() ? std::string() : answer.error.details.front().field;
    };
    ListQueue request{"it", {}, {}, {}, {}};
    request.days = -1;
    CHECK(refused(request) == "days");
    request.days = max_queue_days + 1;
    CHECK(refused(request) == "days");
    request.days = 0;
    request.assignee = std::string(200, 'a');
    CHECK(refused(request) == "assignee");
    request.assignee.clear();
    request.priorities.assign(5, Priority::low);
    CHECK(refused(request) == "priorities");
}

} // namespace stu::test
