#include "backend/store/tickets/ticket_flow.hpp"

#include "backend/store/tickets/flow_spans.hpp"
#include "backend/store/tickets/work.hpp"
#include "common/status.hpp"

#include <map>

namespace stu::store {
namespace {

// Primary key (department, minutes, span).
constexpr std::string_view add_to_flow = R"(
    INSERT INTO ticket_flow (department, minutes, span, closed, reopened) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (department, minutes, span)
    DO UPDATE SET closed = ticket_flow.closed + $4, reopened = ticket_flow.reopened + $5)";
// Primary key, a range of it.
constexpr std::string_view sum_flow = R"(
    SELECT COALESCE(SUM(closed), 0), COALESCE(SUM(reopened), 0) FROM ticket_flow
    WHERE department = $1 AND minutes = $2 AND span >= $3 AND span < $4)";

// Primary key (department, minutes, span, assignee_id).
constexpr std::string_view add_to_assignee = R"(
    INSERT INTO assignee_flow (department, minutes, span, assignee_id, closed) VALUES ($1, $2, $3, $4, 1)
    ON CONFLICT (department, minutes, span, assignee_id) DO UPDATE SET closed = assignee_flow.closed + 1)";
// Primary key, a range of it.
constexpr std::string_view sum_assignees = R"(
    SELECT assignee_id, SUM(closed) FROM assignee_flow
    WHERE department = $1 AND minutes = $2 AND span >= $3 AND span < $4 GROUP BY assignee_id)";

} // namespace

void count_flow(Transaction& transaction, const Ticket& ticket, const CountedTicket& before) {
    const CountedTicket now = counted(ticket);
    if (!before.status || !now.status || is_closed(*before.status) == is_closed(*now.status)) return;
    sql::Connection& connection = transaction.connection();
    const std::int64_t closed = is_closed(*now.status) ? 1 : 0;
    const std::string assignee = closed == 1 ? work_of(transaction, ticket.id).assignee : std::string();
    for (const std::int64_t minutes : {quarter_minutes, day_minutes}) {
        const std::int64_t span = ticket.updated_ms / (minutes * minute_ms);
        connection.run(add_to_flow, {ticket.department, minutes, span, closed, 1 - closed});
        if (closed == 1) connection.run(add_to_assignee, {ticket.department, minutes, span, assignee});
    }
}

Flow flow_in(Transaction& transaction, std::string_view department, const Period& period) {
    Flow flow;
    each_part(period, [&](std::int64_t minutes, std::int64_t first, std::int64_t end) {
        const auto row = transaction.connection().query(sum_flow, {department, minutes, first, end});
        if (!row->next()) return;
        flow.closed += row->integer(0);
        flow.reopened += row->integer(1);
    });
    return flow;
}

std::vector<ClosedOf> closed_by_assignee(Transaction& transaction, std::string_view department,
                                         const Period& period) {
    std::map<std::string, std::int64_t> sums;
    each_part(period, [&](std::int64_t minutes, std::int64_t first, std::int64_t end) {
        const auto row = transaction.connection().query(sum_assignees, {department, minutes, first, end});
        while (row->next()) sums[row->text(0)] += row->integer(1);
    });
    std::vector<ClosedOf> closed;
    closed.reserve(sums.size());
    for (const auto& [assignee, tickets] : sums) closed.push_back({assignee, tickets});
    return closed;
}

} // namespace stu::store
