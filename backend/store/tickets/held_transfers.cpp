#include "backend/store/tickets/held_transfers.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/tickets/tickets.hpp"

namespace stu::store {

constexpr std::string_view insert_held_transfer = R"(
    INSERT INTO held_transfer (ticket_id, author_id, author_name, request_id, service, reason, created_ms, due_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))";

void hold_transfer(Transaction& transaction, const Ticket& ticket, const HeldTransfer& held) {
    transaction.connection().run(insert_held_transfer,
                                 {ticket.id, held.author_id, held.author_name, held.request_id, held.service,
                                  held.reason, held.created_ms, held.due_ms});
    transaction.after_commit(ResponseHeld{});
    transaction.after_commit(internal_news_of(ticket));
}

// Primary key.
constexpr std::string_view select_held_transfer = R"(
    SELECT request_id, author_id, author_name, service, reason, created_ms, due_ms
    FROM held_transfer WHERE ticket_id = $1)";

std::optional<HeldTransfer> held_transfer_on(Transaction& transaction, std::string_view ticket_id) {
    const auto row = transaction.connection().query(select_held_transfer, {ticket_id});
    if (!row->next()) return std::nullopt;
    return HeldTransfer{row->text(0), row->text(1),    row->text(2),   row->text(3),
                        row->text(4), row->integer(5), row->integer(6)};
}

// Unique index (author_id, request_id).
constexpr std::string_view select_leaving =
    "SELECT ticket_id FROM held_transfer WHERE author_id = $1 AND request_id = $2";

std::optional<std::string> ticket_leaving(Transaction& transaction, std::string_view author_id,
                                          std::string_view request_id) {
    const auto row = transaction.connection().query(select_leaving, {author_id, request_id});
    return row->next() ? std::optional(row->text(0)) : std::nullopt;
}

// Index held_transfer_due, already in order.
constexpr std::string_view select_due_transfers =
    "SELECT ticket_id FROM held_transfer WHERE due_ms <= $1 ORDER BY due_ms";

std::vector<std::string> tickets_with_due_transfer(Transaction& transaction, std::int64_t now_ms) {
    return ids_of(*transaction.connection().query(select_due_transfers, {now_ms}));
}

// Index held_transfer_due, one row of it.
constexpr std::string_view select_next_transfer =
    "SELECT due_ms FROM held_transfer WHERE due_ms > $1 ORDER BY due_ms LIMIT 1";

std::optional<std::int64_t> next_transfer_due_ms(Transaction& transaction, std::int64_t now_ms) {
    const auto row = transaction.connection().query(select_next_transfer, {now_ms});
    return row->next() ? std::optional(row->integer(0)) : std::nullopt;
}

// Primary key.
constexpr std::string_view delete_held_transfer = "DELETE FROM held_transfer WHERE ticket_id = $1";

void end_held_transfer(Transaction& transaction, std::string_view ticket_id) {
    transaction.connection().run(delete_held_transfer, {ticket_id});
}

} // namespace stu::store
