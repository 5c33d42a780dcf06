#pragma once
// SQLite behind the port, over SQLiteCpp.

#include "backend/store/sql.hpp"

#include <filesystem>
#include <memory>

namespace stu::sql {

/// Memory for pages of the file, in KiB: many connections read, one writes and is back at the same pages all
/// the time.
inline constexpr int reader_cache_kib = 2'000, writer_cache_kib = 24'000;

/// Opens or creates the database file with mode 0600. WAL with synchronous=FULL: a commit that returned
/// survives a power cut, at about half a millisecond each.
std::unique_ptr<Connection> open_sqlite(const std::filesystem::path& file, int cache_kib = reader_cache_kib);

} // namespace stu::sql
