#include "backend/store/engine/repeats.hpp"

#include <algorithm>
#include <random>
#include <thread>

namespace stu::store {
namespace {

constexpr int most_repeats = 6;

/// At most 2 ms after the first loss, 4 ms after the second and so on.
std::chrono::microseconds pause_after(int lost) {
    thread_local std::minstd_rand dice(std::random_device{}());
    return std::chrono::microseconds(std::uniform_int_distribution<int>(0, 1'000 << lost)(dice));
}

} // namespace

Repeats::Repeats(std::chrono::milliseconds patience) : end_(std::chrono::steady_clock::now() + patience) {}

std::chrono::milliseconds Repeats::left() const {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end_ - std::chrono::steady_clock::now());
    return std::max(left, std::chrono::milliseconds(0));
}

bool Repeats::again(const sql::Trouble& trouble) {
    using Kind = sql::Trouble::Kind;
    const bool passes = trouble.kind() == Kind::busy || trouble.kind() == Kind::conflict ||
                        trouble.kind() == Kind::gone; // it may have been this connection alone
    if (!passes || lost_ == most_repeats) return false;
    const auto pause = pause_after(++lost_);
    if (std::chrono::steady_clock::now() + pause >= end_) return false;
    std::this_thread::sleep_for(pause);
    return true;
}

} // namespace stu::store
