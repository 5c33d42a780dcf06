#include "backend/store/tickets/queue_question.hpp"

#include "backend/store/tickets/given_values.hpp"
#include "backend/store/tickets/ticket_rows.hpp"

#include <algorithm>
#include <utility>

namespace stu::store {
namespace {

/// Greater than every UUID, which begins with a hex digit; less than each is the empty text.
constexpr std::string_view beyond_all = "g";

/// Ids between which the tickets of a period lie: a UUIDv7 begins with its time in 12 hex digits.
struct IdBounds {
    std::string after, before{beyond_all};

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

bool is_indexed_by_priority(std::span<const Priority> priorities) {
    return !priorities.empty() &&
           std::find(priorities.begin(), priorities.end(), Priority::normal) == priorities.end();
}

Narrowed narrowed(const QueueRange& range, QueueOrder order) {
    const QueueFilter& filter = range.filter;
    const bool by_age = order == QueueOrder::newest_first || order == QueueOrder::oldest_first;
    // Nobody has most of the tickets, so an index of what somebody has is enough for the changed ones.
    const bool is_indexed =
        order != QueueOrder::longest_unchanged_first || !filter.assignee.value_or("").empty();
    if (filter.tag) return Narrowed::by_tag;
    if (filter.assignee && is_indexed) return Narrowed::by_assignee;
    if (is_indexed_by_priority(range.priorities)) return Narrowed::by_priority;
    return by_age && !filter.service.empty() && range.priorities.empty() && !filter.assignee
               ? Narrowed::by_service
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

    /// Borrows them, as all values.
    void within(const IdBounds& ids) {
        if (is_by_age() || !ids.after.empty()) add(id() + " > ", ids.after);
        if (is_by_age() || ids.before != beyond_all) add(id() + " < ", ids.before);
    }

    /// The stretch of a list by moments that lies beyond its anchor.
    void beyond(const Stretch& stretch, bool ascending) {
        conditions_ += " AND (" + moment() + ", " + own_id() + (ascending ? ") > (" : ") < (") +
                       given(stretch.anchor_ms) + ", " + given(stretch.anchor) + ")";
    }

    std::unique_ptr<sql::Statement> rows(bool ascending, std::int64_t limit) {
        return ask("SELECT " STAFF_LISTED_COLUMNS + some(true, ascending, limit));
    }

    std::int64_t count(std::int64_t limit) {
        const std::string limited =
            is_one_range() ? some(asks_ticket_, false, limit) : all(asks_ticket_) + " LIMIT " + given(limit);
        const auto row = ask("SELECT COUNT(*) FROM (SELECT 1" + limited + ") AS queued");
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
            one_of("ticket_status", range_.statuses);
        } else {
            conditions_ = " WHERE department = " + given(filter.department);
            // Who waits is found by the assignee; there are few statuses in which anybody does.
            const bool by_assignee_alone = is_by_wait() && narrowed_ == Narrowed::by_assignee;
            one_of(by_assignee_alone ? unindexed("status") : "status", range_.statuses);
        }
        // What is withdrawn waits for nobody, and is not among the tickets of its tags.
        if (!is_by_wait() && !is_tagged_) conditions_ += " AND withdrawn_ms = 0";
        if (filter.waits.only) wait(filter.waits);
    }

    void wait(const Waiting& waits) {
        // By when it is due, or as another index tells which leads on; `+ 0` keeps SQLite from the first.
        conditions_ += " AND " + (is_by_wait() ? kept("due_ms") : kept("waiting_ms") + " + 0") + " > 0";
        if (waits.kind == WaitKind::fresh) conditions_ += " AND first_response_ms = 0";
        if (waits.kind == WaitKind::answered) conditions_ += " AND answered = 1";
        asks_ticket_ = waits.kind == WaitKind::fresh || waits.kind == WaitKind::answered;
        if (waits.kind != WaitKind::late) return;
        if (!is_by_wait()) conditions_ += " AND " + kept("due_ms") + " + 0 > 0";
        add(kept("due_ms") + (is_by_wait() ? " <= " : " + 0 <= "), waits.now_ms);
    }

    void narrow() {
        const QueueFilter& filter = range_.filter;
        asks_ticket_ |= !filter.service.empty();
        if (!filter.service.empty()) add(column("service", Narrowed::by_service) + " = ", filter.service);
        if (filter.assignee) {
            add(column("assignee_id", Narrowed::by_assignee) + " = ", *filter.assignee);
            if (narrowed_ == Narrowed::by_assignee && order_ == QueueOrder::longest_unchanged_first)
                conditions_ += " AND assignee_id <> ''"; // what its partial index holds
        }
        if (!range_.priorities.empty()) {
            // By age there are indexes of what somebody has and of a tag's tickets by priority, too.
            const bool has_both = narrowed_ == Narrowed::by_assignee || is_tagged_;
            const bool leads = narrowed_ == Narrowed::by_priority ||
                               (has_both && is_by_age() && is_indexed_by_priority(range_.priorities));
            one_of(leads ? kept("priority") : column("priority", Narrowed::by_priority), range_.priorities);
            if (leads) conditions_ += " AND " + kept("priority") + " <> 'normal'";
        }
    }

    bool is_one_range() const { return range_.statuses.size() == 1 && range_.priorities.size() <= 1; }

    std::string all(bool with_ticket) const { return from(with_ticket) + conditions_; }
    /// In the order of the list, which keeps either engine in the index that has it: no more of them are
    /// read.
    std::string some(bool with_ticket, bool ascending, std::int64_t limit) {
        const std::string_view way = ascending ? "" : " DESC";
        std::string sql = all(with_ticket) + " ORDER BY ";
        if (!is_by_age()) sql.append(moment()).append(way).append(", ");
        return sql.append(own_id()).append(way).append(" LIMIT ").append(given(limit));
    }

    /// What a tag's tickets are counted by stands beside the tag.
    std::string from(bool with_ticket) const {
        if (!is_tagged_) return " FROM ticket";
        return with_ticket ? " FROM ticket_tag JOIN ticket ON ticket.id = ticket_id" : " FROM ticket_tag";
    }
    /// A column of the ticket that its tags keep as well.
    std::string kept(std::string_view name) const {
        return std::string(is_tagged_ ? "ticket_" : "").append(name);
    }
    std::string moment() const { return kept(is_by_wait() ? "due_ms" : "updated_ms"); }
    std::string own_id() const { return is_tagged_ ? "ticket_id" : "id"; }
    /// For a period, which leads into an index only where the list is sorted by it.
    std::string id() const { return is_by_age() ? own_id() : unindexed(own_id()); }

    std::string column(std::string_view name, Narrowed where_it_leads) const {
        if (is_tagged_) return where_it_leads == Narrowed::by_service ? std::string(name) : kept(name);
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
    /// Several are always as many as there are, the rest of them empty: each other number would be another
    /// text to prepare.
    template <class E> void one_of(const std::string& column, std::span<const E> values) {
        if (values.size() == 1) {
            add(column + " = ", name_of(values.front()));
            return;
        }
        std::vector<std::string_view> names(stu::count_of<E>(), "");
        std::transform(values.begin(), values.end(), names.begin(), [](E each) { return name_of(each); });
        conditions_ += " AND " + column + " IN (" + values_.add_all(names) + ")";
    }
    std::string given(sql::Value value) { return values_.add(value); }

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
    GivenValues values_;
};

} // namespace

bool ascends(QueueOrder order, const Stretch& stretch) {
    return (order == QueueOrder::newest_first) == (stretch.direction == Stretch::Direction::back);
}

std::vector<QueueRange> ranges_of(const QueueFilter& filter) {
    std::vector<QueueRange> ranges;
    for (std::size_t status = 0; status < filter.statuses.size(); ++status) {
        const auto statuses = filter.statuses.subspan(status, 1);
        if (filter.priorities.empty()) ranges.push_back({filter, statuses, {}});
        for (std::size_t i = 0; i < filter.priorities.size(); ++i)
            ranges.push_back({filter, statuses, filter.priorities.subspan(i, 1)});
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

namespace {

/// The order in which a filter's tickets are counted soonest.
QueueOrder order_to_count(const QueueFilter& filter) {
    // Little that is old is open, and what has waited longest need not be old.
    const bool by_age = !filter.waits.only || filter.opened.before_ms > 0;
    return by_age ? QueueOrder::newest_first : QueueOrder::longest_wait_first;
}

/// PostgreSQL, to which each question is a way there and back, is asked for all of them at once where the
/// index that leads on holds them alone. Otherwise either engine would look at all of a department.
std::vector<QueueRange> ranges_to_count(const sql::Connection& connection, const QueueFilter& filter) {
    const QueueRange all{filter, filter.statuses, filter.priorities};
    const Narrowed by = narrowed(all, order_to_count(filter));
    const bool at_once = connection.dialect() == sql::Dialect::postgres && !filter.statuses.empty() &&
                         by != Narrowed::no_further && by != Narrowed::by_service;
    return at_once ? std::vector{all} : ranges_of(filter);
}

} // namespace

std::int64_t count_of(sql::Connection& connection, const QueueFilter& filter, std::int64_t limit) {
    const IdBounds ids(filter.opened);
    std::int64_t count = 0;
    for (const QueueRange& range : ranges_to_count(connection, filter)) {
        Question question(connection, range, order_to_count(filter));
        question.within(ids);
        count += question.count(limit - count);
    }
    return count;
}

} // namespace stu::store
