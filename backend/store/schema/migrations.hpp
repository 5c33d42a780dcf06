#pragma once
// Forward-only schema changes, embedded at build time from store/schema/*.sql.

#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace stu::store {

struct Migration {
    std::int64_t number; ///< rises; some may be missing
    std::string_view name;
    std::string_view script;
};

/// All of this binary's migrations, in order. Defined by the generated migrations_embedded.cpp.
std::span<const Migration> migrations();

/// How the database compares with this binary.
enum class SchemaState : std::uint8_t {
    current,
    older, ///< also a new, empty database
    newer, ///< written by a later version; using it could damage it
};

SchemaState schema_state(Store& store);

/// Applies what is missing and returns how many were applied. Each runs in a transaction of its own under the
/// write lock, so two processes may start at once and a kill in between leaves a whole version.
/// Throws std::runtime_error when the database is newer than this binary.
int migrate(Store& store);

} // namespace stu::store
