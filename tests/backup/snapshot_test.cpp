// A copy of a database in use is of one moment, and leaves nothing behind.

#include "backend/store/engine/sqlite/snapshot.hpp"
#include "backend/store/engine/store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>
#include <unistd.h>

namespace stu::sql {
namespace {

std::string bytes_in(const Snapshot& snapshot) {
    std::string bytes(snapshot.bytes, '\0');
    REQUIRE(::pread(snapshot.file.number(), bytes.data(), bytes.size(), 0) ==
            static_cast<ssize_t>(bytes.size()));
    return bytes;
}

TEST_CASE("a snapshot is of one moment while others write") {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "stuticket.db", copy = folder.path() / "copy.db";
    store::Store store(file);
    store.write([](store::Transaction& transaction) {
        transaction.connection().script("CREATE TABLE a (number INTEGER PRIMARY KEY, content TEXT);"
                                        "CREATE TABLE b (number INTEGER PRIMARY KEY, content TEXT)");
    });
    const std::string content(20'000, 'x');
    std::atomic<std::int64_t> written = 0;
    std::atomic<bool> ended = false;
    const auto write_both = [&] {
        store.write([&](store::Transaction& transaction) { // twice the same, in one transaction
            for (const char* into :
                 {"INSERT INTO a (content) VALUES ($1)", "INSERT INTO b (content) VALUES ($1)"})
                transaction.connection().run(into, {content});
        });
        ++written;
    };
    for (int i = 0; i < 200; ++i) write_both();
    std::thread writer([&] {
        while (!ended) write_both();
    });
    for (int i = 0; i < 3; ++i) {
        const std::int64_t before = written;
        const Snapshot snapshot = take_snapshot(file, folder.path());
        REQUIRE(snapshot.rows.size() == 2);
        CHECK(snapshot.rows[0].table == "a");
        CHECK(snapshot.rows[0].rows == snapshot.rows[1].rows);
        CHECK(snapshot.rows[0].rows >= before); // all that was acknowledged is in it
        std::ofstream(copy, std::ios::binary | std::ios::trunc) << bytes_in(snapshot);
        const auto counted = count_rows(copy);
        REQUIRE(counted.size() == 2);
        CHECK(counted[0].rows == snapshot.rows[0].rows);
        CHECK(counted[1].rows == snapshot.rows[1].rows);
        const auto connection = Database(copy).open(Access::read);
        const auto said = connection->query("PRAGMA integrity_check");
        REQUIRE(said->next());
        CHECK(said->view(0) == "ok");
    }
    ended = true;
    writer.join();
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        CHECK_FALSE(entry.path().filename().string().starts_with(snapshot_name));
}

} // namespace
} // namespace stu::sql
