#pragma once
// Where everything is kept. Use cases hand a function to `write` or `read`; the transaction that it gets goes
// to the functions of the neighbouring headers (tickets.hpp, users.hpp …), which hold all SQL of the project.

#include "backend/store/changes.hpp"
#include "backend/store/space.hpp"
#include "backend/store/sql.hpp"
#include "common/result.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace stu::store {

class Store;

/// A unit of work: what was read and written through it is of one moment, and is there as a whole or not at
/// all. Functions get theirs from `Store::write` and `Store::read`.
class Transaction {
  public:
    Transaction(Transaction&&) noexcept = default;
    Transaction& operator=(Transaction&&) = delete;
    /// Rolls back what was not committed.
    ~Transaction();

    sql::Connection& connection() { return *connection_; }

    /// Listeners hear of it after the commit; of nothing when there is none.
    void after_commit(TicketChanged change) { changes_.tickets.push_back(std::move(change)); }
    void after_commit(MailQueued) { changes_.mail_queued = true; }

    /// Of one that was begun by hand. Durable when it returns; nothing may be done with it afterwards.
    void commit();

  private:
    friend class Store;
    using Turn = std::unique_lock<std::timed_mutex>;
    Transaction(Store& store, Turn turn, sql::Access access, std::chrono::milliseconds patience);

    Turn turn_; ///< first, so given up last; locked while writing
    Store* store_;
    std::unique_ptr<sql::Connection> connection_; ///< null after commit or move
    Changes changes_;
};

/// Whether what a function returned lets its transaction be committed: all but an Error.
template <class Value> bool is_kept(const Value&) { return true; }
template <class Value> bool is_kept(const Result<Value>& result) { return static_cast<bool>(result); }

/// Thread-safe. Keeps as many connections as were ever in use at once (one per worker thread).
class Store {
  public:
    static constexpr std::chrono::milliseconds usual_patience{2'000};

    /// `file` is created when missing; its tables come from `migrate` (migrations.hpp). `patience` is how
    /// long a writer waits for others.
    explicit Store(std::filesystem::path file, std::chrono::milliseconds patience = usual_patience,
                   const SpaceLimits& space = {});

    /// Returns what `function(Transaction&)` returns. It sees a consistent picture of one moment and never
    /// waits for writers.
    template <class Function> auto read(Function function) {
        return outcome_of(function, [&](const Work& work) { run_reading(work); });
    }

    /// Returns what `function(Transaction&)` returns, once all that it changed is on disk and listeners have
    /// heard of what it noted. A Result that holds an Error, or an exception, undoes what it changed and
    /// noted. It is run again when others were in its way (Trouble of the kinds busy and conflict), and
    /// whatever else it does must bear that. Others who write wait, so keep hashing, mail and network out of
    /// it. Throws sql::Trouble when all of that took longer than `patience`, or when there is too little
    /// space left to write.
    template <class Function> auto write(std::chrono::milliseconds patience, Function function) {
        return outcome_of(function, [&](const Work& work) {
            require_space();
            run_writing(work, patience);
        });
    }
    template <class Function> auto write(Function function) { return write(patience_, std::move(function)); }

    /// Uses the last of the space, too: for what must not be refused, and for what makes space.
    template <class Function> auto write_regardless(std::chrono::milliseconds patience, Function function) {
        return outcome_of(function, [&](const Work& work) { run_writing(work, patience); });
    }
    template <class Function> auto write_regardless(Function function) {
        return write_regardless(patience_, std::move(function));
    }

    /// Begun by hand, for migrations and tests: everybody else hands a function.
    Transaction read();
    Transaction write();

    /// How long a writer waits for others unless it says so itself.
    std::chrono::milliseconds patience() const { return patience_; }
    /// Who hears of what was committed.
    Listeners& listeners() { return listeners_; }

    /// What the disk has room for.
    Room room() const { return space_.room(); }
    /// Whether writing has failed since the last time that it succeeded.
    bool write_failed() const { return write_failed_; }

  private:
    friend class Transaction;
    using Work = std::function<bool(Transaction&)>; ///< false = undo it

    /// Has `run` run the function, and hands on what it returned.
    template <class Function, class Run> static auto outcome_of(Function& function, Run run) {
        using Value = std::invoke_result_t<Function&, Transaction&>;
        if constexpr (std::is_void_v<Value>) {
            run([&](Transaction& transaction) {
                function(transaction);
                return true;
            });
        } else {
            std::optional<Value> value;
            run([&](Transaction& transaction) {
                value.emplace(function(transaction));
                return is_kept(*value);
            });
            return std::move(*value);
        }
    }

    void run_reading(const Work& work);
    void run_writing(const Work& work, std::chrono::milliseconds patience);
    void require_space() const;
    Transaction begin_write(std::chrono::milliseconds patience);
    std::unique_ptr<sql::Connection> take();
    void give_back(std::unique_ptr<sql::Connection> connection) noexcept;

    std::filesystem::path file_;
    std::chrono::milliseconds patience_;
    Space space_;
    std::atomic<bool> write_failed_{false};
    Listeners listeners_;
    /// Writers of this process wait for each other here: SQLite would put them to sleep for longer and longer
    /// and let whoever wakes at the right moment in, which costs seconds when many file tickets at once.
    std::timed_mutex writing_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<sql::Connection>> idle_;
};

} // namespace stu::store
