#pragma once
// The lists of the workbench. Each is a few ranges of indexes that hold only what is open, so they cost the
// same however many tickets are closed.

#include "backend/store/tickets/ticket_lists.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// Which of the tickets that wait for staff. Borrowed, as QueueFilter.
struct WaitFilter {
    std::span<const std::string> departments;
    std::vector<std::string_view> assignees; ///< ids; an empty one means nobody's
    WaitKind kind = WaitKind::any;
    std::int64_t now_ms = 0; ///< for WaitKind::late
};

/// What is due first; `reader` is whose RowWork::unread it is.
std::vector<ListedTicket> waiting_tickets(Transaction& transaction, const WaitFilter& filter,
                                          std::string_view reader, const Stretch& stretch);
/// At most `limit`.
std::int64_t count_waiting(Transaction& transaction, const WaitFilter& filter, std::int64_t limit);

/// What is open and somebody's, in their departments, the longest without change first.
std::vector<ListedTicket> assigned_tickets(Transaction& transaction, std::string_view assignee,
                                           std::span<const std::string> departments, const Stretch& stretch);
std::int64_t count_assigned(Transaction& transaction, std::string_view assignee,
                            std::span<const std::string> departments, std::int64_t limit);

} // namespace stu::store
