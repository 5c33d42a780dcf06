#pragma once
// The rows of any table, read and written in the order of its primary key; private to store/.

#include "backend/store/move/tables.hpp"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace stu::store {

/// A primary key's values; empty = before the first row.
using RowKey = std::vector<std::variant<std::int64_t, std::string>>;

/// A row's values, in the order of the table's columns. Borrowed from what was read.
using RowValues = std::vector<sql::Value>;

/// One table's statements, and reading by them.
class TableRows {
  public:
    explicit TableRows(const Table& table);

    std::int64_t count(sql::Connection& connection) const;

    /// The key of the row before which there are `rows - 1`; nothing when there are not so many.
    RowKey key_of_row(sql::Connection& connection, std::int64_t rows) const;

    /// Gives the next few rows behind `after`, which moves on with them, to `take`; returns how many they
    /// were: few enough to be in memory together, and none at the end.
    std::size_t read(sql::Connection& connection, RowKey& after,
                     const std::function<void(const RowValues&)>& take) const;

    /// Stores a row, for now without references to others of its table, which may come later.
    void insert(sql::Connection& connection, RowValues row) const;
    /// Adds those references.
    void refer(sql::Connection& connection, const RowValues& row) const;

    void clear(sql::Connection& connection) const;

  private:
    RowValues values_of(const sql::Statement& row) const;
    RowKey key_of(const RowValues& row) const;

    const Table& table_;
    std::string quoted_name_, select_, behind_, order_, insert_, refer_;
    int rows_at_once_;
};

} // namespace stu::store
