#pragma once
// What servers that share a database tell each other of a transaction, by way of the database.

#include "backend/store/engine/changes.hpp"
#include "backend/store/engine/sql.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace stu::store {

/// Tells the others once the connection's transaction is committed. `self` is this server's name among them.
/// Nothing to do where there can be no others.
void announce(sql::Connection& connection, std::string_view self, const Changes& changes);

/// What others tell. Nothing for one's own words, and for what nobody here would say.
std::optional<Changes> changes_in(std::string_view announcement, std::string_view self);

} // namespace stu::store
