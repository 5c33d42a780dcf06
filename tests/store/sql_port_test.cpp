// What every driver behind the port has to do.

#include "tests/support/temporary_database.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <sys/stat.h>

namespace stu::sql {
namespace {

struct Fixture {
    test::TemporaryDatabase place;
    std::unique_ptr<Connection> connection = place.database().open(Access::write);

    Fixture() {
        connection->script("CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT, content BYTEA);"
                           "CREATE TABLE part (thing BIGINT NOT NULL REFERENCES thing (id))");
    }
    std::int64_t count() {
        const auto row = connection->query("SELECT COUNT(*) FROM thing");
        row->next();
        return row->integer(0);
    }
};

TEST_CASE_FIXTURE(Fixture, "values come back as they went in") {
    const std::string bytes("a\0b\xff", 4);
    connection->run("INSERT INTO thing VALUES ($1, $2, $3)",
                    {std::int64_t{1} << 53, "Żółw – 学生", Blob{bytes}});
    const auto row = connection->query("SELECT id, name, content FROM thing");
    REQUIRE(row->next());
    CHECK(row->integer(0) == std::int64_t{1} << 53);
    CHECK(row->text(1) == "Żółw – 学生");
    CHECK(row->bytes(2) == bytes);
    CHECK_FALSE(row->next());
}

TEST_CASE_FIXTURE(Fixture, "parameters are numbered, may repeat and may stand in any order") {
    connection->run("INSERT INTO thing (name, id) VALUES ($2, $1)", {std::int64_t{7}, "seven"});
    const auto row =
        connection->query("SELECT $2 || name || $2 FROM thing WHERE id = $1", {std::int64_t{7}, "-"});
    REQUIRE(row->next());
    CHECK(row->text(0) == "-seven-");
}

TEST_CASE_FIXTURE(Fixture, "NULL reads as nothing") {
    connection->run("INSERT INTO thing VALUES (1, $1, $2)", {optional_text(""), optional_text("")});
    const auto row = connection->query("SELECT name, content, name IS NULL FROM thing");
    REQUIRE(row->next());
    CHECK(row->text(0).empty());
    CHECK(row->bytes(1).empty());
    CHECK(row->integer(2) == 1);
}

TEST_CASE_FIXTURE(Fixture, "the same text may run inside itself") {
    connection->script("INSERT INTO thing (id) VALUES (1), (2)");
    const std::string_view text = "SELECT id FROM thing ORDER BY id";
    const auto outer = connection->query(text);
    REQUIRE(outer->next());
    {
        const auto inner = connection->query(text);
        REQUIRE(inner->next());
        CHECK(inner->integer(0) == 1);
    }
    REQUIRE(outer->next());
    CHECK(outer->integer(0) == 2);
}

TEST_CASE_FIXTURE(Fixture, "run says how many rows changed") {
    connection->script("INSERT INTO thing (id) VALUES (1), (2)");
    CHECK(connection->run("UPDATE thing SET name = 'x'") == 2);
    CHECK(connection->run("DELETE FROM thing WHERE id = $1", {std::int64_t{9}}) == 0);
}

TEST_CASE_FIXTURE(Fixture, "rollback leaves nothing, commit everything") {
    connection->begin(Access::write, {});
    connection->run("INSERT INTO thing (id) VALUES (1)");
    connection->rollback();
    CHECK(count() == 0);
    connection->begin(Access::write, {});
    connection->run("INSERT INTO thing (id) VALUES (1)");
    connection->commit();
    CHECK(count() == 1);
}

TEST_CASE_FIXTURE(Fixture, "a reader sees one moment") {
    const auto other = place.database().open(Access::write);
    connection->begin(Access::read, {});
    CHECK(count() == 0);
    other->run("INSERT INTO thing (id) VALUES (1)");
    CHECK(count() == 0);
    connection->commit();
    CHECK(count() == 1);
}

TEST_CASE_FIXTURE(Fixture, "references are enforced and faults are exceptions") {
    CHECK_THROWS(connection->run("INSERT INTO part VALUES (42)"));
    CHECK_THROWS(connection->query("SELECT nonsense FROM nowhere"));
    CHECK_THROWS(connection->run("INSERT INTO thing (id) VALUES ($1, $2)", {std::int64_t{1}}));
}

TEST_CASE_FIXTURE(Fixture, "a commit is durable and the files are private" * doctest::test_suite("SQLite")) {
    const std::filesystem::path file = place.folder() / "stuticket.db";
    const auto row = connection->query("PRAGMA synchronous");
    REQUIRE(row->next());
    CHECK(row->integer(0) == 2); // FULL
    for (const char* suffix : {"", "-wal", "-shm"}) {
        struct stat status {};
        REQUIRE(::stat((file.string() + suffix).c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
    }
}

TEST_CASE_FIXTURE(Fixture, "a question ends when its time is over, and the next one has its own" *
                               doctest::test_suite("SQLite")) {
    const std::string_view endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                     "SELECT i FROM n WHERE i < 3 OR $1 = 0";
    connection->begin(Access::read, {});
    {
        const auto row = connection->query_within(endless, {std::int64_t{1}}, std::chrono::milliseconds(20));
        int rows = 0;
        while (row->next()) ++rows;
        CHECK(rows == 2);
        CHECK(row->is_cut_short());
    }
    CHECK(connection->in_transaction());
    const auto row = connection->query_within("SELECT $1", {std::int64_t{1}}, std::chrono::hours(1));
    CHECK(row->next());
    CHECK_FALSE(row->next());
    CHECK_FALSE(row->is_cut_short());
    CHECK(count() == 0);
    connection->commit();
}

TEST_CASE_FIXTURE(Fixture, "what several servers share has a clock that they share") {
    using std::chrono::system_clock;
    const auto clock = connection->shared_clock_ms();
    REQUIRE(clock.has_value() == test::TemporaryDatabase::is_postgres());
    if (!clock) return;
    const std::chrono::duration<double> apart =
        system_clock::now() - system_clock::time_point(std::chrono::milliseconds(*clock));
    CHECK(std::abs(apart.count()) < 60);
}

} // namespace
} // namespace stu::sql
