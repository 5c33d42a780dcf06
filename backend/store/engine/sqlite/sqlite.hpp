#pragma once
// SQLite behind the port, over SQLiteCpp.

#include "backend/store/engine/sql.hpp"

#include <filesystem>
#include <memory>

namespace stu::sql {

/// Opens or creates the database file with mode 0600. WAL with synchronous=FULL: a commit that returned
/// survives a power cut, at about half a millisecond each. One that writes has more memory, and a thread for
/// the log when that grows long.
std::unique_ptr<Connection> open_sqlite(const std::filesystem::path& file, Access access = Access::read);

} // namespace stu::sql
