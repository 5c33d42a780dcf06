#include "backend/store/engine/database.hpp"

#include "backend/store/engine/postgres/hearing.hpp"
#include "backend/store/engine/postgres/postgres.hpp"
#include "backend/store/engine/sqlite/sqlite.hpp"

namespace stu::sql {

Database Database::at(std::string url) {
    Database database{std::filesystem::path()};
    database.url_ = std::move(url);
    database.reach_ = std::make_shared<Reach>();
    return database;
}

std::unique_ptr<Connection> Database::open(Access access) const {
    return url_.empty() ? open_sqlite(file_, access) : open_postgres(url_, reach_);
}

std::unique_ptr<Hearing> Database::hear(std::function<void(std::optional<std::string>)> heard) const {
    return url_.empty() ? nullptr : hear_postgres(url_, reach_, std::move(heard));
}

std::filesystem::path Database::folder() const {
    if (!url_.empty()) return {};
    return file_.has_parent_path() ? file_.parent_path() : std::filesystem::path(".");
}

} // namespace stu::sql
