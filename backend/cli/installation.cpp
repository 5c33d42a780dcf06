#include "backend/cli/installation.hpp"

#include "backend/backup/folder.hpp"
#include "backend/backup/writer.hpp"
#include "backend/system/descriptor.hpp"

#include <spdlog/spdlog.h>

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

namespace stu::cli {

void require_current(store::SchemaState state, const Place& place) {
    const std::string name =
        place.database.empty() ? "The database in \"" + place.data.string() + "\"" : "The database";
    const std::string arguments =
        place.database.empty() ? "--data " + place.data.string() : "--database " + place.database;
    switch (state) {
    case store::SchemaState::current: return;
    case store::SchemaState::older:
    case store::SchemaState::empty:
        throw std::runtime_error(name + " has not been brought up to date. Run: stuticket migrate " +
                                 arguments);
    case store::SchemaState::newer:
        throw std::runtime_error(name +
                                 " was changed by a newer version of StuTicket so that this one cannot "
                                 "use it. Start that version, or restore a backup made by this one.");
    case store::SchemaState::unfinished:
        throw std::runtime_error(name +
                                 " is where a move has not ended. Run the same stuticket move again, or "
                                 "let it be and use where it comes from.");
    }
}

namespace {

/// Whatever its mode says, root may write a file, and then leave others behind that the server cannot write.
void require_usable(const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status)) return;
    const std::string name = "\"" + file.string() + "\"";
    if ((status.permissions() & (fs::perms::others_all | fs::perms::group_write)) != fs::perms::none)
        throw std::runtime_error(name + " is open to other users of this machine. Close it with: chmod 600 " +
                                 file.string());
    if ((status.permissions() & fs::perms::owner_write) == fs::perms::none ||
        ::access(file.c_str(), W_OK) != 0)
        throw std::runtime_error(name + " can only be read, so nothing could be filed. Run chmod 600 " +
                                 file.string() + ", or mount its disk for writing.");
}

} // namespace

sql::Database database_of(const Place& place) {
    if (fs::create_directories(place.data)) fs::permissions(place.data, fs::perms::owner_all);
    if (!place.database.empty()) return sql::Database::at(place.database);
    fs::path file = place.data / "stuticket.db";
    for (const char* with : {"", "-wal", "-shm"}) require_usable(file.string() + with);
    return file;
}

namespace {

constexpr std::size_t secret_digits = 64;

/// Under another name until it is on the disk: a kill or a power cut leaves all of it or nothing.
void make_secret(const fs::path& file, security::Random& random) {
    constexpr std::size_t bytes = secret_digits / 2, bytes_of_name = 8;
    const fs::path unfinished = file.string() + "." + random.hex(bytes_of_name);
    try {
        const system::Descriptor made = backup::new_file(unfinished);
        backup::write_all(made.number(), random.hex(bytes));
        const bool is_there = ::fsync(made.number()) == 0 && (::link(unfinished.c_str(), file.c_str()) == 0 ||
                                                              errno == EEXIST); // another server was first
        if (!is_there) throw std::system_error(errno, std::generic_category());
        fs::remove(unfinished);
        backup::sync_folder(
            system::Descriptor(::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
    } catch (const std::system_error& error) {
        std::error_code ignored;
        fs::remove(unfinished, ignored);
        throw std::system_error(error.code(), "\"" + file.string() + "\" cannot be written");
    }
}

} // namespace

security::Secret installation_secret(const fs::path& data, security::Random& random) {
    const fs::path file = data / "secret.key";
    if (!fs::exists(file)) make_secret(file, random);
    constexpr auto others = fs::perms::group_all | fs::perms::others_all;
    if ((fs::status(file).permissions() & others) != fs::perms::none)
        throw std::runtime_error("\"" + file.string() +
                                 "\" can be read by others. Close it with: chmod 600 " + file.string());
    std::ifstream in(file);
    std::string key;
    in >> key;
    if (key.size() != secret_digits)
        throw std::runtime_error("\"" + file.string() +
                                 "\" is damaged. Restore it from a backup, or delete it: then "
                                 "links in mail that was sent before stop working.");
    return security::Secret(key);
}

Installation::Installation(const Place& place, std::chrono::milliseconds patience,
                           const store::SpaceLimits& space)
    : store_(database_of(place), patience, space) {
    require_current(store::schema_state(store_), place);
}

void expand_older(const Place& place) {
    store::Store store(database_of(place));
    const store::SchemaState state = store::schema_state(store);
    if (state != store::SchemaState::older &&
        !(state == store::SchemaState::current && store::is_begun(store)))
        return;
    spdlog::info("the database was brought up to date ({} steps)", store::migrate(store));
}

} // namespace stu::cli
