#include "backend/cli/installation.hpp"

#include "backend/store/migrations.hpp"

#include <stdexcept>

namespace stu::cli {
namespace {

void require_current(store::Store& store, const fs::path& data) {
    switch (store::schema_state(store)) {
    case store::SchemaState::current: return;
    case store::SchemaState::older:
        throw std::runtime_error("The database in \"" + data.string() +
                                 "\" has not been brought up to date. Run: stuticket migrate --data " +
                                 data.string());
    case store::SchemaState::newer:
        throw std::runtime_error("The database in \"" + data.string() +
                                 "\" was written by a newer version of StuTicket. Start that version, or "
                                 "restore a backup made by this one.");
    }
}

} // namespace

fs::path database_file(const fs::path& data) {
    if (fs::create_directories(data)) fs::permissions(data, fs::perms::owner_all);
    return data / "stuticket.db";
}

Installation::Installation(const fs::path& data) : store_(database_file(data)) {
    require_current(store_, data);
}

} // namespace stu::cli
