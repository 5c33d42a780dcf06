// What was made of the database is given again while nothing in it has changed, and not a moment longer.

#include "backend/store/engine/store.hpp"
#include "common/result.hpp"
#include "tests/support/temporary_database.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace stu::store {
namespace {

struct Counted {
    test::TemporaryDatabase place;
    Store store{place.database()};
    int made = 0;

    Counted() {
        store.write([](Transaction& transaction) {
            transaction.connection().script("CREATE TABLE number (value BIGINT NOT NULL);"
                                            "INSERT INTO number VALUES (1)");
        });
    }
    static void raise(Store& in) {
        in.write([](Transaction& transaction) {
            transaction.connection().run("UPDATE number SET value = value + 1");
        });
    }
    std::int64_t number(Transaction& transaction, const std::string& question = "number") {
        return transaction.kept(question, [&] {
            ++made;
            const auto row = transaction.connection().query("SELECT value FROM number");
            row->next();
            return row->integer(0);
        });
    }
    std::int64_t number() {
        return store.read([this](Transaction& transaction) { return number(transaction); });
    }
};

TEST_CASE_FIXTURE(Counted, "an answer is made once, and anew after a change of whomever") {
    CHECK(number() == 1);
    CHECK(number() == 1);
    CHECK(made == 1);
    raise(store);
    CHECK(number() == 2);
    Store neighbour(place.database()); // another program
    raise(neighbour);
    CHECK(number() == 3);
    CHECK(number() == 3);
    CHECK(made == 3);
}

TEST_CASE_FIXTURE(Counted, "within a transaction the answer is of its moment") {
    store.read([this](Transaction& transaction) {
        CHECK(number(transaction) == 1);
        raise(store);
        CHECK(number(transaction) == 1);
        CHECK(number(transaction, "the same with other words") == 1);
    });
    CHECK(number() == 2);
}

TEST_CASE_FIXTURE(Counted, "who writes is told what is there, and what was undone is not kept") {
    const Result<int> refused = store.write([this](Transaction& transaction) -> Result<int> {
        CHECK(number(transaction) == 1);
        transaction.connection().run("UPDATE number SET value = 7");
        CHECK(number(transaction) == 7);
        return refuse(Code::conflict, {});
    });
    CHECK_FALSE(refused);
    CHECK(number() == 1);
}

TEST_CASE_FIXTURE(Counted, "many questions take no more room than a few, and each has its own answer") {
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 500; ++i) {
            const std::string question = std::to_string(i);
            CHECK(store.read([&](Transaction& transaction) {
                return transaction.kept(question, [&] { return question + "!"; });
            }) == question + "!");
        }
}

TEST_CASE_FIXTURE(Counted,
                  "an Error is found anew each time, and so is what would leave no room for others") {
    int asked = 0;
    const auto ask = [&](const std::string& question, Result<std::string> answer) {
        return store.read([&](Transaction& transaction) {
            return transaction.kept(question, [&] {
                ++asked;
                return answer;
            });
        });
    };
    for (int i = 0; i < 3; ++i) {
        CHECK_FALSE(ask("refused", refuse(Code::not_found, {})));
        CHECK(ask("short", std::string(4'000, 's')).value().size() == 4'000);
        CHECK(ask("long", std::string(900'000, 'l')).value().size() == 900'000);
    }
    CHECK(asked == 3 + 1 + 3);
}

TEST_CASE_FIXTURE(Counted, "nobody who asks after a change is told of what was before it") {
    std::atomic<std::int64_t> written{1};
    std::atomic<bool> stop{false};
    std::atomic<int> behind{0};
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i)
        readers.emplace_back([&] {
            while (!stop) {
                const std::int64_t before = written;
                const std::int64_t read = store.read([](Transaction& transaction) {
                    return transaction.kept("number", [&] {
                        const auto row = transaction.connection().query("SELECT value FROM number");
                        row->next();
                        return row->integer(0);
                    });
                });
                behind += read < before ? 1 : 0;
            }
        });
    for (int i = 0; i < 200; ++i) {
        raise(store);
        ++written;
    }
    stop = true;
    for (std::thread& reader : readers) reader.join();
    CHECK(behind == 0);
    CHECK(number() == 201);
}

} // namespace
} // namespace stu::store
