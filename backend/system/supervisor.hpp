#pragma once
// Who has started this process and wants to hear how it is: systemd, or whatever speaks its protocol
// (sd_notify(3)).

#include <chrono>
#include <functional>
#include <stop_token>
#include <string_view>
#include <thread>

namespace stu::system {

/// Tells it one line, or several: "READY=1\nSTATUS=Serving". Nothing happens when nobody wants to hear
/// (NOTIFY_SOCKET in the environment), or does not listen within a second. Thread-safe.
void tell_supervisor(std::string_view state) noexcept;

/// Tells the supervisor twice in the time after which it takes this process for dead (WATCHDOG_USEC in the
/// environment) that it is alive, as long as that is so. Without a supervisor that watches it does nothing.
class Watchdog {
  public:
    /// `is_alive` is called on a thread of its own, and told half of that time and when to return. While it
    /// hangs or says no, nothing is told.
    using Question = std::function<bool(std::chrono::milliseconds, const std::stop_token&)>;
    explicit Watchdog(Question is_alive);

  private:
    std::jthread thread_;
};

} // namespace stu::system
