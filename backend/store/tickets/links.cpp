#include "backend/store/tickets/links.hpp"

#include "backend/store/tickets/ticket_rows.hpp"
#include "common/linking.hpp"

namespace stu::store {

// Primary key.
constexpr std::string_view insert_link = "INSERT INTO ticket_link (ticket_id, other_id) VALUES ($1, $2) ON "
                                         "CONFLICT (ticket_id, other_id) DO NOTHING";
constexpr std::string_view delete_link = "DELETE FROM ticket_link WHERE ticket_id = $1 AND other_id = $2";

bool set_linked(Transaction& transaction, std::string_view ticket_id, std::string_view other_id,
                bool linked) {
    const std::string_view change = linked ? insert_link : delete_link;
    transaction.connection().run(change, {other_id, ticket_id});
    return transaction.connection().run(change, {ticket_id, other_id}) != 0;
}

// Primary key, its beginning, and the ticket's for each.
constexpr std::string_view select_linked =
    "SELECT " LISTED_COLUMNS " FROM ticket_link JOIN ticket ON ticket.id = other_id WHERE ticket_id = $1 "
    "AND merged_into = '' ORDER BY ticket.id DESC LIMIT $2";

std::vector<ListedTicket> linked_tickets(Transaction& transaction, std::string_view ticket_id) {
    return rows_of(*transaction.connection().query(select_linked, {ticket_id, max_links}));
}

// Primary key, its beginning.
constexpr std::string_view count_linked = "SELECT COUNT(*) FROM ticket_link WHERE ticket_id = $1";

std::int64_t count_links(Transaction& transaction, std::string_view ticket_id) {
    const auto row = transaction.connection().query(count_linked, {ticket_id});
    return row->next() ? row->integer(0) : 0;
}

} // namespace stu::store
