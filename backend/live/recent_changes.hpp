#pragma once
#include "backend/store/engine/changes.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>

namespace stu::live {

/// The newest changes, numbered from 1 as they came: what somebody who comes back has missed.
class RecentChanges {
  public:
    /// Some minutes of the busiest hour, in a few megabytes.
    static constexpr std::size_t usual_room = 16'384;

    explicit RecentChanges(std::size_t room = usual_room) : room_(room) {}

    void add(store::TicketChanged change) {
        changes_.push_back(std::move(change));
        ++newest_;
        if (changes_.size() > room_) changes_.pop_front();
    }
    /// As if one had come that nobody knows: who has heard of all before it has to start anew.
    void add_unknown() {
        changes_.clear();
        ++newest_;
    }
    /// Number of the last one; 0 = there was none.
    std::uint64_t newest() const { return newest_; }
    /// Whether all that came after `number` is still here.
    bool reach_back_to(std::uint64_t number) const {
        return number <= newest_ && newest_ - number <= changes_.size();
    }
    /// Calls `f` for each one after `number`, oldest first. Precondition: `reach_back_to(number)`.
    template <class F> void each_after(std::uint64_t number, F&& f) const {
        for (std::size_t i = changes_.size() - static_cast<std::size_t>(newest_ - number);
             i < changes_.size(); ++i)
            f(changes_[i]);
    }

  private:
    std::size_t room_;
    std::uint64_t newest_ = 0;
    std::deque<store::TicketChanged> changes_;
};

} // namespace stu::live
