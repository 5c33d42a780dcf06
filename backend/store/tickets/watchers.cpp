#include "backend/store/tickets/watchers.hpp"

#include <algorithm>

namespace stu::store {

// Primary keys (ticket_id, user_id), its beginning, and of the ticket; partial index ticket_merged.
constexpr std::string_view select_watchers = R"(
    SELECT user_id FROM ticket_watch WHERE ticket_id = $1
    UNION ALL
    SELECT user_id FROM ticket AS merged JOIN ticket_watch ON ticket_id = merged.id
    WHERE merged_into = (SELECT number FROM ticket WHERE id = $1) AND merged_into <> '' AND withdrawn_ms <> 0)";

std::vector<std::string> watchers_of(Transaction& transaction, std::string_view ticket_id) {
    std::vector<std::string> ids;
    const auto row = transaction.connection().query(select_watchers, {ticket_id});
    while (row->next()) ids.push_back(row->text(0));
    std::sort(ids.begin(), ids.end()); // here, for SQLite would make a table of them
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

// Primary key.
constexpr std::string_view insert_watch = "INSERT INTO ticket_watch (ticket_id, user_id) VALUES ($1, $2) ON "
                                          "CONFLICT (ticket_id, user_id) DO NOTHING";
constexpr std::string_view delete_watch = "DELETE FROM ticket_watch WHERE ticket_id = $1 AND user_id = $2";

bool set_watching(Transaction& transaction, std::string_view ticket_id, std::string_view user_id,
                  bool watching) {
    return transaction.connection().run(watching ? insert_watch : delete_watch, {ticket_id, user_id}) != 0;
}

// Index ticket_watch_person.
constexpr std::string_view delete_watches_of = "DELETE FROM ticket_watch WHERE user_id = $1";

void forget_watches_of(Transaction& transaction, std::string_view user_id) {
    transaction.connection().run(delete_watches_of, {user_id});
}

} // namespace stu::store
