#include "backend/store/tickets/solved_times.hpp"

#include "backend/store/tickets/histogram.hpp"
#include "common/period.hpp"
#include "common/status.hpp"
#include "common/time_spans.hpp"

namespace stu::store {
namespace {

// Primary key (service, day, minutes).
constexpr std::string_view add_to_solved = R"(
    INSERT INTO service_solved (service, day, minutes, tickets) VALUES ($1, $2, $3, $4)
    ON CONFLICT (service, day, minutes) DO UPDATE SET tickets = service_solved.tickets + $4)";
// Primary key, a range of it.
constexpr std::string_view select_solved =
    "SELECT minutes, tickets FROM service_solved WHERE service = $1 AND day >= $2 AND tickets > 0";

/// 0 = it was not.
std::int64_t completed_ms(const CountedTicket& ticket) {
    return ticket.status == Status::completed ? ticket.closed_ms : 0;
}

} // namespace

void count_solved(Transaction& transaction, const SolvedOf& of, const CountedTicket& before,
                  const CountedTicket& now) {
    if (completed_ms(before) == completed_ms(now)) return;
    const auto add = [&](std::int64_t at_ms, std::int64_t difference) {
        if (at_ms == 0) return;
        transaction.connection().run(
            add_to_solved, {of.service, at_ms / day_ms, shown_minutes(at_ms - of.created_ms), difference});
    };
    add(completed_ms(before), -1);
    add(completed_ms(now), 1);
}

Timing solved_since(Transaction& transaction, std::string_view service, std::int64_t from_ms) {
    Histogram histogram;
    const auto row = transaction.connection().query(select_solved, {service, from_ms / day_ms});
    while (row->next()) histogram[row->integer(0)] += row->integer(1);
    return timing_of(histogram);
}

} // namespace stu::store
