#pragma once
// The background thread: sends what is in the outbox and tidies up what has expired.

#include "backend/store/engine/store.hpp"
#include "backend/worker/sender.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace stu::worker {

/// How long to wait after the `attempts`-th failure: 30 s, doubling, at most 30 minutes.
std::int64_t retry_delay_ms(std::int64_t attempts);

/// Sends at most one mail that is due at `now_ms`; false when none was. A delayed one is tried again later,
/// until it is three days old; a refused one is not. No transaction is open while the sender works. How it
/// went is noted as soon as the database takes it. Throws only when the database fails.
bool send_one(store::Store& store, Sender& sender, std::int64_t now_ms, const std::stop_token& stop = {});

/// Deletes what has expired (sessions, links, limits, uploads that no ticket claimed), and lets no mail wait
/// past the longest delay.
void tidy(store::Store& store, std::int64_t now_ms);

/// Owns the thread. `now_ms` is asked on it. Hears by itself of mail that this process puts into the outbox,
/// and looks now and then for that of others.
class OutboxWorker final : public store::Listener {
  public:
    OutboxWorker(store::Store& store, Sender& sender, std::function<std::int64_t()> now_ms);
    OutboxWorker(const OutboxWorker&) = delete;
    OutboxWorker& operator=(const OutboxWorker&) = delete;
    /// Stops. The mail in hand has seconds to finish (Sender::send); what is left waits for the next start.
    ~OutboxWorker() override;

  private:
    void changed(const store::Changes& changes) noexcept override;
    void run(const std::stop_token& stop);
    void work(const std::stop_token& stop);

    store::Store& store_;
    Sender& sender_;
    std::function<std::int64_t()> now_ms_;
    std::chrono::steady_clock::time_point next_tidy_{};
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool woken_ = true;
    std::jthread thread_; // last: starts when all of the above is there, and is stopped before any of it goes
};

} // namespace stu::worker
