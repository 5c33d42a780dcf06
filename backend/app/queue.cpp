// A department's queue, filtered by status and service.

#include "backend/app/pages.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/ticket_lists.hpp"

#include <algorithm>
#include <array>

namespace stu::app {
namespace {

using Chosen = std::array<bool, count_of<Status>()>;

Chosen chosen_statuses(const std::vector<Status>& statuses) {
    Chosen chosen{};
    if (statuses.empty()) chosen.fill(true);
    for (const Status status : statuses) chosen[static_cast<std::size_t>(status)] = true;
    return chosen;
}

/// One index range for each chosen status, merged: a page costs at most seven times its rows, however long
/// the queue is, where filtering a single range could walk past a million tickets to find fifty.
std::vector<store::ListedTicket> merged_stretch(store::Transaction& transaction, const ListQueue& request,
                                                const Chosen& chosen, const store::Stretch& stretch) {
    std::vector<store::ListedTicket> merged;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (!chosen[i]) continue;
        auto rows = store::queued_tickets(transaction, request.department, request.service,
                                          static_cast<Status>(i), stretch);
        std::move(rows.begin(), rows.end(), std::back_inserter(merged));
    }
    std::sort(merged.begin(), merged.end(),
              [](const store::ListedTicket& a, const store::ListedTicket& b) { return a.id > b.id; });
    const auto surplus = static_cast<std::ptrdiff_t>(merged.size()) - stretch.limit;
    if (surplus <= 0) return merged;
    // Keep the rows next to the anchor.
    if (stretch.direction == store::Stretch::Direction::newer) {
        merged.erase(merged.begin(), merged.begin() + surplus);
    } else {
        merged.resize(static_cast<std::size_t>(stretch.limit));
    }
    return merged;
}

std::int64_t matching(const std::vector<StatusCount>& counts, const Chosen& chosen) {
    std::int64_t total = 0;
    for (const StatusCount& count : counts)
        if (chosen[static_cast<std::size_t>(count.status)]) total += count.tickets;
    return total;
}

/// One for each of the seven, also those without tickets.
std::vector<StatusCount> all_statuses(const std::vector<StatusCount>& counts) {
    std::vector<StatusCount> all;
    for (std::size_t i = 0; i < count_of<Status>(); ++i) {
        StatusCount& entry = all.emplace_back();
        entry.status = static_cast<Status>(i);
        for (const StatusCount& count : counts)
            if (count.status == entry.status) entry.tickets = count.tickets;
    }
    return all;
}

} // namespace

Result<QueuePage> handle(DepartmentQueue, Context& context, const ListQueue& request) {
    // A department that does not exist and one of somebody else look alike.
    if (!may(context.actor, Action::read_queue, {{}, request.department}))
        return refuse(Code::not_found, "There is no such queue.");
    store::Transaction transaction = context.store().read();
    const Chosen chosen = chosen_statuses(request.statuses);
    const std::int64_t total =
        matching(store::queue_counts(transaction, request.department, request.service), chosen);
    auto page = cut_page(request.older_than, request.newer_than, total, [&](const store::Stretch& stretch) {
        return merged_stretch(transaction, request, chosen, stretch);
    });
    if (!page) return page.error();
    return QueuePage{std::move(page.value()),
                     all_statuses(store::queue_counts(transaction, request.department, {}))};
}

} // namespace stu::app
