#include "backend/store/tickets/ticket_numbers.hpp"

#include "backend/store/tickets/ticket_rows.hpp"
#include "backend/store/tickets/ticket_search.hpp"

#include <string>
#include <utility>
#include <vector>

namespace stu::store {
namespace {

constexpr std::size_t half = 4;           // symbols before the hyphen
constexpr std::size_t last_beginning = 5; ///< place of the last symbol that a part of a number may begin with

// Whose number begins with $1 (unique index on number) or has $2 further on, of the department $3.
#define WITH_PART(anywhere)                                                                                  \
    "SELECT " STAFF_LISTED_COLUMNS " FROM (SELECT id AS place FROM ticket WHERE number >= $1 "               \
    "AND number <= $1 || 'ZZZZZZZZ'" anywhere                                                                \
    ") AS found JOIN ticket ON id = place WHERE department = $3 AND withdrawn_ms = 0 "                       \
    "ORDER BY id DESC LIMIT $4"
// SQLite's index of words that begin so; unique index on serial.
constexpr std::string_view fts5_select_with_part =
    WITH_PART(" UNION SELECT id FROM number_parts JOIN ticket ON serial = number_parts.rowid WHERE "
              "number_parts MATCH $2");
// Indexes ticket_number_from_2 … 6: each a range, for no symbol of a number comes after Z.
#define FROM_SYMBOL(n)                                                                                       \
    " UNION SELECT id FROM ticket WHERE substr(replace(number, '-', ''), " n ") >= $2 "                      \
    "AND substr(replace(number, '-', ''), " n ") <= $2 || 'ZZZZZZZZ'"
constexpr std::string_view select_with_part =
    WITH_PART(FROM_SYMBOL("2") FROM_SYMBOL("3") FROM_SYMBOL("4") FROM_SYMBOL("5") FROM_SYMBOL("6"));
#undef FROM_SYMBOL
#undef WITH_PART

constexpr std::string_view insert_parts = "INSERT INTO number_parts (rowid, parts) VALUES ($1, $2)";

constexpr std::string_view sort_parts = "INSERT INTO number_parts (number_parts) VALUES ('optimize')";

// Newer than all that are indexed. The index's own key; unique index on serial.
constexpr std::string_view select_numbers_not_indexed = R"(
    SELECT serial, number FROM ticket
    WHERE serial > COALESCE((SELECT rowid FROM number_parts ORDER BY rowid DESC LIMIT 1), -1)
    ORDER BY serial LIMIT $1)";

} // namespace

void index_number(Transaction& transaction, std::string_view number, std::int64_t serial) {
    sql::Connection& connection = transaction.connection();
    if (connection.dialect() != sql::Dialect::sqlite) return;
    std::string symbols(number), parts;
    std::erase(symbols, '-');
    for (std::size_t first = 1; first <= last_beginning && first < symbols.size(); ++first)
        parts += symbols.substr(first) + " ";
    connection.run(insert_parts, {serial, parts});
}

void index_old_numbers(Store& store) {
    constexpr std::int64_t at_once = 5'000; // so that a server beside gets its turn
    const auto index_some = [&](Transaction& transaction) {
        sql::Connection& connection = transaction.connection();
        if (connection.dialect() != sql::Dialect::sqlite) return false;
        std::vector<std::pair<std::int64_t, std::string>> numbers;
        const auto row = connection.query(select_numbers_not_indexed, {at_once});
        while (row->next()) numbers.emplace_back(row->integer(0), row->text(1));
        for (const auto& [serial, number] : numbers) index_number(transaction, number, serial);
        return !numbers.empty();
    };
    bool any = false;
    while (store.write(index_some)) any = true;
    // What was added in large pieces is sorted now, not while somebody waits who files a ticket.
    if (any) store.write([](Transaction& transaction) { transaction.connection().run(sort_parts); });
}

std::vector<ListedTicket> tickets_with_number_part(Transaction& transaction, std::string_view department,
                                                   std::string_view part, std::int64_t limit) {
    std::string beginning(part);
    if (beginning.size() > half) beginning.insert(half, "-");
    sql::Connection& connection = transaction.connection();
    const bool is_sqlite = connection.dialect() == sql::Dialect::sqlite;
    const std::string anywhere = is_sqlite ? "\"" + std::string(part) + "\" *" : std::string(part);
    const auto row =
        connection.query(is_sqlite ? fts5_select_with_part : select_with_part,
                         {std::string_view(beginning), std::string_view(anywhere), department, limit});
    return staff_rows_of(*row);
}

} // namespace stu::store
