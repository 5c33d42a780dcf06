// Bytes of tickets and events that change without anybody changing them.

#include "backend/store/tickets/seals.hpp"
#include "backend/store/tickets/ticket_lists.hpp"
#include "backend/store/tickets/ticket_stretches.hpp"
#include "tests/store/desk_of_tickets.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

namespace stu::store {
namespace {

using Desk = DeskOfTickets;

const auto no_hash = [](std::string_view) { return std::string(); };
const auto to_the_end = [] { return true; };

/// What people are shown of everything, as far as it is shown.
std::string all_text(Desk& desk, const std::vector<std::string>& numbers) {
    Transaction transaction = desk.store.read();
    std::string text;
    for (const std::string& number : numbers) {
        try {
            const auto ticket = find_ticket(transaction, number);
            if (!ticket) continue;
            text += ticket->subject + ticket->message + ticket->student_name;
            for (const TicketEvent& event : load_events(transaction, ticket->id)) text += event.text;
        } catch (const Damage&) { text += "?"; }
    }
    constexpr std::array all{
        Status::pending,          Status::under_consideration, Status::awaiting_confirmation,
        Status::in_person_needed, Status::duplicate,           Status::completed,
        Status::rejected};
    for (const ListedTicket& listed :
         queued_tickets(transaction, {"it", {}, all, {}}, QueueOrder::newest_first, {{}, {}, 0, 1'000}))
        text += listed.row.subject + listed.row.student_name;
    return text;
}

TEST_CASE("a hundred changed texts: none is shown, each is named") {
    Desk desk;
    desk.fill(60, 6);
    std::vector<std::string> numbers;
    for (const Ticket& ticket : desk.tickets) numbers.push_back(ticket.number);
    CHECK(find_damage(desk.store, no_hash, to_the_end).empty());

    std::mt19937 random(7);
    constexpr std::string_view changes[] = {
        "UPDATE ticket SET subject = subject || $2 WHERE id = $1",
        "UPDATE ticket SET message = $2 || substr(message, 2) WHERE id = $1",
        "UPDATE ticket SET student_name = $2 WHERE id = $1",
        "UPDATE ticket_event SET text = $2 WHERE ticket_id = $1 AND sequence = 1",
    };
    // PostgreSQL takes no text that is not UTF-8.
    const std::string mark = test::TemporaryDatabase::is_postgres() ? "HATCHED\x01" : "\xffHATCHED\x01";
    for (int i = 0; i < 100; ++i) {
        const Ticket& ticket = desk.tickets[random() % desk.tickets.size()];
        Transaction transaction = desk.store.write();
        transaction.connection().run(changes[random() % std::size(changes)], {ticket.id, mark});
        transaction.commit();
        const auto damaged = find_damage(desk.store, no_hash, to_the_end);
        CHECK(std::any_of(damaged.begin(), damaged.end(),
                          [&](const std::string& each) { return each.find(ticket.id) != each.npos; }));
        CHECK(all_text(desk, numbers).find("HATCHED") == std::string::npos);
    }
}

TEST_CASE("rows of before there were seals are shown, and get theirs") {
    Desk desk;
    desk.fill(30, 6);
    {
        Transaction transaction = desk.store.write();
        transaction.connection().script("UPDATE ticket SET list_seal = NULL, row_seal = NULL;"
                                        "UPDATE ticket_event SET row_seal = NULL");
        transaction.commit();
    }
    const auto unsealed = [&] {
        Transaction transaction = desk.store.read();
        const auto row = transaction.connection().query(
            "SELECT (SELECT COUNT(*) FROM ticket WHERE row_seal IS NULL OR list_seal IS NULL) + "
            "(SELECT COUNT(*) FROM ticket_event WHERE row_seal IS NULL)");
        return row->next() ? row->integer(0) : 0;
    };
    CHECK(unsealed() >= 30);
    CHECK(find_damage(desk.store, no_hash, to_the_end).empty());
    seal_old_rows(desk.store);
    CHECK(unsealed() == 0);
    CHECK(find_damage(desk.store, no_hash, to_the_end).empty());
}

TEST_CASE("upkeep goes over all tickets, a stretch after the other") {
    Desk desk;
    desk.fill(20, 1);
    std::vector<std::string> ids, seen;
    for (const Ticket& ticket : desk.tickets) ids.push_back(ticket.id);
    std::sort(ids.begin(), ids.end());
    for (const std::int64_t at_once : {1, 7, 10, 20, 21}) {
        seen.clear();
        int stretches = 0;
        each_stretch(
            desk.store,
            [&](const TicketStretch& stretch) {
                ++stretches;
                for (const std::string& id : ids)
                    if (id > stretch.after && id <= stretch.last) seen.push_back(id);
            },
            at_once);
        CHECK(seen == ids);
        CHECK(stretches == (20 + at_once - 1) / at_once);
    }
}

TEST_CASE("a change of a person's address or name seals anew") {
    Desk desk;
    desk.fill(20, 4);
    Transaction transaction = desk.store.write();
    const std::string owner = desk.tickets.front().owner_id;
    send_ticket_mail_to(transaction, owner, "new@students.example.edu");
    erase_person(transaction, owner, "Somebody who left");
    transaction.commit();
    CHECK(find_damage(desk.store, no_hash, to_the_end).empty());
}

} // namespace
} // namespace stu::store
