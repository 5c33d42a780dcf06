// Any part of a number finds its ticket; and filing on SQLite leaves the indexes of words to the commit.

#include "backend/store/tickets/ticket_numbers.hpp"

#include "backend/store/engine/serial.hpp"
#include "backend/store/tickets/opening_hours.hpp"
#include "backend/store/tickets/promises.hpp"
#include "backend/store/tickets/ticket_search.hpp"
#include "tests/store/desk_of_tickets.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>

namespace stu::store {
namespace {

using Desk = DeskOfTickets;

std::string symbols_of(std::string_view number) {
    std::string symbols(number);
    std::erase(symbols, '-');
    return symbols;
}

void check_all_parts(Desk& desk, Transaction& transaction) {
    std::set<std::string> parts{"ZZZ", "000"};
    for (const Ticket& ticket : desk.tickets) {
        const std::string symbols = symbols_of(ticket.number);
        for (std::size_t first = 0; first + 3 <= symbols.size(); ++first)
            for (std::size_t size = 3; first + size <= symbols.size(); ++size)
                parts.insert(symbols.substr(first, size));
    }
    for (const std::string& part : parts) {
        CAPTURE(part);
        std::set<std::string> expected, found;
        for (const Ticket& ticket : desk.tickets)
            if (ticket.department == "it" && symbols_of(ticket.number).find(part) != std::string::npos)
                expected.insert(ticket.number);
        for (const ListedTicket& listed : tickets_with_number_part(transaction, "it", part, 100))
            found.insert(listed.row.number);
        CHECK(found == expected);
    }
}

TEST_CASE("each part of three symbols and more finds the numbers that it stands in") {
    Desk desk;
    Transaction transaction = desk.store.write();
    for (int i = 0; i < 20; ++i)
        desk.file(transaction, Desk::start_ms + i, i % 5 == 0 ? "finance" : "it",
                  i % 5 == 0 ? "student-finance-and-banking" : "technical-support");
    check_all_parts(desk, transaction);
}

TEST_CASE("numbers that a server of the version before has filed are found after migrate" *
          doctest::skip(test::TemporaryDatabase::is_postgres())) {
    Desk desk;
    desk.store.write([&](Transaction& transaction) {
        for (int i = 0; i < 6; ++i) desk.file(transaction, Desk::start_ms + i);
        transaction.connection().run("INSERT INTO number_parts (number_parts) VALUES ('delete-all')");
        for (int i = 0; i < 3; ++i)
            index_number(transaction, desk.tickets[static_cast<std::size_t>(i)].number,
                         first_serial(Desk::start_ms + i));
    });
    migrate(desk.store);
    Transaction transaction = desk.store.write();
    check_all_parts(desk, transaction);
}

TEST_CASE("who files a ticket has FTS5 write nothing before the commit, which many share" *
          doctest::skip(test::TemporaryDatabase::is_postgres())) {
    Desk desk;
    desk.store.write([](Transaction& transaction) {
        set_hours(transaction, {"it", "UTC", "mon-sun 00:00-24:00", ""});
        set_target(transaction, {"it", "", "", 60, 600});
    });
    compute_promises(desk.store);
    Transaction transaction = desk.store.write();
    const auto written = [&] {
        const auto row = transaction.connection().query("SELECT COUNT(*), MAX(id) FROM ticket_words_data");
        REQUIRE(row->next());
        return std::pair(row->integer(0), row->integer(1));
    };
    const auto before = written();
    for (int i = 0; i < 3; ++i) desk.file(transaction, Desk::start_ms + i);
    CHECK(written() == before);
    const auto counted = transaction.connection().query("SELECT COUNT(*) FROM promise_flow");
    REQUIRE(counted->next());
    CHECK(counted->integer(0) > 0);
}

} // namespace
} // namespace stu::store
