// Staff sorts tickets by short words of its own.

#include "common/tags.hpp"

#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/app/work.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/tickets.hpp"

#include <utility>

namespace stu::app {

Result<Empty> tag_ticket(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                         const TagChange& request, std::string_view request_id) {
    const store::TagsChanged changed = store::change_tags(transaction, ticket, request.add, request.remove,
                                                          [&] { return context.new_id(); });
    if (changed.too_many_here)
        return invalid("add", tr("A ticket has {most} tags at most.", {{"most", max_tags_of_ticket}}));
    if (changed.too_many_tags)
        return invalid("add", tr("Your department has {most} tags already. Use one of them.",
                                 {{"most", max_tags_of_department}}));
    if (!changed.added.empty() || !changed.removed.empty())
        store::insert_internal_event(
            transaction, ticket,
            tags_event(ticket, changed.added, changed.removed, context.actor, context.now_ms), request_id);
    return Empty{};
}

Result<TicketView> handle(SetTags, Context& context, const TagChange& request) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        auto ticket = ticket_to_work_on(transaction, context, request.number);
        if (!ticket) return ticket.error();
        if (auto done = tag_ticket(transaction, context, ticket.value(), request); !done) return done.error();
        return view_of(transaction, context.actor, std::move(ticket.value()));
    });
}

} // namespace stu::app
