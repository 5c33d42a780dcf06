#pragma once
#include "backend/system/metrics.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <string_view>

namespace stu::http {

/// How many answers there were, of which status, and how long they took. Thread-safe.
class Measures {
  public:
    Measures();

    /// Noted of each answer; a fraction of a microsecond. `path` is the request's own, and so is none of the
    /// names that are kept: whoever asks for what is not there adds no name.
    void note(std::string_view path, int status, std::chrono::duration<double> took) noexcept;

    /// Of endpoints that nobody has called nothing is written.
    void write(system::Exposition& to) const;

  private:
    static constexpr int most_status = 599;

    std::deque<system::Histogram> endpoints_; ///< in the order of `routes`, then those without a route
    std::array<std::atomic<std::uint64_t>, most_status + 1> statuses_{};
};

} // namespace stu::http
