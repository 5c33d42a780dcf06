// Servers on one database hear of each other's changes.

#include "backend/store/engine/announcements.hpp"
#include "backend/store/engine/store.hpp"
#include "tests/support/temporary_database.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>

namespace stu::store {
namespace {

/// What is heard, waited for.
class Ears final : public Listener {
  public:
    explicit Ears(Store& store) : listeners_(store.listeners()) { listeners_.add(*this); }
    ~Ears() override { listeners_.remove(*this); }
    void changed(const Changes& changes) noexcept override {
        const std::lock_guard lock(mutex_);
        all_.tickets.insert(all_.tickets.end(), changes.tickets.begin(), changes.tickets.end());
        all_.presences.insert(all_.presences.end(), changes.presences.begin(), changes.presences.end());
        all_.mail_queued |= changes.mail_queued;
        all_.others_missed |= changes.others_missed;
        came_.notify_all();
    }
    template <class Enough>
    bool hears(Enough enough, std::chrono::milliseconds patience = std::chrono::seconds(10)) {
        std::unique_lock lock(mutex_);
        return came_.wait_for(lock, patience, [&] { return enough(all_); });
    }
    std::vector<TicketChanged> tickets() {
        const std::lock_guard lock(mutex_);
        return all_.tickets;
    }

  private:
    Listeners& listeners_;
    std::mutex mutex_;
    std::condition_variable came_;
    Changes all_;
};

TicketChanged ticket(int number) { return {"id", std::to_string(number), number, "owner", "it"}; }

/// Its hearing begins a moment after it: hears of changes without a meaning until then.
void wait_until_it_hears(Store& first, Ears& ears) {
    for (int i = 0; i < 100; ++i) {
        first.write([](Transaction& transaction) { transaction.after_commit(MailQueued{}); });
        if (ears.hears([](const Changes& all) { return all.mail_queued; }, std::chrono::milliseconds(100)))
            return;
    }
}

PresenceTold presence(Doing doing) {
    return {"id", "7QHD-20Z8", "it", "user", "page", "Ruth Wanjiku", doing};
}

#define ON_POSTGRES *doctest::skip(!test::TemporaryDatabase::is_postgres())

TEST_CASE("who looks at a ticket is told to other servers, though nothing is stored" ON_POSTGRES) {
    const test::TemporaryDatabase place;
    Store first(place.database()), second(place.database());
    Ears there(second);
    wait_until_it_hears(first, there);
    first.write([](Transaction& transaction) {
        transaction.after_commit(presence(Doing::reading));
        transaction.after_commit(presence(Doing::replying));
    });
    Changes heard;
    CHECK(there.hears([&](const Changes& all) {
        heard = all;
        return all.presences.size() == 2;
    }));
    CHECK(heard.presences == std::vector{presence(Doing::reading), presence(Doing::replying)});
    CHECK(heard.tickets.empty());
}

TEST_CASE("what one server commits the other hears once, as it was; of what was undone nothing" ON_POSTGRES) {
    const test::TemporaryDatabase place;
    Store first(place.database()), second(place.database());
    Ears here(first), there(second);
    wait_until_it_hears(first, there);
    const auto refused = first.write([](Transaction& transaction) -> Result<int> {
        transaction.after_commit(ticket(1));
        return refuse(Code::conflict, tr("Something else has changed meanwhile."));
    });
    CHECK_FALSE(refused);
    constexpr int many = 200; // more than one announcement holds
    first.write([](Transaction& transaction) {
        for (int i = 2; i < many; ++i) transaction.after_commit(ticket(i));
    });
    CHECK(there.hears([](const Changes& all) { return all.tickets.size() >= many - 2; }));
    std::vector<TicketChanged> wanted;
    for (int i = 2; i < many; ++i) wanted.push_back(ticket(i));
    CHECK(there.tickets() == wanted);
    TicketChanged noted = ticket(many);
    noted.internal = true;
    second.write([&](Transaction& transaction) { transaction.after_commit(noted); });
    CHECK(here.hears([](const Changes& all) { return all.tickets.size() >= many - 1; }));
    wanted.push_back(noted);
    CHECK(here.tickets() == wanted); // its own words did not come back
}

TEST_CASE("a server whose connection was lost says that it may have missed something" ON_POSTGRES) {
    const test::TemporaryDatabase place;
    Store first(place.database()), second(place.database());
    Ears there(second);
    wait_until_it_hears(first, there);
    first.write([](Transaction& transaction) {
        transaction.connection().query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                       "WHERE query LIKE 'LISTEN%' AND datname = current_database()");
    });
    CHECK(there.hears([](const Changes& all) { return all.others_missed; }));
}

TEST_CASE("an announcement that nobody here would make is passed over") {
    for (const std::string_view text :
         {"", "x", "x\n", "x\nmai", "x\n\t\t\t\t\n", "x\na\tb\tc\td\te\n", "x\na\tb\t1\n"}) {
        const auto changes = changes_in(text, "me");
        REQUIRE(changes);
        CHECK(changes->empty());
    }
    CHECK_FALSE(changes_in("me\nmail\n", "me"));
    CHECK(changes_in("you\nmail\na\tb\t1\tc\td\n", "me")->tickets ==
          std::vector<TicketChanged>{{"a", "b", 1, "c", "d"}});
    CHECK(changes_in("you\ninternal\ta\tb\t1\tc\td\n", "me")->tickets ==
          std::vector<TicketChanged>{{"a", "b", 1, "c", "d", true}});
}

} // namespace
} // namespace stu::store
