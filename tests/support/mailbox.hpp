#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace stu::test {

/// What one thread says and another waits for.
template <class Value> class Mailbox {
  public:
    void put(Value value) {
        {
            const std::lock_guard lock(mutex_);
            values_.push_back(std::move(value));
        }
        came_.notify_one();
    }
    /// Nothing when none comes within `patience`.
    std::optional<Value> take(std::chrono::milliseconds patience = std::chrono::seconds(5)) {
        std::unique_lock lock(mutex_);
        if (!came_.wait_for(lock, patience, [&] { return !values_.empty(); })) return std::nullopt;
        const Value value = values_.front();
        values_.pop_front();
        return value;
    }

  private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<Value> values_;
};

} // namespace stu::test
