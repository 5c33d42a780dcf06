#pragma once
// What a ticket has to do with others, as staff sees it.

#include "backend/app/context.hpp"
#include "common/ticket.hpp"
#include "common/views.hpp"

#include <vector>

namespace stu::app {

/// The tickets that `ticket` is linked with and `actor` may read.
std::vector<TicketRow> linked_with(store::Transaction& transaction, const Actor& actor, const Ticket& ticket);

} // namespace stu::app
