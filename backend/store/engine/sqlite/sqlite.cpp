#include "backend/store/engine/sqlite/sqlite.hpp"

#include "backend/store/engine/sqlite/checkpoints.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <functional>
#include <optional>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stu::sql {
namespace {

/// For what is neither reading nor writing rows, such as opening while another process recovers the log.
constexpr int busy_timeout_ms = 10'000;

/// Memory for pages of the file, in KiB: many connections read, one writes and is back at the same pages all
/// the time.
constexpr int reader_cache_kib = 2'000, writer_cache_kib = 24'000;

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
            throw Trouble(Trouble::Kind::unwritable,
                          "the database can only be read. Where its disk has failed, dmesg says so: have it "
                          "repaired, and try again");
        case SQLITE_IOERR: throw Trouble(Trouble::Kind::unwritable, error.what());
        default: throw;
        }
    }
}

/// A statement with what the library would otherwise look up or make anew for each value.
struct Prepared {
    Prepared(SQLite::Database& database, std::string_view sql) : statement(database, std::string(sql)) {}

    SQLite::Statement statement;
    std::vector<int> parameters;         ///< place of "$1", "$2" …: SQLite counts them by first appearance
    std::vector<SQLite::Column> columns; ///< of the row that it stands on, whichever that is
};

int place_of(Prepared& prepared, std::size_t number) {
    while (prepared.parameters.size() < number) {
        const std::string name = "$" + std::to_string(prepared.parameters.size() + 1);
        prepared.parameters.push_back(prepared.statement.getIndex(name.c_str()));
    }
    return prepared.parameters[number - 1];
}

void bind(Prepared& prepared, std::size_t number, const Value& value) {
    const int place = place_of(prepared, number);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        prepared.statement.bind(place, *integer);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
        prepared.statement.bind(place, std::string(*text));
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
        // Not copied: a PDF is up to 2 MiB and the caller's bytes outlive the call.
        const char* const bytes =
            blob->bytes.empty() ? "" : blob->bytes.data(); // a null pointer would be NULL
        prepared.statement.bindNoCopy(place, static_cast<const void*>(bytes),
                                      static_cast<int>(blob->bytes.size()));
    } else {
        prepared.statement.bind(place);
    }
}

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// Idle prepared statements by their text. One that is in use has been taken out with its place, so nested
/// use is safe and putting it back costs nothing.
using Idle = std::unordered_multimap<std::string, std::unique_ptr<Prepared>, TextHash, std::equal_to<>>;

class SqliteStatement : public Statement {
  public:
    SqliteStatement(Idle::node_type place, Idle& idle)
        : place_(std::move(place)), prepared_(*place_.mapped()), idle_(idle) {}
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
    ~SqliteStatement() override {
        prepared_.statement.tryReset();
        prepared_.statement.clearBindings();
        idle_.insert(std::move(place_));
    }

    bool next() override {
        return translated([&] { return prepared_.statement.executeStep(); });
    }
    std::int64_t integer(int column) const override { return column_at(column).getInt64(); }
    std::string_view view(int column) const override {
        const SQLite::Column& found = column_at(column);
        const void* const bytes = found.getBlob(); // before the length, which is of what was asked for last
        return {static_cast<const char*>(bytes), static_cast<std::size_t>(found.getBytes())};
    }
    std::int64_t execute() {
        return translated([&] { return prepared_.statement.exec(); });
    }
    Prepared& prepared() { return prepared_; }

  private:
    const SQLite::Column& column_at(int column) const {
        std::vector<SQLite::Column>& columns = prepared_.columns;
        while (columns.size() <= static_cast<std::size_t>(column))
            columns.push_back(prepared_.statement.getColumn(static_cast<int>(columns.size())));
        return columns[static_cast<std::size_t>(column)];
    }

    Idle::node_type place_;
    Prepared& prepared_;
    Idle& idle_;
};

/// Its rows end when its time is over.
class HastyStatement final : public SqliteStatement {
  public:
    HastyStatement(Idle::node_type place, Idle& idle, sqlite3* database, std::chrono::milliseconds patience)
        : SqliteStatement(std::move(place), idle), database_(database), end_(Clock::now() + patience) {}

    bool next() override {
        constexpr int operations = 100; // to read a page of a list FTS5 takes four, to join a row some fifty
        const auto is_over = [](void* end) {
            return Clock::now() < *static_cast<Clock::time_point*>(end) ? 0 : 1;
        };
        ::sqlite3_progress_handler(database_, operations, is_over, &end_);
        const Unwatched unwatched{database_};
        try {
            return SqliteStatement::next();
        } catch (const SQLite::Exception& error) {
            if (error.getErrorCode() != SQLITE_INTERRUPT) throw;
            is_cut_short_ = true;
            return false;
        }
    }
    bool is_cut_short() const override { return is_cut_short_; }

  private:
    using Clock = std::chrono::steady_clock;
    struct Unwatched {
        sqlite3* database;
        ~Unwatched() { ::sqlite3_progress_handler(database, 0, nullptr, nullptr); }
    };

    sqlite3* database_;
    Clock::time_point end_;
    bool is_cut_short_ = false;
};

class SqliteConnection final : public Connection {
  public:
    SqliteConnection(const std::filesystem::path& file, Access access)
        : database_(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX,
                    busy_timeout_ms) { // no mutex: a connection is used by one thread at a time
        database_.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
                       "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF");
        const int cache_kib = access == Access::write ? writer_cache_kib : reader_cache_kib;
        database_.exec("PRAGMA cache_size = -" + std::to_string(cache_kib)); // negative: KiB, not pages
        if (access == Access::write) checkpoints_.emplace(file, database_.getHandle());
    }

    Dialect dialect() const override { return Dialect::sqlite; }
    bool has_table(std::string_view name) override {
        return start("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", {name})->next();
    }
    std::unique_ptr<Statement> query(std::string_view sql, Values values) override {
        return start(sql, values);
    }
    std::unique_ptr<Statement> query_within(std::string_view sql, Values values,
                                            std::chrono::milliseconds patience) override {
        return start<HastyStatement>(sql, values, database_.getHandle(), patience);
    }
    std::int64_t run(std::string_view sql, Values values) override { return start(sql, values)->execute(); }
    void script(const std::string& sql) override {
        ++scripts_;
        translated([&] { database_.exec(sql); });
    }

    void begin(Access access, std::chrono::milliseconds patience) override {
        translated([&] {
            if (access == Access::read) {
                start("BEGIN DEFERRED", {})->execute();
                return;
            }
            database_.setBusyTimeout(static_cast<int>(patience.count()));
            start("BEGIN IMMEDIATE", {})->execute();
            database_.setBusyTimeout(busy_timeout_ms);
        });
    }
    void commit() override { start("COMMIT", {})->execute(); }
    void rollback() noexcept override {
        try {
            if (in_transaction()) start("ROLLBACK", {})->execute(); // a fault may have ended it
        } catch (const std::exception&) { database_.tryExec("ROLLBACK"); }
    }
    bool in_transaction() const override { return ::sqlite3_get_autocommit(database_.getHandle()) == 0; }
    void announce(const std::string&) override {}
    std::int64_t changes() const override {
        return scripts_ + ::sqlite3_total_changes64(database_.getHandle());
    }
    std::int64_t state() override {
        const auto version = start("PRAGMA data_version", {});
        version->next();
        return version->integer(0);
    }

  private:
    template <class Kind = SqliteStatement, class... Rest>
    std::unique_ptr<SqliteStatement> start(std::string_view sql, Values values, Rest... rest) {
        auto found = idle_.find(sql);
        if (found == idle_.end()) found = idle_.emplace(sql, std::make_unique<Prepared>(database_, sql));
        auto statement = std::make_unique<Kind>(idle_.extract(found), idle_, rest...);
        std::size_t number = 0;
        for (const Value& value : values) bind(statement->prepared(), ++number, value);
        return statement;
    }

    SQLite::Database database_;
    std::optional<Checkpoints> checkpoints_;
    std::int64_t scripts_ = 0; // what changes the schema is not in SQLite's count
    Idle idle_;                // after database_: statements go before the connection they belong to
};

} // namespace

std::unique_ptr<Connection> open_sqlite(const std::filesystem::path& file, Access access) {
    // Nobody asks how much memory SQLite uses, and counting it would have all connections share one lock.
    [[maybe_unused]] static const int uncounted = ::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    // SQLite creates its files with 0644 & ~umask, and the -wal and -shm files take the database's mode.
    const mode_t before = ::umask(0077);
    struct Restore {
        mode_t mask;
        ~Restore() { ::umask(mask); }
    } const restore{before};
    return std::make_unique<SqliteConnection>(file, access);
}

} // namespace stu::sql
