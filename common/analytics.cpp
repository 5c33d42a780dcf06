#include "common/analytics.hpp"

#include "common/checks.hpp"

#include <algorithm>
#include <map>

namespace stu {

std::vector<FieldError> validate(const AnalyticsRequest& request) {
    std::vector<FieldError> errors;
    note(errors, "department",
         check_id(request.department, {tr("The department"), tr("Choose a department."), max_id}));
    note_period(errors, request.opened, "opened_from_ms", "opened_before_ms");
    const std::vector<std::int64_t>& edges = request.volume_edges_ms;
    if (edges.size() > max_volume_spans + 1)
        note(errors, "volume_edges_ms",
             tr("Ask for {most} spans of time at most.", {{"most", max_volume_spans}}));
    else if (!std::is_sorted(edges.begin(), edges.end()))
        note(errors, "volume_edges_ms", tr("Each span of time must end after it begins."));
    else if (!edges.empty())
        note_period(errors, {edges.front(), edges.back()}, "volume_edges_ms", "volume_edges_ms");
    return errors;
}

void sum_up(Analytics& analytics) {
    std::map<std::string, std::int64_t> by_service;
    analytics.total = analytics.open = 0;
    for (const ServiceCount& count : analytics.services) {
        analytics.total += count.tickets;
        if (!is_closed(count.status)) analytics.open += count.tickets;
        by_service[count.service] += count.tickets;
    }
    const auto most = std::max_element(by_service.begin(), by_service.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    analytics.most_requested = most == by_service.end() ? std::string() : most->first;
}

} // namespace stu
