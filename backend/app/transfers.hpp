#pragma once
// What becomes of transfers that staff can take back.

#include "backend/app/context.hpp"
#include "backend/app/responses.hpp"
#include "common/held_transfer.hpp"
#include "common/ticket.hpp"
#include "common/transfer.hpp"
#include "common/views.hpp"

#include <cstdint>
#include <string>

namespace stu::app {

/// Makes the transfer that waits on `ticket`, as if its author did it now, and tells the student; or says in
/// the history that it was not made, where the ticket cannot go there any more.
void make_held_transfer(store::Transaction& transaction, const Context& context, Ticket ticket,
                        const HeldTransfer& held);

/// The department of the service, or why no ticket can go there.
Result<std::string> department_for(store::Transaction& transaction, const Context& context,
                                   const std::string& service);

/// The transfer to a service of `department` waits on `ticket`, which the actor works on, until it is due.
/// Precondition: `transfer.version` is one that the actor knows (`known_version`).
Result<Empty> hold_transfer(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                            const TicketTransfer& transfer, const std::string& department,
                            const UndoTime& time);

/// Why nobody may answer for the ticket at this moment: it is about to leave.
std::optional<Error> leaving_refusal(store::Transaction& transaction, const Ticket& ticket);

} // namespace stu::app
