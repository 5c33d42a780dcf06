#pragma once
#include "backend/app/context.hpp"
#include "common/event.hpp"
#include "common/ticket.hpp"

namespace stu::app {

/// Puts a mail into the outbox for the member of staff who acted last on `ticket`, if anybody has: the
/// student did `event`, which has been applied to it.
void tell_last_staff(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                     const TicketEvent& event);

} // namespace stu::app
