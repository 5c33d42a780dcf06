#pragma once
// Where everything is kept. Use cases open a transaction here and pass it to the functions of the
// neighbouring headers (tickets.hpp, users.hpp …), which hold all SQL of the project.

#include "backend/store/changes.hpp"
#include "backend/store/space.hpp"
#include "backend/store/sql.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace stu::store {

class Store;

/// A unit of work. Rolls back when it goes out of scope without `commit()`.
class Transaction {
  public:
    Transaction(Transaction&&) noexcept = default;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// Durable when it returns. Nothing may be done with the transaction afterwards.
    void commit();
    sql::Connection& connection() { return *connection_; }

    /// Listeners hear of it after the commit; of nothing when there is none.
    void after_commit(TicketChanged change) { changes_.tickets.push_back(std::move(change)); }
    void after_commit(MailQueued) { changes_.mail_queued = true; }

  private:
    friend class Store;
    using Turn = std::unique_lock<std::timed_mutex>;
    Transaction(Store& store, Turn turn, sql::Access access, std::chrono::milliseconds patience);

    Turn turn_; ///< first, so given up last; locked while writing
    Store* store_;
    std::unique_ptr<sql::Connection> connection_; ///< null after commit or move
    Changes changes_;
};

/// Thread-safe. Keeps as many connections as were ever in use at once (one per worker thread).
class Store {
  public:
    static constexpr std::chrono::milliseconds usual_patience{2'000};

    /// `file` is created when missing; its tables come from `migrate` (migrations.hpp). `patience` is how
    /// long a writer waits for others.
    explicit Store(std::filesystem::path file, std::chrono::milliseconds patience = usual_patience,
                   const SpaceLimits& space = {});

    /// A consistent picture of one moment; never waits for writers.
    Transaction read();
    /// Waits for other writers (there is one at a time), so keep hashing, mail and network out of it. Throws
    /// sql::Trouble when patience ends, or when there is too little space left to write.
    Transaction write() { return write(patience_); }
    Transaction write(std::chrono::milliseconds patience);
    /// Uses the last of the space, too: for what must not be refused, and for what makes space.
    Transaction write_regardless(std::chrono::milliseconds patience);
    Transaction write_regardless() { return write_regardless(patience_); }

    /// Who hears of what was committed.
    Listeners& listeners() { return listeners_; }

    /// What the disk has room for.
    Room room() const { return space_.room(); }
    /// Whether writing has failed since the last time that it succeeded.
    bool write_failed() const { return write_failed_; }

  private:
    friend class Transaction;
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
