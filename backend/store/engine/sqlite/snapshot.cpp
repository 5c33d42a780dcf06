#include "backend/store/engine/sqlite/snapshot.hpp"

#include "backend/store/engine/sql.hpp"
#include "backend/system/write_out.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <sqlite3.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace stu::sql {
namespace {

constexpr int patience_ms = 10'000;

/// 2 MiB, which are then written out.
constexpr int pages_at_once = 512;

constexpr const char* all_tables = R"(
    SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
    ORDER BY name)";

std::vector<RowCount> count(SQLite::Database& database) {
    std::vector<RowCount> counts;
    SQLite::Statement names(database, all_tables);
    while (names.executeStep()) counts.push_back({names.getColumn(0).getString(), 0});
    for (RowCount& each : counts)
        each.rows = database.execAndGet("SELECT COUNT(*) FROM \"" + each.table + "\"").getInt64();
    return counts;
}

/// Two descriptors of one file without a name: ours and that of `copy`.
system::Descriptor make_copy(const std::filesystem::path& folder, std::unique_ptr<SQLite::Database>& copy) {
    std::string name = (folder / (std::string(snapshot_name) + "XXXXXX")).string();
    system::Descriptor file(::mkostemp(name.data(), O_CLOEXEC)); // mode 0600
    if (!file) throw std::system_error(errno, std::generic_category(), "\"" + name + "\" cannot be written");
    try {
        copy = std::make_unique<SQLite::Database>(name, SQLite::OPEN_READWRITE);
    } catch (const std::exception&) {
        ::unlink(name.c_str());
        throw;
    }
    ::unlink(name.c_str());
    // Nobody goes on with half a copy, so nothing has to be undone, and we say ourselves what goes to the
    // disk.
    copy->exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE");
    return file;
}

void copy_pages(SQLite::Database& source, SQLite::Database& copy, int file) {
    SQLite::Backup backup(copy, source);
    for (;;) {
        const int outcome = backup.executeStep(pages_at_once);
        if (outcome == SQLITE_DONE) return;
        if (outcome != SQLITE_OK) throw Trouble(Trouble::Kind::busy, "the database is locked");
        system::write_out(file);
    }
}

} // namespace

Snapshot take_snapshot(const std::filesystem::path& database, const std::filesystem::path& folder) {
    try {
        SQLite::Database source(database.string(), SQLite::OPEN_READWRITE, patience_ms);
        source.exec("PRAGMA trusted_schema = OFF; BEGIN");
        Snapshot snapshot;
        snapshot.rows = count(source); // from here on it reads what was there at its first question
        std::unique_ptr<SQLite::Database> copy;
        snapshot.file = make_copy(folder, copy);
        copy_pages(source, *copy, snapshot.file.number());
        copy.reset();
        source.exec("ROLLBACK");
        struct stat status {};
        if (::fstat(snapshot.file.number(), &status) != 0)
            throw std::system_error(errno, std::generic_category());
        snapshot.bytes = static_cast<std::uint64_t>(status.st_size);
        return snapshot;
    } catch (const SQLite::Exception& error) {
        if (error.getErrorCode() == SQLITE_FULL) throw Trouble(Trouble::Kind::full, error.what());
        throw;
    }
}

std::vector<RowCount> count_rows(const std::filesystem::path& database) {
    SQLite::Database opened(database.string(), SQLite::OPEN_READWRITE, patience_ms);
    opened.exec("PRAGMA trusted_schema = OFF");
    return count(opened);
}

} // namespace stu::sql
