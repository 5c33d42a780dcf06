// A department's queue: one range of an index for each status, and for each priority that is asked for. One
// range for all of them could walk past a million tickets to find fifty.

#include "backend/store/tickets/merged_ranges.hpp"
#include "backend/store/tickets/ticket_lists.hpp"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace stu::store {
namespace {

bool ascends(QueueOrder order, const Stretch& stretch) {
    return (order == QueueOrder::newest_first) == (stretch.direction == Stretch::Direction::back);
}

/// Less and greater than every UUID, which begins with a hex digit.
constexpr std::string_view before_all = "", beyond_all = "g";

/// Ids between which the tickets of a period lie: a UUIDv7 begins with its time in 12 hex digits.
struct IdBounds {
    std::string after{before_all}, before{beyond_all};

    explicit IdBounds(const Period& opened) {
        if (opened.from_ms > 0) after = time_digits(opened.from_ms);
        if (opened.before_ms > 0) before = time_digits(opened.before_ms);
    }

    /// Beyond the anchor, and still within the period: a cursor is the reader's own word.
    void narrow(std::string_view anchor, bool ascending) {
        if (ascending && anchor > after) after = anchor;
        if (!ascending && anchor < before) before = anchor;
    }

  private:
    static std::string time_digits(std::int64_t ms) {
        static constexpr char digits[] = "0123456789abcdef";
        std::string text;
        for (int shift = 44; shift >= 0; shift -= 4) {
            if (shift == 12) text += '-';
            text += digits[(ms >> shift) & 15];
        }
        return text;
    }
};

/// What narrows a range down, and so which index it is a range of. Nearly everything is of normal priority,
/// which is looked at on the way.
enum class Narrowed : std::uint8_t { by_status, by_service, by_assignee, by_priority };

struct QueueRange {
    const QueueFilter& filter;
    Status status;
    std::optional<Priority> priority;

    Narrowed narrowed() const {
        if (filter.assignee) return Narrowed::by_assignee;
        if (priority && *priority != Priority::normal) return Narrowed::by_priority;
        return filter.service.empty() || priority ? Narrowed::by_status : Narrowed::by_service;
    }
    std::string_view priority_name() const { return priority ? name_of(*priority) : std::string_view(); }
};

std::vector<QueueRange> ranges_of(const QueueFilter& filter) {
    std::vector<QueueRange> ranges;
    for (const Status status : filter.statuses) {
        if (filter.priorities.empty()) ranges.push_back({filter, status, std::nullopt});
        for (const Priority priority : filter.priorities) ranges.push_back({filter, status, priority});
    }
    return ranges;
}

} // namespace

// $1 department, $2 status, $3 and $4 the ids between, $5 how many; then what narrows it down, here for
// Narrowed in its order.
#define QUEUED                                                                                               \
    " FROM ticket WHERE department = $1 AND status = $2 AND id > $3 AND id < $4 AND withdrawn_ms = 0"
#define OF_STATUS " AND ($6 = '' OR service = $6) AND ($7 = '' OR priority = $7)"
#define OF_SERVICE " AND service = $6"
#define OF_ASSIGNEE " AND assignee_id = $6 AND ($7 = '' OR service = $7) AND ($8 = '' OR priority = $8)"
#define OF_PRIORITY " AND priority = $6 AND priority <> 'normal' AND ($7 = '' OR service = $7)"

namespace {

struct QuestionsByAge {
    std::string_view newest_first, oldest_first, count;
};

#define BY_AGE(narrowed)                                                                                     \
    {                                                                                                        \
        "SELECT " STAFF_LISTED_COLUMNS QUEUED narrowed " ORDER BY id DESC LIMIT $5",                         \
            "SELECT " STAFF_LISTED_COLUMNS QUEUED narrowed " ORDER BY id LIMIT $5",                          \
            "SELECT COUNT(*) FROM (SELECT 1" QUEUED narrowed " LIMIT $5) AS queued"                          \
    }
constexpr QuestionsByAge ages[]{BY_AGE(OF_STATUS), BY_AGE(OF_SERVICE), BY_AGE(OF_ASSIGNEE),
                                BY_AGE(OF_PRIORITY)};

std::vector<sql::Value> values_by_age(const QueueRange& range, const IdBounds& ids, std::int64_t limit) {
    const QueueFilter& filter = range.filter;
    std::vector<sql::Value> values{filter.department, name_of(range.status), ids.after, ids.before, limit};
    switch (range.narrowed()) {
    case Narrowed::by_status: values.insert(values.end(), {filter.service, range.priority_name()}); break;
    case Narrowed::by_service: values.emplace_back(filter.service); break;
    case Narrowed::by_assignee:
        values.insert(values.end(), {*filter.assignee, filter.service, range.priority_name()});
        break;
    case Narrowed::by_priority: values.insert(values.end(), {range.priority_name(), filter.service}); break;
    }
    return values;
}

std::unique_ptr<sql::Statement> by_age(sql::Connection& connection, const QueueRange& range, QueueOrder order,
                                       const Stretch& stretch) {
    const bool ascending = ascends(order, stretch);
    IdBounds ids(range.filter.opened);
    if (!stretch.anchor.empty()) ids.narrow(stretch.anchor, ascending);
    const QuestionsByAge& questions = ages[static_cast<std::size_t>(range.narrowed())];
    const std::string_view question = ascending ? questions.oldest_first : questions.newest_first;
    const auto values = values_by_age(range, ids, stretch.limit);
    // Some people have a handful of tickets, and nobody has most of them.
    return range.filter.assignee ? connection.query_planned(question, values)
                                 : connection.query(question, values);
}

} // namespace

// Indexes that end with updated_ms, in their own order; service and period are looked at on the way. `|| ''`
// keeps SQLite from an index of theirs, which would have to sort; PostgreSQL knows better by the values, and
// would be misled.
#define CHANGED(beyond, unindexed, order, narrowed)                                                          \
    "SELECT " STAFF_LISTED_COLUMNS                                                                           \
    " FROM ticket WHERE department = $1 AND status = $2 AND (updated_ms, id) " beyond                        \
    " ($3, $4) AND id" unindexed " > $5 AND id" unindexed " < $6 AND ($7 = '' OR service" unindexed          \
    " = $7) AND withdrawn_ms = 0" narrowed " ORDER BY " order " LIMIT $8"
#define CHANGED_ANYHOW                                                                                       \
    " AND ($9 = '*' OR assignee_id"                                                                          \
    " = $9) AND ($10 = '' OR priority"                                                                       \
    " = $10)"
#define CHANGED_ASSIGNED " AND assignee_id = $9 AND assignee_id <> '' AND ($10 = '' OR priority = $10)"
#define CHANGED_URGENT " AND ($9 = '*' OR assignee_id = $9) AND priority = $10 AND priority <> 'normal'"

namespace {

struct QuestionsByChange {
    std::string_view longest_unchanged, latest_changed;
};
#define BY_CHANGE(unindexed, narrowed)                                                                       \
    {                                                                                                        \
        CHANGED(">", unindexed, "updated_ms, id", narrowed),                                                 \
            CHANGED("<", unindexed, "updated_ms DESC, id DESC", narrowed)                                    \
    }
constexpr QuestionsByChange anyhow[]{BY_CHANGE(" || ''", CHANGED_ANYHOW), BY_CHANGE("", CHANGED_ANYHOW)},
    assigned[]{BY_CHANGE(" || ''", CHANGED_ASSIGNED), BY_CHANGE("", CHANGED_ASSIGNED)},
    urgent[]{BY_CHANGE(" || ''", CHANGED_URGENT), BY_CHANGE("", CHANGED_URGENT)};

std::unique_ptr<sql::Statement> by_change(sql::Connection& connection, const QueueRange& range,
                                          const Stretch& stretch) {
    const QueueFilter& filter = range.filter;
    const IdBounds ids(filter.opened);
    const bool somebody = filter.assignee && !filter.assignee->empty();
    const auto& of = somebody ? assigned : range.narrowed() == Narrowed::by_priority ? urgent : anyhow;
    const QuestionsByChange& questions = of[connection.dialect() == sql::Dialect::sqlite ? 0 : 1];
    const bool onwards = stretch.direction == Stretch::Direction::onwards;
    return connection.query_planned(onwards ? questions.longest_unchanged : questions.latest_changed,
                                    {filter.department, name_of(range.status), stretch.anchor_ms,
                                     stretch.anchor, ids.after, ids.before, filter.service, stretch.limit,
                                     filter.assignee.value_or("*"), range.priority_name()});
}

} // namespace

std::vector<ListedTicket> queued_tickets(Transaction& transaction, const QueueFilter& filter,
                                         QueueOrder order, const Stretch& stretch) {
    sql::Connection& connection = transaction.connection();
    const bool changed = order == QueueOrder::longest_unchanged_first;
    std::vector<Range> ranges;
    for (const QueueRange& range : ranges_of(filter))
        ranges.push_back(
            {changed ? by_change(connection, range, stretch) : by_age(connection, range, order, stretch),
             staff_listed_in});
    return in_list_order(merged(std::move(ranges), {changed, ascends(order, stretch)}, stretch.limit),
                         stretch);
}

std::int64_t count_queued(Transaction& transaction, const QueueFilter& filter, std::int64_t limit) {
    const IdBounds ids(filter.opened);
    std::int64_t count = 0;
    for (const QueueRange& range : ranges_of(filter)) {
        const auto row = transaction.connection().query_planned(
            ages[static_cast<std::size_t>(range.narrowed())].count, values_by_age(range, ids, limit - count));
        if (row->next()) count += row->integer(0);
    }
    return count;
}

} // namespace stu::store
