#pragma once
// How often, and for how long, a transaction's function is run again after others were in its way; private to
// store/.

#include "backend/store/engine/sql.hpp"

#include <chrono>

namespace stu::store {

/// The runs of one function. They end with the patience of who waits for it, and after so many in a row
/// that lost that it was no race.
class Repeats {
  public:
    explicit Repeats(std::chrono::milliseconds patience);

    /// Of the patience; never negative.
    std::chrono::milliseconds left() const;
    /// Whether to run the function again after `trouble`. Waits before it says so, each time for longer and
    /// for a random while, so that who met once does not meet again.
    bool again(const sql::Trouble& trouble);

  private:
    std::chrono::steady_clock::time_point end_;
    int lost_ = 0;
};

} // namespace stu::store
