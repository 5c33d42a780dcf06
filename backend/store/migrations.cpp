#include "backend/store/migrations.hpp"

#include <chrono>
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
constexpr std::string_view select_version = R"(
    SELECT COALESCE(MAX(number), 0) FROM schema_migration)"; // primary key

std::int64_t version_of(sql::Connection& connection) {
    const auto recorded = connection.query(select_recorded);
    if (!recorded->next() || recorded->integer(0) == 0) return 0;
    const auto version = connection.query(select_version);
    return version->next() ? version->integer(0) : 0;
}

constexpr std::string_view insert_record = R"(
    INSERT INTO schema_migration (number, name, applied_ms) VALUES ($1, $2, $3))";

/// One step under the write lock; false when there was nothing left to do.
bool apply_next(Store& store) {
    Transaction transaction = store.write();
    sql::Connection& connection = transaction.connection();
    connection.run(create_record);
    const std::int64_t version = version_of(connection);
    const auto known = static_cast<std::int64_t>(migrations().size());
    if (version > known)
        throw std::runtime_error("This database was written by a newer version of StuTicket (schema " +
                                 std::to_string(version) + ", this program knows " + std::to_string(known) +
                                 "). Start the newer version, or restore a backup made by this one.");
    if (version == known) return false;
    const Migration& next = migrations()[static_cast<std::size_t>(version)];
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    connection.script(std::string(next.script));
    connection.run(insert_record,
                   {next.number, next.name,
                    std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()}});
    transaction.commit();
    return true;
}

} // namespace

SchemaState schema_state(Store& store) {
    Transaction transaction = store.read();
    const std::int64_t version = version_of(transaction.connection());
    const auto known = static_cast<std::int64_t>(migrations().size());
    return version == known  ? SchemaState::current
           : version < known ? SchemaState::older
                             : SchemaState::newer;
}

int migrate(Store& store) {
    int applied = 0;
    while (apply_next(store)) ++applied;
    return applied;
}

} // namespace stu::store
