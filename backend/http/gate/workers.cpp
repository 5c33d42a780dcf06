#include "backend/http/gate/workers.hpp"

#include <exception>
#include <limits>
#include <string_view>
#include <utility>

namespace stu::http {
namespace {

/// Sends what the socket takes at once. The I/O thread sends the rest, and what goes on.
void send_from_here(Transport& transport, std::atomic<bool>& answered, Outcome& outcome) {
    Answer& answer = outcome.answer;
    answered = true;
    while (outcome.sent < answer.size()) {
        const std::string_view next = answer.after(outcome.sent);
        const Transfer step = transport.send(next.data(), next.size());
        outcome.lost = step.is_over();
        if (step.bytes == 0) return;
        outcome.sent += step.bytes;
    }
    outcome.all_sent = true;
    answer.text = {};
    answer.rest = {};
    outcome.sent = 0;
}

} // namespace

Workers::Workers(Service& service, const WorkerLimits& limits, Outcomes& outcomes)
    : service_(service), limits_(limits), outcomes_(outcomes), jobs_(limits.each) {
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
    bool wakes = false;
    {
        const std::lock_guard lock(mutex_);
        if (jobs_.waiting(job.whose) >= most) return false;
        job.queued = std::chrono::steady_clock::now();
        const std::string whose = job.whose;
        jobs_.add(whose, std::move(job));
        wakes = has_to_wake();
    }
    if (wakes) offered_.notify_one();
    return true;
}

/// One at a time: whoever wakes and finds more than it takes wakes the next. A thread that is at work looks
/// again when it is done, and is often there before one that has slept.
bool Workers::has_to_wake() { return jobs_.has_next() && asleep_ > 0 && !std::exchange(woken_, true); }

std::size_t Workers::waiting() {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
}

/// Waits for one; none when all is done and nothing more comes.
std::optional<Job> Workers::next(std::unique_lock<std::mutex>& lock) {
    for (;;) {
        if (std::optional<Job> job = jobs_.take()) return job;
        if (stopping_ && jobs_.empty()) return std::nullopt;
        ++asleep_;
        offered_.wait(lock);
        --asleep_;
        woken_ = false;
    }
}

void Workers::run() {
    std::unique_lock lock(mutex_);
    while (std::optional<Job> job = next(lock)) {
        const bool wakes = has_to_wake();
        const std::string whose = job->whose;
        lock.unlock();
        if (wakes) offered_.notify_one();
        outcomes_.put(work_safely(*std::move(job)));
        lock.lock();
        // Another of theirs may begin now. That is at most one, and this thread takes one next: nobody else
        // need be woken for it.
        jobs_.done(whose);
        if (stopping_) offered_.notify_all(); // when nothing is left, everybody may go
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
        if (!outcome.answer.goes_on) send_from_here(*job.transport, *job.answered, outcome);
    }
    if (!job.head_only) outcome.head = std::move(job.head);
    return outcome;
}

} // namespace stu::http
