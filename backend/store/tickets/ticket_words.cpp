#include "backend/store/tickets/ticket_words.hpp"

#include "backend/store/tickets/search_words.hpp"
#include "backend/store/tickets/ticket_numbers.hpp"
#include "backend/store/tickets/ticket_rows.hpp"
#include "common/text.hpp"

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
    std::string scope;
    std::string text;  ///< what the student reads, too
    std::string notes; ///< what staff reads there besides
};

#define MERGED_INTO(number)                                                                                  \
    "FROM ticket AS merged WHERE merged_into = " number " AND merged_into <> '' AND withdrawn_ms <> 0"

// Primary key; partial index ticket_merged.
constexpr std::string_view select_searched =
    "SELECT serial, department, service, number, earlier_number, subject, student_name, registration_number, "
    "email, message, (SELECT COUNT(*) " MERGED_INTO("ticket.number") ") FROM ticket WHERE id = $1";
// Primary key (ticket_id, sequence), its beginning in order.
constexpr std::string_view select_said = R"(
    SELECT text, sequence FROM ticket_event WHERE ticket_id = $1 AND text <> '' ORDER BY sequence)";

// Partial index ticket_merged.
constexpr std::string_view select_merged_words =
    "SELECT id, number, earlier_number, subject, message " MERGED_INTO("$1") " ORDER BY id";
#undef MERGED_INTO

/// Of the tickets that go on in this one: what was written and said there, notes too.
std::string merged_text(sql::Connection& connection, std::string_view number) {
    std::string text;
    const auto merged = connection.query(select_merged_words, {number});
    while (merged->next()) {
        for (int column = 1; column <= 4; ++column) text += merged->text(column) + "\n";
        const auto said = connection.query(select_said, {merged->text(0)});
        while (said->next()) text += said->text(0) + "\n";
    }
    return text;
}

/// With a space on either side of each word.
std::string spaced_words(std::string_view text) { return " " + search_words(text) + " "; }

/// What a ticket is found by, as the database has it now.
IndexedText indexed_text(sql::Connection& connection, std::string_view ticket_id) {
    IndexedText indexed;
    const auto row = connection.query(select_searched, {ticket_id});
    if (!row->next()) return indexed;
    indexed.serial = row->integer(0);
    indexed.scope = scope_word(row->text(1)) + " " + scope_word(row->text(2));
    if (row->integer(10) != 0) indexed.notes = merged_text(connection, row->text(3));
    for (int column = 3; column <= 9; ++column) indexed.text += row->text(column) + "\n";
    const auto said = connection.query(select_said, {ticket_id});
    while (said->next()) (said->integer(1) < 0 ? indexed.notes : indexed.text) += said->text(0) + "\n";
    return indexed;
}

constexpr std::string_view insert_words = R"(
    INSERT INTO ticket_words (rowid, scope, words) VALUES ($1, $2, $3))";
// FTS5's command to forget a row; an index without the text has to be told what it was.
constexpr std::string_view fts5_delete_words = R"(
    INSERT INTO ticket_words (ticket_words, rowid, scope, words) VALUES ('delete', $1, $2, $3))";
// Primary keys.
constexpr std::string_view delete_words =
    "DELETE FROM ticket_words WHERE rowid = (SELECT serial FROM ticket WHERE id = $1)";
constexpr std::string_view delete_note_words = R"(DELETE FROM note_words WHERE rowid = $1)";
// Whatever stood there before; FTS5 knows no ON CONFLICT.
#define NOTE_WORDS "INTO note_words (rowid, scope, words) VALUES ($1, $2, $3)"
constexpr std::string_view fts5_put_note_words = "INSERT OR REPLACE " NOTE_WORDS;
constexpr std::string_view put_note_words =
    "INSERT " NOTE_WORDS " ON CONFLICT (rowid) DO UPDATE SET scope = excluded.scope, words = excluded.words";
#undef NOTE_WORDS

// Primary key.
constexpr std::string_view insert_search_word =
    "INSERT INTO search_word (word) VALUES ($1) ON CONFLICT (word) DO NOTHING";

/// SQLite's list of words; see `fts5_endings`.
void keep_long_words(sql::Connection& connection, std::string_view words) {
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        words.remove_prefix(std::min(word.size() + 1, words.size()));
        if (code_points(word) > longest_indexed_beginning) connection.run(insert_search_word, {word});
    }
}

void keep_note_words(sql::Connection& connection, const IndexedText& text) {
    if (text.notes.empty()) return; // all is among the other words
    const std::string words = spaced_words(text.text + text.notes);
    const bool is_sqlite = connection.dialect() == sql::Dialect::sqlite;
    connection.run(is_sqlite ? fts5_put_note_words : put_note_words, {text.serial, text.scope, words});
    if (is_sqlite) keep_long_words(connection, words);
}

} // namespace

void index_words(Transaction& transaction, std::string_view ticket_id) {
    sql::Connection& connection = transaction.connection();
    const IndexedText text = indexed_text(connection, ticket_id);
    const std::string words = spaced_words(text.text);
    connection.run(insert_words, {text.serial, text.scope, words});
    if (connection.dialect() == sql::Dialect::sqlite) keep_long_words(connection, words);
    keep_note_words(connection, text);
}

void index_notes(Transaction& transaction, std::string_view ticket_id) {
    sql::Connection& connection = transaction.connection();
    const IndexedText text = indexed_text(connection, ticket_id);
    if (text.notes.empty()) connection.run(delete_note_words, {text.serial});
    keep_note_words(connection, text);
}

// Primary key.
constexpr std::string_view mark_merge_indexed =
    "UPDATE ticket SET merged_words = CASE WHEN merged_into = '' THEN 0 ELSE 1 END WHERE id = $1";

void index_merge(Transaction& transaction, std::string_view ticket_id, std::string_view into_id) {
    index_notes(transaction, into_id);
    transaction.connection().run(mark_merge_indexed, {ticket_id});
}

void forget_words(Transaction& transaction, std::string_view ticket_id) {
    sql::Connection& connection = transaction.connection();
    if (connection.dialect() != sql::Dialect::sqlite) {
        connection.run(delete_words, {ticket_id});
        return;
    }
    const IndexedText text = indexed_text(connection, ticket_id);
    connection.run(fts5_delete_words, {text.serial, text.scope, spaced_words(text.text)});
}

// The newest that are not indexed: older than all that are. Unique index on serial; the index's own key.
constexpr std::string_view select_not_indexed = R"(
    SELECT id FROM ticket
    WHERE serial < COALESCE((SELECT rowid FROM ticket_words ORDER BY rowid LIMIT 1), 9223372036854775807)
    ORDER BY serial DESC LIMIT $1)";

// Tickets with notes that are older than all whose notes are indexed, the newest first. Partial index
// ticket_event_notes; note_words' own key; unique index on serial.
constexpr std::string_view select_notes_not_indexed = R"(
    SELECT DISTINCT ticket_id FROM ticket_event
    WHERE sequence < 0 AND text <> '' AND ticket_id < COALESCE(
        (SELECT id FROM ticket WHERE serial = (SELECT rowid FROM note_words ORDER BY rowid LIMIT 1)), 'z')
    ORDER BY ticket_id DESC LIMIT $1)";
// Partial index ticket_merged_waiting, backwards.
constexpr std::string_view select_merges_not_indexed = R"(
    SELECT id FROM ticket WHERE merged_into <> '' AND merged_words = 0 ORDER BY id DESC LIMIT $1)";
// Primary key, then the unique index on number.
constexpr std::string_view select_where_merged =
    "SELECT id FROM ticket WHERE number = (SELECT merged_into FROM ticket WHERE id = $1)";
// PostgreSQL's: the newest rows that its index of terms does not hold. Partial index ticket_words_waiting.
constexpr std::string_view index_waiting = R"(
    UPDATE ticket_words SET indexed = 1 WHERE rowid IN (
        SELECT rowid FROM ticket_words WHERE indexed = 0 ORDER BY rowid DESC LIMIT $1))";

namespace {

constexpr std::int64_t at_once = 500; // so that a server beside gets its turn

void index_all(Store& store, std::string_view select,
               void (*index)(Transaction& transaction, std::string_view ticket_id)) {
    const auto index_some = [&](Transaction& transaction) {
        const auto ids = ids_of(*transaction.connection().query(select, {at_once}));
        for (const std::string& id : ids) index(transaction, id);
        return !ids.empty();
    };
    while (store.write(index_some)) continue;
}

void index_old_merge(Transaction& transaction, std::string_view ticket_id) {
    for (const std::string& into : ids_of(*transaction.connection().query(select_where_merged, {ticket_id})))
        index_merge(transaction, ticket_id, into);
}

} // namespace

void index_old_tickets(Store& store) {
    index_old_numbers(store);
    index_all(store, select_not_indexed, index_words);
    index_all(store, select_notes_not_indexed, index_notes);
    index_all(store, select_merges_not_indexed, index_old_merge);
    const auto bring_over_some = [](Transaction& transaction) {
        sql::Connection& connection = transaction.connection();
        return connection.dialect() == sql::Dialect::postgres &&
               connection.run(index_waiting, {at_once}) != 0;
    };
    while (store.write(bring_over_some)) continue;
}

} // namespace stu::store
