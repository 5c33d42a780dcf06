#include "backend/store/schema/migrations.hpp"

#include "backend/store/tickets/seals.hpp"
#include "backend/store/tickets/ticket_words.hpp"

#include <algorithm>
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

constexpr std::string_view select_numbers = R"(
    SELECT number FROM schema_migration)"; // a handful of rows

/// The steps that this database has had.
std::set<std::int64_t> applied_to(sql::Connection& connection) {
    if (!connection.has_table("schema_migration")) return {}; // reading a missing table is an error
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

/// What of a script is meant for the engine: a line "--- sqlite" or "--- postgres" begins what only that one
/// understands, "--- both" ends it.
std::string script_for(sql::Dialect dialect, std::string_view script) {
    const std::string_view other = dialect == sql::Dialect::sqlite ? "--- postgres" : "--- sqlite";
    std::string chosen;
    bool meant = true;
    while (!script.empty()) {
        const std::string_view line = script.substr(0, std::min(script.find('\n'), script.size() - 1) + 1);
        script.remove_prefix(line.size());
        if (line.starts_with("--- "))
            meant = !line.starts_with(other);
        else if (meant)
            chosen += line;
    }
    return chosen;
}

/// One step under the write lock; false when there was nothing left to do.
bool apply_next(Store& store) {
    Transaction transaction = store.write();
    sql::Connection& connection = transaction.connection();
    // Before anything is read, so that what is read then is what others have left.
    if (connection.dialect() == sql::Dialect::postgres)
        connection.script("LOCK TABLE schema_migration IN EXCLUSIVE MODE");
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
    connection.script(script_for(connection.dialect(), next.script));
    connection.run(insert_record,
                   {next.number, next.name,
                    std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()}});
    transaction.commit();
    return true;
}

} // namespace

SchemaState schema_state(Store& store) {
    Transaction transaction = store.read();
    const auto applied = applied_to(transaction.connection());
    if (has_unknown(applied)) return SchemaState::newer;
    return first_missing(applied) == nullptr ? SchemaState::current : SchemaState::older;
}

int migrate(Store& store) {
    store.write([](Transaction& transaction) { transaction.connection().run(create_record); });
    int applied = 0;
    while (apply_next(store)) ++applied;
    seal_old_rows(store);
    index_old_tickets(store);
    return applied;
}

} // namespace stu::store
