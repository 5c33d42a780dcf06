// Reading everything, so that damage is found while there still is a backup without it.

#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/sealed_columns.hpp"
#include "backend/store/tickets/seals.hpp"
#include "backend/system/log.hpp"

#include <exception>

namespace stu::store {
namespace {

constexpr std::int64_t rows_at_once =
    100; // rows for each transaction: a long one would keep the log from shrinking

// Primary keys, in their order.
constexpr std::string_view tickets_after =
    "SELECT " TICKET_COLUMNS ", row_seal FROM ticket WHERE id > $1 ORDER BY id LIMIT $2";
constexpr std::string_view listed_after =
    "SELECT " TICKET_ROW_COLUMNS ", list_seal FROM ticket WHERE id > $1 ORDER BY id LIMIT $2";
constexpr std::string_view events_after =
    "SELECT " EVENT_COLUMNS ", row_seal FROM ticket_event WHERE (ticket_id, sequence) > ($1, $2) "
    "ORDER BY ticket_id, sequence LIMIT $3";
constexpr std::string_view files_after =
    "SELECT id, sha256 FROM attachment WHERE id > $1 ORDER BY id LIMIT $2";
constexpr std::string_view check_structure = "PRAGMA integrity_check";

struct Search {
    Store& store;
    const std::function<std::string(std::string_view)>& sha256;
    const std::function<bool()>& go_on;
    std::vector<std::string> found = {};

    /// Both seals of a ticket are asked, for its number may be what is damaged.
    void in_tickets(std::string_view select, SealedColumns columns) {
        for (std::string last;;) {
            Transaction transaction = store.read();
            const auto row = transaction.connection().query(select, {last, rows_at_once});
            bool any = false;
            while (row->next() && go_on()) {
                any = true;
                last = row->text(0);
                if (!is_sound(*row, columns)) add("ticket " + row->text(1) + " (" + last + ")");
            }
            if (!any) return;
        }
    }

    void in_events() {
        std::string ticket;
        for (std::int64_t sequence = 0;;) {
            Transaction transaction = store.read();
            const auto row = transaction.connection().query(events_after, {ticket, sequence, rows_at_once});
            bool any = false;
            while (row->next() && go_on()) {
                any = true;
                ticket = row->text(0);
                sequence = row->integer(1);
                if (!is_sound(*row, event_columns))
                    add("event " + std::to_string(sequence) + " of ticket " + ticket);
            }
            if (!any) return;
        }
    }

    void in_files() {
        for (std::string last;;) {
            Transaction transaction = store.read();
            const auto row = transaction.connection().query(files_after, {last, rows_at_once});
            bool any = false;
            while (row->next() && go_on()) {
                any = true;
                last = row->text(0);
                if (sha256(attachment_content(transaction, last)) != row->text(1)) add("attachment " + last);
            }
            if (!any) return;
        }
    }

    void in_structure() {
        Transaction transaction = store.read();
        if (transaction.connection().dialect() != sql::Dialect::sqlite) return; // its own checksums look on
        const auto row = transaction.connection().query(check_structure);
        while (row->next())
            if (const std::string said = row->text(0); said != "ok") add("the database: " + said);
    }

    /// One part that cannot even be read does not hide the others.
    template <class Part> void look(Part part) {
        try {
            part();
        } catch (const std::exception& error) { add(std::string("the database: ") + error.what()); }
    }

    /// A damaged row may hold any bytes, and operators read of it in a terminal.
    void add(std::string_view what) {
        constexpr std::size_t most = 1'000;
        std::string shown = system::printable(what, most);
        if (found.empty() || found.back() != shown) found.push_back(std::move(shown));
    }
};

} // namespace

std::vector<std::string> find_damage(Store& store, const std::function<std::string(std::string_view)>& sha256,
                                     const std::function<bool()>& go_on) {
    Search search{store, sha256, go_on};
    search.look([&] { search.in_tickets(tickets_after, ticket_columns); });
    search.look([&] { search.in_tickets(listed_after, ticket_row_columns); });
    search.look([&] { search.in_events(); });
    search.look([&] { search.in_files(); });
    if (go_on()) search.look([&] { search.in_structure(); });
    return std::move(search.found);
}

} // namespace stu::store
