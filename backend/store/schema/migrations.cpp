#include "backend/store/schema/migrations.hpp"

#include "backend/store/tickets/promises.hpp"
#include "backend/store/tickets/seals.hpp"
#include "backend/store/tickets/ticket_words.hpp"
#include "backend/store/tickets/work.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
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

constexpr std::string_view select_applied = R"(
    SELECT number, name FROM schema_migration)"; // a handful of rows

/// The steps that a database has had: their names by their numbers.
using Applied = std::map<std::int64_t, std::string>;

Applied applied_to(sql::Connection& connection) {
    if (!connection.has_table("schema_migration")) return {}; // reading a missing table is an error
    Applied applied;
    const auto row = connection.query(select_applied);
    while (row->next()) applied.emplace(row->integer(0), row->text(1));
    return applied;
}

enum class Mark : std::uint8_t { expand, contract };

/// Of a name as in 0013_expand_priority.
bool is_marked(std::string_view name, Mark mark) {
    return name.substr(name.find('_') + 1).starts_with(mark == Mark::expand ? "expand_" : "contract_");
}

/// Steps of before there were marks count as expands.
Mark mark_of(const Migration& migration) {
    return is_marked(migration.name, Mark::contract) ? Mark::contract : Mark::expand;
}

bool is_known(std::int64_t number) {
    const auto all = migrations();
    return std::any_of(all.begin(), all.end(), [&](const Migration& each) { return each.number == number; });
}

/// The name of a step that this binary does not know and that is not marked as one that it bears.
std::optional<std::string> unbearable(const Applied& applied) {
    for (const auto& [number, name] : applied)
        if (!is_known(number) && !is_marked(name, Mark::expand)) return name;
    return std::nullopt;
}

/// In the order of their numbers, whatever was applied meanwhile of the other kind.
const Migration* first_missing(const Applied& applied, Mark mark) {
    for (const Migration& each : migrations())
        if (mark_of(each) == mark && applied.find(each.number) == applied.end()) return &each;
    return nullptr;
}

constexpr std::string_view insert_record = R"(
    INSERT INTO schema_migration (number, name, applied_ms) VALUES ($1, $2, $3) ON CONFLICT (number) DO NOTHING)";

/// Stands among the records from a step on until what the program fills in after all of them is done, too.
/// Named like an expand, for that is what older versions bear.
constexpr Migration unfinished{0, "0000_expand_unfinished", {}};
constexpr std::string_view delete_unfinished = "DELETE FROM schema_migration WHERE number = 0";

void record(sql::Connection& connection, const Migration& migration) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    connection.run(insert_record,
                   {migration.number, migration.name,
                    std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()}});
}

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

/// One step under the write lock; null when there was nothing left to do.
const Migration* apply_next(Transaction& transaction, Mark mark) {
    sql::Connection& connection = transaction.connection();
    // Before anything is read, so that what is read then is what others have left.
    if (connection.dialect() == sql::Dialect::postgres)
        connection.script("LOCK TABLE schema_migration IN EXCLUSIVE MODE");
    const Applied applied = applied_to(connection);
    if (const auto name = unbearable(applied))
        throw std::runtime_error("This database was changed by a newer version of StuTicket (" + *name +
                                 ") so that this one cannot use it. Start the newer version, or restore a "
                                 "backup made by this one.");
    const Migration* const next = first_missing(applied, mark);
    if (next == nullptr) return nullptr;
    connection.script(script_for(connection.dialect(), next->script));
    record(connection, *next);
    record(connection, unfinished);
    return next;
}

/// Servers go on beside it, and what they write goes first: it is asked again for as long as they are in the
/// way.
template <class F> auto insist(F&& upkeep) {
    for (int asked = 1;; ++asked) {
        try {
            return upkeep();
        } catch (const sql::Trouble& trouble) {
            using Kind = sql::Trouble::Kind;
            constexpr int often_enough = 20;
            const bool passes = trouble.kind() == Kind::busy || trouble.kind() == Kind::conflict;
            if (!passes || asked == often_enough) throw;
        }
    }
}

/// Whoever comes after a step that waits for their locks waits too, so it waits for less than their patience,
/// and gives way to them before it asks again.
const Migration* apply_next(Store& store, Mark mark) {
    constexpr std::chrono::milliseconds patience = Store::usual_patience / 2;
    return insist([&] {
        return store.write(patience, [&](Transaction& transaction) { return apply_next(transaction, mark); });
    });
}

std::vector<std::string_view> apply_all(Store& store, Mark mark) {
    std::vector<std::string_view> names;
    while (const Migration* const applied = apply_next(store, mark)) names.push_back(applied->name);
    for (const auto upkeep : {seal_old_rows, index_old_tickets, mend_turns, mend_promises})
        insist([&] { return upkeep(store); });
    store.write([](Transaction& transaction) { transaction.connection().run(delete_unfinished); });
    return names;
}

} // namespace

SchemaState schema_state(sql::Connection& connection) {
    if (connection.has_table(unfinished_move_table)) return SchemaState::unfinished;
    const Applied applied = applied_to(connection);
    if (applied.empty()) return SchemaState::empty;
    if (unbearable(applied)) return SchemaState::newer;
    return first_missing(applied, Mark::expand) == nullptr ? SchemaState::current : SchemaState::older;
}

SchemaState schema_state(Store& store) {
    return store.read([](Transaction& transaction) { return schema_state(transaction.connection()); });
}

bool is_begun(Store& store) {
    return store.read([](Transaction& transaction) {
        return applied_to(transaction.connection()).count(unfinished.number) != 0;
    });
}

int migrate(Store& store) {
    store.write([](Transaction& transaction) { transaction.connection().run(create_record); });
    return static_cast<int>(apply_all(store, Mark::expand).size());
}

std::vector<std::string_view> contract(Store& store) { return apply_all(store, Mark::contract); }

} // namespace stu::store
