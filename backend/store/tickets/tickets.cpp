#include "backend/store/tickets/tickets.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/engine/serial.hpp"
#include "backend/store/tickets/given_values.hpp"
#include "backend/store/tickets/kept_promises.hpp"
#include "backend/store/tickets/merges.hpp"
#include "backend/store/tickets/promises.hpp"
#include "backend/store/tickets/sealed_columns.hpp"
#include "backend/store/tickets/seals.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/ticket_numbers.hpp"
#include "backend/store/tickets/ticket_words.hpp"
#include "common/event_rules.hpp"

#include <algorithm>
#include <stdexcept>

#define SEALED_TICKET_COLUMNS TICKET_COLUMNS ", row_seal, waiting_ms, answered, merged_into"

namespace stu::store {
namespace {

/// Reads the SEALED_TICKET_COLUMNS of the next row.
std::optional<Ticket> next_ticket(sql::Statement& row) {
    if (!row.next()) return std::nullopt;
    if (!is_sound(row, ticket_columns)) throw Damage("ticket " + row.text(1) + " (" + row.text(0) + ")");
    Ticket ticket;
    ticket.id = row.text(0);
    ticket.number = row.text(1);
    ticket.version = row.integer(2);
    ticket.status = stored_enum<Status>(row.text(3));
    ticket.owner_id = row.text(4);
    ticket.department = row.text(5);
    ticket.service = row.text(6);
    ticket.student_name = row.text(7);
    ticket.registration_number = row.text(8);
    ticket.email = row.text(9);
    ticket.subject = row.text(10);
    ticket.message = row.text(11);
    ticket.duplicate_of = row.text(12);
    ticket.created_ms = row.integer(13);
    ticket.updated_ms = row.integer(14);
    ticket.first_response_ms = row.integer(15);
    ticket.closed_ms = row.integer(16);
    ticket.withdrawn_ms = row.integer(17);
    ticket.earlier_number = row.text(18);
    ticket.waiting_ms = row.integer(20);
    ticket.answered = row.integer(21) != 0;
    // A server of the version before knows of no merge: what its student has reopened there is its own again.
    if (ticket.withdrawn_ms != 0) ticket.merged_into = row.text(22);
    return ticket;
}

// Unique index on serial.
constexpr std::string_view select_next_serial = R"(
    SELECT COALESCE(MAX(serial) + 1, $1) FROM ticket WHERE serial >= $1 AND serial < $2)";

/// The first free one of the moment, or, where an import brought thousands of one moment, of those after it.
std::int64_t next_serial(Transaction& transaction, std::int64_t now_ms) {
    for (;; ++now_ms) {
        const std::int64_t first = first_serial(now_ms), end = first_serial(now_ms + 1);
        const auto row = transaction.connection().query(select_next_serial, {first, end});
        const std::int64_t next = row->next() ? row->integer(0) : first;
        if (next < end) return next;
    }
}

} // namespace

TicketChanged news_of(const Ticket& ticket) {
    return {ticket.id, ticket.number, ticket.version, ticket.owner_id, ticket.department};
}

constexpr std::string_view insert_ticket_row =
    "INSERT INTO ticket (" TICKET_COLUMNS
    ", request_id, serial, waiting_ms, answered, kept_version, list_seal, row_seal, answer_due_ms, "
    "solve_due_ms, due_ms, soon_ms, notice_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
    "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $3, $24, $25, $26, $27, $28, $29, $29)";

void insert_ticket(Transaction& transaction, const Ticket& ticket, std::string_view request_id) {
    std::vector<sql::Value> values = values_of(ticket);
    const TicketSeals seals = seals_of(ticket);
    // Written with the row: PostgreSQL would put a row that changes into each of its indexes once more.
    const Promise promise = promise_of_new(transaction, ticket);
    const std::int64_t serial = next_serial(transaction, ticket.created_ms);
    values.insert(values.end(), {request_id, serial, ticket.waiting_ms, std::int64_t{ticket.answered},
                                 seals.list, seals.whole, promise.answer_due_ms, promise.solve_due_ms,
                                 promise.due_ms, promise.soon_ms});
    transaction.connection().run(insert_ticket_row, values);
    count_new(transaction, ticket);
    if (promise.answer_due_ms > 0 || promise.solve_due_ms > 0)
        count_promises(transaction, {ticket.id, ticket.department, ticket.service, promise,
                                     ticket.first_response_ms, ticket.closed_ms});
    index_number(transaction, ticket.number, serial);
    index_words(transaction, ticket.id);
    transaction.after_commit(news_of(ticket));
}

// Primary key.
constexpr std::string_view update_ticket_row = R"(
    UPDATE ticket SET version = $2, status = $3, duplicate_of = $4, updated_ms = $5, first_response_ms = $6,
                      closed_ms = $7, withdrawn_ms = $8, waiting_ms = $9, answered = $10, merged_into = $11,
                      list_seal = $12, row_seal = $13, )" KEPT_VERSION_FOLLOWS R"(
    WHERE id = $1 AND version = $2 - 1)";

void update_ticket(Transaction& transaction, const Ticket& ticket, const CountedTicket& before) {
    const TicketSeals seals = seals_of(ticket);
    const std::int64_t changed = transaction.connection().run(
        update_ticket_row,
        {ticket.id, ticket.version, name_of(ticket.status), sql::optional_text(ticket.duplicate_of),
         ticket.updated_ms, ticket.first_response_ms, ticket.closed_ms, ticket.withdrawn_ms,
         ticket.waiting_ms, std::int64_t{ticket.answered}, ticket.merged_into, seals.list, seals.whole});
    if (changed == 0)
        throw sql::Trouble(sql::Trouble::Kind::conflict, "the ticket has been changed meanwhile");
    count_change(transaction, ticket, before);
    follow_ticket(transaction, ticket.id);
    transaction.after_commit(news_of(ticket));
}

// Primary key.
constexpr std::string_view update_words = "UPDATE ticket SET subject = $2, message = $3 WHERE id = $1";

void update_ticket_words(Transaction& transaction, const Ticket& ticket) {
    forget_words(transaction, ticket.id);
    transaction.connection().run(update_words, {ticket.id, ticket.subject, ticket.message});
    seal_ticket(transaction, ticket.id);
    index_words(transaction, ticket.id);
}

constexpr std::string_view insert_event_row =
    "INSERT INTO ticket_event (" EVENT_COLUMNS
    ", request_id, row_seal) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
    "$10, $11, $12, $13, $14, $15, $16, $17)";

void insert_event(Transaction& transaction, std::string_view ticket_id, const TicketEvent& event,
                  std::string_view request_id) {
    if (is_internal(event.kind) != (event.sequence < 0))
        throw std::logic_error("an internal event takes a number of the others, or the other way round");
    const bool has_words = !event.text.empty(), is_found_by = has_words && !is_internal(event.kind);
    if (is_found_by) forget_words(transaction, ticket_id);
    std::vector<sql::Value> values{ticket_id,
                                   event.sequence,
                                   name_of(event.kind),
                                   name_of(event.from),
                                   name_of(event.to),
                                   event.text,
                                   sql::optional_text(event.duplicate_of),
                                   sql::optional_text(event.author_id),
                                   event.author_name,
                                   name_of(event.author_role),
                                   event.at_ms,
                                   event.earlier_subject,
                                   event.earlier_message,
                                   event.was,
                                   event.becomes};
    const std::int64_t seal = seal_of(values, event_columns);
    values.insert(values.end(), {sql::optional_text(request_id), seal});
    transaction.connection().run(insert_event_row, values);
    if (has_words) (is_found_by ? index_words : index_notes)(transaction, ticket_id);
    // What its opening promises came with the ticket.
    if (moves_clock(event.kind) && event.kind != EventKind::opened) keep_promise(transaction, ticket_id);
}

TicketChanged internal_news_of(const Ticket& ticket) {
    TicketChanged news = news_of(ticket);
    news.internal = true;
    return news;
}

// Primary key (ticket_id, sequence), its beginning.
constexpr std::string_view select_next_internal = R"(
    SELECT COALESCE(MIN(sequence), 0) - 1 FROM ticket_event WHERE ticket_id = $1 AND sequence < 0)";

std::int64_t insert_internal_event(Transaction& transaction, const Ticket& ticket, TicketEvent event,
                                   std::string_view request_id) {
    const auto row = transaction.connection().query(select_next_internal, {ticket.id});
    row->next();
    event.sequence = row->integer(0);
    insert_event(transaction, ticket.id, event, request_id);
    transaction.after_commit(internal_news_of(ticket));
    return event.sequence;
}

// Unique index on serial, its end.
constexpr std::string_view select_last_serial = "SELECT COALESCE(MAX(serial), 0) FROM ticket";

std::int64_t last_filed_ms(Transaction& transaction) {
    const auto row = transaction.connection().query(select_last_serial);
    return row->next() ? filed_ms(row->integer(0)) : 0;
}

// Unique index on number.
constexpr std::string_view select_by_number =
    "SELECT " SEALED_TICKET_COLUMNS " FROM ticket WHERE number = $1";

std::optional<Ticket> find_ticket(Transaction& transaction, std::string_view number) {
    return next_ticket(*transaction.connection().query(select_by_number, {number}));
}

// Primary key.
constexpr std::string_view select_ticket_by_id = "SELECT " SEALED_TICKET_COLUMNS " FROM ticket WHERE id = $1";

std::optional<Ticket> find_ticket_by_id(Transaction& transaction, std::string_view ticket_id) {
    return next_ticket(*transaction.connection().query(select_ticket_by_id, {ticket_id}));
}

// Partial index ticket_earlier_number.
constexpr std::string_view select_by_earlier_number =
    "SELECT " SEALED_TICKET_COLUMNS " FROM ticket WHERE earlier_number = $1 AND earlier_number <> ''";

std::optional<Ticket> find_ticket_by_earlier_number(Transaction& transaction, std::string_view number) {
    return next_ticket(*transaction.connection().query(select_by_earlier_number, {number}));
}

// Unique index (owner_id, request_id).
constexpr std::string_view select_by_request =
    "SELECT " SEALED_TICKET_COLUMNS " FROM ticket WHERE owner_id = $1 AND request_id = $2";

std::optional<Ticket> find_ticket_by_request(Transaction& transaction, std::string_view owner_id,
                                             std::string_view request_id) {
    return next_ticket(*transaction.connection().query(select_by_request, {owner_id, request_id}));
}

// Unique index (author_id, request_id) of ticket_event, then the ticket's primary key.
constexpr std::string_view select_repeated =
    "SELECT ticket_id, text, kind, sequence FROM ticket_event WHERE author_id = $1 AND request_id = $2";

std::optional<Repeated> find_repeated(Transaction& transaction, std::string_view author_id,
                                      std::string_view request_id) {
    const auto row = transaction.connection().query(select_repeated, {author_id, request_id});
    if (!row->next()) return std::nullopt;
    return Repeated{find_ticket_by_id(transaction, row->text(0)).value(), row->text(1),
                    stored_enum<EventKind>(row->text(2)), row->integer(3)};
}

// Unique index (author_id, request_id), once for each of them.
std::set<std::string> repeated_among(Transaction& transaction, std::string_view author_id,
                                     const std::vector<std::string>& request_ids) {
    GivenValues values;
    std::string sql = "SELECT request_id FROM ticket_event WHERE author_id = " + values.add(author_id);
    sql += " AND request_id IN (" + values.add_all(request_ids) + ")";
    std::set<std::string> repeated;
    const auto row = transaction.connection().query_planned(sql, values);
    while (row->next()) repeated.insert(row->text(0));
    return repeated;
}

// Partial index ticket_duplicate.
constexpr std::string_view select_duplicates =
    "SELECT " SEALED_TICKET_COLUMNS " FROM ticket WHERE duplicate_of = $1 ORDER BY id";

std::vector<Ticket> duplicates_of(Transaction& transaction, std::string_view number) {
    std::vector<Ticket> duplicates;
    const auto row = transaction.connection().query(select_duplicates, {number});
    while (auto ticket = next_ticket(*row)) duplicates.push_back(std::move(*ticket));
    return duplicates;
}

// Partial index ticket_merged.
constexpr std::string_view select_merged =
    "SELECT " SEALED_TICKET_COLUMNS
    " FROM ticket WHERE merged_into = $1 AND merged_into <> '' AND withdrawn_ms <> 0 "
    "ORDER BY withdrawn_ms, id";

std::vector<Ticket> tickets_merged_into(Transaction& transaction, std::string_view number) {
    std::vector<Ticket> merged;
    const auto row = transaction.connection().query(select_merged, {number});
    while (auto ticket = next_ticket(*row)) merged.push_back(*std::move(ticket));
    return merged;
}

// Index ticket_owner.
constexpr std::string_view select_ids_of_owner = "SELECT id FROM ticket WHERE owner_id = $1 ORDER BY id";

std::vector<std::string> ticket_ids_of(Transaction& transaction, std::string_view owner_id) {
    return ids_of(*transaction.connection().query(select_ids_of_owner, {owner_id}));
}

// Index ticket_owner.
constexpr std::string_view update_email = R"(UPDATE ticket SET email = $2 WHERE owner_id = $1)";

void send_ticket_mail_to(Transaction& transaction, std::string_view owner_id, std::string_view email) {
    const auto ids = ticket_ids_of(transaction, owner_id);
    for (const std::string& id : ids) forget_words(transaction, id);
    transaction.connection().run(update_email, {owner_id, email});
    for (const std::string& id : ids) index_words(transaction, id);
    seal_tickets_of(transaction, owner_id);
}

// Index ticket_owner.
constexpr std::string_view select_of_owner =
    "SELECT " SEALED_TICKET_COLUMNS " FROM ticket WHERE owner_id = $1 ORDER BY id";

std::vector<Ticket> tickets_of(Transaction& transaction, std::string_view owner_id) {
    std::vector<Ticket> tickets;
    const auto row = transaction.connection().query(select_of_owner, {owner_id});
    while (auto ticket = next_ticket(*row)) tickets.push_back(*std::move(ticket));
    return tickets;
}

// Index ticket_owner.
constexpr std::string_view erase_owner = R"(
    UPDATE ticket SET student_name = $2, registration_number = '', email = '' WHERE owner_id = $1)";
// Unique index (author_id, request_id), its first column.
constexpr std::string_view erase_author = R"(UPDATE ticket_event SET author_name = $2 WHERE author_id = $1)";
// Likewise of held_response and held_transfer.
constexpr std::string_view erase_held = R"(UPDATE held_response SET author_name = $2 WHERE author_id = $1)",
                           erase_leaving =
                               R"(UPDATE held_transfer SET author_name = $2 WHERE author_id = $1)";

void erase_person(Transaction& transaction, std::string_view user_id, std::string_view name) {
    sql::Connection& connection = transaction.connection();
    const auto ids = ticket_ids_of(transaction, user_id);
    for (const std::string& id : ids) forget_words(transaction, id);
    connection.run(erase_owner, {user_id, name});
    for (const std::string& id : ids) index_words(transaction, id);
    connection.run(erase_author, {user_id, name});
    connection.run(erase_held, {user_id, name});
    connection.run(erase_leaving, {user_id, name});
    seal_tickets_of(transaction, user_id);
    seal_events_of(transaction, user_id);
}

// Primary key (ticket_id, sequence), a range of it.
constexpr std::string_view select_length = R"(
    SELECT COALESCE(SUM(LENGTH(text) + LENGTH(earlier_subject) + LENGTH(earlier_message)), 0)
    FROM ticket_event WHERE ticket_id = $1 AND sequence > 0)";

std::int64_t history_length(Transaction& transaction, std::string_view ticket_id) {
    const auto row = transaction.connection().query(select_length, {ticket_id});
    return row->next() ? row->integer(0) : 0;
}

namespace {

/// Reads the EVENT_COLUMNS and the seal of the next row.
std::optional<TicketEvent> next_event(sql::Statement& row) {
    if (!row.next()) return std::nullopt;
    if (!is_sound(row, event_columns)) throw Damage("event " + row.text(1) + " of ticket " + row.text(0));
    TicketEvent event;
    event.sequence = row.integer(1);
    event.kind = stored_enum<EventKind>(row.text(2));
    event.from = stored_enum<Status>(row.text(3));
    event.to = stored_enum<Status>(row.text(4));
    event.text = row.text(5);
    event.duplicate_of = row.text(6);
    event.author_id = row.text(7);
    event.author_name = row.text(8);
    event.author_role = stored_enum<Role>(row.text(9));
    event.at_ms = row.integer(10);
    event.earlier_subject = row.text(11);
    event.earlier_message = row.text(12);
    event.was = row.text(13);
    event.becomes = row.text(14);
    return event;
}

/// Puts the internal events, which stand in front with the newest first, behind what had happened before
/// them.
void put_in_place(std::vector<TicketEvent>& events) {
    const auto is_change = [](const TicketEvent& event) { return event.sequence > 0; };
    for (auto next = std::find_if(events.begin(), events.end(), is_change); next != events.begin();) {
        --next;
        const auto later = std::find_if(next + 1, events.end(),
                                        [&](const TicketEvent& event) { return event.at_ms > next->at_ms; });
        std::rotate(next, next + 1, later);
    }
}

} // namespace

// Primary key (ticket_id, sequence), already in order.
constexpr std::string_view select_events =
    "SELECT " EVENT_COLUMNS ", row_seal FROM ticket_event WHERE ticket_id = $1 ORDER BY sequence";

std::vector<TicketEvent> load_events(Transaction& transaction, std::string_view ticket_id) {
    std::vector<TicketEvent> events;
    const auto row = transaction.connection().query(select_events, {ticket_id});
    while (auto event = next_event(*row)) events.push_back(*std::move(event));
    put_in_place(events);
    return events;
}

// Primary key.
constexpr std::string_view select_event_by_key =
    "SELECT " EVENT_COLUMNS ", row_seal FROM ticket_event WHERE ticket_id = $1 AND sequence = $2";

std::optional<TicketEvent> find_event(Transaction& transaction, std::string_view ticket_id,
                                      std::int64_t sequence) {
    return next_event(*transaction.connection().query(select_event_by_key, {ticket_id, sequence}));
}

} // namespace stu::store
