#pragma once
// Tickets that have been merged into others.

#include "backend/store/engine/store.hpp"
#include "common/ticket.hpp"

#include <string_view>
#include <vector>

namespace stu::store {

/// Those that are merged into the one with this number, oldest merge first.
std::vector<Ticket> tickets_merged_into(Transaction& transaction, std::string_view number);

} // namespace stu::store
