// The queue by assignee, priority and age, alone and with everything else, against looking at every ticket.

#include "common/tags.hpp"
#include "common/text.hpp"
#include "common/time_spans.hpp"
#include "common/work.hpp"
#include "tests/api/desk_with_undo.hpp"

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
    std::int64_t opened_ms, updated_ms, waiting_ms;
    bool responded, answered;
    std::string word, tag;
    std::int64_t due_ms = 0;
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
            words{"eduroam", "printer"}, tags{"", "", "Wi-Fi", "Hostel B"},
            people{"", "", "", std::string(david.person()), std::string(ruth.person())};
        store::Transaction transaction = server.store().write();
        transaction.connection().run("INSERT INTO tag (id, department, name, words) VALUES "
                                     "('Wi-Fi', 'it', 'Wi-Fi', 'wi fi'), "
                                     "('Hostel B', 'it', 'Hostel B', 'hostel b')",
                                     {});
        for (int i = 0; i < ticket_count; ++i) {
            const std::int64_t opened = now - (ticket_count - i) * hour_ms;
            Known each{"#" + std::to_string(i),
                       any_of(people),
                       any_of(services),
                       static_cast<Status>(dice() % count_of<Status>()),
                       static_cast<Priority>(dice() % 8 > 4 ? dice() % 4 : 1),
                       opened,
                       opened + static_cast<std::int64_t>(dice() % 1'000'000),
                       0,
                       dice() % 2 == 0,
                       dice() % 3 == 0,
                       any_of(words),
                       any_of(tags)};
            if (turn_of(each.status) == Turn::staff)
                each.waiting_ms = opened + static_cast<std::int64_t>(dice() % 100'000'000);
            // As promised, or not.
            if (each.waiting_ms > 0)
                each.due_ms = dice() % 2 == 0
                                  ? late_from_ms(each.waiting_ms)
                                  : now - 500'000'000 + static_cast<std::int64_t>(dice() % 1'000'000'000);
            store_ticket(transaction.connection(), each);
            known.push_back(std::move(each));
        }
        server.changed_by_hand = true;
        transaction.connection().run(
            "UPDATE ticket SET withdrawn_ms = 1, waiting_ms = 0, due_ms = 0 WHERE number NOT LIKE '#%'");
        transaction.commit();
    }

    static void store_ticket(sql::Connection& connection, const Known& ticket) {
        char id[48];
        const auto ms = static_cast<unsigned long long>(ticket.opened_ms);
        std::snprintf(id, sizeof id, "%08llx-%04llx-7000-8000-000000000000", ms >> 16, ms & 0xffff);
        connection.run(
            "INSERT INTO ticket (id, number, version, status, owner_id, department, service, student_name, "
            "registration_number, email, subject, message, request_id, created_ms, updated_ms, serial, "
            "assignee_id, priority, closed_ms, waiting_ms, first_response_ms, answered, due_ms) "
            "SELECT $1, $2, 1, $3, owner_id, department, $4, student_name, registration_number, email, "
            "subject, message, $2, $5, $6, $7, $8, $9, 0, $10, $11, $12, $13 FROM ticket "
            "WHERE number NOT LIKE '#%' LIMIT 1",
            {std::string_view(id), ticket.number, name_of(ticket.status), ticket.service, ticket.opened_ms,
             ticket.updated_ms, ticket.opened_ms * 4096, ticket.assignee, name_of(ticket.priority),
             ticket.waiting_ms, std::int64_t{ticket.responded}, std::int64_t{ticket.answered},
             ticket.due_ms});
        if (!ticket.tag.empty())
            connection.run("INSERT INTO ticket_tag (ticket_id, tag_id, ticket_status, ticket_updated_ms, "
                           "ticket_waiting_ms, ticket_assignee_id, ticket_priority, ticket_due_ms) "
                           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                           {std::string_view(id), ticket.tag, name_of(ticket.status), ticket.updated_ms,
                            ticket.waiting_ms, ticket.assignee, name_of(ticket.priority), ticket.due_ms});
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
        if (dice() % 3 == 0)
            request.tag = any_of(std::vector<std::string>{"wi-fi", "HOSTEL B", "of another department"});
        if (dice() % 2) request.turn = static_cast<QueueTurn>(dice() % count_of<QueueTurn>());
        if (request.turn == QueueTurn::student && request.order == QueueOrder::longest_wait_first)
            request.order = QueueOrder::newest_first;
        return request;
    }

    bool is_of_turn(const Known& ticket, const ListQueue& request) {
        switch (request.turn) {
        case QueueTurn::anybody:
            return request.order != QueueOrder::longest_wait_first || ticket.waiting_ms > 0;
        case QueueTurn::staff: return ticket.waiting_ms > 0;
        case QueueTurn::fresh: return ticket.waiting_ms > 0 && !ticket.responded;
        case QueueTurn::answered: return ticket.waiting_ms > 0 && ticket.answered;
        case QueueTurn::late:
            return ticket.waiting_ms > 0 && ticket.due_ms <= server.clock().now_ms() / minute_ms * minute_ms;
        case QueueTurn::student: return turn_of(ticket.status) == Turn::student;
        }
        return false;
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
               (request.text.empty() || request.text == ticket.word) &&
               (request.tag.empty() || lower_ascii(request.tag) == lower_ascii(ticket.tag)) &&
               is_of_turn(ticket, request);
    }

    std::vector<std::string> expected(const ListQueue& request) {
        std::vector<Known> found;
        for (const Known& each : known)
            if (matches(each, request)) found.push_back(each);
        const QueueOrder order = order_of(request);
        if (order == QueueOrder::newest_first) std::reverse(found.begin(), found.end());
        const auto sort_by = [&](std::int64_t Known::*moment) {
            std::stable_sort(found.begin(), found.end(), [moment](const Known& one, const Known& other) {
                return one.*moment < other.*moment;
            });
        };
        if (order == QueueOrder::longest_unchanged_first) sort_by(&Known::updated_ms);
        if (order == QueueOrder::longest_wait_first) sort_by(&Known::due_ms);
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
            if (!request.text.empty() || !request.assignee.empty() || !request.priorities.empty() ||
                !request.tag.empty() || is_staffs(request.turn))
                CHECK(page->page.total == static_cast<std::int64_t>(numbers.size()));
            return numbers;
        }
        request.older_than = page->page.older;
    }
}

} // namespace

TEST_CASE("every combination of filters finds what looking at each ticket finds, page by page") {
    MixedDesk desk;
    for (int round = 0; round < 400; ++round) {
        ListQueue request = desk.any_request();
        if (round % 4 == 0 &&
            (request.order == QueueOrder::newest_first || request.order == QueueOrder::oldest_first)) {
            request.text = "eduroam";
            request.service.clear();
        }
        INFO("assignee " << request.assignee << ", priorities " << request.priorities.size() << ", days "
                         << request.days << ", order " << name_of(request.order) << ", text " << request.text
                         << ", tag " << request.tag << ", turn " << name_of(request.turn));
        // Days and what is late go by the minute: asked again where one begins meanwhile.
        const auto minute = [&] { return desk.server.clock().now_ms() / minute_ms; };
        std::vector<std::string> found, expected;
        for (std::int64_t asked = -1; asked != minute();) {
            asked = minute();
            found = read_through(desk.david, request);
            expected = desk.expected(request);
        }
        CHECK(found == expected);
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

TEST_CASE_FIXTURE(DeskWithUndo, "the queue of a tag follows each change of its tickets") {
    REQUIRE(david.call(SetTags{}, {number, {"Wi-Fi"}, {}}).status() == 200);
    const auto listed = [&](std::vector<Status> statuses, QueueOrder order, QueueTurn turn) {
        ListQueue request{"it", std::move(statuses), {}, {}, {}};
        request.order = order;
        request.tag = "wi-fi";
        request.turn = turn;
        return david.call(DepartmentQueue{}, request)->page.rows.size();
    };
    CHECK(listed({Status::pending}, QueueOrder::newest_first, QueueTurn::staff) == 1);
    REQUIRE(david.call(RespondToTicket{}, response(Status::awaiting_confirmation, "Where?")).status() == 200);
    send_when_due();
    CHECK(listed({Status::pending}, QueueOrder::newest_first, QueueTurn::anybody) == 0);
    CHECK(listed({}, QueueOrder::newest_first, QueueTurn::staff) == 0);
    for (const QueueOrder order : {QueueOrder::newest_first, QueueOrder::longest_unchanged_first})
        CHECK(listed({Status::awaiting_confirmation}, order, QueueTurn::student) == 1);
    CHECK(listed({}, QueueOrder::longest_wait_first, QueueTurn::anybody) == 0);
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
    request.priorities.clear();
    request.tag = std::string(max_tag + 1, 'a');
    CHECK(refused(request) == "tag");
    request.tag.clear();
    request.order = QueueOrder::longest_wait_first;
    request.text = "eduroam";
    CHECK(refused(request) == "order");
    request.text.clear();
    request.turn = QueueTurn::student;
    CHECK(refused(request) == "order");
}

} // namespace stu::test
