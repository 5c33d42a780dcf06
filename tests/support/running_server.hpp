#pragma once
// A whole server in this process, on a free port, with a data folder of its own.

#include "backend/app/context.hpp"
#include "backend/http/server.hpp"
#include "backend/pdf/child_checker.hpp"
#include "backend/store/engine/store.hpp"
#include "backend/worker/outbox_worker.hpp"
#include "common/user.hpp"
#include "tests/support/temporary_database.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <thread>

namespace stu::test {

/// The real time, which a test can move forward, or make stand still.
class MovableClock final : public app::Clock {
  public:
    std::int64_t now_ms() const override { return (stands_ ? 0 : real_.now_ms()) + offset_ms_; }
    void advance(std::int64_t milliseconds) { offset_ms_ += milliseconds; }
    /// From now on it is `at_ms`, and later only by what it is moved.
    void stand_still(std::int64_t at_ms) {
        offset_ms_ = at_ms;
        stands_ = true;
    }

  private:
    app::SystemClock real_;
    std::atomic<bool> stands_{false};
    std::atomic<std::int64_t> offset_ms_{0};
};

/// The real chance, until a test wants the same each time.
class RepeatableRandom final : public security::Random {
  public:
    void fill(std::span<unsigned char> bytes) override {
        std::function<void()> first;
        {
            const std::lock_guard lock(mutex_);
            if (bytes.size() == awaited_) {
                awaited_ = 0;
                first = std::move(first_);
            }
        }
        if (first) first();
        const std::lock_guard lock(mutex_);
        if (!dice_) return real_.fill(bytes);
        for (unsigned char& byte : bytes) byte = static_cast<unsigned char>((*dice_)());
    }
    void repeat(std::uint64_t seed) {
        const std::lock_guard lock(mutex_);
        dice_.emplace(seed);
    }
    /// Calls `first` once, by whoever asks for that many bytes next, before they get them.
    void before(std::size_t bytes, std::function<void()> first) {
        const std::lock_guard lock(mutex_);
        awaited_ = bytes;
        first_ = std::move(first);
    }

  private:
    security::SystemRandom real_;
    std::mutex mutex_;
    std::optional<std::mt19937_64> dice_;
    std::size_t awaited_ = 0;
    std::function<void()> first_;
};

class RunningServer {
  public:
    static constexpr std::string_view password = "Blue-kettle-94-Moss"; ///< everybody's
    /// Of the next server. Passwords are tried in accounts_test.cpp, and storms of them at their full cost;
    /// here it would only cost time.
    static inline security::HashCost hash_cost{.memory_kib = 64, .passes = 1};

    /// The test has changed sealed rows itself, so that at the end they are not looked through for damage.
    bool changed_by_hand = false;

    /// PDFs are looked into by `pdf_program`, the real server unless a test has another one.
    explicit RunningServer(const http::GateLimits& limits = {},
                           const std::filesystem::path& pdf_program = STUTICKET_PROGRAM);
    /// With a captcha, which outlives the server, and rules of its own.
    explicit RunningServer(security::Captcha& captcha, app::Policy policy = {});
    ~RunningServer();

    std::uint16_t port() const { return port_; }
    std::string host() const { return "localhost:" + std::to_string(port_); }
    store::Store& store() { return store_; }
    sql::Database database() const { return place_.database(); } ///< for a second server beside this one
    app::Services& services() { return services_; }
    /// Those of a second server beside this one, on a store of its own.
    app::Services services_on(store::Store& other);
    MovableClock& clock() { return clock_; }
    RepeatableRandom& random() { return random_; }
    std::filesystem::path mail_folder() const { return place_.folder() / "mail"; }

    /// Opens an account without the ceremony; staff when `department` is given.
    User add_user(std::string_view email, std::string_view name, std::string_view department = {});
    /// Likewise for anybody; makes the id.
    User add_user(User user);
    /// The session token of somebody who has signed in.
    std::string sign_in(const User& user);
    /// Whose session it is; "nobody" when there is none.
    std::string person_of(std::string_view session_token) const;
    /// The secret of the newest link to `page` ("/confirm", "/reset") in mail to `recipient`; empty when
    /// there is none.
    std::string link_secret(std::string_view recipient, std::string_view page);
    /// The subject of the newest mail to `recipient`.
    std::string last_subject(std::string_view recipient);
    /// How many rows a table has.
    std::int64_t rows(std::string_view table);
    /// Sends what waits in the outbox now, so that a test can look at the files.
    void send_mail();
    /// Of an account; for tests that sign in through the API.
    std::string issue_access_code(std::string_view department);

    void stop();

  private:
    RunningServer(const http::GateLimits& limits, const std::filesystem::path& pdf_program,
                  security::Captcha& captcha, app::Policy policy);

    TemporaryDatabase place_;
    mutable store::Store store_;
    MovableClock clock_;
    RepeatableRandom random_;
    security::Passwords passwords_;
    pdf::ChildChecker pdfs_;
    std::string password_hash_;
    worker::DirectorySender sender_;
    app::Policy policy_;
    security::Secret secret_{std::string(64, 's')};
    app::Services services_;
    std::uint16_t port_ = 0;
    std::optional<http::Server> server_;
    std::thread thread_;
};

} // namespace stu::test
