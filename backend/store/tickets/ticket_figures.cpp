#include "backend/store/tickets/ticket_figures.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/engine/serial.hpp"
#include "backend/store/tickets/histogram.hpp"
#include "backend/store/tickets/solved_times.hpp"
#include "backend/store/tickets/ticket_flow.hpp"
#include "backend/store/tickets/ticket_quarters.hpp"
#include "common/time_spans.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>

namespace stu::store {
namespace {

/// Later than any ticket.
constexpr std::int64_t end_of_time = 1LL << 48;
constexpr std::string_view first_response = "first_response", resolution = "resolution";

// Primary key (department, service, status).
constexpr std::string_view add_to_count = R"(
    INSERT INTO ticket_count (department, service, status, tickets) VALUES ($1, $2, $3, $4)
    ON CONFLICT (department, service, status) DO UPDATE SET tickets = ticket_count.tickets + $4)";
// Primary key (department, day, service, status).
constexpr std::string_view add_to_day = R"(
    INSERT INTO ticket_day (department, day, service, status, tickets) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (department, day, service, status) DO UPDATE SET tickets = ticket_day.tickets + $5)";
// Primary key (department, measure, day, minutes).
constexpr std::string_view add_to_timing = R"(
    INSERT INTO ticket_timing (department, measure, day, minutes, tickets) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (department, measure, day, minutes) DO UPDATE SET tickets = ticket_timing.tickets + $5)";

void add_status(Transaction& transaction, const Ticket& ticket, Status status, std::int64_t difference) {
    sql::Connection& connection = transaction.connection();
    connection.run(add_to_count, {ticket.department, ticket.service, name_of(status), difference});
    connection.run(add_to_day, {ticket.department, ticket.created_ms / day_ms, ticket.service,
                                name_of(status), difference});
}

void move_timing(Transaction& transaction, const Ticket& ticket, std::string_view measure,
                 std::int64_t before_ms, std::int64_t now_ms) {
    if (before_ms == now_ms) return;
    const auto add = [&](std::int64_t at_ms, std::int64_t difference) {
        if (at_ms == 0) return;
        transaction.connection().run(add_to_timing, {ticket.department, measure, ticket.created_ms / day_ms,
                                                     shown_minutes(at_ms - ticket.created_ms), difference});
    };
    add(before_ms, -1);
    add(now_ms, 1);
}

/// A period as whole days, which are counted, and what is to be added to them or taken off, whose tickets are
/// looked through. It begins and ends at the nearer midnight, so that is half a day at either end at most.
struct Days {
    struct Part {
        Period opened;
        std::int64_t sign; ///< 1 = is added, -1 = is taken off
    };
    std::int64_t first = 0, last = -1; ///< whole days; none when last < first
    std::vector<Part> parts;

    explicit Days(const Period& period) {
        const std::int64_t from = std::max<std::int64_t>(0, period.from_ms);
        const std::int64_t before = period.before_ms > 0 ? period.before_ms : end_of_time;
        if (from >= before) return;
        const std::int64_t begins = nearer_midnight(from), ends = nearer_midnight(before);
        if (before - from <= std::abs(from - begins) + std::abs(before - ends)) {
            parts.push_back({{from, before}, 1});
            return;
        }
        first = begins / day_ms;
        last = ends / day_ms - 1;
        if (from != begins)
            parts.push_back({{std::min(from, begins), std::max(from, begins)}, from < begins ? 1 : -1});
        if (before != ends)
            parts.push_back({{std::min(before, ends), std::max(before, ends)}, before > ends ? 1 : -1});
    }

    static std::int64_t nearer_midnight(std::int64_t at_ms) { return (at_ms + day_ms / 2) / day_ms * day_ms; }
};

/// Sums up by service and status. Few enough to be looked through one after the other.
void add_count(std::vector<ServiceCount>& counts, std::string_view service, Status status,
               std::int64_t tickets) {
    if (tickets == 0) return;
    const auto found = std::find_if(counts.begin(), counts.end(), [&](const ServiceCount& count) {
        return count.status == status && count.service == service;
    });
    if (found != counts.end())
        found->tickets += tickets;
    else
        counts.push_back({std::string(service), status, tickets});
}

} // namespace

CountedTicket counted(const Ticket& ticket) {
    if (ticket.withdrawn_ms != 0) return {};
    return {ticket.status, ticket.first_response_ms, ticket.closed_ms};
}

void count_new(Transaction& transaction, const Ticket& ticket) {
    add_status(transaction, ticket, ticket.status, 1);
    count_quarter(transaction, ticket, std::nullopt, ticket.status);
}

void count_change(Transaction& transaction, const Ticket& ticket, const CountedTicket& before) {
    const CountedTicket now = counted(ticket);
    if (now.status != before.status) {
        if (before.status) add_status(transaction, ticket, *before.status, -1);
        if (now.status) add_status(transaction, ticket, *now.status, 1);
    }
    count_quarter(transaction, ticket, before.status, now.status);
    move_timing(transaction, ticket, first_response, before.first_response_ms, now.first_response_ms);
    move_timing(transaction, ticket, resolution, before.closed_ms, now.closed_ms);
    count_flow(transaction, ticket, before);
    count_solved(transaction, {ticket.service, ticket.created_ms}, before, now);
}

void count_move(Transaction& transaction, const Ticket& ticket, const Ticket& before) {
    const CountedTicket was = counted(before), is = counted(ticket);
    if (was.status) add_status(transaction, before, *was.status, -1);
    if (is.status) add_status(transaction, ticket, *is.status, 1);
    count_quarter(transaction, before, was.status, std::nullopt);
    count_quarter(transaction, ticket, std::nullopt, is.status);
    move_timing(transaction, before, first_response, was.first_response_ms, 0);
    move_timing(transaction, ticket, first_response, 0, is.first_response_ms);
    move_timing(transaction, before, resolution, was.closed_ms, 0);
    move_timing(transaction, ticket, resolution, 0, is.closed_ms);
    count_solved(transaction, {before.service, ticket.created_ms}, was, {});
    count_solved(transaction, {ticket.service, ticket.created_ms}, {}, is);
}

// Primary key (department, service, status): at most seven rows per service.
constexpr std::string_view select_counts = R"(
    SELECT service, status, tickets FROM ticket_count WHERE department = $1)";
// Primary key (department, day, service, status), a range of it.
constexpr std::string_view select_day_counts = R"(
    SELECT service, status, SUM(tickets) FROM ticket_day WHERE department = $1 AND day >= $2 AND day <= $3
    GROUP BY service, status)";
// Index ticket_department_serial, which covers it.
constexpr std::string_view select_single_counts = R"(
    SELECT service, status, COUNT(*) FROM ticket WHERE department = $1 AND serial >= $2 AND serial < $3 AND withdrawn_ms = 0
    GROUP BY service, status)";

std::vector<ServiceCount> counts_in(Transaction& transaction, std::string_view department,
                                    const Period& opened) {
    sql::Connection& connection = transaction.connection();
    std::vector<ServiceCount> counts;
    const auto add_rows = [&](sql::Statement& row, std::int64_t sign) {
        while (row.next())
            add_count(counts, row.view(0), stored_enum<Status>(row.view(1)), sign * row.integer(2));
    };
    if (opened.is_everything())
        return transaction.kept("counts " + std::string(department), [&] {
            add_rows(*connection.query(select_counts, {department}), 1);
            return std::move(counts);
        });
    const Days days(opened);
    if (days.first <= days.last)
        add_rows(*connection.query(select_day_counts, {department, days.first, days.last}), 1);
    for (const auto& [part, sign] : days.parts)
        add_rows(*connection.query(select_single_counts,
                                   {department, first_serial(part.from_ms), first_serial(part.before_ms)}),
                 sign);
    std::erase_if(counts, [](const ServiceCount& count) { return count.tickets == 0; });
    return counts;
}

// All rows: at most seven for each service.
constexpr std::string_view select_all_counts = R"(
    SELECT department, status, SUM(tickets) FROM ticket_count GROUP BY department, status ORDER BY department, status)";

std::vector<DepartmentCount> counts_by_department(Transaction& transaction) {
    const auto row = transaction.connection().query(select_all_counts);
    std::vector<DepartmentCount> counts;
    while (row->next()) counts.push_back({row->text(0), stored_enum<Status>(row->view(1)), row->integer(2)});
    return counts;
}

namespace {

/// How tickets are counted: day by day, and of a part of one.
struct Count {
    std::string_view days, part;
    Quarters quarters;
};
#define OPENED_BY_DAY(also)                                                                                  \
    "SELECT day, SUM(tickets) FROM ticket_day WHERE department = $1 AND day >= $2 AND day <= $3" also        \
    " GROUP BY day"
#define OPENED_IN_PART(also)                                                                                 \
    "SELECT COUNT(*) FROM ticket WHERE department = $1 AND serial >= $2 AND serial < $3 "                    \
    "AND withdrawn_ms = 0" also
#define AND_OPEN                                                                                             \
    " AND status IN ('pending', 'under_consideration', 'awaiting_confirmation', 'in_person_needed')"
// Primary key, a range of it; index ticket_department_serial, which covers it.
constexpr Count all_tickets{OPENED_BY_DAY(""), OPENED_IN_PART(""), Quarters::filed};
constexpr Count open_tickets{OPENED_BY_DAY(AND_OPEN), OPENED_IN_PART(AND_OPEN), Quarters::still_open};
#undef OPENED_BY_DAY
#undef OPENED_IN_PART
#undef AND_OPEN

std::int64_t sum_of(const std::map<std::int64_t, std::int64_t>& by_day, std::int64_t first,
                    std::int64_t last) {
    std::int64_t sum = 0;
    for (auto day = by_day.lower_bound(first); day != by_day.end() && day->first <= last; ++day)
        sum += day->second;
    return sum;
}

/// Between each two neighbouring instants. Asks for all days at once, and once for the part of a day at an
/// instant, if there is anything on that day.
std::vector<std::int64_t> counted_between(Transaction& transaction, std::string_view department,
                                          const Count& count, const std::vector<std::int64_t>& edges_ms) {
    if (edges_ms.size() < 2) return {};
    sql::Connection& connection = transaction.connection();
    std::map<std::int64_t, std::int64_t> by_day;
    const auto row =
        connection.query(count.days, {department, edges_ms.front() / day_ms, edges_ms.back() / day_ms});
    while (row->next()) by_day[row->integer(0)] = row->integer(1);

    const auto look_through = [&](const Period& part) -> std::int64_t {
        const auto single = connection.query(
            count.part, {department, first_serial(part.from_ms), first_serial(part.before_ms)});
        return single->next() ? single->integer(0) : 0;
    };
    Period last_part;
    std::int64_t found = 0;
    const auto in_part = [&](const Period& part) {
        if (std::exchange(last_part, part) == part) return found;
        const std::int64_t on_its_days = sum_of(by_day, part.from_ms / day_ms, (part.before_ms - 1) / day_ms);
        return found = on_its_days == 0 ? 0
                                        : counted_in_part(transaction, department, count.quarters, part,
                                                          on_its_days, look_through);
    };
    std::vector<std::int64_t> numbers;
    for (std::size_t i = 1; i < edges_ms.size(); ++i) {
        const Days days({edges_ms[i - 1], edges_ms[i]});
        std::int64_t total = sum_of(by_day, days.first, days.last);
        for (const Days::Part& part : days.parts) total += part.sign * in_part(part.opened);
        numbers.push_back(total);
    }
    return numbers;
}

} // namespace

std::vector<std::int64_t> opened_between(Transaction& transaction, std::string_view department,
                                         const std::vector<std::int64_t>& edges_ms) {
    return counted_between(transaction, department, all_tickets, edges_ms);
}

std::int64_t opened_in(Transaction& transaction, std::string_view department, const Period& opened) {
    const std::int64_t before = opened.before_ms > 0 ? opened.before_ms : end_of_time;
    return opened_between(transaction, department, {opened.from_ms, before}).front();
}

std::vector<std::int64_t> still_open_since(Transaction& transaction, std::string_view department,
                                           std::vector<std::int64_t> edges_ms) {
    edges_ms.push_back(end_of_time);
    return counted_between(transaction, department, open_tickets, edges_ms);
}

// Primary key (department, measure, day, minutes), a range of it.
constexpr std::string_view select_timings = R"(
    SELECT minutes, SUM(tickets) FROM ticket_timing
    WHERE department = $1 AND measure = $2 AND day >= $3 AND day <= $4 GROUP BY minutes)";
// Index ticket_department_serial, which covers it; the serial number says when a ticket was opened.
constexpr std::string_view select_single_timings = R"(
    SELECT serial, first_response_ms, closed_ms FROM ticket
    WHERE department = $1 AND serial >= $2 AND serial < $3 AND withdrawn_ms = 0)";

Timings timings_in(Transaction& transaction, std::string_view department, const Period& opened) {
    sql::Connection& connection = transaction.connection();
    Histogram responses, resolutions;
    const Days days(opened);
    const auto add_days = [&](std::string_view measure, Histogram& histogram) {
        if (days.first > days.last) return;
        const auto row = connection.query(select_timings, {department, measure, days.first, days.last});
        while (row->next()) histogram[row->integer(0)] += row->integer(1);
    };
    add_days(first_response, responses);
    add_days(resolution, resolutions);
    for (const auto& [part, sign] : days.parts) {
        const auto row = connection.query(
            select_single_timings, {department, first_serial(part.from_ms), first_serial(part.before_ms)});
        while (row->next()) {
            const std::int64_t opened_ms = filed_ms(row->integer(0));
            if (const std::int64_t at = row->integer(1); at > 0)
                responses[shown_minutes(at - opened_ms)] += sign;
            if (const std::int64_t at = row->integer(2); at > 0)
                resolutions[shown_minutes(at - opened_ms)] += sign;
        }
    }
    return {timing_of(responses), timing_of(resolutions)};
}

} // namespace stu::store
