// Looking at a backup, and making a data folder of it: both unpack it and look at all that is in it.

#include "backend/backup/description.hpp"
#include "backend/backup/folder.hpp"
#include "backend/backup/names.hpp"
#include "backend/backup/reader.hpp"
#include "backend/backup/writer.hpp"
#include "backend/cli/backup_key.hpp"
#include "backend/cli/commands.hpp"
#include "backend/cli/installation.hpp"
#include "backend/cli/verify.hpp"
#include "backend/store/engine/sqlite/snapshot.hpp"
#include "backend/store/mail/outbox.hpp"
#include "backend/system/write_out.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

namespace stu::cli {
namespace {

constexpr const char* restoring_folder = ".restoring";

/// A new folder of mode 0700 that goes away with the object, as does what a kill has left of it. Its parent
/// is locked.
class PassingFolder {
  public:
    explicit PassingFolder(fs::path path) : path_(std::move(path)) {
        fs::remove_all(path_);
        fs::create_directory(path_);
        fs::permissions(path_, fs::perms::owner_all);
    }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    ~PassingFolder() {
        std::error_code error;
        fs::remove_all(path_, error);
    }

    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

void unpack_file(backup::Reader& reader, const backup::StoredFile& stored, const fs::path& file) {
    const system::Descriptor made = backup::new_file(file);
    std::string bytes(std::size_t{1} << 20, '\0');
    for (std::uint64_t left = stored.bytes; left > 0;) {
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left, bytes.size()));
        reader.read(bytes.data(), size);
        backup::write_all(made.number(), std::string_view(bytes).substr(0, size));
        left -= size;
        system::write_out(made.number());
    }
    if (::fsync(made.number()) != 0) throw std::system_error(errno, std::generic_category());
}

backup::Description unpack(backup::Reader& reader, const fs::path& folder) {
    backup::Description description = backup::read_description(reader);
    try {
        for (const backup::StoredFile& stored : description.files)
            unpack_file(reader, stored, folder / stored.name);
    } catch (const std::system_error& error) {
        throw std::runtime_error("The backup cannot be unpacked in \"" + folder.parent_path().string() +
                                 "\": " + error.code().message() + ".");
    }
    reader.require_end();
    return description;
}

/// The tables that do not have the rows that they had.
std::vector<std::string> wrong_counts(const backup::Description& description, const fs::path& database) {
    std::vector<backup::StoredTable> found;
    for (const sql::RowCount& each : sql::count_rows(database)) found.push_back({each.table, each.rows});
    if (found == description.tables) return {};
    std::vector<std::string> wrong;
    for (const backup::StoredTable& table : description.tables)
        if (std::find(found.begin(), found.end(), table) == found.end())
            wrong.push_back("table " + table.name);
    if (wrong.empty()) wrong.emplace_back("the list of tables");
    return wrong;
}

/// Brings the unpacked database up to what this binary reads.
void expand_unpacked(store::Store& store) {
    switch (store::schema_state(store)) {
    case store::SchemaState::current: return;
    case store::SchemaState::older:
    case store::SchemaState::empty: store::migrate(store); return;
    case store::SchemaState::newer:
    case store::SchemaState::unfinished:
        throw backup::Unusable(
            "The backup is of a database that this version of StuTicket cannot use. Take the "
            "version that made it.");
    }
}

/// Prints what is not as it was written; whether all is.
bool is_sound(const backup::Description& description, const fs::path& folder) {
    const fs::path database = folder / backup::database_file;
    std::vector<std::string> damaged = wrong_counts(description, database);
    store::Store store{sql::Database(database)};
    expand_unpacked(store);
    for (std::string& each : damage_in(store, [] { return true; })) damaged.push_back(std::move(each));
    for (const std::string& each : damaged) fmt::print("Damaged: {}\n", each);
    if (!damaged.empty()) fmt::print("Use a backup that does not have this.\n");
    return damaged.empty();
}

std::string made_at(const backup::Description& description) {
    return fmt::format("{:%Y-%m-%d %H:%M:%S} UTC",
                       fmt::gmtime(static_cast<std::time_t>(description.made_ms / 1'000)));
}

/// What a killed restore has put there, and nothing else. Precondition: the folder is locked.
void remove_killed_restore(const fs::path& data) {
    const fs::path left = data / restoring_folder;
    if (!fs::exists(left)) return;
    for (const std::string_view name : {backup::secret_file, backup::settings_file})
        if (fs::exists(left / backup::database_file) && fs::exists(left / name) && fs::exists(data / name) &&
            fs::equivalent(left / name, data / name))
            fs::remove(data / name);
    fs::remove_all(left);
}

void require_empty(const fs::path& data) {
    for (const auto& entry : fs::directory_iterator(data))
        if (entry.path().filename() != "lost+found")
            throw std::runtime_error(
                "\"" + data.string() +
                "\" is not empty. Restore to a new folder, and start the server with that.");
}

/// The database comes last: without it there is no installation. Until then small files have a second name,
/// by which the next restore knows them for its own.
void put_in_place(const fs::path& from, const fs::path& data, const system::Descriptor& folder) {
    for (const std::string_view name : {backup::secret_file, backup::settings_file})
        if (fs::exists(from / name)) fs::create_hard_link(from / name, data / name);
    backup::sync_folder(folder);
    fs::rename(from / backup::database_file, data / backup::database_file);
    backup::sync_folder(folder);
}

} // namespace

int verify_backup(const Configuration& configuration, const fs::path& file, const fs::path& in) {
    backup::Reader reader(file, backup_key(configuration));
    const fs::path beside = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const fs::path& parent = in.empty() ? beside : in;
    const system::Descriptor folder = backup::locked_folder(parent);
    const PassingFolder unpacked(parent / backup::verifying_folder);
    const backup::Description description = unpack(reader, unpacked.path());
    if (!is_sound(description, unpacked.path())) return 1;
    fmt::print("{}: made at {}, {} tickets and {} PDFs are as they were.\n", file.string(),
               made_at(description), description.rows_in("ticket"), description.rows_in("attachment"));
    return 0;
}

int restore(const Configuration& configuration, const fs::path& file) {
    const fs::path& data = configuration.place.data;
    if (!configuration.place.database.empty())
        throw std::runtime_error(
            "`restore` makes a data folder of a backup. What is on PostgreSQL is restored by its "
            "own tools, pg_restore or pgBackRest (docs/operating.md, Backups).");
    backup::Reader reader(file, backup_key(configuration));
    if (fs::create_directories(data)) fs::permissions(data, fs::perms::owner_all);
    const system::Descriptor folder = backup::locked_folder(data);
    remove_killed_restore(data);
    require_empty(data);
    const PassingFolder unpacked(data / restoring_folder);
    const backup::Description description = unpack(reader, unpacked.path());
    if (!is_sound(description, unpacked.path())) return 1;
    const std::string why = "held: it waited when the backup of " + made_at(description) + " was made";
    std::int64_t held = 0;
    {
        store::Store store{sql::Database(unpacked.path() / backup::database_file)};
        held = store.write_regardless(
            [&](store::Transaction& transaction) { return store::hold_all_mail(transaction, why); });
    } // its log is in the file when it is closed
    put_in_place(unpacked.path(), data, folder);
    fmt::print("{} tickets as of {} are in {}.\n", description.rows_in("ticket"), made_at(description),
               data.string());
    if (held != 0)
        fmt::print(
            "{} mails that waited then are held, for they may have been sent since: see `stuticket outbox "
            "list`, and send them with `stuticket outbox retry --all`.\n",
            held);
    if (const std::int64_t answers = description.rows_in("held_response"); answers != 0)
        fmt::print(
            "{} answers of staff could still be taken back then, and are sent when the server starts.\n",
            answers);
    return 0;
}

} // namespace stu::cli
