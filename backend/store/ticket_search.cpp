#include "backend/store/ticket_search.hpp"

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

/// Whether the index sees anything in a word: what consists of punctuation alone would match no ticket at
/// all.
bool has_letters(std::string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto byte = static_cast<unsigned char>(word[i]);
        if ((byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')) return true;
        if (byte < 0x80) continue;
        // U+0080–00BF, U+2000–206F and U+3000–303F are spaces, quotes and dashes.
        const std::string_view two = word.substr(i, 2);
        if (two[0] == '\xC2' || two == "\xE2\x80" || two == "\xE2\x81" || two == "\xE3\x80") {
            i += byte == 0xC2 ? 1 : 2;
            continue;
        }
        return true;
    }
    return false;
}

/// A phrase of FTS5's query language. Inside quotation marks nothing but the mark itself is special.
std::string phrase(std::string_view word) {
    std::string quoted = "\"";
    for (const char c : word) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

/// What `text` asks for in FTS5's query language; empty when there is no word in it.
std::string words_query(std::string_view text) {
    // A number may be typed in any way that people read it to each other.
    const std::string number = parse_ticket_number(text).value_or(std::string());
    std::string_view rest = number.empty() ? text : std::string_view(number);
    std::string query;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \t\n"), rest.size());
        if (const std::string_view word = rest.substr(0, end); has_letters(word))
            query += (query.empty() ? "" : " AND ") + phrase(word);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return query.empty() ? query : "words : (" + query + " *)";
}

std::string match_of(const QueueFilter& filter, const std::string& words) {
    std::string scope = "scope : " + phrase(scope_word(filter.department));
    if (!filter.service.empty()) scope += " AND scope : " + phrase(scope_word(filter.service));
    return scope + " AND " + words;
}

std::string scope_of(const Ticket& ticket) {
    return scope_word(ticket.department) + " " + scope_word(ticket.service);
}

std::string words_of(const Ticket& ticket) {
    return ticket.number + "\n" + ticket.earlier_number + "\n" + ticket.subject + "\n" + ticket.student_name +
           "\n" + ticket.message;
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

constexpr std::string_view insert_words = R"(
    INSERT INTO ticket_words (rowid, scope, words) VALUES ($1, $2, $3))";

void index_words(Transaction& transaction, const Ticket& ticket, std::int64_t serial) {
    transaction.connection().run(insert_words, {serial, scope_of(ticket), words_of(ticket)});
}

// FTS5's command to forget a row; an index without the text has to be told what it was.
constexpr std::string_view forget_words = R"(
    INSERT INTO ticket_words (ticket_words, rowid, scope, words) VALUES ('delete', $1, $2, $3))";

void reindex_words(Transaction& transaction, const Ticket& before, const Ticket& ticket,
                   std::int64_t serial) {
    transaction.connection().run(forget_words, {serial, scope_of(before), words_of(before)});
    index_words(transaction, ticket, serial);
}

// Primary key.

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
