// Hashes of passwords, and the threads that make them.

#include "backend/security/hash_threads.hpp"
#include "backend/security/passwords.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <latch>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace stu::test {
namespace {

using namespace std::chrono_literals;

/// Always the same: for salts that are known.
class Salt final : public security::Random {
  public:
    void fill(std::span<unsigned char> bytes) override {
        constexpr std::string_view salt = "salt";
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<unsigned char>(salt[i % salt.size()]);
    }
};

TEST_CASE("a hash knows its password, and nobody's password is never right") {
    security::SystemRandom random;
    security::Passwords passwords(random);
    const std::string hash = passwords.hash("Żółw-9-学生!");
    CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(passwords.verify("Żółw-9-学生!", hash));
    CHECK_FALSE(passwords.verify("Żółw-9-学生", hash));
    CHECK_FALSE(passwords.verify("", {}));
    CHECK(hash != passwords.hash("Żółw-9-学生!"));
    using Match = security::Passwords::Match;
    CHECK(passwords.match("Żółw-9-学生!", hash) == Match::right);
    constexpr std::string_view cheap =
        "$argon2id$v=19$m=4096,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$A2m89Xm80hnUQz5gX8kKQ5HIRSeiUFZ9z5rk+U+KMKM";
    CHECK(passwords.match("Quiet-Lantern-42", cheap) == Match::outdated);
    CHECK(passwords.match("Quiet-Lantern-43", cheap) == Match::wrong);
}

TEST_CASE("a password is right however the keyboard composes its characters") {
    security::SystemRandom random;
    security::Passwords passwords(random);
    using Match = security::Passwords::Match;
    constexpr std::string_view composed = "Caf\u00e9-Latte-9", taken_apart = "Cafe\u0301-Latte-9",
                               full_width = "\uff23af\u00e9-Latte-\uff19";
    const std::string hash = passwords.hash(composed);
    for (const std::string_view typed : {composed, taken_apart, full_width})
        CHECK(passwords.match(typed, hash) == Match::right);
    CHECK(passwords.match("Cafe-Latte-9", hash) == Match::wrong);
    // Hashed as it was typed, before there was a normal form.
    constexpr std::string_view as_typed = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
                                          "v25ceSZmoAE/AssWM793VpO/yd47mn1hnI1w5463EVU";
    CHECK(passwords.match(taken_apart, as_typed) == Match::outdated);
    CHECK(passwords.match(composed, as_typed) == Match::wrong);
    CHECK(passwords.match("\xff\xfe", as_typed) == Match::wrong);
}

TEST_CASE("hashes are what argon2 itself makes of the password, one after the other and at once") {
    Salt salt;
    security::Passwords passwords(salt);
    // printf Quiet-Lantern-42 | argon2 saltsaltsaltsalt -id -t 2 -k 19456 -p 1 -e
    constexpr std::string_view expected = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
                                          "P7xIyZ9AW6Gul3feD8cxlWlpmjET1mxrxlcnlYWXa0E";
    CHECK(passwords.hash("Quiet-Lantern-42") == expected);
    CHECK(passwords.hash("Quiet-Lantern-42") == expected);
    std::array<std::string, 8> hashes;
    std::array<std::jthread, 8> threads;
    for (std::size_t i = 0; i < hashes.size(); ++i)
        threads[i] = std::jthread([&, i] { hashes[i] = passwords.hash("Quiet-Lantern-42"); });
    for (std::jthread& thread : threads) thread.join();
    CHECK(std::ranges::all_of(hashes, [&](const std::string& hash) { return hash == expected; }));
}

TEST_CASE("a hash that was damaged is nobody's") {
    security::SystemRandom random;
    security::Passwords passwords(random, {.memory_kib = 64, .passes = 1});
    const std::string hash = passwords.hash("Quiet-Lantern-42");
    const std::size_t salt_ends = hash.rfind('$');
    std::string tag = hash, salt = hash, moved = hash;
    tag[salt_ends + 1] = tag[salt_ends + 1] == 'A' ? 'B' : 'A';
    salt[salt_ends - 4] = salt[salt_ends - 4] == 'A' ? 'B' : 'A';
    std::swap(moved[salt_ends], moved[salt_ends - 1]);
    CHECK_FALSE(passwords.verify("Quiet-Lantern-42", tag));
    CHECK_FALSE(passwords.verify("Quiet-Lantern-42", salt));
    CHECK_FALSE(passwords.verify("Quiet-Lantern-42", moved));
    CHECK_THROWS(passwords.verify("Quiet-Lantern-42", hash.substr(0, salt_ends)));
    CHECK(passwords.verify("Quiet-Lantern-42", hash));
}

TEST_CASE("a thread keeps its memory from hash to hash, and gives it back when it is quiet") {
    std::uint8_t found = 0;
    const auto leave = [](std::uint8_t* memory) { *memory = 42; };
    const auto look = [&](std::uint8_t* memory) { found = *memory; };

    security::HashThreads busy(1, 1 << 20, 24h);
    CHECK(busy.with_memory() == 0);
    busy.run(leave);
    busy.run(look);
    CHECK(found == 42);
    CHECK(busy.with_memory() == 1);

    security::HashThreads quiet(1, 1 << 20, 1ms);
    quiet.run(leave);
    while (quiet.with_memory() != 0) std::this_thread::yield();
    quiet.run(look);
    CHECK(found == 0);
}

TEST_CASE("what fails on a thread fails for whoever asked, and the thread goes on") {
    security::HashThreads threads(1, 1 << 20, 24h);
    CHECK_THROWS_AS(threads.run([](std::uint8_t*) { throw std::runtime_error("no"); }), std::runtime_error);
    bool ran = false;
    threads.run([&](std::uint8_t*) { ran = true; });
    CHECK(ran);
}

TEST_CASE("as many hash at once as there are threads, and no more") {
    security::HashThreads threads(2, 1 << 20, 24h);
    std::latch both(2);
    std::atomic<int> begun{0}, present{0}, most{0};
    const auto work = [&](std::uint8_t*) {
        const int now = ++present;
        for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {}
        if (begun++ < 2) both.arrive_and_wait(); // would wait for ever on one thread
        --present;
    };
    std::array<std::jthread, 8> asking;
    for (std::jthread& each : asking) each = std::jthread([&] { threads.run(work); });
    for (std::jthread& each : asking) each.join();
    CHECK(most == 2);
}

} // namespace
} // namespace stu::test
