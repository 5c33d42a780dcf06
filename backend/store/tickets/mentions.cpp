#include "backend/store/tickets/mentions.hpp"

#include "backend/store/tickets/given_values.hpp"
#include "backend/store/tickets/ticket_rows.hpp"

namespace stu::store {

// Primary key (user_id, ticket_id), as all below.
constexpr std::string_view upsert_mention = R"(
    INSERT INTO ticket_mention (user_id, ticket_id, sequence, at_ms) VALUES ($1, $2, $3, $4)
    ON CONFLICT (user_id, ticket_id) DO UPDATE SET sequence = excluded.sequence)";
constexpr std::string_view delete_mention =
    "DELETE FROM ticket_mention WHERE user_id = $1 AND ticket_id = $2 AND sequence >= $3";
// Partial index ticket_merged, nearly always empty; then primary keys. A merge takes a version of the ticket
// that others are merged into, so whoever has seen that version has seen their notes.
constexpr std::string_view delete_merged_mentions = R"(
    DELETE FROM ticket_mention WHERE user_id = $1 AND ticket_id IN (
        SELECT id FROM ticket AS merged WHERE merged_into = $2 AND merged_into <> '' AND withdrawn_ms <> 0
        AND (SELECT MAX(sequence) FROM ticket_event
             WHERE ticket_id = $3 AND kind = 'merged' AND was = merged.number) <= $4))";
constexpr std::string_view delete_mentions_of = "DELETE FROM ticket_mention WHERE user_id = $1";

void keep_mention(Transaction& transaction, std::string_view user_id, std::string_view ticket_id,
                  const TicketEvent& note) {
    transaction.connection().run(upsert_mention, {user_id, ticket_id, note.sequence, note.at_ms});
}

void forget_mention(Transaction& transaction, std::string_view user_id, std::string_view ticket_id,
                    std::int64_t internal) {
    if (internal < 0) transaction.connection().run(delete_mention, {user_id, ticket_id, internal});
}

void forget_merged_mentions(Transaction& transaction, std::string_view user_id, const Ticket& into,
                            std::int64_t version) {
    transaction.connection().run(delete_merged_mentions, {user_id, into.number, into.id, version});
}

void forget_mentions_of(Transaction& transaction, std::string_view user_id) {
    transaction.connection().run(delete_mentions_of, {user_id});
}

namespace {

/// Which tickets call whom, in which departments; what is merged calls to where it goes on. What one person
/// has not looked at is little, so it is sorted; "cross" keeps SQLite from looking through all tickets of a
/// department instead.
std::string called(GivenValues& values, std::string_view reader, std::span<const std::string> departments) {
    std::string sql = R"( FROM (
        SELECT CASE WHEN merged_into <> '' AND withdrawn_ms <> 0 THEN merged_into ELSE number END AS leads_to,
               MIN(at_ms) AS called_ms
        FROM ticket_mention CROSS JOIN ticket
        WHERE ticket.id = ticket_mention.ticket_id AND ticket_mention.user_id = )";
    sql += values.add(reader) + " GROUP BY 1) AS mention CROSS JOIN ticket WHERE ticket.number = leads_to";
    return sql + " AND ticket.withdrawn_ms = 0 AND ticket.department IN (" + values.add_all(departments) +
           ")";
}

ListedTicket listed_by_mention(const sql::Statement& row) {
    ListedTicket listed = staff_listed_in(row);
    listed.place_ms = row.integer(staff_listed_columns);
    listed.row.work.unread = true;
    return listed;
}

} // namespace

std::vector<ListedTicket> mentioned_tickets(Transaction& transaction, std::string_view reader,
                                            std::span<const std::string> departments,
                                            const Stretch& stretch) {
    const bool onwards = stretch.direction == Stretch::Direction::onwards;
    GivenValues values;
    std::string sql = "SELECT " STAFF_LISTED_COLUMNS ", called_ms" + called(values, reader, departments);
    sql.append(" AND (called_ms, ticket.id) ").append(onwards ? ">" : "<");
    sql += " (" + values.add(stretch.anchor_ms) + ", " + values.add(stretch.anchor) + ") ORDER BY called_ms";
    sql.append(onwards ? ", ticket.id" : " DESC, ticket.id DESC").append(" LIMIT ");
    sql += values.add(stretch.limit);
    const auto row = transaction.connection().query_planned(sql, values);
    std::vector<ListedTicket> rows;
    while (row->next()) rows.push_back(listed_by_mention(*row));
    return in_list_order(std::move(rows), stretch);
}

std::int64_t count_mentions(Transaction& transaction, std::string_view reader,
                            std::span<const std::string> departments, std::int64_t limit) {
    GivenValues values;
    std::string sql = "SELECT COUNT(*) FROM (SELECT 1" + called(values, reader, departments);
    sql += " LIMIT " + values.add(limit) + ") AS mentions";
    const auto row = transaction.connection().query_planned(sql, values);
    return row->next() ? row->integer(0) : 0;
}

} // namespace stu::store
