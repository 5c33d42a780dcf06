#pragma once
// What becomes of responses that staff can take back: they are sent when they are due, or before, once their
// author goes on with the ticket.

#include "backend/app/context.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "common/response.hpp"

#include <cstdint>
#include <string_view>

namespace stu::app {

/// Stores what staff has done to `ticket`, which was counted as `before`, and tells its student.
void record_response(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                     const store::CountedTicket& before, const TicketEvent& event,
                     std::string_view request_id);

/// Sends what the actor holds on `ticket`, if anything, before they change it again.
void send_own_held(store::Transaction& transaction, const Context& context, Ticket& ticket);

/// Sends all responses that are due and makes the transfers, whoever's server took them, each once. One that
/// meets a fault is logged and tried again with the next call. Returns in how many milliseconds that should
/// be, at most `most_ms`.
std::int64_t send_due_responses(Services& services, std::int64_t most_ms);

} // namespace stu::app
