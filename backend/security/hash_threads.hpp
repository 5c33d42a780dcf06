#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <mutex>
#include <queue>
#include <stop_token>
#include <thread>
#include <vector>

namespace stu::security {

/// Threads that do nothing but hash passwords, each in memory of its own. From the system memory comes
/// cleared and page by page, which costs a third of what the hash itself does. So a thread keeps it from hash
/// to hash, and gives it back once there has been none for a while. Thread-safe.
class HashThreads {
  public:
    /// `bytes`: of memory for each thread. `quiet`: how long it keeps that behind a hash. Throws
    /// std::system_error.
    HashThreads(std::size_t threads, std::size_t bytes, std::chrono::milliseconds quiet);

    /// What is done with a thread's memory.
    using Work = std::function<void(std::uint8_t* memory)>;

    /// Has `work` done by one of the threads, when those who asked before have had theirs. Returns when it is
    /// done; throws what it throws.
    void run(const Work& work);

    /// Threads that have memory at present.
    std::size_t with_memory();

  private:
    void work(const std::stop_token& stop, std::uint8_t* memory);

    std::size_t bytes_;
    std::chrono::milliseconds quiet_;
    std::mutex mutex_;
    std::condition_variable_any offered_;
    std::queue<std::packaged_task<void(std::uint8_t*)>> waiting_;
    std::size_t with_memory_ = 0;
    std::vector<std::jthread> threads_; // last: they end before any of the above goes
};

} // namespace stu::security
