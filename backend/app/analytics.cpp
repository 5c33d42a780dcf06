// A department's figures.

#include "common/analytics.hpp"

#include "backend/app/question.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/tickets/ticket_figures.hpp"

namespace stu::app {
namespace {

Analytics read_analytics(store::Transaction& transaction, const AnalyticsRequest& request) {
    Analytics analytics;
    analytics.services = store::counts_in(transaction, request.department, request.opened);
    sum_up(analytics);
    const std::vector<std::int64_t>& edges = request.volume_edges_ms;
    for (std::size_t i = 1; i < edges.size(); ++i)
        analytics.volume.push_back(
            store::opened_in(transaction, request.department, {edges[i - 1], edges[i]}));
    const store::Timings timings = store::timings_in(transaction, request.department, request.opened);
    analytics.first_response = timings.first_response;
    analytics.resolution = timings.resolution;
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

} // namespace stu::app
