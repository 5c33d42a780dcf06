// A log whose reader stalls.

#include "backend/system/line_queue.hpp"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace stu::system {
namespace {

struct Pipe {
    Pipe() { REQUIRE(::pipe(ends.data()) == 0); }
    ~Pipe() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    std::array<int, 2> ends{};
};

std::uint64_t reported_in(std::string_view text) {
    constexpr std::string_view mark = "\"log_lines_dropped\":";
    std::uint64_t sum = 0;
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + 1))
        sum += std::strtoull(text.substr(at + mark.size()).data(), nullptr, 10);
    return sum;
}

TEST_CASE("lines that nobody reads are dropped and counted, and nobody waits") {
    constexpr std::size_t line_bytes = 1'000, lines = 2'000;
    Pipe pipe;
    LineQueue queue(pipe.ends[1], 100'000);
    for (std::size_t i = 0; i < lines; ++i) queue.add(std::string(line_bytes - 1, 'x') + "\n");
    const std::uint64_t dropped = queue.dropped();
    CHECK(dropped > 1'000); // 64 KiB lie in the pipe, 100 kB wait
    CHECK(dropped < lines);
    queue.add("after\n");
    std::string read;
    std::array<char, 65'536> chunk{};
    std::uint64_t reported = 0;
    while (reported < queue.dropped() || !read.ends_with("\n")) {
        const ssize_t got = ::read(pipe.ends[0], chunk.data(), chunk.size());
        REQUIRE(got > 0);
        read.append(chunk.data(), static_cast<std::size_t>(got));
        reported = reported_in(read);
    }
    CHECK(reported == queue.dropped());
}

TEST_CASE("an end without a reader takes a second, not for ever") {
    Pipe pipe;
    {
        LineQueue queue(pipe.ends[1]);
        for (int i = 0; i < 200; ++i) queue.add(std::string(999, 'x') + "\n");
    }
    std::array<char, 65'536> chunk{};
    CHECK(::read(pipe.ends[0], chunk.data(), chunk.size()) > 0);
}

TEST_CASE("an end with a slow reader takes five seconds, not as long as the reader") {
    Pipe pipe;
    std::atomic<bool> over = false;
    std::thread reader([&] {
        std::array<char, 4'096> chunk{};
        while (!over && ::read(pipe.ends[0], chunk.data(), chunk.size()) > 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
    });
    const auto began = std::chrono::steady_clock::now();
    {
        LineQueue queue(pipe.ends[1]);
        for (int i = 0; i < 2'000; ++i) queue.add(std::string(999, 'x') + "\n"); // 100 s of it
    }
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(60));
    over = true;
    reader.join();
}

} // namespace
} // namespace stu::system
