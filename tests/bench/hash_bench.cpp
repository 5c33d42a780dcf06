// What signing in could do at most: passwords that are checked as the server checks them, for as many threads
// as it has that ask for it, and nothing else. Prints how many a second, and the CPU time of one in ms.
//
//     hash_bench SECONDS

#include "backend/http/gate/limits.hpp"
#include "backend/security/passwords.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <vector>

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const std::chrono::duration<double> span(std::strtod(argv[1], nullptr));
    stu::security::SystemRandom random;
    stu::security::Passwords passwords(random);
    const std::string hash = passwords.hash("Quiet-Lantern-42");
    std::atomic<int> checked{0};
    std::vector<std::thread> threads;
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < stu::http::GateLimits{}.passwords.threads; ++i)
        threads.emplace_back([&] {
            while (std::chrono::steady_clock::now() - start < span)
                if (passwords.verify("Quiet-Lantern-42", hash)) ++checked;
        });
    for (std::thread& thread : threads) thread.join();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    const int hashes = checked + 1; // the password's own was made before
    const double cpu_ms = 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
    std::printf("%.2f %.3f\n", checked / took.count(), cpu_ms / hashes);
    return 0;
}
