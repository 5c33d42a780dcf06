#include "backend/store/tickets/held_responses.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/tickets/tickets.hpp"

#include <utility>

namespace stu::store {

constexpr std::string_view insert_held = R"(
    INSERT INTO held_response (ticket_id, author_id, author_name, request_id, version, from_status, to_status,
                               text, duplicate_of, created_ms, due_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))";

void hold_response(Transaction& transaction, const Ticket& ticket, const HeldResponse& held) {
    transaction.connection().run(insert_held,
                                 {ticket.id, held.author_id, held.author_name, held.request_id, held.version,
                                  name_of(held.from), name_of(held.to), held.text,
                                  sql::optional_text(held.duplicate_of), held.created_ms, held.due_ms});
    transaction.after_commit(ResponseHeld{});
    transaction.after_commit(internal_news_of(ticket));
}

// Primary key.
constexpr std::string_view keep_file = R"(
    UPDATE attachment SET expires_ms = NULL
    WHERE id = $1 AND owner_id = $2 AND ticket_id IS NULL AND expires_ms > $3)";
constexpr std::string_view insert_held_file = R"(
    INSERT INTO held_file (attachment_id, ticket_id, position) VALUES ($1, $2, $3))";

bool hold_attachments(Transaction& transaction, const std::vector<std::string>& ids,
                      std::string_view owner_id, std::string_view ticket_id, std::int64_t now_ms) {
    std::int64_t position = 0;
    for (const std::string& id : ids) {
        if (transaction.connection().run(keep_file, {id, owner_id, now_ms}) != 1) return false;
        transaction.connection().run(insert_held_file, {id, ticket_id, ++position});
    }
    return true;
}

// Primary key.
constexpr std::string_view select_held = R"(
    SELECT request_id, author_id, author_name, version, from_status, to_status, text, duplicate_of, created_ms,
           due_ms, (SELECT COUNT(*) FROM held_file WHERE held_file.ticket_id = held_response.ticket_id)
    FROM held_response WHERE ticket_id = $1)";
// Index held_file_ticket, already in order, then the primary key. Asked only where there are some.
constexpr std::string_view select_held_files = R"(
    SELECT id, file_name, bytes FROM held_file JOIN attachment ON id = attachment_id
    WHERE held_file.ticket_id = $1 ORDER BY held_file.position)";

std::optional<HeldResponse> held_on(Transaction& transaction, std::string_view ticket_id) {
    const auto row = transaction.connection().query(select_held, {ticket_id});
    if (!row->next()) return std::nullopt;
    HeldResponse held;
    held.request_id = row->text(0);
    held.author_id = row->text(1);
    held.author_name = row->text(2);
    held.version = row->integer(3);
    held.from = stored_enum<Status>(row->text(4));
    held.to = stored_enum<Status>(row->text(5));
    held.text = row->text(6);
    held.duplicate_of = row->text(7);
    held.created_ms = row->integer(8);
    held.due_ms = row->integer(9);
    if (row->integer(10) == 0) return held; // nearly always
    const auto file = transaction.connection().query(select_held_files, {ticket_id});
    while (file->next()) held.files.push_back({file->text(0), file->text(1), file->integer(2)});
    return held;
}

namespace {

std::optional<std::string> first_text(sql::Statement& row) {
    return row.next() ? std::optional(row.text(0)) : std::nullopt;
}

} // namespace

// Unique index (author_id, request_id).
constexpr std::string_view select_by_held_request =
    "SELECT ticket_id FROM held_response WHERE author_id = $1 AND request_id = $2";

std::optional<std::string> ticket_holding(Transaction& transaction, std::string_view author_id,
                                          std::string_view request_id) {
    return first_text(*transaction.connection().query(select_by_held_request, {author_id, request_id}));
}

// Primary key.
constexpr std::string_view select_by_held_file = "SELECT ticket_id FROM held_file WHERE attachment_id = $1";

std::optional<std::string> ticket_holding_file(Transaction& transaction, std::string_view attachment_id) {
    return first_text(*transaction.connection().query(select_by_held_file, {attachment_id}));
}

// Index held_response_due, already in order.
constexpr std::string_view select_due =
    "SELECT ticket_id FROM held_response WHERE due_ms <= $1 ORDER BY due_ms";

std::vector<std::string> tickets_with_due_response(Transaction& transaction, std::int64_t now_ms) {
    return ids_of(*transaction.connection().query(select_due, {now_ms}));
}

// Index held_response_due, one row of it.
constexpr std::string_view select_next_due =
    "SELECT due_ms FROM held_response WHERE due_ms > $1 ORDER BY due_ms LIMIT 1";

std::optional<std::int64_t> next_response_due_ms(Transaction& transaction, std::int64_t now_ms) {
    const auto row = transaction.connection().query(select_next_due, {now_ms});
    return row->next() ? std::optional(row->integer(0)) : std::nullopt;
}

// Index held_file_ticket, then primary keys.
constexpr std::string_view give_files_to_event = R"(
    UPDATE attachment SET ticket_id = $1, event = $2,
                          position = (SELECT position FROM held_file WHERE attachment_id = id)
    WHERE id IN (SELECT attachment_id FROM held_file WHERE ticket_id = $1))";
constexpr std::string_view stage_files_again = R"(
    UPDATE attachment SET expires_ms = $2
    WHERE id IN (SELECT attachment_id FROM held_file WHERE ticket_id = $1))";
// Primary key; held_file follows by ON DELETE CASCADE.
constexpr std::string_view delete_held = R"(DELETE FROM held_response WHERE ticket_id = $1)";

void end_holding(Transaction& transaction, std::string_view ticket_id, std::int64_t event) {
    transaction.connection().run(give_files_to_event, {ticket_id, event});
    transaction.connection().run(delete_held, {ticket_id});
}

void end_holding_unsent(Transaction& transaction, std::string_view ticket_id, const HeldResponse& held,
                        std::int64_t expires_ms) {
    if (!held.files.empty()) transaction.connection().run(stage_files_again, {ticket_id, expires_ms});
    transaction.connection().run(delete_held, {ticket_id});
}

} // namespace stu::store
