#pragma once
// One durable commit for all who wait to write; private to store/. Waiting for the disk is most of what a
// small change costs, so it is waited for once.

#include "backend/store/engine/changes.hpp"
#include "backend/store/engine/sql.hpp"
#include "backend/system/metrics.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace stu::store {

class Transaction;

/// The writers of this process, who share one connection. Who comes while nobody writes leads: it runs its
/// own function and those that have queued up meanwhile in one transaction, and commits. All are answered
/// then. They wait for each other here because SQLite would put them to sleep for longer and longer and let
/// whoever wakes at the right moment in, which costs seconds when many file tickets at once.
///
/// A function that has to be undone after it has written takes with it what the others have written; so they
/// run again, and now each as a savepoint. Not so from the start: before each savepoint the index of words
/// writes out what it has gathered, which doubles the cost of a ticket.
class GroupCommit {
  public:
    using Work = std::function<bool(Transaction&)>; ///< false = undo it

    /// `name`: of this server among those on the same database.
    GroupCommit(std::unique_ptr<sql::Connection> connection, Listeners& listeners, std::string name);
    GroupCommit(const GroupCommit&) = delete;
    GroupCommit& operator=(const GroupCommit&) = delete;
    ~GroupCommit();

    /// Returns when what `work` did is on disk, and listeners have heard of it, or when it is undone. Throws
    /// what it threw, what the commit threw, and Trouble of the kind `busy` when others write for longer than
    /// `patience`. Thread-safe; `work` may be called on another thread than this, and twice.
    void run(const Work& work, std::chrono::milliseconds patience);

    /// Whether the last commit failed that had something to write. Thread-safe.
    bool failed() const { return failed_; }

    /// How many changes shared each commit.
    const system::Histogram& sizes() const { return sizes_; }

    /// How long whoever has the connection now has had it; zero when nobody has. Thread-safe.
    std::chrono::milliseconds taken_for();

    /// Has the connection for itself while it lives. Throws like `run`.
    class Turn {
      public:
        Turn(GroupCommit& writers, std::chrono::milliseconds patience);
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn();
        sql::Connection& connection() { return *writers_.connection_; }

      private:
        GroupCommit& writers_;
    };

  private:
    using Clock = std::chrono::steady_clock;
    enum class Care : std::uint8_t { together, savepoints };
    struct Member;

    // By whoever has the lock.
    bool passes_nobody(const Member& own) const;
    bool wait(std::unique_lock<std::mutex>& lock, Member& own);
    void hand_over();

    // By whoever has the connection.
    void lead(Member& first);
    void commit();
    void begin();
    void run_members(Care care);
    bool run_together(Member& member);
    void run_as_savepoint(Member& member);
    void run_member(Member& member);
    bool admit();
    bool keeps_any() const;
    Changes kept_changes() const;
    void lose(const std::exception_ptr& fault);

    const std::unique_ptr<sql::Connection> connection_;
    Listeners& listeners_;
    const std::string name_;
    std::atomic<bool> failed_{false};
    std::int64_t changes_before_ = 0; ///< of the connection, when this transaction began
    system::Histogram sizes_;
    std::mutex mutex_;
    std::deque<Member*> queue_;                    ///< in the order of arrival
    std::optional<Clock::time_point> taken_since_; ///< the connection is somebody's
    std::vector<Member*> group_;                   ///< of whoever leads
    Clock::time_point group_ends_;
};

} // namespace stu::store
