#pragma once
// The database as a port: just enough for one set of SQL texts to run on every driver. Not an ORM.
//
// SQL is written with `$1 … $n`; a number may stand more than once. Values are text, 64-bit integers and
// bytes. Faults (damaged file, a bug in a text) are thrown as std::exception of the driver's choice; those
// that may pass by themselves as Trouble.

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stu::sql {

/// Bytes, as opposed to text. Borrowed: must outlive the call it is passed to.
struct Blob {
    std::string_view bytes;
};

/// What may be bound to a parameter. `std::monostate` is NULL.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, Blob>;

/// What is bound to $1 … $n, written out or made at run time. Borrowed: must outlive the call.
class Values : public std::span<const Value> {
  public:
    Values(std::initializer_list<Value> values) : span(values) {}
    Values(const std::vector<Value>& values) : span(values) {}
};

/// Text that is NULL when empty: for columns where "" would mean something else than "not there".
inline Value optional_text(std::string_view text) {
    return text.empty() ? Value{std::monostate{}} : Value{text};
}

/// The database cannot do this now, though nothing is wrong with it or with the question.
class Trouble : public std::runtime_error {
  public:
    enum class Kind : std::uint8_t {
        busy,       ///< others write
        conflict,   ///< somebody else was faster: has the key that was to be new, or changed what was read
        full,       ///< no space on the disk
        unwritable, ///< the disk or the files can only be read
        gone,       ///< the database does not answer; nothing was changed
        unsettled,  ///< the database went away at the commit, and nobody knows whether it happened
    };
    Trouble(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
    Kind kind() const { return kind_; }

  private:
    Kind kind_;
};

/// Whose SQL is understood, for the few texts that cannot be the same.
enum class Dialect : std::uint8_t { sqlite, postgres };

/// A running query. Column numbers count from 0. Lives no longer than its connection.
class Statement {
  public:
    virtual ~Statement() = default;
    /// Moves to the first or next row; false when there is none.
    virtual bool next() = 0;
    /// NULL reads as 0 and "".
    virtual std::int64_t integer(int column) const = 0;
    /// Borrowed: valid until the next row.
    virtual std::string_view view(int column) const = 0;
    /// Whether there is no next row only because there was no time to look for it; see `query_within`.
    virtual bool is_cut_short() const { return false; }
    std::string text(int column) const { return std::string(view(column)); }
    std::string bytes(int column) const { return std::string(view(column)); }
};

/// Whether a transaction will write. A writer of SQLite's takes the write lock at once, because a reader that
/// turns into a writer halfway cannot wait for the lock and fails instead (SQLITE_BUSY, whatever the
/// timeout).
enum class Access : std::uint8_t { read, write };

/// One connection; used by one thread at a time.
class Connection {
  public:
    virtual ~Connection() = default;
    virtual Dialect dialect() const = 0;
    virtual bool has_table(std::string_view name) = 0;
    virtual std::unique_ptr<Statement> query(std::string_view sql, Values values = {}) = 0;
    /// The same, planned for these very values: where the best way depends on what is looked for, and
    /// planning costs little beside it.
    virtual std::unique_ptr<Statement> query_planned(std::string_view sql, Values values) {
        return query(sql, values);
    }
    /// The same, but SQLite looks for rows no longer than `patience`, counted from here. PostgreSQL is asked
    /// for less at a time instead.
    virtual std::unique_ptr<Statement> query_within(std::string_view sql, Values values,
                                                    std::chrono::milliseconds /*patience*/) {
        return query(sql, values);
    }
    /// Until the transaction ends or this is called with false: `query` keeps the plan that it made first for
    /// the same words. Where all values lead the same way, planning for each would cost more than the answer.
    virtual void keep_plans(bool) {}
    /// Runs a statement without rows; returns how many rows it changed.
    virtual std::int64_t run(std::string_view sql, Values values = {}) = 0;
    /// Runs several statements separated by semicolons, without parameters. Counts as a change.
    virtual void script(const std::string& sql) = 0;

    /// A writer waits at most this long for other writers, then throws Trouble, and a second longer for any
    /// answer of a database that is elsewhere. Connects again where the connection was lost.
    virtual void begin(Access access, std::chrono::milliseconds patience) = 0;
    /// Throws Trouble `unsettled` when it cannot be found out whether it happened; after any other exception
    /// it has not.
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
    /// False when there is none, or when a fault has ended it (a full disk does).
    virtual bool in_transaction() const = 0;
    /// Tells whoever hears `Database::hear`, once this transaction is committed; at most 8,000 bytes. SQLite
    /// has nobody to tell.
    virtual void announce(const std::string& text) = 0;
    /// Rises with every row that is changed, and never falls.
    virtual std::int64_t changes() const = 0;
    /// By the clock that all share who use the database, Unix milliseconds; nothing where nobody else can.
    virtual std::optional<std::int64_t> shared_clock_ms() { return std::nullopt; }
    /// Another number whenever others have changed anything; the same throughout a transaction. Numbers of
    /// two connections have nothing to do with each other.
    virtual std::int64_t state() = 0;
};

} // namespace stu::sql
