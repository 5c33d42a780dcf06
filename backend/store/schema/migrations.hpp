#pragma once
// Forward-only schema changes, embedded at build time from store/schema/*.sql. One whose name is
// NNNN_contract_… takes away what an older binary may need and waits until an operator asks for it; all
// others are applied by whoever comes first.

#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

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
    current,    ///< can be served: a later version's expands are borne, and own contracts may wait
    older,      ///< lacks expands
    empty,      ///< new
    newer,      ///< a later version has applied a contract; using it could damage it
    unfinished, ///< a move to it has not ended
};

SchemaState schema_state(Store& store);
/// The same within a transaction.
SchemaState schema_state(sql::Connection& connection);

/// Whether a migration was interrupted behind its last step, or is being ended by somebody else: the schema
/// may be current, but what `migrate` fills in besides is not there in full.
bool is_begun(Store& store);

/// A table that is there while everything is being moved to a database (store/move).
inline constexpr std::string_view unfinished_move_table = "unfinished_move";

/// Applies what is missing but contracts, and returns how many were applied. Each runs in a transaction of
/// its own under the write lock, so two processes may start at once and a kill in between leaves a whole
/// version. Older servers may go on beside it. Throws std::runtime_error when the database is newer than this
/// binary.
int migrate(Store& store);

/// Applies the contracts that wait, likewise, and returns their names. For when no older server is left: it
/// would meet faults from here on, and does not start again.
std::vector<std::string_view> contract(Store& store);

} // namespace stu::store
