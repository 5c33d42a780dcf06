#pragma once
// The threads that run use cases, and the queue between the I/O thread and them.

#include "backend/http/gate/outcomes.hpp"
#include "backend/http/gate/service.hpp"
#include "backend/http/gate/transport.hpp"
#include "backend/http/gate/turns.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace stu::http {

/// A request, complete and validated; or only its head, to be asked whether the body may come; or only a
/// pulse.
struct Job {
    std::uint64_t connection = 0;
    bool head_only = false;
    Head head;
    std::string body;
    std::string address;
    Transport* transport = nullptr;        ///< the worker's until the outcome; null for a head
    std::atomic<bool>* answered = nullptr; ///< as Connection's; null for a head
    std::string whose;                     ///< who has to wait while this is worked on, and nobody else
    std::chrono::steady_clock::time_point queued;
    std::shared_ptr<Pulse> pulse; ///< null for a request
};

struct WorkerLimits {
    std::size_t threads = 8;
    std::size_t queue = 256;               ///< jobs of one party that may wait; of all, as many as sockets
    std::size_t each = 2;                  ///< jobs of one party that are worked on at the same time
    std::chrono::milliseconds wait{2'000}; ///< after which a job is answered 503 instead
};

class Workers {
  public:
    Workers(Service& service, const WorkerLimits& limits, Outcomes& outcomes);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    /// Finishes what is queued.
    ~Workers();

    /// False when too much of the same party is waiting already; `job` is then untouched.
    bool offer(Job& job);
    /// Has `pulse` collected once a thread has come to it, however much is waiting.
    void ask(std::shared_ptr<Pulse> pulse);
    /// Jobs that wait for a thread.
    std::size_t waiting();

  private:
    bool add(Job& job, std::size_t most);
    void run();
    std::optional<Job> next(std::unique_lock<std::mutex>& lock);
    bool has_to_wake();
    Outcome work_safely(Job job) const;
    Outcome work(Job job) const;

    Service& service_;
    WorkerLimits limits_;
    Outcomes& outcomes_;
    std::mutex mutex_;
    std::condition_variable offered_;
    Turns<Job> jobs_;
    std::size_t asleep_ = 0;
    bool woken_ = false; ///< one of them has been told and has not looked yet
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace stu::http
