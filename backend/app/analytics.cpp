// A department's figures, and what students learn of them.

#include "common/analytics.hpp"

#include "backend/app/offered_service.hpp"
#include "backend/app/question.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/kept_promises.hpp"
#include "backend/store/tickets/solved_times.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "backend/store/tickets/ticket_flow.hpp"
#include "backend/store/tickets/work_lists.hpp"
#include "common/time_spans.hpp"
#include "common/usual_time.hpp"

#include <algorithm>
#include <string>

namespace stu::app {
namespace {

SpanFigures figures_of(store::Transaction& transaction, std::string_view department, const Period& span,
                       std::int64_t opened, std::int64_t now_ms) {
    const store::Flow flow = store::flow_in(transaction, department, span);
    const store::Timings timings = store::timings_in(transaction, department, span);
    return {opened,
            flow.closed,
            flow.reopened,
            timings.first_response,
            timings.resolution,
            store::kept_in(transaction, department, span, now_ms)};
}

std::int64_t open_among(const std::vector<ServiceCount>& counts) {
    std::int64_t open = 0;
    for (const ServiceCount& count : counts)
        if (!is_closed(count.status)) open += count.tickets;
    return open;
}

/// What is oldest is what is left of all, which has counters of its own: to count it would take the longest.
std::vector<std::int64_t> ages_of_open(store::Transaction& transaction, const AnalyticsRequest& request) {
    const std::vector<std::int64_t>& edges = request.age_edges_ms;
    if (edges.empty()) return {};
    std::int64_t left = open_among(store::counts_in(transaction, request.department, {}));
    std::vector<std::int64_t> ages = store::still_open_since(transaction, request.department, edges);
    for (const std::int64_t younger : ages) left -= younger;
    ages.insert(ages.begin(), left);
    return ages;
}

Analytics read_analytics(store::Transaction& transaction, const AnalyticsRequest& request,
                         std::int64_t now_ms) {
    const std::string& department = request.department;
    Analytics analytics;
    analytics.services = store::counts_in(transaction, department, request.opened);
    sum_up(analytics);
    analytics.volume = store::opened_between(transaction, department, request.volume_edges_ms);
    analytics.span = figures_of(transaction, department, request.opened, analytics.total, now_ms);
    if (const Period& other = request.compared; !other.is_everything())
        analytics.compared.push_back(figures_of(transaction, department, other,
                                                store::opened_in(transaction, department, other), now_ms));
    analytics.ages = ages_of_open(transaction, request);
    return analytics;
}

ByAssignee assignees_of(store::Transaction& transaction, const AssigneesRequest& request) {
    ByAssignee figures;
    for (const Colleague& each : store::colleagues_in(transaction, request.department))
        figures.assignees.push_back({each.id, each.name});
    for (const store::ClosedOf& of :
         store::closed_by_assignee(transaction, request.department, request.closed)) {
        auto& all = figures.assignees;
        auto found = std::find_if(all.begin(), all.end(),
                                  [&](const AssigneeFigures& each) { return each.id == of.assignee_id; });
        if (found == all.end()) {
            const auto gone = store::find_colleague(transaction, of.assignee_id);
            found = all.insert(all.end(), {of.assignee_id, gone ? gone->name : std::string()});
        }
        found->closed = of.closed;
    }
    const std::vector<std::string> here{request.department};
    for (AssigneeFigures& each : figures.assignees)
        if (!each.id.empty())
            each.open = store::count_assigned(transaction, each.id, here, most_counted_work);
    return figures;
}

} // namespace

Result<Analytics> handle(DepartmentAnalytics, Context& context, const AnalyticsRequest& request) {
    if (auto refusal = department_refusal(context.actor, request.department)) return *refusal;
    return context.read([&](store::Transaction& transaction) -> Result<Analytics> {
        return read_analytics(transaction, request, context.now_ms);
    });
}

std::optional<std::string> kept_as(DepartmentAnalytics, const Context& context,
                                   const AnalyticsRequest& request) {
    if (department_refusal(context.actor, request.department)) return std::nullopt;
    // Promises are broken by time alone, which is counted by quarters of an hour.
    return question(DepartmentAnalytics{}, request) + std::to_string(context.now_ms / (15 * minute_ms));
}

Result<ByAssignee> handle(AnalyticsByAssignee, Context& context, const AssigneesRequest& request) {
    const std::string& department = request.department;
    if (auto refusal = department_refusal(context.actor, department)) return *refusal;
    if (!may(context.actor, Action::read_assignees, {{}, department}))
        return not_allowed(context.actor,
                           tr("Only the head of the department sees how much each of it does."));
    return context.read([&](store::Transaction& transaction) -> Result<ByAssignee> {
        return assignees_of(transaction, request);
    });
}

Result<UsualTime> handle(UsualTimeOfService, Context& context, const UsualTimeOf& request) {
    return context.read([&](store::Transaction& transaction) -> Result<UsualTime> {
        const Catalogue catalogue = store::load_catalogue(transaction);
        if (const auto offered = department_offering(catalogue, request.service, context.language); !offered)
            return offered.error();
        const Timing solved =
            store::solved_since(transaction, request.service, context.now_ms - usual_time_days * day_ms);
        if (solved.tickets < fewest_solved) return UsualTime{};
        return UsualTime{true, solved.median};
    });
}

} // namespace stu::app
