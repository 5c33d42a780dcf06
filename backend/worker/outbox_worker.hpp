#pragma once
// The background thread: sends what is in the outbox and tidies up what has expired.

#include "backend/store/store.hpp"
#include "backend/worker/sender.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace stu::worker {

/// How long to wait after the `attempts`-th failure: 30 s, doubling, at most 30 minutes.
std::int64_t retry_delay_ms(std::int64_t attempts);

/// Sends at most one mail that is due at `now_ms`; false when none was. A failed one is tried again later,
/// until it is three days old. Throws only when the database fails.
bool send_one(store::Store& store, Sender& sender, std::int64_t now_ms);

/// Deletes expired sessions and uploads that no ticket claimed, and lets no mail wait past the longest delay.
void tidy(store::Store& store, std::int64_t now_ms);

/// Owns the thread. `now_ms` is asked on it.
class OutboxWorker {
  public:
    OutboxWorker(store::Store& store, Sender& sender, std::function<std::int64_t()> now_ms);
    OutboxWorker(const OutboxWorker&) = delete;
    OutboxWorker& operator=(const OutboxWorker&) = delete;
    /// Finishes the mail in hand and stops; what is left waits for the next start.
    ~OutboxWorker();

    /// Thread-safe: there is new mail.
    void wake();

  private:
    void run();
    void work();

    store::Store& store_;
    Sender& sender_;
    std::function<std::int64_t()> now_ms_;
    std::int64_t next_tidy_ms_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = true, stopping_ = false;
    std::thread thread_; // last: starts when all of the above is there
};

} // namespace stu::worker
