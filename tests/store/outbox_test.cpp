// The outbox under failures, with a clock of its own.

#include "backend/store/mail/outbox.hpp"

#include "backend/store/people/known_browsers.hpp"
#include "backend/store/people/sessions.hpp"
#include "backend/store/people/users.hpp"
#include "backend/store/schema/migrations.hpp"
#include "backend/worker/eml.hpp"
#include "backend/worker/night_watch.hpp"
#include "backend/worker/outbox_worker.hpp"
#include "tests/support/temporary_database.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <future>
#include <iterator>
#include <spdlog/spdlog.h>
#include <stdexcept>
#include <vector>

namespace stu::worker {
namespace {

const Letterhead letterhead{"no-reply@desk.example.edu", "desk.example.edu"};
constexpr std::int64_t second = 1'000, minute = 60 * second, day = 24 * 60 * minute;

class Recorder final : public Sender {
  public:
    Delivery send(const store::OutgoingMail& mail, const std::stop_token&) override {
        ++attempts;
        if (broken) throw std::runtime_error("the mail server is down");
        if (refusing) return {Delivery::Outcome::refused, "550 no such user"};
        sent.push_back(mail.id);
        return {};
    }
    bool broken = false, refusing = false;
    int attempts = 0;
    std::vector<std::string> sent;
};

struct Fixture {
    test::TemporaryDatabase place;
    store::Store store{place.database()};
    Recorder sender;
    std::int64_t now = 1'700'000'000'000;

    Fixture() {
        spdlog::set_level(spdlog::level::off);
        store::migrate(store);
    }
    store::OutgoingMail mail(std::string id) const {
        store::OutgoingMail mail;
        mail.id = std::move(id);
        mail.recipient = "amina@students.example.edu";
        mail.recipient_name = "Amina Wanjiru";
        mail.subject = "Hello";
        mail.body = "Hello\n";
        mail.created_ms = now;
        return mail;
    }
    void queue(std::string id) {
        store::Transaction transaction = store.write();
        store::insert_mail(transaction, mail(std::move(id)));
        transaction.commit();
    }
    std::string state() {
        store::Transaction transaction = store.read();
        const auto row = transaction.connection().query("SELECT state FROM outbox");
        row->next();
        return row->text(0);
    }
};

TEST_CASE_FIXTURE(Fixture, "a mail is sent once") {
    queue("one");
    CHECK(send_one(store, sender, now));
    CHECK_FALSE(send_one(store, sender, now + day));
    CHECK(sender.sent == std::vector<std::string>{"one"});
    CHECK(state() == "sent");
}

TEST_CASE_FIXTURE(Fixture, "a failure waits longer each time and gives up after three days") {
    queue("one");
    sender.broken = true;
    CHECK(send_one(store, sender, now));
    CHECK_FALSE(send_one(store, sender, now + 29 * second));
    CHECK(send_one(store, sender, now + 30 * second));
    CHECK_FALSE(send_one(store, sender, now + 89 * second));
    CHECK(state() == "waiting");
    CHECK(send_one(store, sender, now + 3 * day));
    CHECK(state() == "failed");
    CHECK_FALSE(send_one(store, sender, now + 10 * day));
}

TEST_CASE_FIXTURE(Fixture, "what nobody needs any more goes: sent mail, ended sessions, old browsers") {
    queue("one");
    CHECK(send_one(store, sender, now));
    {
        store::Transaction transaction = store.write();
        store::StoredUser amina;
        amina.user.id = "amina";
        amina.user.email = "amina@students.example.edu";
        store::insert_user(transaction, amina, now);
        store::insert_session(transaction, {"ends", "amina", now, now + 30 * day});
        store::insert_session(transaction, {"goes on", "amina", now, now + 500 * day});
        store::remember_browser(transaction, "library", "amina", now);
        store::remember_browser(transaction, "own", "amina", now + 50 * day);
        transaction.commit();
    }
    const auto rows = [this](std::string table) {
        store::Transaction transaction = store.read();
        const auto row = transaction.connection().query("SELECT COUNT(*) FROM " + table);
        row->next();
        return row->integer(0);
    };
    tidy(store, now + 30 * day - 1);
    CHECK(rows("session") == 2);
    tidy(store, now + 30 * day);
    CHECK(rows("session") == 1);
    tidy(store, now + 90 * day);
    CHECK(rows("outbox") == 1);
    tidy(store, now + 90 * day + 1);
    CHECK(rows("outbox") == 0);
    tidy(store, now + 400 * day);
    CHECK(rows("known_browser") == 2);
    tidy(store, now + 400 * day + 1);
    CHECK(rows("known_browser") == 1);
    CHECK(rows("session") == 1);
}

TEST_CASE_FIXTURE(Fixture, "a recipient that is refused for good is not tried again") {
    queue("one");
    sender.refusing = true;
    CHECK(send_one(store, sender, now));
    CHECK(state() == "failed");
    CHECK_FALSE(send_one(store, sender, now + day));
}

TEST_CASE_FIXTURE(Fixture, "an operator sees what has not left and has failed mail sent again") {
    const auto unsent = [this] {
        store::Transaction transaction = store.read();
        return store::list_unsent_mail(transaction);
    };
    const auto retried = [this](std::string_view id) {
        store::Transaction transaction = store.write();
        const bool done = store::retry_mail(transaction, id, now);
        transaction.commit();
        return done;
    };
    queue("one");
    REQUIRE(unsent().size() == 1);
    CHECK_FALSE(unsent().front().failed);
    CHECK_FALSE(retried("one")); // it may be on its way this moment
    sender.refusing = true;
    send_one(store, sender, now);
    REQUIRE(unsent().size() == 1);
    CHECK(unsent().front().failed);
    CHECK(unsent().front().last_error == "550 no such user");

    sender.refusing = false;
    CHECK(retried("one"));
    CHECK_FALSE(retried("two"));
    CHECK(send_one(store, sender, now));
    CHECK(unsent().empty());
    CHECK_FALSE(retried("one")); // what was sent stays sent
}

TEST_CASE_FIXTURE(Fixture, "mail that is held leaves when it is retried, and not before") {
    queue("one");
    const auto hold = [this](std::string_view why) {
        store::Transaction transaction = store.write();
        const std::int64_t held = store::hold_all_mail(transaction, why);
        transaction.commit();
        return held;
    };
    CHECK(hold("held: says why") == 1);
    CHECK(hold("again") == 0);
    CHECK_FALSE(send_one(store, sender, now + 10 * day));
    {
        store::Transaction transaction = store.read();
        const auto unsent = store::list_unsent_mail(transaction);
        REQUIRE(unsent.size() == 1);
        CHECK(unsent.front().last_error == "held: says why");
    }
    {
        store::Transaction transaction = store.write();
        CHECK(store::retry_mail(transaction, "one", now));
        transaction.commit();
    }
    CHECK(send_one(store, sender, now));
    CHECK(state() == "sent");
}

TEST_CASE_FIXTURE(
    Fixture,
    "after an outage of the mail server a retry sends what waits, and gives what failed three more days") {
    const auto retry_all = [this](std::int64_t at) {
        store::Transaction transaction = store.write();
        const std::int64_t count = store::retry_all_mail(transaction, at);
        transaction.commit();
        return count;
    };
    sender.broken = true;
    queue("old");
    CHECK(send_one(store, sender, now));
    CHECK(send_one(store, sender, now + 3 * day));
    CHECK(state() == "failed");
    const std::int64_t later = now + 4 * day;
    CHECK(retry_all(later) == 1);
    CHECK(send_one(store, sender, later)); // greylisted, say
    CHECK(state() == "waiting");
    for (std::int64_t at = later; send_one(store, sender, at + 31 * minute); at += 31 * minute)
        if (at > later + 2 * 60 * minute) break; // waits half an hour by now
    CHECK(retry_all(later + 2 * 60 * minute) == 1);
    sender.broken = false;
    CHECK(send_one(store, sender, later + 2 * 60 * minute));
    CHECK(state() == "sent");
}

TEST_CASE_FIXTURE(Fixture, "a mail that comes through after a failure is sent once") {
    queue("one");
    sender.broken = true;
    send_one(store, sender, now);
    sender.broken = false;
    CHECK(send_one(store, sender, now + minute));
    CHECK(sender.sent == std::vector<std::string>{"one"});
}

TEST_CASE_FIXTURE(Fixture, "a worker that died leaves its mail to the next one") {
    queue("one");
    {
        store::Transaction transaction = store.write();
        const auto leased = store::lease_mail(transaction, now, now + 2 * minute);
        REQUIRE(leased);
        CHECK(leased->attempts == 1);
        transaction.commit();
    }
    CHECK_FALSE(send_one(store, sender, now + minute));
    CHECK(send_one(store, sender, now + 2 * minute));
    CHECK(sender.sent.size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "a clock that ran ahead does not hold mail back for long") {
    now += 10 * day;
    queue("one");
    now -= 10 * day;
    CHECK_FALSE(send_one(store, sender, now));
    tidy(store, now);
    CHECK(send_one(store, sender, now + 30 * minute));
}

TEST_CASE_FIXTURE(Fixture, "what was sent is forgotten after 90 days, what was not sent never") {
    queue("sent");
    CHECK(send_one(store, sender, now));
    sender.refusing = true;
    queue("failed");
    CHECK(send_one(store, sender, now));
    const auto rows = [&] {
        store::Transaction transaction = store.read();
        const auto row = transaction.connection().query("SELECT COUNT(*) FROM outbox");
        return row->next() ? row->integer(0) : 0;
    };
    tidy(store, now + 90 * day);
    CHECK(rows() == 2);
    tidy(store, now + 90 * day + 1);
    CHECK(rows() == 1);
}

TEST_CASE("the night begins at two, and is looked into once") {
    constexpr std::int64_t hour = 60 * minute, midnight = 20'000 * day;
    CHECK(until_night_ms(midnight) == 2 * hour);
    CHECK(until_night_ms(midnight + 2 * hour) == day);
    CHECK(until_night_ms(midnight + 3 * hour) == 23 * hour);
    CHECK(until_night_ms(-hour) == 3 * hour);

    std::promise<void> looked;
    std::atomic<int> looks{0};
    {
        const NightWatch watch([] { return midnight + 2 * hour - 20; },
                               [&](const std::stop_token&) {
                                   if (++looks == 1) looked.set_value();
                               });
        CHECK(looked.get_future().wait_for(std::chrono::seconds(20)) == std::future_status::ready);
    }
    CHECK(looks == 1);
}

TEST_CASE("delays double from half a minute to half an hour") {
    CHECK(retry_delay_ms(1) == 30 * second);
    CHECK(retry_delay_ms(2) == minute);
    CHECK(retry_delay_ms(6) == 16 * minute);
    CHECK(retry_delay_ms(7) == 30 * minute);
    CHECK(retry_delay_ms(1'000'000) == 30 * minute);
}

TEST_CASE_FIXTURE(Fixture, "a mail becomes a private file, the same one again") {
    DirectorySender files(place.folder() / "mail", "desk.example.edu");
    files.send(mail("one"), {});
    files.send(mail("one"), {});
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(place.folder() / "mail"))
        found.push_back(entry.path());
    REQUIRE(found.size() == 1);
    CHECK(found.front().filename() == "one.eml");
    std::ifstream file(found.front());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    CHECK(text == eml_text(mail("one"), letterhead));
}

TEST_CASE_FIXTURE(Fixture, "what people type cannot become a header or a second recipient") {
    store::OutgoingMail hostile = mail("one");
    hostile.subject = "hello\r\nBcc: all@example.edu";
    hostile.recipient_name = "Amina\r\nX-Evil: 1\" <other@example.edu>";
    hostile.body = "\r\n.\r\nMAIL FROM:<x@example.edu>\r\n";
    const std::string text = eml_text(hostile, letterhead);
    CHECK(text.find("Bcc") == std::string::npos);
    CHECK(text.find("X-Evil") == std::string::npos);
    CHECK(text.find("other@") == std::string::npos);
    CHECK(text.find("\r\n.\r\n") == std::string::npos);
    CHECK(text.find("MAIL FROM") == std::string::npos);
    for (const char* address :
         {"a@example.edu\r\nBcc: b@example.edu", "a@example.edu, b@example.edu", "a", "<a@b>"}) {
        hostile.recipient = address;
        CHECK_THROWS(eml_text(hostile, letterhead));
    }
}

TEST_CASE_FIXTURE(Fixture, "other scripts travel as encoded words of whole characters") {
    store::OutgoingMail foreign = mail("one");
    foreign.subject = "Żółty Wi-Fi – 学生学生学生学生学生学生学生学生学生学生学生学生";
    const std::string text = eml_text(foreign, letterhead);
    const std::size_t at = text.find("Subject: ");
    const std::string subject = text.substr(at, text.find("\r\nMessage-ID") - at);
    CHECK(subject.find("=?UTF-8?B?") != std::string::npos);
    for (std::size_t from = 0; from < subject.size();) {
        const std::size_t end = std::min(subject.find("\r\n", from), subject.size());
        CHECK(end - from <= 9 + 76);
        from = end + 2;
    }
    for (const char c : subject) CHECK(static_cast<unsigned char>(c) < 0x80);
}

TEST_CASE_FIXTURE(Fixture,
                  "mail of a server whose clock is ahead is due at once by the clock that all share") {
    const auto shared = store.read(
        [](store::Transaction& transaction) { return transaction.connection().shared_clock_ms(); });
    if (!shared) return; // nobody shares a file
    now = *shared + 60 * minute;
    queue("ahead");
    CHECK(send_one(store, sender, *shared + minute));
    CHECK(sender.sent == std::vector<std::string>{"ahead"});
}

} // namespace
} // namespace stu::worker
