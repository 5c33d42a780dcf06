#pragma once
// One list made of several ranges of an index, each in the order of the list; private to store/.

#include "backend/store/tickets/ticket_rows.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace stu::store {

/// A running query in the order of the list, how its rows are read, and the one that it stands on.
struct Range {
    std::unique_ptr<sql::Statement> row;
    ListedTicket (*read)(const sql::Statement&);
    ListedTicket listed = {};
};

/// False at the end of the range.
inline bool advance(Range& range) {
    if (!range.row->next()) return false;
    range.listed = range.read(*range.row);
    return true;
}

struct ListOrder {
    bool by_moment = false; ///< by place_ms, then by id; otherwise by id alone
    bool ascending = false;
};

/// The rows of all ranges in the order of the list, and no more of them read than are wanted.
inline std::vector<ListedTicket> merged(std::vector<Range> ranges, ListOrder order, std::int64_t limit) {
    const auto place = [order](const Range& range) {
        return std::make_pair(order.by_moment ? range.listed.place_ms : 0, std::string_view(range.listed.id));
    };
    std::erase_if(ranges, [](Range& range) { return !advance(range); });
    std::vector<ListedTicket> rows;
    while (!ranges.empty() && static_cast<std::int64_t>(rows.size()) < limit) {
        const auto next = std::min_element(ranges.begin(), ranges.end(), [&](const Range& a, const Range& b) {
            return order.ascending ? place(a) < place(b) : place(b) < place(a);
        });
        rows.push_back(std::move(next->listed));
        if (!advance(*next)) ranges.erase(next);
    }
    return rows;
}

} // namespace stu::store
