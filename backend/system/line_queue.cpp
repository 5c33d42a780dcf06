#include "backend/system/line_queue.hpp"

#include <algorithm>
#include <chrono>
#include <climits>
#include <poll.h>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace stu::system {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int look_again_ms = 100;
/// Lines gather for so long: to wake a thread and to write cost as much as a small request.
constexpr std::chrono::milliseconds gathering{20};
/// At the end: for what is just being written, and for all that waits, which a slow reader could draw out.
constexpr std::chrono::seconds last_words{1}, all_last_words{5};

} // namespace

LineQueue::LineQueue(int descriptor, std::size_t room)
    : descriptor_(descriptor), room_(room), thread_([this] { run(); }) {}

LineQueue::~LineQueue() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        give_up_ = Clock::now() + all_last_words;
    }
    added_.notify_one();
    thread_.join();
}

void LineQueue::add(std::string line) {
    bool sleeps = false;
    {
        const std::lock_guard lock(mutex_);
        if (bytes_ + line.size() > room_) {
            ++dropped_;
            return;
        }
        bytes_ += line.size();
        lines_.push_back(std::move(line));
        sleeps = std::exchange(sleeps_, false);
    }
    if (sleeps) added_.notify_one();
}

std::uint64_t LineQueue::dropped() const {
    const std::lock_guard lock(mutex_);
    return dropped_;
}

void LineQueue::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        if (lines_.empty()) {
            sleeps_ = true;
            added_.wait(lock, [this] { return stopping_ || !lines_.empty(); });
            added_.wait_for(lock, gathering, [this] { return stopping_; });
        }
        if (lines_.empty()) return;
        const std::string next = take_next();
        lock.unlock();
        const bool written = write_whole(next);
        lock.lock();
        bytes_ -= next.size();
        if (!written) return;
        if (dropped_ == reported_) continue;
        lines_.push_front("{\"log_lines_dropped\":" +
                          std::to_string(dropped_ - std::exchange(reported_, dropped_)) + "}\n");
        bytes_ += lines_.front().size();
    }
}

/// As many whole lines as can be written at once, and at least one.
std::string LineQueue::take_next() {
    std::string next;
    do {
        next += lines_.front();
        lines_.pop_front();
    } while (!lines_.empty() && next.size() + lines_.front().size() <= PIPE_BUF);
    return next;
}

/// False when it was given up, because nobody reads and we are to end.
bool LineQueue::write_whole(const std::string& lines) {
    std::string_view rest = lines;
    Clock::time_point give_up = Clock::time_point::max();
    while (!rest.empty()) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_ && give_up == Clock::time_point::max())
                give_up = std::min(Clock::now() + last_words, give_up_);
        }
        if (Clock::now() >= give_up) return false;
        pollfd ready{descriptor_, POLLOUT, 0};
        if (::poll(&ready, 1, look_again_ms) <= 0) continue;
        // No more than a pipe takes at once when it says that it is ready, so that this never blocks.
        const ssize_t written =
            ::write(descriptor_, rest.data(), std::min<std::size_t>(rest.size(), PIPE_BUF));
        if (written < 0) return true; // nobody will ever read it
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace stu::system
