// What was said last on each row of a list: one question a page, since each is a way to the database and
// back.

#include "backend/store/tickets/given_values.hpp"
#include "backend/store/tickets/sealed_columns.hpp"
#include "backend/store/tickets/ticket_rows.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/typed_text.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace stu::store {

std::string preview(std::string_view words) {
    constexpr std::size_t most_bytes = 400; // more than any line shows
    std::size_t end = std::min(words.size(), most_bytes);
    while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xc0U) == 0x80U) --end;
    return as_line(words.substr(0, end));
}

void add_last_words(Transaction& transaction, std::vector<ListedTicket>& rows) {
    std::unordered_map<std::string_view, ListedTicket*> spoken; // by their ids
    for (ListedTicket& each : rows)
        if (each.last_said != 0) spoken.emplace(each.id, &each);
    if (spoken.empty()) return;
    GivenValues values;
    std::string list;
    const auto put_in = [&](const ListedTicket& each) {
        list.append(list.empty() ? "(" : ", (").append(values.add(std::string_view(each.id)));
        list.append(", CAST(").append(values.add(each.last_said)).append(" AS BIGINT))");
    };
    for (const auto& [id, row] : spoken) put_in(*row);
    // Some twice, so that there are few texts to prepare.
    for (std::size_t i = spoken.size(); i < std::bit_ceil(spoken.size()); ++i)
        put_in(*spoken.begin()->second);
    // Primary key (ticket_id, sequence). CROSS JOIN keeps the list outside.
    constexpr int event_text = 5;
    const auto said = transaction.connection().query(
        "SELECT " EVENT_COLUMNS ", row_seal FROM (VALUES " + list +
            ") AS listed CROSS JOIN ticket_event WHERE ticket_id = column1 AND sequence = column2",
        values);
    while (said->next()) {
        const auto row = spoken.find(said->view(0));
        if (row == spoken.end()) continue;
        if (is_sound(*said, event_columns))
            row->second->row.work.last_words = preview(said->view(event_text));
        spoken.erase(row);
    }
}

} // namespace stu::store
