#include "backend/store/tickets/ticket_search.hpp"

#include "backend/store/engine/serial.hpp"
#include "backend/store/tickets/queue_question.hpp"
#include "backend/store/tickets/search_words.hpp"
#include "backend/store/tickets/ticket_rows.hpp"
#include "backend/store/tickets/ticket_words.hpp"
#include "common/ticket_number.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <string>

namespace stu::store {
namespace {

/// The pieces of `text` that a ticket has to contain; empty when there is no word in it. The last may be
/// unfinished.
std::vector<std::string> phrases_of(std::string_view text) {
    // A number may be typed in any way that people read it to each other.
    const std::string number = parse_ticket_number(text).value_or(std::string());
    return search_phrases(number.empty() ? text : std::string_view(number));
}

/// A phrase of FTS5's query language; words have no quotation marks.
std::string in_quotes(std::string_view words) { return "\"" + std::string(words) + "\""; }

enum class LastWord : std::uint8_t { unfinished, whole };

/// In FTS5's query language.
std::string fts5_match(const QueueFilter& filter, const std::vector<std::string>& phrases,
                       LastWord last = LastWord::unfinished) {
    std::string match = "scope : " + in_quotes(scope_word(filter.department));
    if (!filter.service.empty()) match += " AND scope : " + in_quotes(scope_word(filter.service));
    match += " AND words : (";
    for (const std::string& each : phrases)
        match += (&each == &phrases.front() ? "" : " AND ") + in_quotes(each);
    return match + (last == LastWord::unfinished ? " *)" : ")");
}

/// PostgreSQL's text[] of texts without quotation marks and backslashes.
std::string as_array(const std::vector<std::string>& texts) {
    std::string list = "{";
    for (const std::string& each : texts) list += (list.size() == 1 ? "" : ",") + in_quotes(each);
    return list + "}";
}

/// Patterns of LIKE as a text[]: words hold nothing that means something in either. The longest come first,
/// for two of them are what PostgreSQL looks up.
std::string like_patterns(const std::vector<std::string>& phrases) {
    std::vector<std::string> patterns;
    for (const std::string& each : phrases)
        patterns.push_back("% " + each + (&each == &phrases.back() ? "%" : " %"));
    std::stable_sort(patterns.begin(), patterns.end(),
                     [](const auto& one, const auto& other) { return one.size() > other.size(); });
    return as_array(patterns);
}

template <class E> std::vector<std::string> names_of(std::span<const E> values) {
    std::vector<std::string> names;
    for (const E each : values) names.emplace_back(name_of(each));
    return names;
}

/// " pending completed ", to look a name up in; empty where there is none.
std::string as_words(const std::vector<std::string>& names) {
    std::string words;
    for (const std::string& each : names) words += (words.empty() ? " " : "") + each + " ";
    return words;
}

/// In the form of the engine: words, or a text[].
std::string status_words(sql::Dialect dialect, std::span<const Status> statuses) {
    return dialect == sql::Dialect::postgres ? as_array(names_of(statuses)) : as_words(names_of(statuses));
}

/// The name of a WaitKind; empty where it makes no difference.
std::string_view what_waits(const QueueFilter& filter) {
    return filter.waits.only ? name_of(filter.waits.kind) : std::string_view();
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

// $1 what to find, $2 and $3 the serial numbers between, $4 statuses, $5 how many, $6 department, $7 service,
// $8 assignee, $9 priorities, $10 tag, $11 what waits, $12 since before when.
#define IS_IN_QUEUE(is_in_status)                                                                            \
    is_in_status                                                                                             \
        " AND withdrawn_ms = 0 "                                                                             \
        "AND department = $6 AND ($7 = '' OR service = $7) AND ($8 = '*' OR assignee_id = $8) "              \
        "AND ($9 = '' OR $9 LIKE '% ' || priority || ' %') "                                                 \
        "AND ($10 = '*' OR EXISTS (SELECT 1 FROM ticket_tag WHERE ticket_id = ticket.id AND tag_id = $10)) " \
        "AND ($11 = '' OR waiting_ms > 0) AND ($11 <> 'new' OR first_response_ms = 0) "                      \
        "AND ($11 <> 'answered' OR answered = 1) AND ($11 <> 'late' OR waiting_ms < $12)"
#define FOUND(joined, matches, is_in_status)                                                                 \
    "FROM ticket_words " joined " ON ticket.serial = ticket_words.rowid WHERE " matches                      \
    " AND ticket_words.rowid > $2 AND ticket_words.rowid < $3 AND " IS_IN_QUEUE(is_in_status)
#define IS_IN_STATUS_WORDS "$4 LIKE '% ' || status || ' %'"

// The full-text index in its own order, each hit's ticket by the unique index on serial. CROSS JOIN keeps the
// index outside: SQLite would rather walk a department's tickets and look each up in the index, which takes
// seconds. The words of `scope` only narrow the search down: a department and a service may have the same
// name there.
#define FOUND_BY_FTS5 FOUND("CROSS JOIN ticket", "ticket_words MATCH $1", IS_IN_STATUS_WORDS)
// The index of trigrams (pg_trgm) on words, for the two longest patterns; or, for words that stand in many
// tickets, those as they come.
#define FOUND_BY_TRIGRAMS                                                                                    \
    FOUND("JOIN ticket",                                                                                     \
          "words LIKE ($1::text[])[1] AND words LIKE COALESCE(($1::text[])[2], ($1::text[])[1]) AND "        \
          "words LIKE ALL ($1::text[])",                                                                     \
          "status = ANY ($4::text[])")

namespace {

struct Questions {
    std::string_view descending, ascending;
    std::string_view count; ///< the limit lies inside, so that counting ends there
};

#define QUESTIONS(found, counting)                                                                           \
    {                                                                                                        \
        "SELECT " STAFF_LISTED_COLUMNS " " found " ORDER BY ticket_words.rowid DESC LIMIT $5",               \
            "SELECT " STAFF_LISTED_COLUMNS " " found " ORDER BY ticket_words.rowid LIMIT $5",                \
            "SELECT COUNT(*) FROM (SELECT 1 " found counting " LIMIT $5) AS found"                           \
    }
// What is asked for is open most of the time, and so among the newest.
constexpr Questions by_fts5 QUESTIONS(FOUND_BY_FTS5, " ORDER BY ticket_words.rowid DESC"), by_trigrams
    QUESTIONS(FOUND_BY_TRIGRAMS, "");
// Of the $5 newest that hold the words.
constexpr std::string_view count_among_newest_by_fts5 = "SELECT COUNT(CASE WHEN " IS_IN_QUEUE(
    IS_IN_STATUS_WORDS) " THEN 1 END), COUNT(*) "
                        "FROM (SELECT rowid AS place FROM ticket_words WHERE ticket_words MATCH $1 AND rowid "
                        "> $2 AND rowid < $3 "
                        "ORDER BY rowid DESC LIMIT $5) AS newest CROSS JOIN ticket ON ticket.serial = "
                        "newest.place";

/// A question as the database's engine is asked it.
struct Asked {
    const Questions& questions;
    std::string match; ///< $1

    Asked(sql::Connection& connection, const QueueFilter& filter, const std::vector<std::string>& phrases)
        : questions(connection.dialect() == sql::Dialect::sqlite ? by_fts5 : by_trigrams),
          match(connection.dialect() == sql::Dialect::sqlite ? fts5_match(filter, phrases)
                                                             : like_patterns(phrases)) {}
};

} // namespace

namespace {

/// Asks `question`, whose $5 is `limit`.
std::unique_ptr<sql::Statement> ask(sql::Connection& connection, std::string_view question,
                                    std::string_view match, const QueueFilter& filter,
                                    const SerialBounds& serials, std::int64_t limit) {
    const std::string statuses = status_words(connection.dialect(), filter.statuses),
                      priorities = as_words(names_of(filter.priorities)), tag = filter.tag.value_or("*");
    return connection.query_planned(question,
                                    {match, serials.after, serials.before, statuses, limit, filter.department,
                                     filter.service, filter.assignee.value_or("*"), priorities, tag,
                                     what_waits(filter), filter.waits.late_before_ms});
}

} // namespace

std::vector<ListedTicket> found_tickets(Transaction& transaction, const QueueFilter& filter,
                                        std::string_view text, QueueOrder order, const Stretch& stretch) {
    const auto phrases = phrases_of(text);
    if (phrases.empty()) return {};
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
    const Asked asked(connection, filter, phrases);
    const auto rows = ask(connection, ascending ? asked.questions.ascending : asked.questions.descending,
                          asked.match, filter, serials, stretch.limit);
    return in_list_order(staff_rows_of(*rows), stretch);
}

std::int64_t count_found(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                         std::int64_t limit) {
    const auto phrases = phrases_of(text);
    if (phrases.empty()) return 0;
    sql::Connection& connection = transaction.connection();
    const Asked asked(connection, filter, phrases);
    const auto row =
        ask(connection, asked.questions.count, asked.match, filter, SerialBounds(filter.opened), limit);
    return row->next() ? row->integer(0) : 0;
}

namespace {

/// FTS5 gathers all that begins with a word before it hands out the first. Where the word itself stands in
/// enough tickets there is no need to.
SomeCounted count_newest_by_fts5(sql::Connection& connection, const QueueFilter& filter,
                                 const std::vector<std::string>& phrases, std::int64_t most_looked_at) {
    SomeCounted counted;
    for (const LastWord last : {LastWord::whole, LastWord::unfinished}) {
        const auto row = ask(connection, count_among_newest_by_fts5, fts5_match(filter, phrases, last),
                             filter, SerialBounds(filter.opened), most_looked_at);
        row->next();
        counted = {row->integer(0), row->integer(1) == most_looked_at};
        if (counted.or_more) break;
    }
    return counted;
}

} // namespace

SomeCounted count_some_found(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                             std::int64_t limit) {
    constexpr std::int64_t most_looked_at = 500;
    const auto phrases = phrases_of(text);
    if (phrases.empty()) return {};
    sql::Connection& connection = transaction.connection();
    const SomeCounted counted =
        connection.dialect() == sql::Dialect::sqlite
            ? count_newest_by_fts5(connection, filter, phrases, most_looked_at)
            : count_worded(connection, filter, like_patterns(phrases), most_looked_at);
    return counted.tickets < limit ? counted : SomeCounted{limit, true};
}

} // namespace stu::store
