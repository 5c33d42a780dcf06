#include "backend/store/tickets/ticket_search.hpp"

#include "backend/store/engine/kept_plans.hpp"
#include "backend/store/engine/serial.hpp"
#include "backend/store/tickets/search_phrases.hpp"
#include "backend/store/tickets/search_ranges.hpp"
#include "backend/store/tickets/search_words.hpp"
#include "backend/store/tickets/ticket_rows.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <utility>

namespace stu::store {
namespace {

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

/// In the form of the engine: words, * for all, or a text[].
std::string status_words(sql::Dialect dialect, std::span<const Status> statuses) {
    if (dialect == sql::Dialect::postgres) return as_array(names_of(statuses));
    return statuses.size() == all<Status>().size() ? "*" : as_words(names_of(statuses));
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

// $1 what to find, $2 and $3 the serial numbers between, $4 statuses, $5 how many, $6 department, $7 service,
// $8 assignee, $9 priorities, $10 tag, $11 what waits, $12 what the time is; $13 and $14 what PostgreSQL's
// index of terms is asked.
#define IS_IN_QUEUE(is_in_status)                                                                            \
    is_in_status                                                                                             \
        " AND withdrawn_ms = 0 "                                                                             \
        "AND department = $6 AND ($7 = '' OR service = $7) AND ($8 = '*' OR assignee_id = $8) "              \
        "AND ($9 = '' OR $9 LIKE '% ' || priority || ' %') "                                                 \
        "AND ($10 = '*' OR EXISTS (SELECT 1 FROM ticket_tag WHERE ticket_id = ticket.id AND tag_id = $10)) " \
        "AND ($11 = '' OR waiting_ms > 0) AND ($11 <> 'new' OR first_response_ms = 0) "                      \
        "AND ($11 <> 'answered' OR answered = 1) AND ($11 <> 'late' OR (due_ms > 0 AND due_ms <= $12))"

// Each hit's ticket by the unique index on serial. CROSS JOIN keeps the indexes of words outside: SQLite
// would rather walk a department's tickets and look each up, which takes seconds.
#define OF_FOUND                                                                                             \
    " CROSS JOIN ticket ON serial = place WHERE " IS_IN_QUEUE("($4 = '*' OR $4 LIKE '% ' || status || ' "    \
                                                              "%')")

// The indexes of SQLite in their own order, merged. FTS5 leads from list to list by itself, and past $2 or $3
// as long as it has found nothing, so stretches would not save it from looking. The limit keeps SQLite from
// leaving the order out.
#define IN_FTS5(table)                                                                                       \
    "SELECT rowid AS place FROM " table " WHERE " table " MATCH $1 AND rowid > $2 AND rowid < $3 "
#define FOUND_BY_FTS5(way)                                                                                   \
    " FROM (" IN_FTS5("ticket_words") "UNION " IN_FTS5(                                                      \
        "note_words") "ORDER BY 1 " way " LIMIT 9223372036854775807) AS found" OF_FOUND
constexpr std::string_view newest_by_fts5 = FOUND_BY_FTS5("DESC"), oldest_by_fts5 = FOUND_BY_FTS5("ASC");

// The indexes of terms, and of what they find what holds the phrases. `+ 0` keeps PostgreSQL from walking
// through the numbers, most of which do not.
#define HOLDS_PHRASES "words LIKE ALL ($1::text[])"
#define HAS_WORDS                                                                                            \
    "search_terms(scope, rowid, words) @> $13::text[] AND search_terms(scope, rowid, words) && $14::text[] " \
    "AND rowid + 0 > $2 AND rowid + 0 < $3 AND " HOLDS_PHRASES
constexpr std::string_view found_by_terms =
    " FROM (SELECT rowid AS place FROM ticket_words WHERE indexed = 1 AND " HAS_WORDS
    " UNION SELECT rowid FROM note_words WHERE " HAS_WORDS
    ") AS found JOIN ticket ON serial = place WHERE " IS_IN_QUEUE("status = ANY ($4::text[])");
// Ticket after ticket, by index ticket_department_serial and the primary keys.
constexpr std::string_view found_by_reading =
    " FROM ticket LEFT JOIN ticket_words AS said ON said.rowid = serial "
    "LEFT JOIN note_words AS noted ON noted.rowid = serial "
    "WHERE (said." HOLDS_PHRASES " OR noted." HOLDS_PHRASES
    ") AND serial > $2 AND serial < $3 AND " IS_IN_QUEUE("status = ANY ($4::text[])");

// Index ticket_department_serial, one of its ends.
constexpr std::string_view newest_of = "SELECT MAX(serial) FROM ticket WHERE department = $1",
                           oldest_of = "SELECT MIN(serial) FROM ticket WHERE department = $1";
// The same index, a few of it.
#define THE_FEWTH                                                                                            \
    "SELECT serial FROM ticket WHERE department = $1 AND serial > $2 AND serial < $3 ORDER BY serial "
constexpr std::string_view fewth_newest = THE_FEWTH "DESC LIMIT 1 OFFSET $4",
                           fewth_oldest = THE_FEWTH "ASC LIMIT 1 OFFSET $4";
#undef THE_FEWTH
// Primary key, its beginning.
constexpr std::string_view count_department = "SELECT SUM(tickets) FROM ticket_count WHERE department = $1";

/// One search, asked for one range after the other.
class Search {
  public:
    Search(Transaction& transaction, const QueueFilter& filter, std::string_view text)
        : transaction_(transaction), connection_(transaction.connection()), filter_(filter), sought_(text),
          statuses_(status_words(connection_.dialect(), filter.statuses)),
          priorities_(as_words(names_of(filter.priorities))), tag_(filter.tag.value_or("*")) {
        if (sought_.empty()) return;
        if (is_fts5()) {
            words_ = fts5_query(connection_, sought_);
        } else {
            words_ = patterns_of(sought_);
            terms_ = terms_of(filter_, sought_);
        }
    }

    bool is_empty() const { return sought_.empty(); }

    /// Calls `look(range)` until it returns true, and returns whether something was not looked at.
    template <class Look>
    bool walk(SerialBounds serials, bool ascending, std::chrono::milliseconds patience, Look look) {
        if (is_fts5()) {
            if (!is_small()) patience_ = patience;
            return !look(SearchRange{serials.after, serials.before}) && is_cut_short_;
        }
        bound(serials, ascending);
        const SearchRange few = nearest_few(serials, ascending);
        if (look(few)) return false;
        (ascending ? serials.after : serials.before) = ascending ? few.before - 1 : few.after + 1;
        SearchRanges ranges(serials.after, serials.before, ascending, patience, [&] { return is_small(); });
        while (const auto range = ranges.next())
            if (look(*range)) return false;
        return ranges.gave_up();
    }

    /// Calls `take(row)` for each, of STAFF_LISTED_COLUMNS.
    template <class Take> void rows(const SearchRange& range, bool ascending, std::int64_t limit, Take take) {
        ask(rows_of("SELECT " STAFF_LISTED_COLUMNS, range, ascending), range, limit, take);
    }
    /// Likewise, of the newest, of name, address and registration number.
    template <class Take> void students(const SearchRange& range, std::int64_t limit, Take take) {
        ask(rows_of("SELECT student_name, email, registration_number", range, false), range, limit, take);
    }
    std::int64_t count(const SearchRange& range, std::int64_t limit) {
        std::int64_t counted = 0;
        ask("SELECT COUNT(*) FROM (SELECT 1" + found(range, false) + " LIMIT $5) AS counted", range, limit,
            [&](const sql::Statement& row) { counted = row.integer(0); });
        return counted;
    }

  private:
    bool is_fts5() const { return connection_.dialect() == sql::Dialect::sqlite; }

    /// So that it is always looked at to the end.
    bool is_small() {
        return transaction_.kept("small " + std::string(filter_.department), [&] {
            constexpr std::int64_t many = 20'000;
            const auto row = connection_.query(count_department, {filter_.department});
            return row->next() && row->integer(0) < many;
        });
    }

    /// What most tickets hold is among a few of them. The index of terms would fetch all that hold it in its
    /// shortest period, 17 minutes, to find the newest: thousands when registration opens.
    SearchRange nearest_few(const SerialBounds& serials, bool ascending) {
        constexpr std::int64_t few = 200;
        const auto row = connection_.query(ascending ? fewth_oldest : fewth_newest,
                                           {filter_.department, serials.after, serials.before, few});
        SearchRange nearest{serials.after, serials.before, 0, 0, true};
        if (row->next()) (ascending ? nearest.before : nearest.after) = row->integer(0);
        return nearest;
    }

    /// The side from which it begins, by the tickets that are there.
    void bound(SerialBounds& serials, bool ascending) {
        const auto row = connection_.query(ascending ? oldest_of : newest_of, {filter_.department});
        const std::int64_t end = row->next() ? row->integer(0) : 0;
        if (ascending)
            serials.after = std::max(serials.after, end - 1);
        else
            serials.before = std::min(serials.before, end + 1);
    }

    std::string found(const SearchRange& range, bool ascending) const {
        if (is_fts5()) return std::string(ascending ? oldest_by_fts5 : newest_by_fts5);
        return std::string(range.is_read ? found_by_reading : found_by_terms);
    }
    std::string rows_of(std::string_view select, const SearchRange& range, bool ascending) const {
        std::string sql = std::string(select) + found(range, ascending);
        if (!is_fts5())
            sql.append(" ORDER BY serial ").append(ascending ? "ASC" : "DESC"); // FTS5's are in order
        return sql + " LIMIT $5";
    }

    template <class Take>
    void ask(std::string_view question, const SearchRange& range, std::int64_t limit, Take take) {
        const std::string periods = is_fts5() ? std::string() : periods_of(filter_, range);
        std::vector<sql::Value> values{std::string_view(words_),
                                       range.after,
                                       range.before,
                                       std::string_view(statuses_),
                                       limit,
                                       filter_.department,
                                       filter_.service,
                                       filter_.assignee.value_or("*"),
                                       std::string_view(priorities_),
                                       std::string_view(tag_),
                                       what_waits(filter_),
                                       filter_.waits.now_ms};
        if (!is_fts5() && !range.is_read) {
            values.emplace_back(std::string_view(terms_));
            values.emplace_back(std::string_view(periods));
        }
        const auto row = connection_.query_within(question, values, patience_);
        while (row->next()) take(*row);
        is_cut_short_ = row->is_cut_short();
    }

    Transaction& transaction_;
    sql::Connection& connection_;
    KeptPlans plans_{connection_};
    const QueueFilter& filter_;
    SearchPhrases sought_;
    std::string statuses_, priorities_, tag_;
    std::string words_, terms_;
    std::chrono::milliseconds patience_ = whole_search; ///< of one question
    bool is_cut_short_ = false;                         ///< as long as the last one would have taken
};

} // namespace

FoundTickets found_tickets(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                           QueueOrder order, const Stretch& stretch, std::chrono::milliseconds patience) {
    FoundTickets found;
    sql::Connection& connection = transaction.connection();
    Search search(transaction, filter, text);
    if (search.is_empty()) return found;
    SerialBounds serials(filter.opened);
    const bool ascending =
        (order == QueueOrder::oldest_first) == (stretch.direction == Stretch::Direction::onwards);
    if (!stretch.anchor.empty()) {
        const auto anchor = connection.query(select_serial, {std::string_view(stretch.anchor)});
        if (!anchor->next()) return found;
        // Beyond the anchor, and still within the period: a cursor is the reader's own word.
        if (ascending)
            serials.after = std::max(serials.after, anchor->integer(0));
        else
            serials.before = std::min(serials.before, anchor->integer(0));
    }
    const auto left = [&] { return stretch.limit - static_cast<std::int64_t>(found.rows.size()); };
    found.or_more = search.walk(serials, ascending, patience, [&](const SearchRange& range) {
        search.rows(range, ascending, left(),
                    [&](const sql::Statement& row) { found.rows.push_back(staff_listed_in(row)); });
        return left() <= 0;
    });
    found.rows = in_list_order(std::move(found.rows), stretch);
    return found;
}

SomeCounted count_found(Transaction& transaction, const QueueFilter& filter, std::string_view text,
                        std::int64_t limit, std::chrono::milliseconds patience) {
    SomeCounted counted;
    Search search(transaction, filter, text);
    if (search.is_empty()) return counted;
    counted.or_more =
        search.walk(SerialBounds(filter.opened), false, patience, [&](const SearchRange& range) {
            counted.tickets += search.count(range, limit - counted.tickets);
            return counted.tickets >= limit;
        });
    counted.or_more |= counted.tickets >= limit;
    return counted;
}

Period filed_in(Transaction& transaction, std::string_view department) {
    const auto end = [&](std::string_view question) {
        const auto row = transaction.connection().query(question, {department});
        return row->next() ? filed_ms(row->integer(0)) : 0;
    };
    return {end(oldest_of), end(newest_of) + 1};
}

std::vector<FoundPerson> found_students(Transaction& transaction, const QueueFilter& filter,
                                        std::string_view text, std::chrono::milliseconds patience) {
    std::vector<FoundPerson> students;
    Search search(transaction, filter, text);
    if (search.is_empty()) return students;
    std::int64_t left = 100;
    search.walk(SerialBounds(filter.opened), false, patience, [&](const SearchRange& range) {
        search.students(range, left, [&](const sql::Statement& row) {
            --left;
            FoundPerson person{row.text(0), row.text(1), row.text(2)};
            const bool known = std::any_of(students.begin(), students.end(), [&](const FoundPerson& each) {
                return each.email == person.email;
            });
            if (known || person.email.empty()) return; // or has left
            if (holds_words(person.name + "\n" + person.email + "\n" + person.registration_number, text))
                students.push_back(std::move(person));
        });
        return left <= 0;
    });
    return students;
}

} // namespace stu::store
