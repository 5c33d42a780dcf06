#include "backend/store/tickets/queue_question.hpp"

#include "backend/store/tickets/ticket_rows.hpp"

#include <utility>

namespace stu::store {
namespace {

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

/// What leads into an index besides department (or tag) and status. Nearly everything is of normal priority,
/// which is looked at on the way.
enum class Narrowed : std::uint8_t { no_further, by_service, by_assignee, by_priority, by_tag };

Narrowed narrowed(const QueueRange& range, QueueOrder order) {
    const QueueFilter& filter = range.filter;
    const bool by_age = order == QueueOrder::newest_first || order == QueueOrder::oldest_first;
    // Nobody has most of the tickets, so an index of what somebody has is enough for the changed ones.
    const bool is_indexed =
        order != QueueOrder::longest_unchanged_first || !filter.assignee.value_or("").empty();
    if (filter.tag) return Narrowed::by_tag;
    if (filter.assignee && is_indexed) return Narrowed::by_assignee;
    if (range.priority && *range.priority != Priority::normal) return Narrowed::by_priority;
    return by_age && !filter.service.empty() && !range.priority && !filter.assignee ? Narrowed::by_service
                                                                                    : Narrowed::no_further;
}

/// Grows by conditions, each with its value.
class Question {
  public:
    Question(sql::Connection& connection, const QueueRange& range, QueueOrder order)
        : connection_(connection), range_(range), order_(order), narrowed_(narrowed(range, order)),
          is_tagged_(narrowed_ == Narrowed::by_tag) {
        begin();
        narrow();
    }

    void within(const IdBounds& ids) {
        if (is_by_age() || ids.after != before_all) add(id() + " > ", ids.after);
        if (is_by_age() || ids.before != beyond_all) add(id() + " < ", ids.before);
    }

    /// The stretch of a list by moments that lies beyond its anchor.
    void beyond(const Stretch& stretch, bool ascending) {
        conditions_ += " AND (" + moment() + ", " + own_id() + (ascending ? ") > (" : ") < (") +
                       given(stretch.anchor_ms) + ", " + given(stretch.anchor) + ")";
    }

    std::unique_ptr<sql::Statement> rows(bool ascending, std::int64_t limit) {
        const std::string_view way = ascending ? "" : " DESC";
        std::string sql = "SELECT " STAFF_LISTED_COLUMNS + from(true) + conditions_ + " ORDER BY ";
        if (!is_by_age()) sql.append(moment()).append(way).append(", ");
        sql.append(own_id()).append(way).append(" LIMIT ").append(given(limit));
        return ask(sql);
    }

    std::int64_t count(std::int64_t limit) {
        const std::string sql = "SELECT COUNT(*) FROM (SELECT 1" + from(asks_ticket_) + conditions_ +
                                " LIMIT " + given(limit) + ") AS queued";
        const auto row = ask(sql);
        return row->next() ? row->integer(0) : 0;
    }

  private:
    bool is_by_age() const {
        return order_ == QueueOrder::newest_first || order_ == QueueOrder::oldest_first;
    }
    bool is_by_wait() const { return order_ == QueueOrder::longest_wait_first; }

    void begin() {
        const QueueFilter& filter = range_.filter;
        if (is_tagged_) {
            conditions_ = " WHERE tag_id = " + given(*filter.tag);
            add("ticket_status = ", name_of(range_.status));
        } else {
            conditions_ = " WHERE department = " + given(filter.department);
            // Who waits is found by the assignee; there are few statuses in which anybody does.
            const bool by_assignee_alone = is_by_wait() && narrowed_ == Narrowed::by_assignee;
            add((by_assignee_alone ? unindexed("status") : "status") + " = ", name_of(range_.status));
        }
        // What is withdrawn waits for nobody, and is not among the tickets of its tags.
        if (!is_by_wait() && !is_tagged_) conditions_ += " AND withdrawn_ms = 0";
        if (filter.waits.only) wait(filter.waits);
    }

    void wait(const Waiting& waits) {
        // `+ 0` keeps SQLite from an index of what waits where another one leads on.
        const std::string since =
            std::string(is_tagged_ ? "ticket_" : "") + "waiting_ms" + (is_by_wait() ? "" : " + 0");
        conditions_ += " AND " + since + " > 0";
        if (waits.kind == WaitKind::fresh) conditions_ += " AND first_response_ms = 0";
        if (waits.kind == WaitKind::answered) conditions_ += " AND answered = 1";
        asks_ticket_ = waits.kind == WaitKind::fresh || waits.kind == WaitKind::answered;
        if (waits.kind == WaitKind::late) add(since + " < ", waits.late_before_ms);
    }

    void narrow() {
        const QueueFilter& filter = range_.filter;
        asks_ticket_ |= !filter.service.empty() || filter.assignee || range_.priority;
        if (!filter.service.empty()) add(column("service", Narrowed::by_service) + " = ", filter.service);
        if (filter.assignee) {
            add(column("assignee_id", Narrowed::by_assignee) + " = ", *filter.assignee);
            if (narrowed_ == Narrowed::by_assignee && order_ == QueueOrder::longest_unchanged_first)
                conditions_ += " AND assignee_id <> ''"; // what its partial index holds
        }
        if (range_.priority) {
            add(column("priority", Narrowed::by_priority) + " = ", name_of(*range_.priority));
            if (narrowed_ == Narrowed::by_priority) conditions_ += " AND priority <> 'normal'";
        }
    }

    /// What a tag's tickets are counted by stands beside the tag.
    std::string from(bool with_ticket) const {
        if (!is_tagged_) return " FROM ticket";
        return with_ticket ? " FROM ticket_tag JOIN ticket ON ticket.id = ticket_id" : " FROM ticket_tag";
    }
    std::string moment() const {
        return std::string(is_tagged_ ? "ticket_" : "") + (is_by_wait() ? "waiting_ms" : "updated_ms");
    }
    std::string own_id() const { return is_tagged_ ? "ticket_id" : "id"; }
    /// For a period, which leads into an index only where the list is sorted by it.
    std::string id() const { return is_by_age() ? own_id() : unindexed(own_id()); }

    std::string column(std::string_view name, Narrowed where_it_leads) const {
        return narrowed_ == where_it_leads ? std::string(name) : unindexed(name);
    }
    /// `|| ''` keeps SQLite from an index of the column, which would have to sort. PostgreSQL knows better by
    /// the values, and would be misled.
    std::string unindexed(std::string_view name) const {
        const bool must_be_told = connection_.dialect() == sql::Dialect::sqlite;
        return std::string(name) + (must_be_told ? " || ''" : "");
    }

    void add(const std::string& condition, sql::Value value) {
        conditions_ += " AND " + condition + given(value);
    }
    std::string given(sql::Value value) {
        values_.push_back(value);
        return "$" + std::to_string(values_.size());
    }

    /// Some people, tags and urgencies have a handful of tickets and others most, so these are planned by
    /// their values.
    std::unique_ptr<sql::Statement> ask(std::string_view sql) {
        const bool alike =
            is_by_age() && (narrowed_ == Narrowed::no_further || narrowed_ == Narrowed::by_service);
        return alike ? connection_.query(sql, values_) : connection_.query_planned(sql, values_);
    }

    sql::Connection& connection_;
    const QueueRange& range_;
    QueueOrder order_;
    Narrowed narrowed_;
    bool is_tagged_;
    bool asks_ticket_ = false; ///< for more than the index of its tag holds
    std::string conditions_;
    std::vector<sql::Value> values_;
};

} // namespace

bool ascends(QueueOrder order, const Stretch& stretch) {
    return (order == QueueOrder::newest_first) == (stretch.direction == Stretch::Direction::back);
}

std::vector<QueueRange> ranges_of(const QueueFilter& filter) {
    std::vector<QueueRange> ranges;
    for (const Status status : filter.statuses) {
        if (filter.priorities.empty()) ranges.push_back({filter, status, std::nullopt});
        for (const Priority priority : filter.priorities) ranges.push_back({filter, status, priority});
    }
    return ranges;
}

std::unique_ptr<sql::Statement> rows_of(sql::Connection& connection, const QueueRange& range,
                                        QueueOrder order, const Stretch& stretch) {
    const bool ascending = ascends(order, stretch);
    const bool by_moment = order != QueueOrder::newest_first && order != QueueOrder::oldest_first;
    IdBounds ids(range.filter.opened);
    Question question(connection, range, order);
    if (by_moment)
        question.beyond(stretch, ascending);
    else if (!stretch.anchor.empty())
        ids.narrow(stretch.anchor, ascending);
    question.within(ids);
    return question.rows(ascending, stretch.limit);
}

std::int64_t count_of(sql::Connection& connection, const QueueRange& range, std::int64_t limit) {
    const IdBounds ids(range.filter.opened);
    // Little that is old is open, and what has waited longest need not be old; answers have an index for
    // them.
    const Waiting& waits = range.filter.waits;
    const bool by_age =
        !waits.only || (range.filter.opened.before_ms > 0 && waits.kind != WaitKind::answered);
    Question question(connection, range, by_age ? QueueOrder::newest_first : QueueOrder::longest_wait_first);
    question.within(ids);
    return question.count(limit);
}

} // namespace stu::store
