#pragma once
// What becomes of transfers that staff can take back.

#include "backend/app/context.hpp"
#include "common/held_transfer.hpp"
#include "common/ticket.hpp"

namespace stu::app {

/// Makes the transfer that waits on `ticket`, as if its author did it now, and tells the student; or says in
/// the history that it was not made, where the ticket cannot go there any more.
void make_held_transfer(store::Transaction& transaction, const Context& context, Ticket ticket,
                        const HeldTransfer& held);

/// Why nobody may answer for the ticket at this moment: it is about to leave.
std::optional<Error> leaving_refusal(store::Transaction& transaction, const Ticket& ticket);

} // namespace stu::app
