// What the database alone can do, one thread and no HTTP: the same queries that the server runs, and one
// durable row per commit. Prints a line for each: name, runs per second, p50 and p99 in milliseconds.

#include "backend/security/random.hpp"
#include "backend/store/sessions.hpp"
#include "backend/store/store.hpp"
#include "backend/store/ticket_lists.hpp"
#include "backend/store/tickets.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace stu;
using Clock = std::chrono::steady_clock;

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
    return store::queued_tickets(transaction, "it", {}, statuses, {{}, {}, 50});
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    store::Store store(argv[1]);
    const auto tickets = newest(store);
    if (tickets.empty()) return 1;
    store::Transaction transaction = store.read();
    const std::string owner = store::find_ticket(transaction, tickets.front().row.number)->owner_id;

    measure("list", [&] { newest(store); });
    std::size_t next = 0;
    measure("ticket", [&] {
        store::Transaction each = store.read();
        const std::string& number = tickets[++next % tickets.size()].row.number;
        store::load_events(each, store::find_ticket(each, number)->id);
    });
    security::SystemRandom random;
    measure("insert", [&] {
        store::Transaction each = store.write();
        store::insert_session(each, {random.hex(32), owner, 0, 1}); // long expired: the server deletes it
        each.commit();
    });
    return 0;
}
