#include "backend/store/sqlite/sqlite.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <sqlite3.h>
#include <sys/stat.h>
#include <utility>
#include <vector>

namespace stu::sql {
namespace {

/// For what is neither reading nor writing rows, such as opening while another process recovers the log.
constexpr int busy_timeout_ms = 10'000;

/// Runs `step`; what may pass by itself comes out as Trouble.
template <class Step> auto translated(Step step) -> decltype(step()) {
    try {
        return step();
    } catch (const SQLite::Exception& error) {
        switch (error.getExtendedErrorCode()) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY: throw Trouble(Trouble::Kind::conflict, error.what());
        default: break;
        }
        switch (error.getErrorCode()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: throw Trouble(Trouble::Kind::busy, error.what());
        case SQLITE_FULL: throw Trouble(Trouble::Kind::full, error.what());
        case SQLITE_READONLY:
        case SQLITE_IOERR: throw Trouble(Trouble::Kind::unwritable, error.what());
        default: throw;
        }
    }
}

void bind(SQLite::Statement& statement, int number, const Value& value) {
    // SQLite numbers named parameters by first appearance, so "$2" is looked up by its name.
    const std::string name = "$" + std::to_string(number);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        statement.bind(name, *integer);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
        statement.bind(name, std::string(*text));
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
        // Not copied: a PDF is up to 2 MiB and the caller's bytes outlive the call.
        statement.bindNoCopy(name, blob->bytes.data(), static_cast<int>(blob->bytes.size()));
    } else {
        statement.bind(name);
    }
}

using Prepared = std::unique_ptr<SQLite::Statement>;
/// Idle prepared statements by their text. One that is in use has been taken out, so nested use is safe.
using Idle = std::multimap<std::string, Prepared, std::less<>>;

class SqliteStatement final : public Statement {
  public:
    SqliteStatement(Prepared prepared, Idle& idle) : prepared_(std::move(prepared)), idle_(idle) {}
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
    ~SqliteStatement() override {
        prepared_->tryReset();
        prepared_->clearBindings();
        idle_.emplace(prepared_->getQuery(), std::move(prepared_));
    }

    bool next() override {
        return translated([&] { return prepared_->executeStep(); });
    }
    std::int64_t integer(int column) const override { return prepared_->getColumn(column).getInt64(); }
    std::string text(int column) const override { return prepared_->getColumn(column).getString(); }
    std::string bytes(int column) const override { return prepared_->getColumn(column).getString(); }
    std::int64_t execute() {
        return translated([&] { return prepared_->exec(); });
    }
    SQLite::Statement& prepared() { return *prepared_; }

  private:
    Prepared prepared_;
    Idle& idle_;
};

class SqliteConnection final : public Connection {
  public:
    SqliteConnection(const std::filesystem::path& file, int cache_kib)
        : database_(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX,
                    busy_timeout_ms) { // no mutex: a connection is used by one thread at a time
        database_.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
                       "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF");
        // A page that many transactions change is copied into the database once for all of them: 16 MiB of
        // log.
        database_.exec("PRAGMA wal_autocheckpoint = 4000");
        database_.exec("PRAGMA cache_size = -" + std::to_string(cache_kib)); // negative: KiB, not pages
    }

    std::unique_ptr<Statement> query(std::string_view sql, Values values) override {
        return start(sql, values);
    }
    std::int64_t run(std::string_view sql, Values values) override { return start(sql, values)->execute(); }
    void script(const std::string& sql) override {
        ++scripts_;
        translated([&] { database_.exec(sql); });
    }

    void begin(Access access, std::chrono::milliseconds patience) override {
        translated([&] {
            if (access == Access::read) {
                database_.exec("BEGIN DEFERRED");
                return;
            }
            database_.setBusyTimeout(static_cast<int>(patience.count()));
            database_.exec("BEGIN IMMEDIATE");
            database_.setBusyTimeout(busy_timeout_ms);
        });
    }
    void commit() override {
        translated([&] { database_.exec("COMMIT"); });
    }
    void rollback() noexcept override { database_.tryExec("ROLLBACK"); }
    bool in_transaction() const override { return ::sqlite3_get_autocommit(database_.getHandle()) == 0; }
    std::int64_t changes() const override {
        return scripts_ + ::sqlite3_total_changes64(database_.getHandle());
    }

  private:
    std::unique_ptr<SqliteStatement> start(std::string_view sql, Values values) {
        Prepared prepared;
        if (const auto found = idle_.find(sql); found != idle_.end()) {
            prepared = std::move(idle_.extract(found).mapped());
        } else {
            prepared = std::make_unique<SQLite::Statement>(database_, std::string(sql));
        }
        auto statement = std::make_unique<SqliteStatement>(std::move(prepared), idle_);
        int number = 0;
        for (const Value& value : values) bind(statement->prepared(), ++number, value);
        return statement;
    }

    SQLite::Database database_;
    std::int64_t scripts_ = 0; // what changes the schema is not in SQLite's count
    Idle idle_;                // after database_: statements go before the connection they belong to
};

} // namespace

std::unique_ptr<Connection> open_sqlite(const std::filesystem::path& file, int cache_kib) {
    // SQLite creates its files with 0644 & ~umask, and the -wal and -shm files take the database's mode.
    const mode_t before = ::umask(0077);
    struct Restore {
        mode_t mask;
        ~Restore() { ::umask(mask); }
    } const restore{before};
    return std::make_unique<SqliteConnection>(file, cache_kib);
}

} // namespace stu::sql
