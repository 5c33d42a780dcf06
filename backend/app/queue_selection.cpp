#include "backend/app/queue_selection.hpp"

#include "backend/store/tickets/tags.hpp"

#include "backend/store/tickets/ticket_search.hpp"
#include "common/time_spans.hpp"
#include "common/typed_text.hpp"

#include <algorithm>

namespace stu::app {
namespace {

/// Nothing but what waits for staff.
bool only_waits(const ListQueue& request) {
    return is_staffs(request.turn) || request.order == QueueOrder::longest_wait_first;
}

/// Each chosen status once, all of them when none is named; of these what can be of that turn.
std::vector<Status> chosen_statuses(const ListQueue& request) {
    const auto& named = request.statuses;
    std::vector<Status> chosen;
    for (const Status status : all<Status>()) {
        const Turn turn = turn_of(status);
        if (only_waits(request) && turn != Turn::staff) continue;
        if (request.turn == QueueTurn::student && turn != Turn::student) continue;
        if (named.empty() || std::find(named.begin(), named.end(), status) != named.end())
            chosen.push_back(status);
    }
    return chosen;
}

WaitKind kind_of(QueueTurn turn) {
    switch (turn) {
    case QueueTurn::fresh: return WaitKind::fresh;
    case QueueTurn::answered: return WaitKind::answered;
    case QueueTurn::late: return WaitKind::late;
    case QueueTurn::anybody:
    case QueueTurn::staff:
    case QueueTurn::student: break;
    }
    return WaitKind::any;
}

} // namespace

SettledQueue settle(const Context& context, const ListQueue& request) {
    SettledQueue settled{request};
    ListQueue& question = settled.request;
    if (request.assignee == assigned_to_me) question.assignee = context.actor.user_id;
    std::sort(question.priorities.begin(), question.priorities.end());
    question.priorities.erase(std::unique(question.priorities.begin(), question.priorities.end()),
                              question.priorities.end());
    const std::int64_t minute = context.now_ms / minute_ms * minute_ms;
    if (request.days > 0) {
        const std::int64_t before = minute - request.days * day_ms;
        question.opened.before_ms =
            request.opened.before_ms > 0 ? std::min(request.opened.before_ms, before) : before;
        question.days = 0;
    }
    if (request.turn == QueueTurn::late) settled.now_ms = minute;
    return settled;
}

Selection::Selection(store::Transaction& transaction, const SettledQueue& settled)
    : transaction_(transaction), request_(settled.request), statuses_(chosen_statuses(request_)),
      text_(as_line(request_.text)), filter_{request_.department, request_.service, statuses_,
                                             request_.opened} {
    if (request_.assignee == assigned_to_nobody)
        filter_.assignee = "";
    else if (!request_.assignee.empty())
        filter_.assignee = request_.assignee;
    filter_.priorities = request_.priorities;
    if (!request_.tag.empty())
        filter_.tag = store::tag_called(transaction, request_.department, request_.tag);
    filter_.waits = {only_waits(request_), kind_of(request_.turn), settled.now_ms};
}

store::FoundTickets Selection::read(const store::Stretch& stretch, std::chrono::milliseconds patience) const {
    if (is_searched())
        return store::found_tickets(transaction_, filter_, text_, request_.order, stretch, patience);
    return {store::queued_tickets(transaction_, filter_, order_of(request_), stretch)};
}

std::int64_t Selection::count(const std::vector<ServiceCount>& everything, std::int64_t limit) const {
    if (!is_counted()) return store::count_queued(transaction_, filter_, limit);
    std::int64_t sum = 0;
    for (const ServiceCount& count : everything)
        if (matches(count)) sum += count.tickets;
    return sum;
}

store::SomeCounted Selection::count_found(std::int64_t limit, std::chrono::milliseconds patience) const {
    return store::count_found(transaction_, filter_, text_, limit, patience);
}

bool Selection::matches(const ServiceCount& count) const {
    return (request_.service.empty() || request_.service == count.service) &&
           std::find(statuses_.begin(), statuses_.end(), count.status) != statuses_.end();
}

} // namespace stu::app
