#include "backend/store/ticket_search.hpp"

#include "backend/store/search_words.hpp"
#include "backend/store/serial.hpp"
#include "backend/store/ticket_rows.hpp"
#include "common/ticket_number.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace stu::store {
namespace {

/// A department's or service's id as one word of the index.
std::string scope_word(std::string_view id) {
    std::string word(id);
    std::erase(word, '-');
    return word;
}

/// A phrase of FTS5's query language; words have no quotation marks.
std::string phrase(std::string_view words) { return "\"" + std::string(words) + "\""; }

/// What `text` asks for in FTS5's query language; empty when there is no word in it.
std::string words_query(std::string_view text) {
    // A number may be typed in any way that people read it to each other.
    const std::string number = parse_ticket_number(text).value_or(std::string());
    std::string query;
    for (const std::string& words : search_phrases(number.empty() ? text : std::string_view(number)))
        query += (query.empty() ? "" : " AND ") + phrase(words);
    return query.empty() ? query : "words : (" + query + " *)";
}

std::string match_of(const QueueFilter& filter, const std::string& words) {
    std::string scope = "scope : " + phrase(scope_word(filter.department));
    if (!filter.service.empty()) scope += " AND scope : " + phrase(scope_word(filter.service));
    return scope + " AND " + words;
}

/// " pending completed ", to look a status up in.
std::string status_words(std::span<const Status> statuses) {
    std::string words = " ";
    for (const Status status : statuses) words.append(name_of(status)).append(" ");
    return words;
}

/// Serial numbers between which the tickets of a period lie.
struct SerialBounds {
    std::int64_t after, before;

    explicit SerialBounds(const Period& opened)
        : after(first_serial(opened.from_ms) - 1),
          before(opened.before_ms > 0 ? first_serial(opened.before_ms)
                                      : std::numeric_limits<std::int64_t>::max()) {}
};

} // namespace

// CROSS JOIN keeps the index outside: SQLite would rather walk a department's tickets and look each up in the
// index, which takes seconds. The words of `scope` only narrow the search down: a department and a service
// may have the same name there.
#define FROM_FOUND "FROM ticket_words CROSS JOIN ticket ON ticket.serial = ticket_words.rowid "
#define IS_IN_SCOPE "department = $6 AND ($7 = '' OR service = $7)"

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
    indexed.words = search_words(text);
    return indexed;
}

constexpr std::string_view insert_words = R"(
    INSERT INTO ticket_words (rowid, scope, words) VALUES ($1, $2, $3))";
// FTS5's command to forget a row; an index without the text has to be told what it was.
constexpr std::string_view delete_words = R"(
    INSERT INTO ticket_words (ticket_words, rowid, scope, words) VALUES ('delete', $1, $2, $3))";

} // namespace

void index_words(Transaction& transaction, std::string_view ticket_id) {
    sql::Connection& connection = transaction.connection();
    const IndexedText text = indexed_text(connection, ticket_id);
    connection.run(insert_words, {text.serial, text.scope, text.words});
}

void forget_words(Transaction& transaction, std::string_view ticket_id) {
    sql::Connection& connection = transaction.connection();
    const IndexedText text = indexed_text(connection, ticket_id);
    connection.run(delete_words, {text.serial, text.scope, text.words});
}

// The newest that are not indexed: older than all that are. Unique index on serial; the index's own key.
constexpr std::string_view select_not_indexed = R"(
    SELECT id FROM ticket
    WHERE serial < COALESCE((SELECT rowid FROM ticket_words ORDER BY rowid LIMIT 1), 9223372036854775807)
    ORDER BY serial DESC LIMIT $1)";

void index_old_tickets(Store& store) {
    constexpr std::int64_t at_once = 500; // so that a server beside gets its turn
    while (true) {
        Transaction transaction = store.write();
        const auto ids = ids_of(*transaction.connection().query(select_not_indexed, {at_once}));
        if (ids.empty()) return;
        for (const std::string& id : ids) index_words(transaction, id);
        transaction.commit();
    }
}

// The full-text index in its own order, each hit's ticket by the unique index on serial.
constexpr std::string_view select_found_descending =
    "SELECT " LISTED_COLUMNS " " FROM_FOUND
    "WHERE ticket_words MATCH $1 AND ticket_words.rowid > $2 AND ticket_words.rowid < $3 "
    "AND instr($4, ' ' || status || ' ') > 0 AND withdrawn_ms = 0 AND " IS_IN_SCOPE
    " ORDER BY ticket_words.rowid DESC LIMIT $5";
constexpr std::string_view select_found_ascending =
    "SELECT " LISTED_COLUMNS " " FROM_FOUND
    "WHERE ticket_words MATCH $1 AND ticket_words.rowid > $2 AND ticket_words.rowid < $3 "
    "AND instr($4, ' ' || status || ' ') > 0 AND withdrawn_ms = 0 AND " IS_IN_SCOPE
    " ORDER BY ticket_words.rowid LIMIT $5";

std::vector<ListedTicket> found_tickets(Transaction& transaction, const QueueFilter& filter,
                                        std::string_view text, QueueOrder order, const Stretch& stretch) {
    const std::string words = words_query(text);
    if (words.empty()) return {};
    sql::Connection& connection = transaction.connection();
    SerialBounds serials(filter.opened);
    const bool ascending =
        (order == QueueOrder::oldest_first) == (stretch.direction == Stretch::Direction::onwards);
    if (!stretch.anchor.empty()) {
        const auto anchor = connection.query(select_serial, {std::string_view(stretch.anchor)});
        if (!anchor->next()) return {};
        // Beyond the anchor, and still within the period: a cursor is the reader's own word.
        if (ascending)
            serials.after = std::max(serials.after, anchor->integer(0));
        else
            serials.before = std::min(serials.before, anchor->integer(0));
    }
    const std::string match = match_of(filter, words), statuses = status_words(filter.statuses);
    const auto rows = connection.query(
        ascending ? select_found_ascending : select_found_descending,
        {match, serials.after, serials.before, statuses, stretch.limit, filter.department, filter.service});
    return in_list_order(rows_of(*rows), stretch);
}

// As above; the limit lies inside, so that counting ends there.
constexpr std::string_view count_matches =
    "SELECT COUNT(*) FROM (SELECT 1 " FROM_FOUND
    "WHERE ticket_words MATCH $1 AND ticket_words.rowid > $2 AND ticket_words.rowid < $3 "
    "AND instr($4, ' ' || status || ' ') > 0 AND withdrawn_ms = 0 AND " IS_IN_SCOPE " LIMIT $5) AS found";

std::int64_t count_found(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                         std::int64_t limit) {
    const std::string words = words_query(text);
    if (words.empty()) return 0;
    const SerialBounds serials(filter.opened);
    const std::string match = match_of(filter, words), statuses = status_words(filter.statuses);
    const auto row =
        transaction.connection().query(count_matches, {match, serials.after, serials.before, statuses, limit,
                                                       filter.department, filter.service});
    return row->next() ? row->integer(0) : 0;
}

} // namespace stu::store
