#pragma once
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <stop_token>

namespace stu::http {

/// A question to several threads: does each of them still take up work? Thread-safe.
class Pulse {
  public:
    explicit Pulse(std::size_t threads) : missing_(threads) {}

    /// The answer of one of them.
    void beat() {
        {
            const std::lock_guard lock(mutex_);
            --missing_;
        }
        answered_.notify_all();
    }

    /// Waits until all have answered; false when asked to stop first.
    bool wait(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        return answered_.wait(lock, stop, [this] { return missing_ == 0; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable_any answered_;
    std::size_t missing_;
};

} // namespace stu::http
