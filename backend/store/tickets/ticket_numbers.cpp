#include "backend/store/tickets/ticket_rows.hpp"
#include "backend/store/tickets/ticket_search.hpp"

#include <string>

namespace stu::store {
namespace {

// Unique index on number, for its beginning; indexes ticket_number_from_2 … 6 for the rest: each a range, for
// no symbol of a number comes after Z.
#define FROM_SYMBOL(n)                                                                                       \
    " UNION SELECT id FROM ticket WHERE substr(replace(number, '-', ''), " n ") >= $1 "                      \
    "AND substr(replace(number, '-', ''), " n ") <= $1 || 'ZZZZZZZZ'"
constexpr std::string_view select_with_part =
    "SELECT " STAFF_LISTED_COLUMNS " FROM (SELECT id AS place FROM ticket WHERE number >= $2 "
    "AND number <= $2 || 'ZZZZZZZZ'" FROM_SYMBOL("2") FROM_SYMBOL("3") FROM_SYMBOL("4") FROM_SYMBOL("5")
        FROM_SYMBOL("6") ") AS found JOIN ticket ON id = place WHERE department = $3 AND withdrawn_ms = 0 "
                         "ORDER BY id DESC LIMIT $4";

} // namespace

std::vector<ListedTicket> tickets_with_number_part(Transaction& transaction, std::string_view department,
                                                   std::string_view part, std::int64_t limit) {
    constexpr std::size_t half = 4; // before the hyphen
    std::string beginning(part);
    if (beginning.size() > half) beginning.insert(half, "-");
    const auto row = transaction.connection().query(select_with_part,
                                                    {part, std::string_view(beginning), department, limit});
    return staff_rows_of(*row);
}

} // namespace stu::store
