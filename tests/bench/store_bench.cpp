// What the database alone can do, one thread and no HTTP: the same queries that the server runs, and one
// durable row per commit, without words to search for and with them. Prints a line for each: name, runs per
// second, p50 and p99 in milliseconds.

#include "backend/security/random.hpp"
#include "backend/store/engine/store.hpp"
#include "backend/store/people/sessions.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/ticket_search.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/ticket_number.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace stu;
using Clock = std::chrono::steady_clock;

std::int64_t unix_ms() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}
const std::int64_t now_ms = unix_ms();
const Period month{now_ms - 30 * day_ms, 0};

/// Runs `work` for about two seconds.
template <class Work> void measure(const char* name, Work work) {
    constexpr auto span = std::chrono::seconds(2);
    std::vector<double> took_ms;
    const Clock::time_point start = Clock::now();
    for (Clock::time_point before = start; before - start < span;) {
        work();
        const Clock::time_point after = Clock::now();
        took_ms.push_back(std::chrono::duration<double, std::milli>(after - before).count());
        before = after;
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    std::sort(took_ms.begin(), took_ms.end());
    std::printf("%s %.0f %.3f %.3f\n", name, static_cast<double>(took_ms.size()) / seconds,
                took_ms[took_ms.size() / 2], took_ms[took_ms.size() * 99 / 100]);
}

std::vector<store::ListedTicket> newest(store::Store& store) {
    store::Transaction transaction = store.read();
    constexpr std::array statuses{Status::completed};
    return store::queued_tickets(transaction, {"it", {}, statuses, {}}, QueueOrder::newest_first,
                                 {{}, {}, 0, 50});
}

constexpr std::array all_statuses{
    Status::pending,          Status::under_consideration, Status::awaiting_confirmation,
    Status::in_person_needed, Status::duplicate,           Status::completed,
    Status::rejected};

constexpr std::array open_statuses{Status::pending, Status::under_consideration,
                                   Status::awaiting_confirmation, Status::in_person_needed};
constexpr std::array statuses_of_staff{Status::pending, Status::under_consideration};

/// Of the first that is somebody's.
std::string assignee_of(const std::vector<store::ListedTicket>& tickets) {
    for (const store::ListedTicket& each : tickets)
        if (!each.row.work.assignee_id.empty()) return each.row.work.assignee_id;
    return {};
}

/// What the analytics page of one department asks for, its weeks beginning in the middle of a day of UTC.
void figures(store::Store& store, const Period& opened) {
    store::Transaction transaction = store.read();
    store::counts_in(transaction, "it", opened);
    store::timings_in(transaction, "it", opened);
    const std::int64_t weeks = opened.is_everything() ? 53 : 5;
    std::vector<std::int64_t> edges;
    for (std::int64_t week = weeks; week >= 0; --week) edges.push_back(now_ms - week * 7 * day_ms);
    store::opened_between(transaction, "it", edges);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const std::string_view place = argv[1]; // a file, or a PostgreSQL's URL
    store::Store store{place.starts_with("postgresql:") ? sql::Database::at(argv[1])
                                                        : std::filesystem::path(place)};
    const auto tickets = newest(store);
    if (tickets.empty()) return 1;
    Ticket ticket = store.read([&](store::Transaction& transaction) {
        return store::find_ticket(transaction, tickets.front().row.number).value();
    });

    measure("list", [&] { newest(store); });
    std::size_t next = 0;
    measure("ticket", [&] {
        store::Transaction each = store.read();
        const std::string& number = tickets[++next % tickets.size()].row.number;
        store::load_events(each, store::find_ticket(each, number)->id);
    });
    const store::QueueFilter everything{"it", {}, all_statuses, {}};
    const auto page = [&](const store::QueueFilter& filter, QueueOrder order, std::string_view text) {
        store::Transaction each = store.read();
        const store::Stretch first{{}, {}, 0, 51};
        if (text.empty()) return store::queued_tickets(each, filter, order, first).size();
        store::count_found(each, filter, text, 200);
        return store::found_tickets(each, filter, text, order, first).rows.size();
    };
    const store::QueueFilter service{"it", "digital-library", all_statuses, month};
    measure("oldest", [&] { page(everything, QueueOrder::oldest_first, {}); });
    measure("unchanged", [&] { page(everything, QueueOrder::longest_unchanged_first, {}); });
    measure("filtered", [&] { page(service, QueueOrder::newest_first, {}); });
    const std::string assignee = assignee_of(tickets), tag = store.read([](store::Transaction&each) {
        return store::tag_called(each, "it", "Wi-Fi");
    });
    constexpr std::array priorities{Priority::urgent};
    const auto queue = [&](QueueOrder order, auto... changes) {
        store::QueueFilter filter{"it", {}, open_statuses, {}};
        (changes(filter), ...);
        store::Transaction each = store.read();
        store::count_queued(each, filter, 1'001);
        return store::queued_tickets(each, filter, order, {{}, {}, 0, 51}).size();
    };
    const auto waiting = [](store::QueueFilter& filter) {
        filter.statuses = statuses_of_staff;
        filter.waits = {true, WaitKind::any, 0};
    };
    const auto late = [](store::QueueFilter& filter) { filter.waits = {true, WaitKind::late, now_ms}; };
    const auto of_somebody = [&](store::QueueFilter& filter) { filter.assignee = assignee; };
    const auto urgent = [&](store::QueueFilter& filter) { filter.priorities = priorities; };
    const auto tagged = [&](store::QueueFilter& filter) { filter.tag = tag; };
    measure("assignee", [&] { queue(QueueOrder::newest_first, of_somebody); });
    measure("priority", [&] { queue(QueueOrder::newest_first, urgent); });
    measure("tag", [&] { queue(QueueOrder::newest_first, tagged); });
    measure("late", [&] { queue(QueueOrder::longest_wait_first, waiting, late); });
    measure("wait", [&] { queue(QueueOrder::longest_wait_first, waiting); });
    measure("wait_together",
            [&] { queue(QueueOrder::longest_wait_first, waiting, of_somebody, urgent, tagged); });
    measure("search", [&] { page(everything, QueueOrder::newest_first, "eduroam lib"); });
    measure("common_word", [&] { page(everything, QueueOrder::newest_first, "the"); });
    measure("number", [&] { page(everything, QueueOrder::newest_first, tickets.front().row.number); });
    measure("figures", [&] { figures(store, {}); });
    measure("month", [&] { figures(store, month); });

    security::SystemRandom random;
    measure("insert", [&] {
        store.write([&](store::Transaction& each) {
            store::insert_session(
                each, {random.hex(32), ticket.owner_id, 0, 1}); // long expired: the server deletes it
        });
    });
    // A ticket's row and its words, and nothing else that the server does when one is filed.
    measure("file", [&] {
        store.write([&](store::Transaction& each) {
            ticket.created_ms = ticket.updated_ms = unix_ms();
            ticket.id = security::make_id(random, ticket.created_ms);
            ticket.number = make_ticket_number(random.number());
            store::insert_ticket(each, ticket, random.hex(16));
        });
    });
    return 0;
}
