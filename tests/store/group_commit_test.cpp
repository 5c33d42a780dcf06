// Those who wait to write share one commit, and nothing else: neither a refusal, nor a fault, nor a full
// disk.

#include "backend/store/engine/store.hpp"
#include "common/result.hpp"
#include "tests/store/crowd.hpp"
#include "tests/store/heard.hpp"
#include "tests/support/english.hpp"
#include "tests/support/temporary_database.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace stu::store {
namespace {

/// A pile of sheets, and writers who all wait for the same moment.
struct Pile {
    test::TemporaryDatabase place;
    Store store{place.database(), std::chrono::seconds(20)};
    Heard heard;

    Pile() {
        store.write([](Transaction& transaction) {
            transaction.connection().script("CREATE TABLE sheet (name TEXT PRIMARY KEY, content TEXT)");
        });
        store.listeners().add(heard);
    }

    static std::string name_of(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }
    static void put(Transaction& transaction, const std::string& name, std::string_view content = {}) {
        transaction.connection().run("INSERT INTO sheet (name, content) VALUES ($1, $2)", {name, content});
        transaction.after_commit(TicketChanged{{}, name, 1, {}, {}});
    }
    std::vector<std::string> names() {
        return store.read([](Transaction& transaction) {
            std::vector<std::string> all;
            const auto row = transaction.connection().query("SELECT name FROM sheet ORDER BY name");
            while (row->next()) all.push_back(row->text(0));
            return all;
        });
    }

    /// So many threads call `work(number)`, and find that somebody writes until all of them are waiting.
    template <class Work> void while_somebody_writes(int threads, Work work) {
        std::atomic<int> ready{0};
        std::optional<Transaction> busy(store.write());
        std::thread crowd([&] {
            test::at_once(threads, [&](int number) {
                ++ready;
                work(number);
            });
        });
        while (ready < threads) std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::milliseconds(50)); // until they wait
        busy.reset();
        crowd.join();
    }
};

TEST_CASE("who waits to write is written together, each of them whole") {
    constexpr int writers = 16;
    Pile pile;
    std::atomic<int> run_by_others{0};
    std::vector<std::string> expected;
    for (int i = 0; i < writers; ++i) expected.push_back(Pile::name_of(i));
    pile.while_somebody_writes(writers, [&](int number) {
        const auto own = std::this_thread::get_id();
        const std::string name = pile.store.write([&](Transaction& transaction) {
            if (std::this_thread::get_id() != own) ++run_by_others;
            Pile::put(transaction, Pile::name_of(number));
            return Pile::name_of(number);
        });
        CHECK(name == Pile::name_of(number));
        const std::vector<std::string> there = pile.names(); // for others, too, as soon as it is answered
        CHECK(std::count(there.begin(), there.end(), name) == 1);
    });
    CHECK(run_by_others > 0);
    CHECK(pile.names() == expected);
    auto told = pile.heard.numbers();
    std::sort(told.begin(), told.end());
    CHECK(told == expected);
}

TEST_CASE("who is refused or fails after it has written takes nobody with it") {
    constexpr int writers = 24;
    Pile pile;
    std::atomic<int> refused{0}, failed{0};
    std::vector<std::string> expected;
    for (int i = 0; i < writers; ++i)
        if (i % 3 == 0) expected.push_back(Pile::name_of(i));
    pile.while_somebody_writes(writers, [&](int number) {
        try {
            const Result<int> result = pile.store.write([&](Transaction& transaction) -> Result<int> {
                Pile::put(transaction, Pile::name_of(number));
                if (number % 3 == 1) return refuse(Code::conflict, as_written("No."));
                if (number % 3 == 2) throw std::runtime_error("a bug");
                return number;
            });
            if (result)
                CHECK(result.value() == number);
            else
                ++refused;
        } catch (const std::runtime_error& fault) {
            CHECK(std::string(fault.what()) == "a bug");
            ++failed;
        }
    });
    CHECK(refused == writers / 3);
    CHECK(failed == writers / 3);
    CHECK(pile.names() == expected);
    auto told = pile.heard.numbers();
    std::sort(told.begin(), told.end());
    CHECK(told == expected);
}

TEST_CASE("of those who want the same key one gets it, and the others are not in anybody's way") {
    constexpr int writers = 12;
    Pile pile;
    std::atomic<int> got{0};
    pile.while_somebody_writes(writers, [&](int number) {
        const bool first = pile.store.write([&](Transaction& transaction) {
            Pile::put(transaction, "own " + Pile::name_of(number));
            {
                const auto row = transaction.connection().query("SELECT 1 FROM sheet WHERE name = 'key'");
                if (row->next()) return false;
            }
            Pile::put(transaction, "key");
            return true;
        });
        if (first) ++got;
    });
    CHECK(got == 1);
    CHECK(pile.names().size() == writers + 1);
}

TEST_CASE("who has no patience does not wait, and nobody waits for longer than theirs") {
    Pile pile;
    const auto put = [](Transaction& transaction) { Pile::put(transaction, "late"); };
    {
        Transaction busy = pile.store.write();
        CHECK_THROWS_AS(pile.store.write(std::chrono::milliseconds(0), put), sql::Trouble);
        CHECK_THROWS_AS(pile.store.write(std::chrono::milliseconds(20), put), sql::Trouble);
    }
    CHECK(pile.names().empty());
    pile.store.write(std::chrono::milliseconds(0), put);
    CHECK(pile.names() == std::vector<std::string>{"late"});
}

TEST_CASE("a change for which there is no space fails alone" * doctest::test_suite("SQLite")) {
    constexpr int writers = 8;
    Pile pile;
    pile.store.write([](Transaction& transaction) { // of this size, until it is opened anew
        transaction.connection().script("PRAGMA max_page_count = 64");
    });
    const std::string much(1'000'000, 'x');
    std::atomic<int> too_much{0};
    pile.while_somebody_writes(writers, [&](int number) {
        try {
            pile.store.write([&](Transaction& transaction) {
                Pile::put(transaction, Pile::name_of(number), number % 4 == 1 ? much : std::string("little"));
            });
        } catch (const sql::Trouble& trouble) {
            CHECK(trouble.kind() == sql::Trouble::Kind::full);
            ++too_much;
        }
    });
    CHECK(too_much == 2);
    CHECK(pile.names() == std::vector<std::string>{"00", "02", "03", "04", "06", "07"});
    CHECK_FALSE(pile.store.write_failed());
}

TEST_CASE("writing has failed until something was written, whoever writes nothing meanwhile") {
    Pile pile;
    pile.store.write([](Transaction& transaction) {
        transaction.connection().script(
            "CREATE TABLE note (sheet TEXT REFERENCES sheet (name) DEFERRABLE INITIALLY DEFERRED)");
    });
    const auto note_on_nothing = [](Transaction& transaction) { // which only its commit finds out
        transaction.connection().run("INSERT INTO note (sheet) VALUES ($1)", {"none"});
    };
    CHECK_THROWS(pile.store.write(note_on_nothing));
    CHECK(pile.store.write_failed());
    pile.store.write([](Transaction& transaction) {
        transaction.connection().run("DELETE FROM sheet WHERE name = $1", {"none"});
    });
    CHECK(pile.store.write_failed());
    pile.store.write([](Transaction& transaction) { Pile::put(transaction, "some"); });
    CHECK_FALSE(pile.store.write_failed());
}

} // namespace
} // namespace stu::store
