#pragma once
// The driver for PostgreSQL, by libpq.

#include "backend/store/engine/sql.hpp"

#include <memory>
#include <string>

namespace stu::sql {

/// `url` is what libpq takes: postgresql://host1,host2/database?target_session_attrs=read-write. What it does
/// not say, libpq takes from the environment (PGPASSWORD, PGSSLMODE …). Throws Trouble when nobody answers
/// within 5 s.
std::unique_ptr<Connection> open_postgres(const std::string& url);

} // namespace stu::sql
