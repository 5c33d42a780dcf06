#pragma once
// The driver for PostgreSQL, by libpq.

#include "backend/store/engine/postgres/connect.hpp"
#include "backend/store/engine/sql.hpp"

#include <memory>
#include <string>

namespace stu::sql {

/// `url` is what libpq takes: postgresql://host1,host2/database?target_session_attrs=read-write. What it does
/// not say, libpq takes from the environment (PGPASSWORD, PGSSLMODE …). Throws Trouble `gone` when nobody
/// answers within 2 s, or did a moment ago. Whether a commit has happened whose answer was lost is found out
/// by asking again; where that is impossible, too, `commit` throws Trouble `unsettled`.
std::unique_ptr<Connection> open_postgres(const std::string& url, std::shared_ptr<Reach> reach);

} // namespace stu::sql
