#pragma once
// What the workers hand back to the I/O thread.

#include "backend/http/gate/answer.hpp"
#include "backend/http/gate/head.hpp"
#include "backend/http/gate/pulse.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace stu::http {

struct Outcome {
    std::uint64_t connection = 0;
    bool read_body = false; ///< the head was fine: go on reading; there is no answer yet
    bool close = false;
    Head head; ///< of the request, back again; empty when only its head was asked about
    Answer answer;
    std::size_t sent = 0; ///< bytes of `answer` that the worker has sent
    bool all_sent = false;
    bool lost = false;            ///< nobody is there any more
    std::shared_ptr<Pulse> pulse; ///< null when it is a request's

    /// Something is still to be done for somebody. Otherwise the I/O thread only has to learn of it before
    /// the next request of the connection.
    bool urgent() const { return pulse || close || lost || !all_sent; }
};

/// Thread-safe.
class Outcomes {
  public:
    /// `wake` is called on a worker when there is something urgent; it must be thread-safe and quick.
    explicit Outcomes(std::function<void()> wake) : wake_(std::move(wake)) {}

    void put(Outcome outcome) {
        bool wakes = outcome.urgent();
        {
            const std::lock_guard lock(mutex_);
            wakes = (wakes || hurried_) && !std::exchange(woken_, true);
            all_.push_back(std::move(outcome));
        }
        if (wakes) wake_();
    }

    std::vector<Outcome> collect() {
        const std::lock_guard lock(mutex_);
        woken_ = false;
        return std::exchange(all_, {});
    }

    /// Whether each is urgent from now on, and what has been put already, too.
    void hurry(bool each) {
        {
            const std::lock_guard lock(mutex_);
            hurried_ = each;
            if (!each || all_.empty() || std::exchange(woken_, true)) return;
        }
        wake_();
    }

  private:
    std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<Outcome> all_;
    bool woken_ = false; ///< since the last `collect`
    bool hurried_ = false;
};

} // namespace stu::http
