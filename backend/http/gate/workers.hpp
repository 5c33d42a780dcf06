#pragma once
// The threads that run use cases, and the two queues between them and the I/O thread.

#include "backend/http/gate/pulse.hpp"
#include "backend/http/gate/service.hpp"
#include "backend/http/gate/turns.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
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
    std::string whose; ///< who has to wait while this is worked on, and nobody else
    std::chrono::steady_clock::time_point queued;
    std::shared_ptr<Pulse> pulse; ///< null for a request
};

struct Outcome {
    std::uint64_t connection = 0;
    bool read_body = false; ///< the head was fine: go on reading; there is no answer yet
    bool close = false;
    Answer answer;
    std::shared_ptr<Pulse> pulse; ///< null when it is a request's
};

struct WorkerLimits {
    std::size_t threads = 8;
    std::size_t queue = 256;               ///< jobs of one party that may wait; of all, as many as sockets
    std::size_t each = 2;                  ///< jobs of one party that are worked on at the same time
    std::chrono::milliseconds wait{2'000}; ///< after which a job is answered 503 instead
};

class Workers {
  public:
    /// `on_outcome` is called on a worker when there is something to collect; it must be thread-safe and
    /// quick.
    Workers(Service& service, const WorkerLimits& limits, std::function<void()> on_outcome);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    /// Finishes what is queued.
    ~Workers();

    /// False when too much of the same party is waiting already; `job` is then untouched.
    bool offer(Job& job);
    /// Has `pulse` collected once a thread has come to it, however much is waiting.
    void ask(std::shared_ptr<Pulse> pulse);
    std::vector<Outcome> collect();
    /// Jobs that wait for a thread.
    std::size_t waiting();

  private:
    bool add(Job& job, std::size_t most);
    void run();
    Outcome work_safely(Job job) const;
    Outcome work(Job job) const;

    Service& service_;
    WorkerLimits limits_;
    std::function<void()> on_outcome_;
    std::mutex mutex_;
    std::condition_variable offered_;
    Turns<Job> jobs_;
    std::vector<Outcome> outcomes_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace stu::http
