#include "backend/store/tickets/transfers.hpp"

#include "backend/store/tickets/promises.hpp"
#include "backend/store/tickets/sealed_columns.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "backend/store/tickets/ticket_words.hpp"
#include "backend/store/tickets/tickets.hpp"

namespace stu::store {

// Primary key.
constexpr std::string_view update_place = R"(
    UPDATE ticket SET version = $2, department = $3, service = $4, updated_ms = $5, waiting_ms = $6, answered = $7,
                      list_seal = $8, row_seal = $9, )" KEPT_VERSION_FOLLOWS R"(
    WHERE id = $1 AND version = $2 - 1)";

void move_ticket(Transaction& transaction, const Ticket& ticket, const Ticket& before) {
    forget_words(transaction, ticket.id); // department and service are words, too
    const TicketSeals seals = seals_of(ticket);
    const std::int64_t changed = transaction.connection().run(
        update_place, {ticket.id, ticket.version, ticket.department, ticket.service, ticket.updated_ms,
                       ticket.waiting_ms, std::int64_t{ticket.answered}, seals.list, seals.whole});
    if (changed == 0)
        throw sql::Trouble(sql::Trouble::Kind::conflict, "the ticket has been changed meanwhile");
    index_words(transaction, ticket.id);
    count_move(transaction, ticket, before);
    follow_ticket(transaction, ticket.id);
    TicketChanged gone = news_of(ticket);
    gone.department = before.department;
    if (before.department != ticket.department) transaction.after_commit(gone);
    transaction.after_commit(news_of(ticket)); // last: whoever works in both goes on from there
}

} // namespace stu::store
