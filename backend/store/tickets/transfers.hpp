#pragma once
// Tickets that go to another service.

#include "backend/store/engine/store.hpp"
#include "common/ticket.hpp"

namespace stu::store {

/// Stores that `ticket` belongs to its present service and department; `before` is how it was until now.
/// Counts, index of words and seals go with it, and both departments hear of it. Throws Trouble (conflict) as
/// `update_ticket` does.
void move_ticket(Transaction& transaction, const Ticket& ticket, const Ticket& before);

} // namespace stu::store
