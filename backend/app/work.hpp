#pragma once
// What use cases share in which staff decides about a ticket.

#include "backend/app/context.hpp"
#include "common/ticket.hpp"

#include <string_view>

namespace stu::app {

/// The ticket, if the actor works on it, and has not done so too often.
Result<Ticket> ticket_to_work_on(store::Transaction& transaction, Context& context, std::string_view number);

/// Whether somebody may be given the ticket.
bool works_here(store::Transaction& transaction, const Ticket& ticket, std::string_view user_id);

} // namespace stu::app
