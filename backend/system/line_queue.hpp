#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

namespace stu::system {

/// Lines on their way to a descriptor, written by a thread of their own, some 20 ms later: a reader who
/// stalls holds up nobody.
/// What finds no room is dropped and counted, and the count is written as soon as something can be.
/// Thread-safe.
class LineQueue {
  public:
    /// `descriptor` must stay open; at most `room` bytes wait.
    explicit LineQueue(int descriptor, std::size_t room = 4u << 20);
    LineQueue(const LineQueue&) = delete;
    LineQueue& operator=(const LineQueue&) = delete;
    /// Gives what waits a second to be read, and five where somebody reads slowly.
    ~LineQueue();

    /// Each ends with a line feed.
    void add(std::string line);
    std::uint64_t dropped() const;

  private:
    void run();
    std::string take_next();
    bool write_whole(const std::string& lines);

    const int descriptor_;
    const std::size_t room_;
    mutable std::mutex mutex_;
    std::condition_variable added_;
    std::deque<std::string> lines_;
    std::size_t bytes_ = 0;
    std::uint64_t dropped_ = 0, reported_ = 0;
    bool sleeps_ = false; ///< the thread does, until it is told of a line
    bool stopping_ = false;
    std::chrono::steady_clock::time_point give_up_; ///< once it is stopping
    std::thread thread_;                            ///< last: starts when all of the above is there
};

} // namespace stu::system
