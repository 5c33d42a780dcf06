// A department's queue: one range of an index for each status, and for each priority that is asked for. One
// range for all of them could walk past a million tickets to find fifty.

#include "backend/store/tickets/merged_ranges.hpp"
#include "backend/store/tickets/queue_question.hpp"

#include <utility>
#include <vector>

namespace stu::store {
namespace {

ListedTicket listed_by_its_wait(const sql::Statement& row) {
    ListedTicket listed = staff_listed_in(row);
    listed.place_ms = listed.row.work.due.at_ms;
    return listed;
}

} // namespace

std::vector<ListedTicket> queued_tickets(Transaction& transaction, const QueueFilter& filter,
                                         QueueOrder order, const Stretch& stretch) {
    const bool by_wait = order == QueueOrder::longest_wait_first;
    std::vector<Range> ranges;
    for (const QueueRange& range : ranges_of(filter))
        ranges.push_back({rows_of(transaction.connection(), range, order, stretch),
                          by_wait ? listed_by_its_wait : staff_listed_in});
    const ListOrder merge{by_wait || order == QueueOrder::longest_unchanged_first, ascends(order, stretch)};
    return in_list_order(merged(std::move(ranges), merge, stretch.limit), stretch);
}

std::int64_t count_queued(Transaction& transaction, const QueueFilter& filter, std::int64_t limit) {
    return count_of(transaction.connection(), filter, limit);
}

} // namespace stu::store
