#include "backend/store/move/move.hpp"

#include "backend/store/move/table_rows.hpp"
#include "backend/store/schema/migrations.hpp"

#include <charconv>
#include <optional>
#include <utility>

namespace stu::store {
namespace {

// One row: where it comes from; `ready` = 1 once the tables are there and empty.
constexpr const char* create_mark =
    "CREATE TABLE unfinished_move (source TEXT PRIMARY KEY, ready BIGINT NOT NULL)";
constexpr std::string_view insert_mark = "INSERT INTO unfinished_move (source, ready) VALUES ($1, 0)";
constexpr std::string_view select_mark = "SELECT source, ready FROM unfinished_move";
constexpr std::string_view note_ready = "UPDATE unfinished_move SET ready = 1";
constexpr const char* drop_mark = "DROP TABLE unfinished_move";

bool is_ready(Store& target) {
    return target.read([](Transaction& transaction) {
        const auto row = transaction.connection().query(select_mark);
        return row->next() && row->integer(1) != 0;
    });
}

std::vector<Table> own_tables(Store& target) {
    return target.read([](Transaction& transaction) { return tables_of(transaction.connection()); });
}

/// Takes out what migrations have put in.
void clear(Store& target, const std::vector<Table>& tables) {
    target.write([&](Transaction& transaction) {
        for (auto table = tables.rbegin(); table != tables.rend(); ++table)
            TableRows(*table).clear(transaction.connection());
        transaction.connection().run(note_ready);
    });
}

std::size_t size_of(const RowValues& row) {
    std::size_t bytes = 8 * row.size();
    for (const sql::Value& each : row) {
        if (const auto* text = std::get_if<std::string_view>(&each)) bytes += text->size();
        if (const auto* blob = std::get_if<sql::Blob>(&each)) bytes += blob->bytes.size();
    }
    return bytes;
}

/// How far a pass over a table has come.
struct Pass {
    RowKey last;
    std::int64_t rows = 0;
    bool ended = false;
};

/// The rows of the target are the first ones of the source.
Pass pass_so_far(sql::Connection& source, sql::Connection& target, const TableRows& rows) {
    Pass pass;
    pass.rows = rows.count(target);
    if (pass.rows == 0) return pass;
    pass.last = rows.key_of_row(source, pass.rows);
    if (pass.last.empty())
        throw sql::Trouble(sql::Trouble::Kind::conflict, "the target has more rows than the source");
    return pass;
}

/// Gives the rows behind what `begin(target's connection)` returns to `write(target's connection, row)`, in
/// transactions of a few megabytes each.
template <class Begin, class Write, class Progress>
void pass_over(sql::Connection& source, Store& target, const TableRows& rows, Begin begin, Write write,
               Progress progress) {
    constexpr std::size_t enough_bytes = 4 << 20;
    Pass pass;
    for (std::optional<Pass> known; !pass.ended; known = pass) {
        pass = target.write([&](Transaction& transaction) {
            sql::Connection& connection = transaction.connection();
            // When it is run again it looks again: the last commit of a move that was killed may have come
            // since.
            Pass next = known ? *std::exchange(known, std::nullopt) : begin(connection);
            for (std::size_t bytes = 0; bytes < enough_bytes && !next.ended;) {
                const std::size_t read = rows.read(source, next.last, [&](const RowValues& row) {
                    write(connection, row);
                    bytes += size_of(row);
                });
                next.rows += static_cast<std::int64_t>(read);
                next.ended = read == 0;
            }
            return next;
        });
        progress(pass.rows);
    }
}

void add_bytes(std::string& encoded, const void* bytes, std::size_t count) {
    encoded.append(static_cast<const char*>(bytes), count);
}

/// So that no two rows read alike: each value with its kind and length before it.
void add_value(std::string& encoded, const sql::Value& value) {
    encoded += static_cast<char>('0' + value.index());
    if (const auto* number = std::get_if<std::int64_t>(&value)) add_bytes(encoded, number, sizeof *number);
    std::string_view text;
    if (const auto* view = std::get_if<std::string_view>(&value)) text = *view;
    if (const auto* blob = std::get_if<sql::Blob>(&value)) text = blob->bytes;
    const std::uint64_t length = text.size();
    add_bytes(encoded, &length, sizeof length);
    encoded += text;
}

} // namespace

MoveTarget look_at_target(Store& target, std::string_view source_name) {
    return target.read([&](Transaction& transaction) {
        sql::Connection& connection = transaction.connection();
        if (connection.has_table(unfinished_move_table)) {
            const auto row = connection.query(select_mark);
            return row->next() && row->view(0) == source_name ? MoveTarget::begun
                                                              : MoveTarget::begun_elsewhere;
        }
        return table_names(connection).empty() ? MoveTarget::empty : MoveTarget::taken;
    });
}

bool begin_move(sql::Connection& source, std::string_view source_name, Store& target) {
    if (look_at_target(target, source_name) == MoveTarget::empty)
        target.write([&](Transaction& transaction) {
            transaction.connection().script(create_mark);
            transaction.connection().run(insert_mark, {source_name});
        });
    if (is_ready(target)) return tables_of(source) == own_tables(target);
    migrate(target);
    if (tables_of(source) != own_tables(target)) contract(target); // as the source may have been
    const auto tables = own_tables(target);
    if (tables_of(source) != tables) return false;
    clear(target, tables);
    return true;
}

void copy_table(sql::Connection& source, Store& target, const Table& table, const MoveProgress& progress) {
    const TableRows rows(table);
    const std::int64_t all = rows.count(source);
    pass_over(
        source, target, rows,
        [&](sql::Connection& connection) { return pass_so_far(source, connection, rows); },
        [&](sql::Connection& connection, const RowValues& row) { rows.insert(connection, row); },
        [&](std::int64_t done) { progress(done, all); });
    if (table.own_references.empty()) return;
    pass_over(
        source, target, rows, [](sql::Connection&) { return Pass(); },
        [&](sql::Connection& connection, const RowValues& row) { rows.refer(connection, row); },
        [](std::int64_t) {});
}

TableSum sum_of(sql::Connection& connection, const Table& table,
                const std::function<std::string(std::string_view)>& sha256) {
    TableSum sum;
    const TableRows rows(table);
    std::string encoded;
    const auto add = [&](const RowValues& row) {
        encoded.clear();
        for (const sql::Value& each : row) add_value(encoded, each);
        const std::string hash = sha256(encoded);
        constexpr std::size_t digits = 16;
        for (std::size_t i = 0; i < sum.hashes.size(); ++i) {
            std::uint64_t part = 0;
            std::from_chars(hash.data() + digits * i, hash.data() + digits * (i + 1), part, 16);
            sum.hashes[i] += part;
        }
        ++sum.rows;
    };
    for (RowKey last; rows.read(connection, last, add) > 0;) continue;
    return sum;
}

void end_move(Store& target) {
    target.write([](Transaction& transaction) {
        sql::Connection& connection = transaction.connection();
        connection.script(drop_mark);
        // What it knows of the tables is of when they were empty.
        if (connection.dialect() == sql::Dialect::postgres) connection.script("ANALYZE");
    });
}

} // namespace stu::store
