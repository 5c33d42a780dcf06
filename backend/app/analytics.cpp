// A department's figures, and what students learn of them.

#include "common/analytics.hpp"
#include "common/time_spans.hpp"
#include "common/usual_time.hpp"

#include "backend/app/offered_service.hpp"
#include "backend/app/question.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/solved_times.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "backend/store/tickets/ticket_flow.hpp"

namespace stu::app {
namespace {

SpanFigures figures_of(store::Transaction& transaction, std::string_view department, const Period& span,
                       std::int64_t opened) {
    const store::Flow flow = store::flow_in(transaction, department, span);
    const store::Timings timings = store::timings_in(transaction, department, span);
    return {opened, flow.closed, flow.reopened, timings.first_response, timings.resolution};
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
    std::vector<std::int64_t> ages{0};
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const Period between{edges[i], i + 1 < edges.size() ? edges[i + 1] : 0};
        ages.push_back(open_among(store::counts_in(transaction, request.department, between)));
        left -= ages.back();
    }
    ages.front() = left;
    return ages;
}

Analytics read_analytics(store::Transaction& transaction, const AnalyticsRequest& request) {
    const std::string& department = request.department;
    Analytics analytics;
    analytics.services = store::counts_in(transaction, department, request.opened);
    sum_up(analytics);
    const std::vector<std::int64_t>& edges = request.volume_edges_ms;
    for (std::size_t i = 1; i < edges.size(); ++i)
        analytics.volume.push_back(store::opened_in(transaction, department, {edges[i - 1], edges[i]}));
    analytics.span = figures_of(transaction, department, request.opened, analytics.total);
    if (const Period& other = request.compared; !other.is_everything())
        analytics.compared.push_back(
            figures_of(transaction, department, other, store::opened_in(transaction, department, other)));
    analytics.ages = ages_of_open(transaction, request);
    return analytics;
}

} // namespace

Result<Analytics> handle(DepartmentAnalytics, Context& context, const AnalyticsRequest& request) {
    if (auto refusal = department_refusal(context.actor, request.department)) return *refusal;
    return context.read([&](store::Transaction& transaction) -> Result<Analytics> {
        return transaction.kept(question(DepartmentAnalytics{}, request),
                                [&] { return read_analytics(transaction, request); });
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
