#include "backend/store/engine/repeats.hpp"

#include <algorithm>
#include <random>
#include <thread>

namespace stu::store {
namespace {

/// Who meets a busy server of the same database at one counter may lose to many of its transactions in a row.
constexpr int most_lost_races = 30;
/// A database that went away and came back is there at once.
constexpr int most_reconnections = 6;

/// At most 2 ms after the first loss, 4 ms after the second and so on up to 64.
std::chrono::microseconds pause_after(int lost) {
    thread_local std::minstd_rand dice(std::random_device{}());
    return std::chrono::microseconds(std::uniform_int_distribution<int>(0, 1'000 << std::min(lost, 6))(dice));
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
    const int most = trouble.kind() == Kind::gone ? most_reconnections : most_lost_races;
    if (!passes || lost_ >= most) return false;
    const auto pause = pause_after(++lost_);
    if (std::chrono::steady_clock::now() + pause >= end_) return false;
    std::this_thread::sleep_for(pause);
    return true;
}

} // namespace stu::store
