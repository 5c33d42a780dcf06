#pragma once
// Reading rows: enumerations from their stored names, ids; private to store/.

#include "backend/store/engine/sql.hpp"
#include "common/enum_names.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// Throws when the database holds a name that this binary does not know: a fault, never user input.
template <NamedEnum E> E stored_enum(std::string_view name) {
    if (const auto value = from_name<E>(name)) return *value;
    throw std::runtime_error("unknown name in the database: " + std::string(name));
}

/// The first column of all rows.
inline std::vector<std::string> ids_of(sql::Statement& row) {
    std::vector<std::string> ids;
    while (row.next()) ids.push_back(row.text(0));
    return ids;
}

} // namespace stu::store
