// Everything that a database holds comes over, to the other engine and back.

#include "backend/store/move/move.hpp"

#include "backend/security/sha256.hpp"
#include "backend/store/mail/outbox.hpp"
#include "backend/store/people/challenges.hpp"
#include "backend/store/people/rates.hpp"
#include "backend/store/people/sessions.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/seals.hpp"
#include "backend/store/tickets/ticket_words.hpp"
#include "backend/store/tickets/watchers.hpp"
#include "tests/store/desk_of_tickets.hpp"

#include <doctest/doctest.h>

#include <map>

namespace stu::store {
namespace {

using Sums = std::map<std::string, TableSum>;

Sums sums_of(Store& store) {
    return store.read([](Transaction& transaction) {
        Sums sums;
        for (const Table& table : tables_of(transaction.connection()))
            sums.emplace(table.name, sum_of(transaction.connection(), table, security::sha256));
        return sums;
    });
}

/// A source, read as a move reads it.
struct Source {
    explicit Source(const sql::Database& database) : connection(database.open(sql::Access::read)) {
        connection->begin(sql::Access::read, std::chrono::seconds(1));
    }
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    ~Source() { connection->rollback(); }

    std::unique_ptr<sql::Connection> connection;
};

void copy_all(sql::Connection& source, Store& target) {
    for (const Table& table : tables_of(source))
        copy_table(source, target, table, [](std::int64_t, std::int64_t) {});
}

void move_all(const sql::Database& from, Store& target) {
    const Source source(from);
    REQUIRE(look_at_target(target, "here") == MoveTarget::empty);
    REQUIRE(begin_move(*source.connection, "here", target));
    CHECK(schema_state(target) == SchemaState::unfinished);
    copy_all(*source.connection, target);
    index_old_tickets(target);
    end_move(target);
    CHECK(schema_state(target) == SchemaState::current);
}

/// An empty file, whatever engine the other tests use.
struct EmptyFile {
    test::TemporaryFolder folder;
    sql::Database database{folder.path() / "moved.db"};
    Store store{database};
};

struct FullDesk : DeskOfTickets {
    FullDesk() {
        fill(400, 40);
        store.write([&](Transaction& transaction) { add_the_rest(transaction); });
    }

    void add_file(Transaction& transaction, const Ticket& ticket, std::string content) {
        Attachment file;
        file.id = security::make_id(ids, start_ms);
        file.file_name = "Übung – 1.pdf";
        file.bytes = static_cast<std::int64_t>(content.size());
        REQUIRE(stage_attachment(transaction, file, ticket.owner_id, content, security::sha256(content),
                                 start_ms, start_ms + day_ms));
        if (!ticket.id.empty())
            REQUIRE(claim_attachments(transaction, {file.id}, ticket.owner_id, ticket.id, 1, start_ms));
    }

    void add_the_rest(Transaction& transaction) {
        std::string bytes(300'000, '\0');
        for (char& each : bytes) each = static_cast<char>(dice());
        for (std::size_t i = 0; i < 25; ++i) // more than a transaction and than a page holds
            add_file(transaction, tickets[i], bytes.substr(i * 1'000));
        add_file(transaction, tickets[30], "");
        Ticket none;
        none.owner_id = amina.user_id;
        add_file(transaction, none, "staged");

        // Refers to one that is filed later.
        Ticket& early = file(transaction, start_ms - day_ms, "it", it_services[0], "Größe 💡",
                             "Line\nbreak, \"quotes\" and 'more'; \xc3\xa9\xcc\x81");
        set_status(transaction, early, Status::duplicate, start_ms);
        insert_mail(transaction, {.id = security::make_id(ids, start_ms),
                                  .recipient = "amina@example.edu",
                                  .recipient_name = "Amina",
                                  .subject = "Re: Größe",
                                  .body = "Hello\n",
                                  .created_ms = start_ms,
                                  .tried_since_ms = start_ms,
                                  .ticket_id = early.id,
                                  .event = 1});
        insert_session(transaction, {"a hash", amina.user_id, start_ms, start_ms + day_ms, 0, start_ms, ""});
        set_watching(transaction, early.id, david.user_id, true);
        count_events(transaction, "sign-in", start_ms, day_ms, 1, 5);
        use_challenge(transaction, "a challenge", start_ms + day_ms);
        transaction.connection().run("INSERT INTO catalogue_translation (kind, id, language, name) VALUES "
                                     "('department', 'it', 'fr', 'TI')");
    }
};

std::string first_found(Store& store, std::string_view word) {
    return store.read([&](Transaction& transaction) {
        const bool sqlite = transaction.connection().dialect() == sql::Dialect::sqlite;
        const auto row = transaction.connection().query(
            std::string("SELECT number FROM ticket WHERE serial IN (SELECT rowid FROM ticket_words WHERE ") +
                (sqlite ? "ticket_words MATCH 'words:' || $1)" : "words LIKE '% ' || $1 || ' %')"),
            {word});
        return row->next() ? row->text(0) : std::string();
    });
}

TEST_CASE("everything is the same on the other engine, and back") {
    FullDesk desk;
    const Sums before = sums_of(desk.store);
    CHECK(before.at("ticket").rows == 401);
    CHECK(before.at("attachment_content").rows == 27);
    CHECK(before.size() == 41);
    EmptyFile file;
    move_all(desk.place.database(), file.store);
    CHECK(sums_of(file.store) == before);
    const test::TemporaryDatabase place;
    Store back(place.database());
    move_all(file.database, back);
    CHECK(sums_of(back) == before);
    for (Store* each : {&file.store, &back})
        CHECK(find_damage(*each, security::sha256, [] { return true; }).empty());
    for (Store* each : {&desk.store, &file.store, &back})
        CHECK(first_found(*each, "grosse") == desk.tickets.back().number);

    // Nothing is left that stands in the way of what comes next.
    CHECK(migrate(back) == 0);
    back.write([&](Transaction& transaction) { desk.file(transaction, DeskOfTickets::start_ms + 1); });
    CHECK(sums_of(back) != before);
}

TEST_CASE("the tables of either engine are the same") {
    test::TemporaryDatabase place(test::migrated_database());
    EmptyFile file;
    migrate(file.store);
    const auto tables = tables_of(*Source(place.database()).connection);
    CHECK(tables == tables_of(*Source(file.database).connection));
    const auto place_of = [&](std::string_view name) {
        return std::find_if(tables.begin(), tables.end(),
                            [&](const Table& each) { return each.name == name; }) -
               tables.begin();
    };
    CHECK(place_of("app_user") < place_of("ticket"));
    CHECK(place_of("ticket") < place_of("ticket_event"));
    CHECK(place_of("attachment") < place_of("attachment_content"));
    const Table& ticket = tables[static_cast<std::size_t>(place_of("ticket"))];
    REQUIRE(ticket.own_references.size() == 1);
    CHECK(ticket.columns[ticket.own_references[0]].name == "duplicate_of");
}

TEST_CASE("one value that differs is noticed, and so are NULL and what only looks like it") {
    FullDesk desk;
    const Sums before = sums_of(desk.store);
    for (const char* const change :
         {"UPDATE ticket_event SET request_id = '' WHERE sequence = 1 AND ticket_id = "
          "(SELECT MIN(id) FROM ticket)",
          "UPDATE app_user SET deactivated_ms = 0",
          "UPDATE ticket SET subject = number, number = subject WHERE id = "
          "(SELECT MAX(id) FROM ticket)",
          "UPDATE attachment_content SET content = '' WHERE attachment_id = "
          "(SELECT MIN(attachment_id) FROM attachment_content)"}) {
        CAPTURE(change);
        const Result<int> undone = desk.store.write([&](Transaction& transaction) -> Result<int> {
            REQUIRE(transaction.connection().run(change) > 0);
            Sums now;
            for (const Table& table : tables_of(transaction.connection()))
                now.emplace(table.name, sum_of(transaction.connection(), table, security::sha256));
            CHECK(now != before);
            return refuse(Code::conflict, tr("Something else has changed meanwhile."));
        });
        CHECK_FALSE(undone);
    }
    CHECK(sums_of(desk.store) == before);
}

TEST_CASE("a move goes on where it was left, and only from the same source") {
    FullDesk desk;
    EmptyFile file;
    {
        const Source source(desk.place.database());
        REQUIRE(begin_move(*source.connection, "here", file.store));
        for (const Table& table : tables_of(*source.connection)) {
            const auto stop = [&](std::int64_t rows, std::int64_t) {
                if (table.name == "attachment_content" && rows > 0) throw std::runtime_error("killed");
            };
            try {
                copy_table(*source.connection, file.store, table, stop);
            } catch (const std::runtime_error&) { break; }
        }
    }
    const std::int64_t there = sums_of(file.store).at("attachment_content").rows;
    CHECK(there > 0);
    CHECK(there < 27);
    CHECK(look_at_target(file.store, "elsewhere") == MoveTarget::begun_elsewhere);
    CHECK(look_at_target(file.store, "here") == MoveTarget::begun);
    const Source source(desk.place.database());
    REQUIRE(begin_move(*source.connection, "here", file.store));
    copy_all(*source.connection, file.store);
    CHECK(sums_of(file.store) == sums_of(desk.store));
}

TEST_CASE("a target that is ahead of its source is noticed, and one with tables is taken") {
    FullDesk desk;
    EmptyFile file;
    move_all(desk.place.database(), file.store);
    CHECK(look_at_target(file.store, "here") == MoveTarget::taken);
    desk.store.write(
        [](Transaction& transaction) { transaction.connection().run("DELETE FROM used_challenge"); });
    const Source source(desk.place.database());
    CHECK_THROWS_AS(copy_all(*source.connection, file.store), sql::Trouble);
}

} // namespace
} // namespace stu::store
