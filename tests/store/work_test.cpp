// Whose turn it is stands in the row; what a server of the version before has left undone is mended.

#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/work.hpp"
#include "backend/store/tickets/work_lists.hpp"
#include "tests/store/desk_of_tickets.hpp"

#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace stu::store {
namespace {

constexpr std::int64_t opened_ms = DeskOfTickets::start_ms;

TEST_CASE("turns that a server of the version before did not note are mended") {
    DeskOfTickets desk;
    desk.store.write([&](Transaction& transaction) {
        for (int i = 0; i < 3; ++i) desk.file(transaction, opened_ms + i);
        desk.set_status(transaction, desk.tickets[1], Status::completed, opened_ms + 10);
        sql::Connection& connection = transaction.connection();
        connection.run("UPDATE ticket SET waiting_ms = 0 WHERE id = $1", {desk.tickets[0].id});
        connection.run("UPDATE ticket SET waiting_ms = 7 WHERE id = $1", {desk.tickets[1].id});
    });
    for (int i = 0; i < 2; ++i) mend_turns(desk.store);
    desk.store.read([&](Transaction& transaction) {
        CHECK(find_ticket_by_id(transaction, desk.tickets[0].id)->waiting_ms == opened_ms);
        CHECK(find_ticket_by_id(transaction, desk.tickets[1].id)->waiting_ms == 0);
        CHECK(find_ticket_by_id(transaction, desk.tickets[2].id)->waiting_ms == opened_ms + 2);
    });
}

TEST_CASE("the lists of the workbench are what a look at every ticket finds") {
    DeskOfTickets desk;
    const std::vector<std::string> departments{"it", "finance"};
    desk.store.write([&](Transaction& transaction) {
        for (int i = 0; i < 120; ++i) {
            Ticket& ticket =
                desk.file(transaction, opened_ms + i, i % 3 == 0 ? "finance" : "it",
                          i % 3 == 0 ? "student-finance-and-banking" : DeskOfTickets::it_services[0]);
            if (desk.pick(3) == 0)
                store_work(transaction, ticket.id,
                           {desk.pick(2) == 0 ? desk.david.user_id : "ruth", Priority::normal});
            if (desk.pick(4) == 0)
                desk.set_status(transaction, ticket, Status::awaiting_confirmation, opened_ms + 200 + i);
            if (desk.pick(3) == 0) desk.answer(transaction, ticket, opened_ms + 400 + i);
            if (desk.pick(6) == 0 && ticket.status != Status::awaiting_confirmation)
                desk.set_status(transaction, ticket, Status::completed, opened_ms + 600 + i);
        }
    });
    desk.store.read([&](Transaction& transaction) {
        for (const WaitKind kind : all<WaitKind>()) {
            const WaitFilter filter{
                departments, {"", desk.david.user_id}, kind, late_from_ms(opened_ms + 60)};
            std::vector<std::pair<std::int64_t, std::string>> expected;
            for (const Ticket& ticket : desk.tickets) {
                const std::string assignee = work_of(transaction, ticket.id).assignee;
                const bool is_of_kind = kind == WaitKind::any ||
                                        (kind == WaitKind::fresh && ticket.first_response_ms == 0) ||
                                        (kind == WaitKind::answered && ticket.answered) ||
                                        (kind == WaitKind::late && ticket.waiting_ms <= opened_ms + 60);
                if (ticket.waiting_ms > 0 && is_of_kind &&
                    (assignee.empty() || assignee == desk.david.user_id))
                    expected.emplace_back(late_from_ms(ticket.waiting_ms), ticket.id);
            }
            std::sort(expected.begin(), expected.end());
            std::vector<std::pair<std::int64_t, std::string>> found;
            Stretch stretch;
            stretch.limit = 7;
            for (;;) {
                const auto rows = waiting_tickets(transaction, filter, "reader", stretch);
                for (const ListedTicket& row : rows) found.emplace_back(row.place_ms, row.id);
                if (rows.size() < 7) break;
                stretch.anchor = rows.back().id;
                stretch.anchor_ms = rows.back().place_ms;
            }
            CAPTURE(static_cast<int>(kind));
            CHECK_FALSE(expected.empty());
            CHECK(found == expected);
            CHECK(count_waiting(transaction, filter, 1'000) == static_cast<std::int64_t>(expected.size()));
            CHECK(count_waiting(transaction, filter, 3) == 3);
        }
    });
}

TEST_CASE("the queue of a tag knows whose its tickets are, and how urgent") {
    DeskOfTickets desk;
    constexpr std::array pending{Status::pending};
    constexpr std::array urgent{Priority::urgent};
    const auto tagged = [&](std::optional<std::string_view> assignee, std::span<const Priority> priorities) {
        return desk.store.read([&](Transaction& transaction) {
            const QueueFilter filter{
                "it", {}, pending, {}, assignee, priorities, tag_called(transaction, "it", "Wi-Fi")};
            const auto rows = queued_tickets(transaction, filter, QueueOrder::newest_first, {{}, {}, 0, 9});
            CHECK(count_queued(transaction, filter, 9) == static_cast<std::int64_t>(rows.size()));
            return rows.size();
        });
    };
    const auto work_is = [&](const TicketWork& work) {
        desk.store.write(
            [&](Transaction& transaction) { store_work(transaction, desk.tickets.front().id, work); });
    };
    desk.store.write([&](Transaction& transaction) {
        const Ticket ticket = desk.file(transaction, opened_ms);
        store_work(transaction, ticket.id, {desk.david.user_id, Priority::normal, {}});
        change_tags(transaction, ticket, {"Wi-Fi"}, {}, [&] { return desk.ids.hex(16); });
    });
    CHECK(tagged(desk.david.user_id, {}) == 1);
    CHECK(tagged("", {}) == 0);
    CHECK(tagged({}, urgent) == 0);
    work_is({"ruth", Priority::urgent, {}});
    CHECK(tagged("ruth", urgent) == 1);
    CHECK(tagged(desk.david.user_id, {}) == 0);
    desk.store.write([&](Transaction& transaction) { give_back_tickets_of(transaction, "ruth"); });
    CHECK(tagged("", urgent) == 1);
    CHECK(tagged("ruth", {}) == 0);
    desk.store.write([&](Transaction& transaction) { // as a server of the version before leaves it
        transaction.connection().run("UPDATE ticket_tag SET ticket_priority = 'normal'");
    });
    CHECK(tagged("", urgent) == 0);
    mend_turns(desk.store);
    CHECK(tagged("", urgent) == 1);
}

TEST_CASE("each row of a list says what was said last, and nothing that is damaged") {
    DeskOfTickets desk;
    desk.store.write([&](Transaction& transaction) {
        for (int i = 0; i < 5; ++i)
            desk.file(transaction, opened_ms + i, "it", desk.it_services[0], "A", "Asked.");
        for (const std::size_t answered : {1U, 2U, 3U})
            desk.answer(transaction, desk.tickets[answered], opened_ms + 10);
        desk.set_status(transaction, desk.tickets[3], Status::under_consideration, opened_ms + 20);
        insert_internal_event(transaction, desk.tickets[3],
                              note_event(desk.tickets[3], "A note.", desk.david, opened_ms + 30));
        sql::Connection& connection = transaction.connection();
        connection.run("UPDATE ticket_event SET text = 'Hatched.' WHERE ticket_id = $1",
                       {desk.tickets[2].id});
        connection.run("UPDATE ticket SET message = 'Hatched.' WHERE id = $1", {desk.tickets[4].id});
    });
    std::vector<std::string> words;
    desk.store.read([&](Transaction& transaction) {
        constexpr std::array open{Status::pending, Status::under_consideration};
        auto rows =
            queued_tickets(transaction, {"it", {}, open, {}}, QueueOrder::oldest_first, {{}, {}, 0, 9});
        add_last_words(transaction, rows);
        for (const ListedTicket& row : rows) words.push_back(row.row.work.last_words);
        std::vector<ListedTicket> none;
        add_last_words(transaction, none);
    });
    CHECK(words == std::vector<std::string>{"Asked.", "An answer.", "", "Because.", ""});
}

} // namespace
} // namespace stu::store
