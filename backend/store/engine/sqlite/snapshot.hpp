#pragma once
// A file of SQLite's as it is at one moment, while others use it.

#include "backend/system/descriptor.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace stu::sql {

struct RowCount {
    std::string table;
    std::int64_t rows = 0;
};

struct Snapshot {
    system::Descriptor file; ///< of a copy that has no name any more: it goes when this is closed
    std::uint64_t bytes = 0;
    std::vector<RowCount> rows; ///< of every table, by name
};

/// What every name begins with under which a copy is in its folder for an instant.
inline constexpr const char* snapshot_name = ".snapshot-";

/// Copies `database` to the disk of `folder` by SQLite's online backup (https://sqlite.org/backup.html),
/// within one reading transaction: nobody waits for it, and the write-ahead log keeps meanwhile what others
/// commit. Throws Trouble when the disk is full.
Snapshot take_snapshot(const std::filesystem::path& database, const std::filesystem::path& folder);

/// Counts every table of a file that nobody else uses.
std::vector<RowCount> count_rows(const std::filesystem::path& database);

} // namespace stu::sql
