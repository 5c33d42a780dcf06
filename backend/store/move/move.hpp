#pragma once
// Moves everything from one database to another, of the same engine or not. The source is only read. A move
// that was killed goes on where it was: a table's rows are copied in the order of its key, so their number in
// the target says how far it had come.

#include "backend/store/engine/store.hpp"
#include "backend/store/move/tables.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

enum class MoveTarget : std::uint8_t {
    empty,
    begun,           ///< by a move from this source that did not end
    begun_elsewhere, ///< by one from another source
    taken,           ///< it has tables
};

/// What a move from the source of this name would find.
MoveTarget look_at_target(Store& target, std::string_view source_name);

/// Prepares an empty target, or one that was begun: its tables, without rows. No server starts on it from
/// here to the end. False when its tables are not the source's, which another version has changed. `source`
/// is in a transaction.
bool begin_move(sql::Connection& source, std::string_view source_name, Store& target);

/// Hears how many of a table's rows have been copied.
using MoveProgress = std::function<void(std::int64_t rows, std::int64_t of)>;

/// Copies what the target does not have yet of a table, some megabytes in a transaction. All tables it refers
/// to have to be there. Throws sql::Trouble (conflict) when the target has what the source has not.
void copy_table(sql::Connection& source, Store& target, const Table& table, const MoveProgress& progress);

/// How many rows a table has, and the sum of their hashes, whatever their order.
struct TableSum {
    std::int64_t rows = 0;
    std::array<std::uint64_t, 4> hashes{};

    bool operator==(const TableSum&) const = default;
};

/// `sha256` gives the hex form. `connection` is in a transaction.
TableSum sum_of(sql::Connection& connection, const Table& table,
                const std::function<std::string(std::string_view)>& sha256);

/// Lets servers start on the target. To be called when its rows are known to be those of the source.
void end_move(Store& target);

} // namespace stu::store
