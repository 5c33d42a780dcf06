#include "backend/store/tickets/seals.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/tickets/sealed_columns.hpp"
#include "backend/store/tickets/ticket_stretches.hpp"
#include "backend/store/tickets/tickets.hpp"

#include <algorithm>

namespace stu::store {
namespace {

/// FNV-1a, 64 bits: chance is what it guards against.
class Sum {
  public:
    void add(std::string_view text) {
        for (const char c : text) add(static_cast<unsigned char>(c));
        add(0xffU); // in no UTF-8: "a", "bc" is not "ab", "c"
    }
    std::int64_t value() const { return static_cast<std::int64_t>(sum_); }

  private:
    void add(unsigned char byte) { sum_ = (sum_ ^ byte) * 0x100000001b3U; }
    std::uint64_t sum_ = 0xcbf29ce484222325U;
};

// Primary keys; (author_id, request_id).
constexpr std::string_view select_list_part = "SELECT " TICKET_ROW_COLUMNS " FROM ticket WHERE id = $1";
constexpr std::string_view select_ticket = "SELECT " TICKET_COLUMNS " FROM ticket WHERE id = $1";
constexpr std::string_view update_ticket_seals =
    "UPDATE ticket SET list_seal = $2, row_seal = $3 WHERE id = $1";
constexpr std::string_view select_event =
    "SELECT " EVENT_COLUMNS " FROM ticket_event WHERE ticket_id = $1 AND sequence = $2";
constexpr std::string_view update_event_seal =
    "UPDATE ticket_event SET row_seal = $3 WHERE ticket_id = $1 AND sequence = $2";
constexpr std::string_view select_of_author =
    "SELECT ticket_id, sequence FROM ticket_event WHERE author_id = $1";

struct EventKey {
    std::string ticket_id;
    std::int64_t sequence = 0;
};

std::vector<EventKey> keys_of(sql::Statement& row) {
    std::vector<EventKey> keys;
    while (row.next()) keys.push_back({row.text(0), row.integer(1)});
    return keys;
}

std::int64_t seal_of_one(sql::Statement& row, SealedColumns columns) {
    return row.next() ? seal_of(row, columns) : 0;
}

int place_of(int column, const SealedColumns::Places* places) {
    return places != nullptr ? (*places)[static_cast<std::size_t>(column)] : column;
}

} // namespace

std::int64_t seal_of(const sql::Statement& row, SealedColumns columns, const SealedColumns::Places* places) {
    Sum sum;
    for (int column = 0; column < columns.count; ++column) {
        const int place = place_of(column, places);
        if (column >= columns.count - columns.added_later && row.view(place).empty()) continue;
        if ((columns.numbers >> column & 1U) != 0)
            sum.add(std::to_string(row.integer(place)));
        else
            sum.add(row.view(place));
    }
    const std::int64_t value = sum.value();
    return value == 0 ? 1 : value; // NULL reads as 0
}

namespace {

/// What is to be written, read as the row that it becomes.
class RowToBe final : public sql::Statement {
  public:
    explicit RowToBe(sql::Values values) : values_(values) {}
    bool next() override { return false; }
    std::int64_t integer(int column) const override {
        const auto* number = std::get_if<std::int64_t>(&values_[static_cast<std::size_t>(column)]);
        return number != nullptr ? *number : 0;
    }
    std::string_view view(int column) const override {
        const auto* text = std::get_if<std::string_view>(&values_[static_cast<std::size_t>(column)]);
        return text != nullptr ? *text : std::string_view();
    }

  private:
    sql::Values values_;
};

} // namespace

std::int64_t seal_of(sql::Values values, SealedColumns columns) { return seal_of(RowToBe(values), columns); }

std::vector<sql::Value> values_of(const Ticket& ticket) {
    return {ticket.id,
            ticket.number,
            ticket.version,
            name_of(ticket.status),
            ticket.owner_id,
            ticket.department,
            ticket.service,
            ticket.student_name,
            ticket.registration_number,
            ticket.email,
            ticket.subject,
            ticket.message,
            sql::optional_text(ticket.duplicate_of),
            ticket.created_ms,
            ticket.updated_ms,
            ticket.first_response_ms,
            ticket.closed_ms,
            ticket.withdrawn_ms,
            ticket.earlier_number};
}

TicketSeals seals_of(const Ticket& ticket) {
    const std::vector<sql::Value> values = values_of(ticket);
    std::vector<sql::Value> listed;
    for (const std::size_t place :
         {0U, 1U, 10U, 6U, 5U, 7U, 3U, 13U, 14U, 17U}) // of TICKET_ROW_COLUMNS among them
        listed.push_back(values[place]);
    return {seal_of(listed, ticket_row_columns), seal_of(values, ticket_columns)};
}

bool is_sound(const sql::Statement& row, SealedColumns columns, const SealedColumns::Places* places) {
    const std::int64_t noted = row.integer(place_of(columns.count, places));
    return noted == 0 || noted == seal_of(row, columns, places);
}

void seal_ticket(Transaction& transaction, std::string_view ticket_id) {
    sql::Connection& connection = transaction.connection();
    const std::int64_t list =
        seal_of_one(*connection.query(select_list_part, {ticket_id}), ticket_row_columns);
    const std::int64_t whole = seal_of_one(*connection.query(select_ticket, {ticket_id}), ticket_columns);
    connection.run(update_ticket_seals, {ticket_id, list, whole});
}

void seal_event(Transaction& transaction, std::string_view ticket_id, std::int64_t sequence) {
    sql::Connection& connection = transaction.connection();
    const std::int64_t seal =
        seal_of_one(*connection.query(select_event, {ticket_id, sequence}), event_columns);
    connection.run(update_event_seal, {ticket_id, sequence, seal});
}

void seal_tickets_of(Transaction& transaction, std::string_view owner_id) {
    for (const std::string& id : ticket_ids_of(transaction, owner_id)) seal_ticket(transaction, id);
}

void seal_events_of(Transaction& transaction, std::string_view author_id) {
    for (const EventKey& key : keys_of(*transaction.connection().query(select_of_author, {author_id})))
        seal_event(transaction, key.ticket_id, key.sequence);
}

// Primary keys, a stretch of them.
constexpr std::string_view select_old_tickets =
    "SELECT id FROM ticket WHERE row_seal IS NULL AND id > $1 AND id <= $2";
constexpr std::string_view select_old_events = "SELECT ticket_id, sequence FROM ticket_event WHERE row_seal "
                                               "IS NULL AND ticket_id > $1 AND ticket_id <= $2";

namespace {

/// `seal(transaction, row)` for all of them, a few in one transaction so that a server beside gets its turn.
template <class Row, class Seal> void seal_all(Store& store, const std::vector<Row>& rows, Seal seal) {
    constexpr std::size_t at_once = 500;
    for (std::size_t begun = 0; begun < rows.size(); begun += at_once)
        store.write([&](Transaction& transaction) {
            for (std::size_t i = begun; i < std::min(rows.size(), begun + at_once); ++i)
                seal(transaction, rows[i]);
        });
}

} // namespace

void seal_old_rows(Store& store) {
    each_stretch(store, [&](const TicketStretch& stretch) {
        std::vector<std::string> tickets;
        std::vector<EventKey> events;
        store.read([&](Transaction& transaction) {
            sql::Connection& connection = transaction.connection();
            tickets = ids_of(*connection.query(select_old_tickets, {stretch.after, stretch.last}));
            events = keys_of(*connection.query(select_old_events, {stretch.after, stretch.last}));
        });
        seal_all(store, tickets,
                 [](Transaction& transaction, const std::string& id) { seal_ticket(transaction, id); });
        seal_all(store, events, [](Transaction& transaction, const EventKey& key) {
            seal_event(transaction, key.ticket_id, key.sequence);
        });
    });
}

} // namespace stu::store
