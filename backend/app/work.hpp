#pragma once
// What use cases share in which staff decides about a ticket.

#include "backend/app/context.hpp"
#include "common/tags.hpp"
#include "common/ticket.hpp"
#include "common/views.hpp"
#include "common/work.hpp"

#include <string_view>

namespace stu::app {

/// The ticket, if the actor works on it.
Result<Ticket> workable_ticket(store::Transaction& transaction, const Actor& actor, std::string_view number);

/// The same, if the actor has not done so too often.
Result<Ticket> ticket_to_work_on(store::Transaction& transaction, Context& context, std::string_view number);

// What is decided about a ticket that the actor works on, with its event and whoever is told. Nothing happens
// where all is so already. `request_id` names the event for `find_repeated`; empty = nobody looks for it.
Result<Empty> assign_ticket(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                            const Assignment& request, std::string_view request_id = {});
Result<Empty> prioritise_ticket(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                                Priority to, std::string_view request_id = {});
/// An Error leaves tags behind: the transaction, or this part of it, has to be undone.
Result<Empty> tag_ticket(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                         const TagChange& request, std::string_view request_id = {});

/// Whether somebody may be given the ticket.
bool works_here(store::Transaction& transaction, const Ticket& ticket, std::string_view user_id);

} // namespace stu::app
