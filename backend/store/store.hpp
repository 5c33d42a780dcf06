#pragma once
// Where everything is kept. Use cases open a transaction here and pass it to the functions of the
// neighbouring headers (tickets.hpp, users.hpp …), which hold all SQL of the project.

#include "backend/store/sql.hpp"

#include <filesystem>
#include <memory>
#include <mutex>
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

  private:
    friend class Store;
    Transaction(Store& store, std::unique_lock<std::mutex> turn, sql::Access access);

    std::unique_lock<std::mutex> turn_; ///< first, so given up last; locked while writing
    Store* store_;
    std::unique_ptr<sql::Connection> connection_; ///< null after commit or move
};

/// Thread-safe. Keeps as many connections as were ever in use at once (one per worker thread).
class Store {
  public:
    /// `file` is created when missing; its tables come from `migrate` (migrations.hpp).
    explicit Store(std::filesystem::path file);

    /// A consistent picture of one moment; never waits for writers.
    Transaction read();
    /// Waits for other writers (there is one at a time), so keep hashing, mail and network out of it.
    Transaction write();

  private:
    friend class Transaction;
    std::unique_ptr<sql::Connection> take();
    void give_back(std::unique_ptr<sql::Connection> connection) noexcept;

    std::filesystem::path file_;
    /// Writers of this process wait for each other here: SQLite would put them to sleep for longer and longer
    /// and let whoever wakes at the right moment in, which costs seconds when many file tickets at once.
    std::mutex writing_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<sql::Connection>> idle_;
};

} // namespace stu::store
