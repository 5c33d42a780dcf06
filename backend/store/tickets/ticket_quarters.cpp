#include "backend/store/tickets/ticket_quarters.hpp"

#include "backend/store/tickets/flow_spans.hpp"

namespace stu::store {
namespace {

constexpr std::int64_t quarter_ms = quarter_minutes * minute_ms;

// Primary key (department, quarter).
constexpr std::string_view add_to_quarter = R"(
    INSERT INTO ticket_quarter (department, quarter, tickets, open) VALUES ($1, $2, $3, $4)
    ON CONFLICT (department, quarter)
    DO UPDATE SET tickets = ticket_quarter.tickets + $3, open = ticket_quarter.open + $4)";
#define SUM_OF(column)                                                                                       \
    "SELECT COALESCE(SUM(" column "), 0), "                                                                  \
    "COALESCE(SUM(CASE WHEN quarter >= $4 AND quarter < $5 THEN " column " ELSE 0 END), 0) "                 \
    "FROM ticket_quarter WHERE department = $1 AND quarter >= $2 AND quarter < $3"
// Primary key, a range of it.
constexpr std::string_view sum_filed = SUM_OF("tickets"), sum_open = SUM_OF("open");
#undef SUM_OF

/// Rounded up.
constexpr std::int64_t divided(std::int64_t ms, std::int64_t span_ms) { return (ms + span_ms - 1) / span_ms; }

} // namespace

void count_quarter(Transaction& transaction, const Ticket& ticket, std::optional<Status> before,
                   std::optional<Status> now) {
    const auto counted = [](std::optional<Status> status) -> std::int64_t { return status ? 1 : 0; };
    const auto open = [](std::optional<Status> status) -> std::int64_t {
        return status && !is_closed(*status) ? 1 : 0;
    };
    const std::int64_t difference = counted(now) - counted(before), opened = open(now) - open(before);
    if (difference == 0 && opened == 0) return;
    transaction.connection().run(add_to_quarter,
                                 {ticket.department, ticket.created_ms / quarter_ms, difference, opened});
}

std::int64_t counted_in_part(Transaction& transaction, std::string_view department, Quarters what,
                             const Period& part, std::int64_t on_its_days,
                             const std::function<std::int64_t(const Period&)>& look_through) {
    const std::int64_t first = divided(part.from_ms, quarter_ms), end = part.before_ms / quarter_ms;
    if (first >= end) return look_through(part);
    const auto row =
        transaction.connection().query(what == Quarters::filed ? sum_filed : sum_open,
                                       {department, part.from_ms / day_ms * quarters_of_day,
                                        divided(part.before_ms, day_ms) * quarters_of_day, first, end});
    if (!row->next() || row->integer(0) != on_its_days) return look_through(part);
    std::int64_t found = row->integer(1);
    for (const Period& rest : {Period{part.from_ms, first * quarter_ms}, {end * quarter_ms, part.before_ms}})
        if (rest.from_ms < rest.before_ms) found += look_through(rest);
    return found;
}

} // namespace stu::store
