// Staff that hears what happens to a ticket.

#include "backend/app/watchers.hpp"

#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/app/work.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/tickets/mentions.hpp"
#include "backend/store/tickets/merges.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/watchers.hpp"
#include "backend/store/tickets/work.hpp"
#include "common/mentions.hpp"
#include "common/watching.hpp"

#include <algorithm>
#include <utility>

namespace stu::app {

std::vector<std::string> working_here(std::vector<std::string> ids,
                                      const std::vector<Colleague>& colleagues) {
    std::erase_if(ids, [&](const std::string& id) {
        return std::none_of(colleagues.begin(), colleagues.end(),
                            [&](const Colleague& each) { return each.works_here && each.id == id; });
    });
    return ids;
}

std::vector<std::string> present_watchers(store::Transaction& transaction, const Ticket& ticket) {
    std::vector<std::string> ids = store::watchers_of(transaction, ticket.id);
    if (ids.empty()) return ids; // nearly always
    return working_here(std::move(ids), store::colleagues_in(transaction, ticket.department));
}

std::vector<std::string> call_by_name(store::Transaction& transaction, const Ticket& ticket,
                                      const TicketEvent& note, const Actor& author) {
    if (note.text.find('@') == std::string::npos) return {}; // nearly always
    std::vector<std::string> called =
        mentioned(note.text, store::colleagues_in(transaction, ticket.department));
    std::erase(called, author.user_id);
    for (const std::string& id : called) {
        store::mark_unread(transaction, id, ticket.id);
        store::keep_mention(transaction, id, ticket.id, note);
        if (store::set_watching(transaction, ticket.id, id, true))
            store::insert_internal_event(transaction, ticket,
                                         watch_event(ticket, id, true, author, note.at_ms));
    }
    return called;
}

namespace {

/// The actor watches this very ticket from now on, or no more; false where that was so.
bool watch(store::Transaction& transaction, const Context& context, const Ticket& ticket, bool watching) {
    const std::string& self = context.actor.user_id;
    if (!store::set_watching(transaction, ticket.id, self, watching)) return false;
    store::insert_internal_event(transaction, ticket,
                                 watch_event(ticket, self, watching, context.actor, context.now_ms));
    return true;
}

} // namespace

Result<TicketView> handle(WatchTicket, Context& context, const TicketWatch& request) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        auto found = ticket_to_work_on(transaction, context, request.number);
        if (!found) return found.error();
        Ticket& ticket = found.value();
        bool changed = watch(transaction, context, ticket, request.watching);
        if (!request.watching) // also what is merged into it, for which they would go on to hear of it
            for (const Ticket& merged : store::tickets_merged_into(transaction, ticket.number))
                changed |= watch(transaction, context, merged, false);
        if (changed) transaction.after_commit(store::internal_news_of(ticket));
        return view_of(transaction, context.actor, std::move(ticket));
    });
}

} // namespace stu::app
