#pragma once
// Who watches a ticket and may still read it.

#include "backend/app/context.hpp"
#include "common/ticket.hpp"
#include "common/work.hpp"

#include <string>
#include <vector>

namespace stu::app {

/// Of these user ids those of `colleagues` who work in the ticket's department.
std::vector<std::string> working_here(std::vector<std::string> ids, const std::vector<Colleague>& colleagues);

/// Who is to hear what happens to the ticket, and to those that are merged into it. Whoever does not work in
/// its department any more, or may not sign in, watches again once that has changed back.
std::vector<std::string> present_watchers(store::Transaction& transaction, const Ticket& ticket);

/// Whomever the note of `author` calls by name watches the ticket from now on and finds it unread. Returns
/// their ids, for the mail about it.
std::vector<std::string> call_by_name(store::Transaction& transaction, const Ticket& ticket,
                                      const TicketEvent& note, const Actor& author);

} // namespace stu::app
