#include "backend/store/engine/database.hpp"

#include "backend/store/engine/postgres/hearing.hpp"
#include "backend/store/engine/postgres/postgres.hpp"
#include "backend/store/engine/sqlite/sqlite.hpp"

#include <stdexcept>

namespace stu::sql {

Database Database::at(std::string url) {
    if (!url.starts_with("postgresql://") && !url.starts_with("postgres://"))
        throw std::invalid_argument("A database is named as postgresql://host/name.");
    Database database{std::filesystem::path()};
    database.url_ = std::move(url);
    return database;
}

std::unique_ptr<Connection> Database::open(Access access) const {
    return url_.empty() ? open_sqlite(file_, access) : open_postgres(url_);
}

std::unique_ptr<Hearing> Database::hear(std::function<void(std::optional<std::string>)> heard) const {
    return url_.empty() ? nullptr : hear_postgres(url_, std::move(heard));
}

std::filesystem::path Database::folder() const {
    if (!url_.empty()) return {};
    return file_.has_parent_path() ? file_.parent_path() : std::filesystem::path(".");
}

} // namespace stu::sql
