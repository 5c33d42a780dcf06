#pragma once
// Tickets that staff has linked with each other.

#include "backend/store/tickets/ticket_lists.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stu::store {

/// Links two tickets, or parts them. False where that is so already.
bool set_linked(Transaction& transaction, std::string_view ticket_id, std::string_view other_id, bool linked);

/// The tickets that this one is linked with, the newest first.
std::vector<ListedTicket> linked_tickets(Transaction& transaction, std::string_view ticket_id);

std::int64_t count_links(Transaction& transaction, std::string_view ticket_id);

} // namespace stu::store
