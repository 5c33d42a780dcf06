#include "backend/store/tickets/ticket_quarters.hpp"

#include "backend/store/tickets/flow_spans.hpp"

namespace stu::store {
namespace {

constexpr std::int64_t quarter_ms = quarter_minutes * minute_ms;

// Primary key (department, quarter).
constexpr std::string_view add_to_quarter = R"(
    INSERT INTO ticket_quarter (department, quarter, tickets) VALUES ($1, $2, $3)
    ON CONFLICT (department, quarter) DO UPDATE SET tickets = ticket_quarter.tickets + $3)";
// Primary key, a range of it.
constexpr std::string_view sum_quarters = R"(
    SELECT COALESCE(SUM(tickets), 0), COALESCE(SUM(CASE WHEN quarter >= $4 AND quarter < $5 THEN tickets ELSE 0 END), 0)
    FROM ticket_quarter WHERE department = $1 AND quarter >= $2 AND quarter < $3)";

/// Rounded up.
constexpr std::int64_t divided(std::int64_t ms, std::int64_t span_ms) { return (ms + span_ms - 1) / span_ms; }

} // namespace

void count_quarter(Transaction& transaction, const Ticket& ticket, std::int64_t difference) {
    transaction.connection().run(add_to_quarter,
                                 {ticket.department, ticket.created_ms / quarter_ms, difference});
}

std::int64_t filed_in_part(Transaction& transaction, std::string_view department, const Period& part,
                           std::int64_t on_its_days,
                           const std::function<std::int64_t(const Period&)>& look_through) {
    const std::int64_t first = divided(part.from_ms, quarter_ms), end = part.before_ms / quarter_ms;
    if (first >= end) return look_through(part);
    const auto row = transaction.connection().query(
        sum_quarters, {department, part.from_ms / day_ms * quarters_of_day,
                       divided(part.before_ms, day_ms) * quarters_of_day, first, end});
    if (!row->next() || row->integer(0) != on_its_days) return look_through(part);
    std::int64_t filed = row->integer(1);
    for (const Period& rest : {Period{part.from_ms, first * quarter_ms}, {end * quarter_ms, part.before_ms}})
        if (rest.from_ms < rest.before_ms) filed += look_through(rest);
    return filed;
}

} // namespace stu::store
