#include "backend/http/gate/workers.hpp"

#include <exception>
#include <limits>
#include <optional>
#include <utility>

namespace stu::http {

Workers::Workers(Service& service, const WorkerLimits& limits, std::function<void()> on_outcome)
    : service_(service), limits_(limits), on_outcome_(std::move(on_outcome)), jobs_(limits.each) {
    for (std::size_t i = 0; i < limits_.threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    offered_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool Workers::offer(Job& job) { return add(job, limits_.queue); }

void Workers::ask(std::shared_ptr<Pulse> pulse) {
    Job job;
    job.whose = "pulse"; // takes turns with everybody's requests
    job.pulse = std::move(pulse);
    add(job, std::numeric_limits<std::size_t>::max());
}

/// Unless `most` of the same party are waiting already: who floods the queue is refused, and nobody else.
bool Workers::add(Job& job, std::size_t most) {
    bool may_begin = false;
    {
        const std::lock_guard lock(mutex_);
        if (jobs_.waiting(job.whose) >= most) return false;
        job.queued = std::chrono::steady_clock::now();
        const std::string whose = job.whose;
        jobs_.add(whose, std::move(job));
        may_begin = jobs_.has_next();
    }
    if (may_begin) offered_.notify_one();
    return true;
}

std::vector<Outcome> Workers::collect() {
    const std::lock_guard lock(mutex_);
    return std::exchange(outcomes_, {});
}

std::size_t Workers::waiting() {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
}

void Workers::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        std::optional<Job> job;
        offered_.wait(lock, [&] { return (job = jobs_.take()) || (stopping_ && jobs_.empty()); });
        if (!job) return;
        const std::string whose = job->whose;
        lock.unlock();
        Outcome outcome = work_safely(*std::move(job));
        lock.lock();
        // Another of theirs may begin now. That is at most one, and this thread takes one next: nobody else
        // need be woken for it.
        jobs_.done(whose);
        if (stopping_) offered_.notify_all(); // when nothing is left, everybody may go
        const bool first = outcomes_.empty();
        outcomes_.push_back(std::move(outcome));
        if (!first) continue;
        lock.unlock();
        on_outcome_();
        lock.lock();
    }
}

/// Faults of use cases are answered by the service itself. What still comes here (no memory for the answer)
/// must not end the program.
Outcome Workers::work_safely(Job job) const {
    const std::uint64_t connection = job.connection;
    const std::string address = job.address;
    try {
        return work(std::move(job));
    } catch (const std::exception&) {
        Outcome outcome;
        outcome.connection = connection;
        outcome.close = true;
        outcome.answer = service_.refusal(503, nullptr, address);
        return outcome;
    }
}

Outcome Workers::work(Job job) const {
    Outcome outcome;
    outcome.connection = job.connection;
    outcome.close = true;
    outcome.pulse = job.pulse;
    if (job.pulse) return outcome;
    if (std::chrono::steady_clock::now() - job.queued > limits_.wait) {
        outcome.answer = service_.refusal(503, &job.head, job.address);
    } else if (job.head_only) {
        if (auto refusal = service_.refuse_early(job.head, job.address)) {
            outcome.answer = std::move(*refusal);
        } else {
            outcome.close = false;
            outcome.read_body = true;
        }
    } else {
        outcome.answer = service_.answer(job.head, std::move(job.body), job.address, job.connection);
        outcome.close = !job.head.keep_alive;
    }
    return outcome;
}

} // namespace stu::http
