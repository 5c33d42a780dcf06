#pragma once
// What a database consists of, as it says itself: the same answer on either engine for the same schema.

#include "backend/store/engine/sql.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stu::store {

struct Column {
    enum class Kind : std::uint8_t { number, text, bytes };

    std::string name;
    Kind kind = Kind::text;
    bool nullable = false;

    bool operator==(const Column&) const = default;
};

struct Table {
    std::string name;
    std::vector<Column> columns;             ///< by name
    std::vector<std::size_t> key;            ///< places of the primary key's columns, in its order
    std::vector<std::size_t> own_references; ///< places of columns that refer to other rows of this table
    std::vector<std::string> references;     ///< other tables that it refers to

    bool operator==(const Table&) const = default;
};

/// All of them, also those of other programs and those that `tables_of` leaves out.
std::vector<std::string> table_names(sql::Connection& connection);

/// Those whose rows are of use elsewhere, each after all that it refers to: not the record of migrations, not
/// what servers note of their own commits, and not the index of words, which is made of the tickets. Throws
/// std::runtime_error for a type that none of ours has.
std::vector<Table> tables_of(sql::Connection& connection);

} // namespace stu::store
