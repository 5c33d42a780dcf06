#pragma once
// Half a number finds its ticket: what SQLite needs for it. PostgreSQL has indexes of its own.

#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <string_view>

namespace stu::store {

/// Adds what a ticket is found by when somebody types a part of its number, under its serial number.
void index_number(Transaction& transaction, std::string_view number, std::int64_t serial);

/// Does that for tickets which were written without: by a version before, or by a move.
void index_old_numbers(Store& store);

} // namespace stu::store
