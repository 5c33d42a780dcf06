#include "backend/store/tickets/search_ranges.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stu::store {
namespace {

/// Periods of 17 minutes, 5 hours, 3 days, 50 days and two years, as PostgreSQL's index has them
/// (search_terms in schema/0027).
constexpr std::array<int, 5> bits_of_steps{32, 36, 40, 44, 48};
constexpr int times_as_long = 16;

} // namespace

SearchRanges::SearchRanges(std::int64_t after, std::int64_t before, bool ascending, Clock::duration patience,
                           std::function<bool()> is_small)
    : after_(after), before_(before), ascending_(ascending), patience_(patience),
      is_small_(std::move(is_small)) {
    static_assert(rest == bits_of_steps.size());
}

bool SearchRanges::may_go_on() {
    const Clock::time_point now = Clock::now();
    const Clock::duration took = now - last_;
    last_ = now;
    // Compared with what is left, not added to it: patience may be the longest there is.
    const bool in_time = now - began_ < patience_ && took < patience_ - (now - began_);
    const bool in_time_for_more = in_time && took < (patience_ - (now - began_)) / times_as_long;
    if (step_ < rest && in_time_for_more) ++step_;
    if (in_time_for_more || (in_time && step_ < rest)) return true;
    if (!is_small_()) return false;
    step_ = rest;
    return true;
}

SearchRange SearchRanges::stretch() const {
    if (step_ == rest) return {after_, before_, 0, 0};
    const int bits = bits_of_steps[static_cast<std::size_t>(step_)];
    const std::int64_t first = ascending_ ? (after_ + 1) >> bits : ((before_ - 1) >> bits) - 1;
    const std::int64_t begin = first << bits, end = (first + 2) << bits;
    return {std::max(after_, begin - 1), std::min(before_, end), bits, first};
}

std::optional<SearchRange> SearchRanges::next() {
    if (after_ + 1 >= before_) return std::nullopt;
    if (!std::exchange(is_first_, false) && !may_go_on()) {
        gave_up_ = true;
        return std::nullopt;
    }
    const SearchRange next = stretch();
    (ascending_ ? after_ : before_) = ascending_ ? next.before - 1 : next.after + 1;
    return next;
}

} // namespace stu::store
