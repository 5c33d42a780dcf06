#pragma once
// The background thread that sends what staff can no longer take back.

#include "backend/store/engine/store.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace stu::worker {

/// Owns the thread. It looks at its start, when something is due, and when this process has stored a response
/// that will be; now and then also for those of a server that has died.
class ResponseWorker final : public store::Listener {
  public:
    /// `send_due` is called on the thread: sends what is due, and returns after how long it wants to be
    /// called again.
    ResponseWorker(store::Store& store, std::function<std::chrono::milliseconds()> send_due);
    ResponseWorker(const ResponseWorker&) = delete;
    ResponseWorker& operator=(const ResponseWorker&) = delete;
    /// Stops; what is not due yet waits for the next start.
    ~ResponseWorker() override;

    /// The longest wait: what another server held when it died is late by this much at most.
    static constexpr std::chrono::milliseconds look_again = std::chrono::seconds(10);

  private:
    void changed(const store::Changes& changes) noexcept override;
    void run(const std::stop_token& stop);
    std::chrono::milliseconds look() const;

    store::Store& store_;
    std::function<std::chrono::milliseconds()> send_due_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool woken_ = false;
    std::jthread thread_; // last: starts when all of the above is there, and is stopped before any of it goes
};

} // namespace stu::worker
