#pragma once
// The background thread that tells staff what is due.

#include <chrono>
#include <functional>
#include <stop_token>
#include <thread>

namespace stu::worker {

/// Owns the thread, on which it calls `tell` at its start and then after as long as that returned.
class PromiseWorker {
  public:
    explicit PromiseWorker(std::function<std::chrono::milliseconds()> tell);
    PromiseWorker(const PromiseWorker&) = delete;
    PromiseWorker& operator=(const PromiseWorker&) = delete;
    ~PromiseWorker() = default;

    /// How late somebody is told at most.
    static constexpr std::chrono::milliseconds look_again = std::chrono::seconds(20);

  private:
    void run(const std::stop_token& stop);

    std::function<std::chrono::milliseconds()> tell_;
    std::jthread thread_; // last: starts when all of the above is there, and is stopped before any of it goes
};

} // namespace stu::worker
