// A student's lists: what waits for an answer, the newest tickets, all tickets.

#include "backend/app/pages.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/tickets/ticket_lists.hpp"
#include "common/event_rules.hpp"

#include <algorithm>

namespace stu::app {
namespace {

constexpr std::size_t shown_at_home = 5;
/// Read more waiting tickets than are shown, because a remark moves `updated_ms` but not the wait.
constexpr std::int64_t waiting_read = 50;

Waiting waiting_for(const TicketRow& row, const std::vector<TicketEvent>& events) {
    const TicketEvent* const question = last_words_of_staff(events, row.status);
    Waiting waiting{row, question == nullptr ? std::string() : question->text, row.updated_ms};
    for (const TicketEvent& event : events)
        if (event.from != event.to && event.to == row.status) waiting.since_ms = event.at_ms;
    return waiting;
}

std::vector<Waiting> waiting_tickets(store::Transaction& transaction, const Actor& owner) {
    std::vector<Waiting> waiting;
    for (const Status status : all<Status>()) {
        if (turn_of(status) != Turn::student) continue;
        for (const store::ListedTicket& listed :
             store::own_tickets_in(transaction, owner.user_id, status, waiting_read))
            waiting.push_back(
                waiting_for(listed.row, visible_events(transaction, owner, listed.id,
                                                       {owner.user_id, listed.row.department})));
    }
    std::sort(waiting.begin(), waiting.end(),
              [](const Waiting& a, const Waiting& b) { return a.since_ms < b.since_ms; });
    if (waiting.size() > shown_at_home) waiting.resize(shown_at_home);
    return waiting;
}

} // namespace

Result<Home> handle(StudentHome, Context& context, const Empty&) {
    return context.read([&](store::Transaction& transaction) -> Result<Home> {
        const std::string& owner_id = context.actor.user_id;
        Home home;
        home.waiting = waiting_tickets(transaction, context.actor);
        for (store::ListedTicket& listed : store::own_tickets(
                 transaction, owner_id, {store::Stretch::Direction::onwards, {}, 0, shown_at_home}))
            home.recent.push_back(std::move(listed.row));
        home.total = store::own_total(transaction, owner_id);
        return home;
    });
}

Result<TicketPage> handle(ListOwnTickets, Context& context, const ListTickets& request) {
    return context.read([&](store::Transaction& transaction) -> Result<TicketPage> {
        const std::string& owner_id = context.actor.user_id;
        return cut_page(request.older_than, request.newer_than, store::own_total(transaction, owner_id),
                        [&](const store::Stretch& stretch) {
                            return store::own_tickets(transaction, owner_id, stretch);
                        });
    });
}

} // namespace stu::app
