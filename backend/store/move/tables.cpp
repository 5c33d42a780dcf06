#include "backend/store/move/tables.hpp"

#include "backend/store/schema/migrations.hpp"
#include "common/text.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace stu::store {
namespace {

constexpr std::array<std::string_view, 7> left_out{"schema_migration",   "commit_mark", "ticket_words",
                                                   "number_parts",       "note_words",  "search_word",
                                                   unfinished_move_table};

struct Questions {
    std::string_view tables;     ///< name
    std::string_view columns;    ///< of $1: name, type, whether never NULL, place in the primary key or 0
    std::string_view references; ///< of $1: table referred to, own column
};

constexpr Questions of_sqlite{
    .tables = R"(
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\')",
    .columns = R"(SELECT name, type, "notnull" OR pk > 0, pk FROM pragma_table_info($1))",
    .references = R"(SELECT "table", "from" FROM pragma_foreign_key_list($1))",
};

constexpr Questions of_postgres{
    .tables = R"(
        SELECT relname::text FROM pg_class
        WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace)",
    .columns = R"(
        SELECT attname::text, format_type(atttypid, atttypmod), attnotnull, COALESCE(place, 0)
        FROM pg_attribute
        LEFT JOIN (SELECT indrelid, number, place
                   FROM pg_index, unnest(indkey::int2[]) WITH ORDINALITY AS part (number, place)
                   WHERE indisprimary) AS key ON indrelid = attrelid AND number = attnum
        WHERE attrelid = to_regclass(quote_ident($1)) AND attnum > 0 AND NOT attisdropped)",
    .references = R"(
        SELECT relname::text, attname::text
        FROM pg_constraint
        JOIN pg_class ON pg_class.oid = confrelid
        JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
        WHERE contype = 'f' AND conrelid = to_regclass(quote_ident($1)))",
};

const Questions& questions_for(const sql::Connection& connection) {
    return connection.dialect() == sql::Dialect::sqlite ? of_sqlite : of_postgres;
}

Column::Kind kind_named(std::string_view type) {
    const std::string name = lower_ascii(type);
    if (name == "bigint") return Column::Kind::number;
    if (name == "text") return Column::Kind::text;
    if (name == "bytea") return Column::Kind::bytes;
    throw std::runtime_error("A column of the type " + name + " cannot be moved.");
}

std::size_t column_place(const Table& table, std::string_view column) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const Column& each) { return each.name == column; });
    return static_cast<std::size_t>(found - table.columns.begin());
}

void add_columns(sql::Connection& connection, Table& table) {
    std::vector<std::pair<std::int64_t, std::string>> key;
    const auto row = connection.query(questions_for(connection).columns, {table.name});
    while (row->next()) {
        table.columns.push_back({row->text(0), kind_named(row->view(1)), row->integer(2) == 0});
        if (row->integer(3) != 0) key.emplace_back(row->integer(3), row->text(0));
    }
    std::sort(table.columns.begin(), table.columns.end(),
              [](const Column& a, const Column& b) { return a.name < b.name; });
    std::sort(key.begin(), key.end());
    for (const auto& [place, name] : key) table.key.push_back(column_place(table, name));
    if (key.empty()) throw std::runtime_error("The table " + table.name + " has no primary key.");
}

void add_references(sql::Connection& connection, Table& table) {
    const auto row = connection.query(questions_for(connection).references, {table.name});
    while (row->next()) {
        if (row->view(0) == table.name)
            table.own_references.push_back(column_place(table, row->view(1)));
        else
            table.references.push_back(row->text(0));
    }
    std::sort(table.own_references.begin(), table.own_references.end());
    std::sort(table.references.begin(), table.references.end());
    table.references.erase(std::unique(table.references.begin(), table.references.end()),
                           table.references.end());
}

/// By name, but each after those that it refers to.
std::vector<Table> in_order(std::vector<Table> tables) {
    std::vector<Table> ordered;
    const auto is_there = [&](const std::string& name) {
        return std::any_of(ordered.begin(), ordered.end(),
                           [&](const Table& each) { return each.name == name; });
    };
    while (!tables.empty()) {
        const auto next = std::find_if(tables.begin(), tables.end(), [&](const Table& each) {
            return std::all_of(each.references.begin(), each.references.end(), is_there);
        });
        if (next == tables.end())
            throw std::runtime_error("The table " + tables.front().name + " refers to itself by others.");
        ordered.push_back(std::move(*next));
        tables.erase(next);
    }
    return ordered;
}

} // namespace

std::vector<std::string> table_names(sql::Connection& connection) {
    std::vector<std::string> names;
    const auto row = connection.query(questions_for(connection).tables);
    while (row->next()) names.push_back(row->text(0));
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<Table> tables_of(sql::Connection& connection) {
    std::vector<Table> tables;
    for (const std::string& name : table_names(connection)) {
        if (std::find(left_out.begin(), left_out.end(), name) != left_out.end()) continue;
        Table& table = tables.emplace_back();
        table.name = name;
        add_columns(connection, table);
        add_references(connection, table);
    }
    return in_order(std::move(tables));
}

} // namespace stu::store
