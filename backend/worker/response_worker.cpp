#include "backend/worker/response_worker.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace stu::worker {

ResponseWorker::ResponseWorker(store::Store& store, std::function<std::chrono::milliseconds()> send_due)
    : store_(store), send_due_(std::move(send_due)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {
    store_.listeners().add(*this);
}

ResponseWorker::~ResponseWorker() { store_.listeners().remove(*this); }

void ResponseWorker::changed(const store::Changes& changes) noexcept {
    if (!changes.response_held) return;
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_one();
}

void ResponseWorker::run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        woken_ = false;
        lock.unlock();
        const std::chrono::milliseconds wait = look();
        lock.lock();
        changed_.wait_for(lock, stop, wait, [this] { return woken_; });
    }
}

std::chrono::milliseconds ResponseWorker::look() const {
    // A database that was away may be back soon, and something may be due.
    constexpr std::chrono::milliseconds after_fault = std::chrono::seconds(1);
    try {
        return std::min(send_due_(), look_again);
    } catch (const std::exception& error) {
        spdlog::error("responses could not be sent: {}", error.what()); // and are tried again
        return after_fault;
    }
}

} // namespace stu::worker
