#pragma once
// Looks once a night whether everything that is kept is still as it was written.

#include <cstdint>
#include <functional>
#include <stop_token>
#include <thread>

namespace stu::worker {

/// Milliseconds from `now_ms` until it is night next: two o'clock in UTC.
std::int64_t until_night_ms(std::int64_t now_ms);

/// Owns the thread, on which `now_ms` and `look` are called; `look` returns soon after a stop is asked for.
class NightWatch {
  public:
    NightWatch(std::function<std::int64_t()> now_ms, std::function<void(const std::stop_token&)> look);
    NightWatch(const NightWatch&) = delete;
    NightWatch& operator=(const NightWatch&) = delete;
    ~NightWatch() = default;

  private:
    void run(const std::stop_token& stop);

    std::function<std::int64_t()> now_ms_;
    std::function<void(const std::stop_token&)> look_;
    std::jthread thread_; // last: starts when all of the above is there, and is stopped before any of it goes
};

} // namespace stu::worker
