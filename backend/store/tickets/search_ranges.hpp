#pragma once
// In which order a search of PostgreSQL's index looks through the tickets, and when it stops; private to
// store/.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace stu::store {

/// Serial numbers between these two. Of `bits` not 0 they all lie in two neighbouring periods of time,
/// `first` and the next: what is left of a serial number without its last `bits`.
struct SearchRange {
    std::int64_t after = 0, before = 0;
    int bits = 0;
    std::int64_t first = 0;
    bool is_read = false; ///< the tickets are few, and read instead of looked up
};

/// From one end of a list to the other in stretches, the next up to sixteen times as long: what is frequent
/// is found in the first ones, and what is rare in a few. Gives up where the next stretch, by what the last
/// one took, would need longer than there is time.
class SearchRanges {
  public:
    using Clock = std::chrono::steady_clock;

    /// Between two serial numbers, from the lower one on when `ascending`. `is_small` is asked before it
    /// gives up: where it says yes, all is looked at.
    SearchRanges(std::int64_t after, std::int64_t before, bool ascending, Clock::duration patience,
                 std::function<bool()> is_small);

    /// Nothing when all was looked at, or when it gave up.
    std::optional<SearchRange> next();
    bool gave_up() const { return gave_up_; }

  private:
    static constexpr int rest = 5; ///< the last step: all that is left
    bool may_go_on();
    SearchRange stretch() const;

    std::int64_t after_, before_;
    bool ascending_, gave_up_ = false, is_first_ = true;
    int step_ = 0;
    Clock::duration patience_;
    std::function<bool()> is_small_;
    Clock::time_point began_ = Clock::now(), last_ = began_;
};

} // namespace stu::store
