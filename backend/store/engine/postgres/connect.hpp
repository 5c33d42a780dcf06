#pragma once
// A connection of libpq's, as all of ours are opened, and whether it is worth opening one.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <libpq-fe.h>
#include <memory>
#include <string>

namespace stu::sql {

struct FinishConnection {
    void operator()(::PGconn* connection) const { ::PQfinish(connection); }
};
using PqConnection = std::unique_ptr<::PGconn, FinishConnection>;

/// Whether a database has answered lately. While it does not, only one asks at a time, and less and less
/// often, up to once a second; all others are refused at once instead of waiting for nobody. Thread-safe.
class Reach {
  public:
    /// Throws Trouble `gone` when it did not answer a moment ago.
    void require();
    void lost();
    void found() { failures_ = 0; }

  private:
    using Clock = std::chrono::steady_clock;
    std::atomic<int> failures_{0};            ///< in a row
    std::atomic<Clock::rep> next_attempt_{0}; ///< who comes first from then on asks
};

/// A connection in non-blocking mode. Throws Trouble `gone` when no host of `url` answers within 2 s; with
/// several hosts each has as long. Where the other end vanishes without a word, that is noticed after some 10
/// s.
PqConnection connect(const std::string& url, Reach& reach);

} // namespace stu::sql
