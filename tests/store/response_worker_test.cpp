#include "backend/worker/promise_worker.hpp"
#include "backend/worker/response_worker.hpp"
#include "tests/support/mailbox.hpp"
#include "tests/support/temporary_database.hpp"

#include <doctest/doctest.h>
#include <spdlog/spdlog.h>

#include <stdexcept>

namespace stu::store {
namespace {

using namespace std::chrono_literals;

/// A worker whose looks the test sees and answers.
struct WatchedWorker {
    const test::TemporaryDatabase place;
    Store store{place.database()};
    test::Mailbox<int> looks;
    test::Mailbox<std::chrono::milliseconds> waits;
    worker::ResponseWorker worker{store, [this] {
                                      looks.put(1);
                                      const auto wait = waits.take();
                                      if (!wait) throw std::runtime_error("no wait was given");
                                      return *wait;
                                  }};

    ~WatchedWorker() { waits.put(0ms); } // for a look that is under way
    void hold() {
        store.write([](Transaction& transaction) { transaction.after_commit(ResponseHeld{}); });
    }
};

TEST_CASE("what is due is looked for at the start, when it is due, and when something was stored") {
    WatchedWorker watched;
    CHECK(watched.looks.take()); // at the start
    watched.waits.put(1ms);
    CHECK(watched.looks.take()); // when it is due
    watched.waits.put(1h);
    watched.hold();
    CHECK(watched.looks.take());
    watched.hold(); // while it looks: what it has seen may be old
    watched.waits.put(1h);
    CHECK(watched.looks.take());
}

TEST_CASE("mail and changed tickets wake nobody who waits for responses") {
    WatchedWorker watched;
    CHECK(watched.looks.take());
    watched.waits.put(1h);
    watched.store.write([](Transaction& transaction) {
        transaction.after_commit(MailQueued{});
        transaction.after_commit(TicketChanged{{}, "A", 1, {}, {}});
    });
    CHECK_FALSE(watched.looks.take(100ms));
    watched.hold();
    CHECK(watched.looks.take());
}

TEST_CASE("a fault ends no waiting: it looks again soon") {
    spdlog::set_level(spdlog::level::off); // it says so each time
    const test::TemporaryDatabase place;
    Store store(place.database());
    test::Mailbox<int> looks;
    const worker::ResponseWorker worker(store, [&]() -> std::chrono::milliseconds {
        looks.put(1);
        throw std::runtime_error("the database was away");
    });
    CHECK(looks.take());
    CHECK(looks.take());
}

TEST_CASE("what is due is told at the start, and again after as long as was asked for") {
    test::Mailbox<int> looks;
    test::Mailbox<std::chrono::milliseconds> waits;
    const worker::PromiseWorker worker([&] {
        looks.put(1);
        return waits.take().value_or(1h);
    });
    CHECK(looks.take());
    waits.put(1ms);
    CHECK(looks.take());
    waits.put(1h);
    CHECK_FALSE(looks.take(100ms));
}

} // namespace
} // namespace stu::store
