// Many threads that read and then write: nobody is told "database is locked", and no step is lost.

#include "backend/store/engine/store.hpp"
#include "tests/support/temporary_database.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace stu::store {
namespace {

TEST_CASE("eight threads count together and lose nothing") {
    constexpr int threads = 8, rounds = 50;
    const test::TemporaryDatabase place;
    Store store(place.database());
    {
        Transaction transaction = store.write();
        transaction.connection().script(
            "CREATE TABLE counter (value BIGINT); INSERT INTO counter VALUES (0)");
        transaction.commit();
    }
    std::atomic<int> failures{0};
    std::vector<std::thread> crowd;
    for (int i = 0; i < threads; ++i)
        crowd.emplace_back([&] {
            for (int round = 0; round < rounds; ++round) {
                try {
                    Transaction transaction = store.write();
                    std::int64_t value = 0;
                    {
                        const auto row = transaction.connection().query("SELECT value FROM counter");
                        row->next();
                        value = row->integer(0);
                    }
                    transaction.connection().run("UPDATE counter SET value = $1", {value + 1});
                    transaction.commit();
                } catch (const std::exception&) { ++failures; }
            }
        });
    for (std::thread& thread : crowd) thread.join();
    CHECK(failures == 0);
    Transaction transaction = store.read();
    const auto row = transaction.connection().query("SELECT value FROM counter");
    REQUIRE(row->next());
    CHECK(row->integer(0) == threads * rounds);
}

TEST_CASE("who reads when all connections are in use waits for one, and not for ever") {
    const test::TemporaryDatabase place;
    Store store(place.database(), std::chrono::milliseconds(50));
    std::vector<Transaction> readers;
    for (std::size_t i = 0; i < Store::most_readers; ++i) readers.push_back(store.read());
    CHECK_THROWS_AS(store.read(), sql::Trouble);
    readers.pop_back();
    CHECK_NOTHROW(store.read());
}

} // namespace
} // namespace stu::store
