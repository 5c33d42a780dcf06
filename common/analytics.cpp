#include "common/analytics.hpp"

#include "common/checks.hpp"

#include <algorithm>
#include <map>

namespace stu {

namespace {

void note_edges(std::vector<FieldError>& errors, const std::vector<std::int64_t>& edges,
                std::string_view field, std::size_t most_spans) {
    if (edges.size() > most_spans + 1)
        note(errors, field, tr("Ask for {most} spans of time at most.", {{"most", most_spans}}));
    else if (!std::is_sorted(edges.begin(), edges.end()))
        note(errors, field, tr("Each span of time must end after it begins."));
    else if (!edges.empty())
        note_period(errors, {edges.front(), edges.back()}, field, field);
}

} // namespace

std::vector<FieldError> validate(const AnalyticsRequest& request) {
    std::vector<FieldError> errors;
    note(errors, "department",
         check_id(request.department, {tr("The department"), tr("Choose a department."), max_id}));
    note_period(errors, request.opened, "opened_from_ms", "opened_before_ms");
    note_period(errors, request.compared, "compared_from_ms", "compared_before_ms");
    note_edges(errors, request.volume_edges_ms, "volume_edges_ms", max_volume_spans);
    note_edges(errors, request.age_edges_ms, "age_edges_ms", max_age_edges - 1);
    return errors;
}

std::vector<FieldError> validate(const AssigneesRequest& request) {
    std::vector<FieldError> errors;
    note(errors, "department",
         check_id(request.department, {tr("The department"), tr("Choose a department."), max_id}));
    note_period(errors, request.closed, "closed_from_ms", "closed_before_ms");
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

KeptPromises all_of(const std::vector<KeptPromises>& promises) {
    KeptPromises all;
    for (const KeptPromises& each : promises) {
        all.answers += each.answers;
        all.answers_kept += each.answers_kept;
        all.solutions += each.solutions;
        all.solutions_kept += each.solutions_kept;
    }
    return all;
}

} // namespace stu
