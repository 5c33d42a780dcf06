// A department's queue, filtered by status and service.

#include "backend/app/pages.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/ticket_lists.hpp"

#include <algorithm>

namespace stu::app {
namespace {

/// Each chosen status once; all of them when none is named.
std::vector<Status> chosen_statuses(const std::vector<Status>& statuses) {
    std::vector<Status> chosen;
    for (std::size_t i = 0; i < count_of<Status>(); ++i) {
        const auto status = static_cast<Status>(i);
        if (statuses.empty() || std::find(statuses.begin(), statuses.end(), status) != statuses.end())
            chosen.push_back(status);
    }
    return chosen;
}

std::int64_t matching(const std::vector<StatusCount>& counts, const std::vector<Status>& chosen) {
    std::int64_t total = 0;
    for (const StatusCount& count : counts)
        if (std::find(chosen.begin(), chosen.end(), count.status) != chosen.end()) total += count.tickets;
    return total;
}

/// One for each of the seven, also those without tickets.
std::vector<StatusCount> all_statuses(const std::vector<StatusCount>& counts) {
    std::vector<StatusCount> all;
    for (std::size_t i = 0; i < count_of<Status>(); ++i) {
        StatusCount& entry = all.emplace_back();
        entry.status = static_cast<Status>(i);
        for (const StatusCount& count : counts)
            if (count.status == entry.status) entry.tickets += count.tickets;
    }
    return all;
}

} // namespace

Result<QueuePage> handle(DepartmentQueue, Context& context, const ListQueue& request) {
    if (context.actor.signed_in() && !context.actor.verified) return not_allowed(context.actor, {});
    // A department that does not exist and one of somebody else look alike.
    if (!may(context.actor, Action::read_queue, {{}, request.department}))
        return refuse(Code::not_found, "There is no such queue.");
    store::Transaction transaction = context.store().read();
    const std::vector<Status> chosen = chosen_statuses(request.statuses);
    const std::vector<StatusCount> counts = store::queue_counts(transaction, request.department, {});
    const std::int64_t total = matching(
        request.service.empty() ? counts
                                : store::queue_counts(transaction, request.department, request.service),
        chosen);
    auto page = cut_page(request.older_than, request.newer_than, total, [&](const store::Stretch& stretch) {
        return store::queued_tickets(transaction, request.department, request.service, chosen, stretch);
    });
    if (!page) return page.error();
    return QueuePage{std::move(page.value()), all_statuses(counts)};
}

} // namespace stu::app
