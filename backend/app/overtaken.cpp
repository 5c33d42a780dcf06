#include "backend/app/overtaken.hpp"

#include "backend/store/tickets/tickets.hpp"

namespace stu::app {

std::int64_t known_version(store::Transaction& transaction, const Actor& actor, const Ticket& ticket,
                           std::int64_t version) {
    for (std::int64_t sequence = ticket.version; sequence > version; --sequence) {
        const auto event = store::find_event(transaction, ticket.id, sequence);
        if (!event || event->author_id != actor.user_id) return version;
    }
    return version < ticket.version ? ticket.version : version;
}

void pass_own_changes(store::Transaction& transaction, const Actor& actor, const Ticket& ticket,
                      StatusChange& change) {
    const std::int64_t known = known_version(transaction, actor, ticket, change.version);
    if (known == change.version) return;
    const auto seen = store::find_event(transaction, ticket.id, change.version);
    if (!seen) return;
    if (change.to == seen->to) change.to = ticket.status;
    change.version = known;
}

} // namespace stu::app
