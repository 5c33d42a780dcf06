#include "backend/store/migrations.hpp"

#include "backend/store/seals.hpp"
#include "backend/store/ticket_search.hpp"

#include <chrono>
#include <set>
#include <stdexcept>
#include <string>

namespace stu::store {
namespace {

constexpr std::string_view create_record = R"(
    CREATE TABLE IF NOT EXISTS schema_migration (
        number     BIGINT PRIMARY KEY, -- as in the file's name
        name       TEXT NOT NULL,
        applied_ms BIGINT NOT NULL     -- Unix milliseconds
    ))";

// Without the table the version is 0: asked of the catalogue, since reading a missing table is an error.
constexpr std::string_view select_recorded = R"(
    SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration')";
constexpr std::string_view select_numbers = R"(
    SELECT number FROM schema_migration)"; // a handful of rows

/// The steps that this database has had.
std::set<std::int64_t> applied_to(sql::Connection& connection) {
    const auto recorded = connection.query(select_recorded);
    if (!recorded->next() || recorded->integer(0) == 0) return {};
    std::set<std::int64_t> numbers;
    const auto row = connection.query(select_numbers);
    while (row->next()) numbers.insert(row->integer(0));
    return numbers;
}

bool has_unknown(const std::set<std::int64_t>& applied) {
    return !applied.empty() && *applied.rbegin() > migrations().back().number;
}

const Migration* first_missing(const std::set<std::int64_t>& applied) {
    for (const Migration& each : migrations())
        if (applied.find(each.number) == applied.end()) return &each;
    return nullptr;
}

constexpr std::string_view insert_record = R"(
    INSERT INTO schema_migration (number, name, applied_ms) VALUES ($1, $2, $3))";

/// One step under the write lock; false when there was nothing left to do.
bool apply_next(Store& store) {
    Transaction transaction = store.write();
    sql::Connection& connection = transaction.connection();
    connection.run(create_record);
    const auto applied = applied_to(connection);
    if (has_unknown(applied))
        throw std::runtime_error("This database was written by a newer version of StuTicket (schema " +
                                 std::to_string(*applied.rbegin()) + ", this program knows " +
                                 std::to_string(migrations().back().number) +
                                 "). Start the newer version, or restore a backup made by this one.");
    const Migration* const missing = first_missing(applied);
    if (missing == nullptr) return false;
    const Migration& next = *missing;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    connection.script(std::string(next.script));
    connection.run(insert_record,
                   {next.number, next.name,
                    std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()}});
    transaction.commit();
    return true;
}

// Primary key; the last of a window that ended long ago.
constexpr std::string_view touch = R"(
    INSERT INTO rate (bucket, events, window_ends_ms) VALUES ('probe', 0, $1)
    ON CONFLICT (bucket) DO UPDATE SET window_ends_ms = $1)";

} // namespace

void write_probe(Transaction& transaction, std::int64_t now_ms) {
    transaction.connection().run(touch, {now_ms});
}

SchemaState schema_state(Store& store) {
    Transaction transaction = store.read();
    const auto applied = applied_to(transaction.connection());
    if (has_unknown(applied)) return SchemaState::newer;
    return first_missing(applied) == nullptr ? SchemaState::current : SchemaState::older;
}

int migrate(Store& store) {
    int applied = 0;
    while (apply_next(store)) ++applied;
    seal_old_rows(store);
    index_old_tickets(store);
    return applied;
}

} // namespace stu::store
