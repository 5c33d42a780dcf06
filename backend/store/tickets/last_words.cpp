// What was said last on each row of a list: two questions a page, since each is a way to the database and
// back.

#include "backend/store/tickets/given_values.hpp"
#include "backend/store/tickets/sealed_columns.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/typed_text.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace stu::store {
namespace {

/// Rows without last words, by their ids.
using Wordless = std::unordered_map<std::string_view, ListedTicket*>;

// Primary key (ticket_id, sequence), backwards until there are words. CROSS JOIN keeps the list outside.
constexpr std::string_view select_last_said =
    "SELECT " EVENT_COLUMNS ", row_seal FROM (VALUES {ids}) AS listed CROSS JOIN ticket_event "
    "WHERE ticket_id = column1 AND sequence = (SELECT sequence FROM ticket_event WHERE ticket_id = column1 "
    "AND sequence > 0 AND text <> '' ORDER BY sequence DESC LIMIT 1)";
constexpr int event_text = 5;
// Primary key.
constexpr std::string_view select_filed =
    "SELECT " TICKET_COLUMNS ", row_seal FROM ticket WHERE id IN (VALUES {ids})";
constexpr int ticket_message = 11;

/// `question` with the rows' ids in the place of {ids}: some twice, so that there are few texts to prepare.
std::unique_ptr<sql::Statement> ask_about(Transaction& transaction, std::string_view question,
                                          const Wordless& rows) {
    constexpr std::string_view place = "{ids}";
    std::vector<std::string_view> ids;
    for (const auto& [id, row] : rows) ids.push_back(id);
    ids.resize(std::bit_ceil(ids.size()), ids.front());
    GivenValues values;
    std::string list;
    for (const std::string_view id : ids) list += (list.empty() ? "(" : ", (") + values.add(id) + ")";
    std::string sql(question);
    sql.replace(sql.find(place), place.size(), list);
    return transaction.connection().query(sql, values);
}

std::string preview(std::string_view words) {
    constexpr std::size_t most_bytes = 400; // more than any line shows
    std::size_t end = std::min(words.size(), most_bytes);
    while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xc0U) == 0x80U) --end;
    return as_line(words.substr(0, end));
}

/// Gives each row that `question` answers its words, and takes it from `rows`.
void fill(Transaction& transaction, std::string_view question, SealedColumns columns, int words,
          Wordless& rows) {
    if (rows.empty()) return;
    const auto answer = ask_about(transaction, question, rows);
    while (answer->next()) {
        const auto row = rows.find(answer->view(0));
        if (row == rows.end()) continue;
        if (is_sound(*answer, columns)) row->second->row.work.last_words = preview(answer->view(words));
        rows.erase(row);
    }
}

} // namespace

void add_last_words(Transaction& transaction, std::vector<ListedTicket>& rows) {
    Wordless wordless;
    for (ListedTicket& each : rows) wordless.emplace(each.id, &each);
    fill(transaction, select_last_said, event_columns, event_text, wordless);
    fill(transaction, select_filed, ticket_columns, ticket_message, wordless);
}

} // namespace stu::store
