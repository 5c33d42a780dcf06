#pragma once
// Threads that all begin at the same moment.

#include <atomic>
#include <thread>
#include <vector>

namespace stu::test {

/// Calls `work(number)` on so many threads at once and waits for all.
template <class Work> void at_once(int threads, Work work) {
    std::atomic<int> waiting{threads};
    std::vector<std::thread> crowd;
    for (int number = 0; number < threads; ++number)
        crowd.emplace_back([&waiting, &work, number] {
            --waiting;
            while (waiting > 0) std::this_thread::yield();
            work(number);
        });
    for (std::thread& thread : crowd) thread.join();
}

} // namespace stu::test
