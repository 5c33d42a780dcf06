#include "backend/store/tickets/work.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/tickets/tags.hpp"

namespace stu::store {

// Primary key.
constexpr std::string_view select_work = "SELECT assignee_id, priority, tags FROM ticket WHERE id = $1";
constexpr std::string_view update_work = "UPDATE ticket SET assignee_id = $2, priority = $3 WHERE id = $1";

TicketWork work_of(Transaction& transaction, std::string_view ticket_id) {
    const auto row = transaction.connection().query(select_work, {ticket_id});
    if (!row->next()) return {};
    return {row->text(0), stored_enum<Priority>(row->view(1)), tags_of_row(row->view(2))};
}

void store_work(Transaction& transaction, std::string_view ticket_id, const TicketWork& work) {
    transaction.connection().run(update_work, {ticket_id, work.assignee, name_of(work.priority)});
    follow_ticket(transaction, ticket_id);
}

// Primary key (ticket_id, sequence), its beginning.
constexpr std::string_view select_notes_length =
    "SELECT COALESCE(SUM(LENGTH(text)), 0) FROM ticket_event WHERE ticket_id = $1 AND sequence < 0";

std::int64_t notes_length(Transaction& transaction, std::string_view ticket_id) {
    const auto row = transaction.connection().query(select_notes_length, {ticket_id});
    return row->next() ? row->integer(0) : 0;
}

// Partial index ticket_assigned.
#define OPEN_TICKETS_OF "assignee_id = $1 AND assignee_id <> '' AND closed_ms = 0 AND withdrawn_ms = 0"
constexpr std::string_view give_back = "UPDATE ticket SET assignee_id = '' WHERE " OPEN_TICKETS_OF;
constexpr std::string_view give_back_tagged =
    "UPDATE ticket_tag SET ticket_assignee_id = '' "
    "WHERE ticket_id IN (SELECT id FROM ticket WHERE " OPEN_TICKETS_OF ")";

void give_back_tickets_of(Transaction& transaction, std::string_view user_id) {
    transaction.connection().run(give_back_tagged, {user_id}); // while they are still theirs
    transaction.connection().run(give_back, {user_id});
}

// Partial indexes ticket_turn_missed and ticket_turn_over.
constexpr std::string_view begin_missed = R"(
    UPDATE ticket SET waiting_ms = updated_ms WHERE waiting_ms = 0 AND withdrawn_ms = 0
    AND status IN ('pending', 'under_consideration'))";
constexpr std::string_view end_missed = R"(
    UPDATE ticket SET waiting_ms = 0 WHERE waiting_ms > 0
    AND (withdrawn_ms > 0 OR status NOT IN ('pending', 'under_consideration')))";

void mend_turns(Store& store) {
    store.write([](Transaction& transaction) {
        transaction.connection().run(begin_missed, {});
        transaction.connection().run(end_missed, {});
    });
    mend_tagged(store);
}

// Primary key.
constexpr std::string_view upsert_seen = R"(
    INSERT INTO ticket_read (user_id, ticket_id, version) VALUES ($1, $2, $3)
    ON CONFLICT (user_id, ticket_id) DO UPDATE SET version = excluded.version
    WHERE ticket_read.version < excluded.version)";

void mark_seen(Transaction& transaction, std::string_view user_id, std::string_view ticket_id,
               std::int64_t version) {
    transaction.connection().run(upsert_seen, {user_id, ticket_id, version});
}

// Primary key.
constexpr std::string_view select_seen =
    "SELECT version FROM ticket_read WHERE user_id = $1 AND ticket_id = $2";

std::int64_t seen_version(Transaction& transaction, std::string_view user_id, std::string_view ticket_id) {
    const auto row = transaction.connection().query(select_seen, {user_id, ticket_id});
    return row->next() ? row->integer(0) : 0;
}

// Primary key. A reader without a row has seen nothing.
constexpr std::string_view delete_seen = "DELETE FROM ticket_read WHERE user_id = $1 AND ticket_id = $2";

void mark_unread(Transaction& transaction, std::string_view user_id, std::string_view ticket_id) {
    transaction.connection().run(delete_seen, {user_id, ticket_id});
}

} // namespace stu::store
