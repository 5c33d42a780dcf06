#include "backend/store/tickets/ticket_words.hpp"

#include "backend/store/tickets/search_words.hpp"
#include "backend/store/tickets/ticket_rows.hpp"

#include <algorithm>
#include <string>

namespace stu::store {

std::string scope_word(std::string_view id) {
    std::string word(id);
    std::erase(word, '-');
    return word;
}

namespace {

struct IndexedText {
    std::int64_t serial = 0;
    std::string scope, words;
};

// Primary key.
constexpr std::string_view select_searched = R"(
    SELECT serial, department, service, number, earlier_number, subject, student_name, registration_number, email,
           message
    FROM ticket WHERE id = $1)";
// Primary key (ticket_id, sequence), a range of it in order: without what is internal, for the index does not
// know who asks.
constexpr std::string_view select_said = R"(
    SELECT text FROM ticket_event WHERE ticket_id = $1 AND sequence > 0 AND text <> '' ORDER BY sequence)";

/// What a ticket is found by, as the database has it now.
IndexedText indexed_text(sql::Connection& connection, std::string_view ticket_id) {
    IndexedText indexed;
    const auto row = connection.query(select_searched, {ticket_id});
    if (!row->next()) return indexed;
    indexed.serial = row->integer(0);
    indexed.scope = scope_word(row->text(1)) + " " + scope_word(row->text(2));
    std::string text;
    for (int column = 3; column <= 9; ++column) text += row->text(column) + "\n";
    const auto said = connection.query(select_said, {ticket_id});
    while (said->next()) text += said->text(0) + "\n";
    indexed.words = " " + search_words(text) + " "; // so that each word has a space on either side
    return indexed;
}

constexpr std::string_view insert_words = R"(
    INSERT INTO ticket_words (rowid, scope, words) VALUES ($1, $2, $3))";
// FTS5's command to forget a row; an index without the text has to be told what it was.
constexpr std::string_view fts5_delete_words = R"(
    INSERT INTO ticket_words (ticket_words, rowid, scope, words) VALUES ('delete', $1, $2, $3))";
// Primary key.
constexpr std::string_view delete_words = R"(DELETE FROM ticket_words WHERE rowid = $1)";

} // namespace

void index_words(Transaction& transaction, std::string_view ticket_id) {
    sql::Connection& connection = transaction.connection();
    const IndexedText text = indexed_text(connection, ticket_id);
    connection.run(insert_words, {text.serial, text.scope, text.words});
}

void forget_words(Transaction& transaction, std::string_view ticket_id) {
    sql::Connection& connection = transaction.connection();
    const IndexedText text = indexed_text(connection, ticket_id);
    if (connection.dialect() == sql::Dialect::sqlite)
        connection.run(fts5_delete_words, {text.serial, text.scope, text.words});
    else
        connection.run(delete_words, {text.serial});
}

// The newest that are not indexed: older than all that are. Unique index on serial; the index's own key.
constexpr std::string_view select_not_indexed = R"(
    SELECT id FROM ticket
    WHERE serial < COALESCE((SELECT rowid FROM ticket_words ORDER BY rowid LIMIT 1), 9223372036854775807)
    ORDER BY serial DESC LIMIT $1)";

void index_old_tickets(Store& store) {
    const auto index_some = [](Transaction& transaction) {
        constexpr std::int64_t at_once = 500; // so that a server beside gets its turn
        const auto ids = ids_of(*transaction.connection().query(select_not_indexed, {at_once}));
        for (const std::string& id : ids) index_words(transaction, id);
        return !ids.empty();
    };
    while (store.write(index_some)) continue;
}

} // namespace stu::store
