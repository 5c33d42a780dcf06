#pragma once
// Where everything is kept.

#include "backend/store/engine/sql.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace stu::sql {

/// Hears until it is destroyed.
class Hearing {
  public:
    virtual ~Hearing() = default;
};

class Reach;

/// A file of SQLite's, created when missing, or a database of PostgreSQL's by its URL (postgresql://…).
class Database {
  public:
    Database(std::filesystem::path file) : file_(std::move(file)) {}
    /// `url` as libpq takes it.
    static Database at(std::string url);

    /// Throws Trouble when it does not answer, or has not a moment ago. Thread-safe.
    std::unique_ptr<Connection> open(Access access) const;
    /// Calls `heard` from another thread with what is announced by any connection from now on, the own ones
    /// included, and with nothing when some of it may have been missed. Null where nobody else can write.
    /// Throws Trouble when the database does not answer.
    std::unique_ptr<Hearing> hear(std::function<void(std::optional<std::string>)> heard) const;
    /// SQLite's; empty for PostgreSQL.
    const std::filesystem::path& file() const { return file_; }
    /// Whose disk it fills; empty where that is another machine's.
    std::filesystem::path folder() const;

  private:
    std::filesystem::path file_; ///< or empty, and then:
    std::string url_;
    std::shared_ptr<Reach> reach_; ///< of all its connections
};

} // namespace stu::sql
