#pragma once
// What others announce on a PostgreSQL.

#include "backend/store/engine/database.hpp"
#include "backend/store/engine/postgres/connect.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace stu::sql {

/// On which channel `Connection::announce` speaks.
inline constexpr const char* announcements_channel = "stuticket";

/// Hears from when it returns, by a connection of its own; throws Trouble `gone` when there is none to be
/// had. Calls `heard` from a thread of its own until it is destroyed: with each announcement, and with
/// nothing when some may have been missed, because the connection was lost and is back.
std::unique_ptr<Hearing> hear_postgres(std::string url, std::shared_ptr<Reach> reach,
                                       std::function<void(std::optional<std::string>)> heard);

} // namespace stu::sql
