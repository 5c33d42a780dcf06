#include "backend/store/move/table_rows.hpp"

#include <algorithm>
#include <utility>

namespace stu::store {
namespace {

/// At once in memory: PDFs are up to 2 MiB each, texts seldom more than a page.
constexpr int few_rows = 8, many_rows = 500;

std::string as_identifier(std::string_view name) { return "\"" + std::string(name) + "\""; }

/// `part(i)` for each i below `count`, with `between` between them.
template <class Part> std::string joined(std::size_t count, std::string_view between, Part part) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) all += between;
        all += part(i);
    }
    return all;
}

std::string parameter(std::size_t i) { return "$" + std::to_string(i + 1); }

std::vector<sql::Value> borrowed(const RowKey& key) {
    std::vector<sql::Value> values;
    for (const auto& each : key) {
        if (const auto* number = std::get_if<std::int64_t>(&each))
            values.emplace_back(*number);
        else
            values.emplace_back(std::string_view(std::get<std::string>(each)));
    }
    return values;
}

} // namespace

TableRows::TableRows(const Table& table) : table_(table), quoted_name_(as_identifier(table.name)) {
    const auto& columns = table.columns;
    const auto column = [&](std::size_t i) { return as_identifier(columns[i].name); };
    const auto key_column = [&](std::size_t i) { return column(table.key[i]); };
    const std::string names = joined(columns.size(), ", ", column);
    const std::string key = joined(table.key.size(), ", ", key_column);
    // Whether they are NULL stands behind the values.
    std::string nulls;
    for (const Column& each : columns)
        if (each.nullable) nulls += ", " + as_identifier(each.name) + " IS NULL";
    const bool has_bytes = std::any_of(columns.begin(), columns.end(),
                                       [](const Column& each) { return each.kind == Column::Kind::bytes; });
    select_ = "SELECT " + names + nulls + " FROM " + quoted_name_;
    behind_ = " WHERE (" + key + ") > (" + joined(table.key.size(), ", ", parameter) + ")";
    order_ = " ORDER BY " + key + " LIMIT ";
    rows_at_once_ = has_bytes ? few_rows : many_rows;
    insert_ = "INSERT INTO " + quoted_name_ + " (" + names + ") VALUES (" +
              joined(columns.size(), ", ", parameter) + ")";
    const std::size_t references = table.own_references.size();
    refer_ = "UPDATE " + quoted_name_ + " SET " +
             joined(references, ", ",
                    [&](std::size_t i) { return column(table.own_references[i]) + " = " + parameter(i); }) +
             " WHERE " + joined(table.key.size(), " AND ", [&](std::size_t i) {
                 return key_column(i) + " = " + parameter(references + i);
             });
}

std::int64_t TableRows::count(sql::Connection& connection) const {
    const auto row = connection.query("SELECT COUNT(*) FROM " + quoted_name_);
    row->next();
    return row->integer(0);
}

RowKey TableRows::key_of_row(sql::Connection& connection, std::int64_t rows) const {
    const auto row = connection.query(select_ + order_ + "1 OFFSET $1", {rows - 1});
    return row->next() ? key_of(values_of(*row)) : RowKey();
}

std::size_t TableRows::read(sql::Connection& connection, RowKey& after,
                            const std::function<void(const RowValues&)>& take) const {
    const std::string part = order_ + std::to_string(rows_at_once_);
    const auto row = after.empty() ? connection.query(select_ + part)
                                   : connection.query(select_ + behind_ + part, borrowed(after));
    std::size_t rows = 0;
    RowKey last;
    for (; row->next(); ++rows) {
        const RowValues values = values_of(*row);
        take(values);
        last = key_of(values);
    }
    if (rows > 0) after = std::move(last);
    return rows;
}

void TableRows::insert(sql::Connection& connection, RowValues row) const {
    for (const std::size_t place : table_.own_references) row[place] = std::monostate();
    connection.run(insert_, row);
}

void TableRows::refer(sql::Connection& connection, const RowValues& row) const {
    RowValues values;
    for (const std::size_t place : table_.own_references) values.push_back(row[place]);
    const auto is_null = [](const sql::Value& each) { return std::holds_alternative<std::monostate>(each); };
    if (std::all_of(values.begin(), values.end(), is_null)) return;
    for (const std::size_t place : table_.key) values.push_back(row[place]);
    connection.run(refer_, values);
}

void TableRows::clear(sql::Connection& connection) const { connection.run("DELETE FROM " + quoted_name_); }

RowValues TableRows::values_of(const sql::Statement& row) const {
    RowValues values;
    values.reserve(table_.columns.size());
    int flag = static_cast<int>(table_.columns.size());
    for (const Column& each : table_.columns) {
        const int place = static_cast<int>(values.size());
        if (each.nullable && row.integer(flag++) != 0)
            values.emplace_back(std::monostate());
        else if (each.kind == Column::Kind::number)
            values.emplace_back(row.integer(place));
        else if (each.kind == Column::Kind::text)
            values.emplace_back(row.view(place));
        else
            values.emplace_back(sql::Blob{row.view(place)});
    }
    return values;
}

RowKey TableRows::key_of(const RowValues& row) const {
    RowKey key;
    for (const std::size_t place : table_.key) {
        if (const auto* number = std::get_if<std::int64_t>(&row[place]))
            key.emplace_back(*number);
        else
            key.emplace_back(std::string(std::get<std::string_view>(row[place])));
    }
    return key;
}

} // namespace stu::store
