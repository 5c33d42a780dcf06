#include "backend/backup/description.hpp"
#include "backend/backup/folder.hpp"
#include "backend/backup/names.hpp"
#include "backend/backup/reader.hpp"
#include "backend/backup/writer.hpp"
#include "backend/cli/backup_key.hpp"
#include "backend/cli/commands.hpp"
#include "backend/cli/installation.hpp"
#include "backend/store/engine/sql.hpp"
#include "backend/store/engine/sqlite/snapshot.hpp"
#include "common/time_spans.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>

namespace stu::cli {
namespace {

using Key = std::optional<security::Secret>;

constexpr std::size_t bytes_at_once = std::size_t{1} << 20;
constexpr std::uint64_t megabyte = 1'000'000;

/// Whose a backup is, and does not tell the secret.
std::string desk_of(const security::Secret& secret) {
    return secret.code("whose a backup is", "").substr(0, 32);
}

/// A small file of the data folder; empty when it is not there.
std::string small_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in && fs::exists(file)) throw std::runtime_error("\"" + file.string() + "\" cannot be read.");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A backup that is being written. It goes with the object, unless it was finished.
class NewBackup {
  public:
    NewBackup(fs::path folder, std::string name)
        : folder_(std::move(folder)), name_(std::move(name)), file_(backup::new_file(unfinished())) {}
    NewBackup(const NewBackup&) = delete;
    NewBackup& operator=(const NewBackup&) = delete;
    ~NewBackup() {
        std::error_code error;
        if (file_) fs::remove(unfinished(), error);
    }

    int number() const { return file_.number(); }
    fs::path unfinished() const { return folder_ / backup::unfinished_name_of(name_); }
    /// From here on it has its own name.
    fs::path finish(const system::Descriptor& folder) {
        fs::rename(unfinished(), folder_ / name_);
        file_.reset();
        backup::sync_folder(folder);
        return folder_ / name_;
    }

  private:
    fs::path folder_;
    std::string name_;
    system::Descriptor file_;
};

/// What a kill has left. Both folders are locked.
void remove_leftovers(const fs::path& data, const fs::path& folder) {
    fs::remove_all(folder / backup::verifying_folder);
    for (const auto& entry : fs::directory_iterator(folder))
        if (backup::is_unfinished_name(entry.path().filename().string())) fs::remove(entry.path());
    for (const auto& entry : fs::directory_iterator(data))
        if (entry.path().filename().string().starts_with(sql::snapshot_name)) fs::remove(entry.path());
}

/// The copy must not take what the server needs.
void require_room(const fs::path& data, std::int64_t reserve) {
    std::uintmax_t needed = static_cast<std::uintmax_t>(reserve);
    for (const char* with : {"", "-wal"}) {
        std::error_code error;
        const auto size = fs::file_size(data / (std::string(backup::database_file) + with), error);
        if (!error) needed += size;
    }
    if (const auto free = fs::space(data).available; free < needed)
        throw std::runtime_error(fmt::format(
            "A backup needs {} MB on the disk of \"{}\" for a while, and {} MB are free. Make room there.",
            needed / megabyte + 1, data.string(), free / megabyte));
}

struct Contents {
    backup::Description description;
    sql::Snapshot snapshot;
    std::vector<std::string> small_files; ///< those behind the database
};

Contents contents_of(const fs::path& data, std::int64_t now_ms) {
    Contents contents;
    contents.description.made_ms = now_ms;
    try {
        contents.snapshot = sql::take_snapshot(data / backup::database_file, data);
    } catch (const sql::Trouble& trouble) {
        throw std::runtime_error("The database in \"" + data.string() +
                                 "\" cannot be copied now: " + trouble.what() + ". Try again.");
    } catch (const std::system_error& error) {
        throw std::runtime_error("The database in \"" + data.string() +
                                 "\" cannot be copied: " + error.code().message() + ".");
    }
    contents.description.files.push_back({std::string(backup::database_file), contents.snapshot.bytes});
    for (const sql::RowCount& each : contents.snapshot.rows)
        contents.description.tables.push_back({each.table, each.rows});
    for (const std::string_view name : {backup::secret_file, backup::settings_file}) {
        if (!fs::exists(data / name)) continue;
        contents.small_files.push_back(small_file(data / name));
        contents.description.files.push_back({std::string(name), contents.small_files.back().size()});
    }
    return contents;
}

void write_contents(backup::Writer& writer, const Contents& contents) {
    write(writer, contents.description);
    std::string bytes(bytes_at_once, '\0');
    const int file = contents.snapshot.file.number();
    for (std::uint64_t at = 0; at < contents.snapshot.bytes;) {
        const ssize_t got = ::pread(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw std::system_error(got < 0 ? errno : EIO, std::generic_category());
        writer.add(std::string_view(bytes).substr(0, static_cast<std::size_t>(got)));
        at += static_cast<std::uint64_t>(got);
    }
    for (const std::string& small : contents.small_files) writer.add(small);
    writer.finish();
}

/// Reads what is on the disk: all of it is as it was written.
void read_again(const NewBackup& made, const Key& key, const backup::Description& description) {
    ::posix_fadvise(made.number(), 0, 0, POSIX_FADV_DONTNEED); // from the disk, and not from memory
    backup::Reader reader(made.unfinished(), key);
    if (backup::read_description(reader) != description)
        throw backup::Unusable(
            "The new backup does not say what was written. Look at the disk and the memory of "
            "this machine.");
    std::string bytes(bytes_at_once, '\0');
    for (const backup::StoredFile& file : description.files)
        for (std::uint64_t left = file.bytes; left > 0;) {
            const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left, bytes.size()));
            reader.read(bytes.data(), size);
            left -= size;
        }
    reader.require_end();
    ::posix_fadvise(made.number(), 0, 0, POSIX_FADV_DONTNEED); // leaves memory to the server's files
}

/// That no backup in the folder has yet, of whichever desk.
std::string free_name(const fs::path& folder, std::int64_t now_ms) {
    while (fs::exists(folder / backup::name_of(now_ms))) now_ms += second_ms;
    return backup::name_of(now_ms);
}

std::size_t delete_old(const fs::path& folder, const std::string& desk, const backup::Retention& retention) {
    const auto names = backup::superfluous(backup::backups_in(folder, desk), retention);
    for (const std::string& name : names) {
        std::error_code error;
        if (!fs::remove(folder / name, error) && error)
            throw std::runtime_error("The backup was made, but the old one \"" + (folder / name).string() +
                                     "\" cannot be deleted: " + error.message() + ".");
    }
    return names.size();
}

} // namespace

int back_up(const Configuration& configuration, const BackupOrder& order) {
    const fs::path& data = configuration.place.data;
    if (!configuration.place.database.empty())
        throw std::runtime_error(
            "`backup` copies the database of a data folder. What is on PostgreSQL is backed up "
            "by its own tools, pg_dump or pgBackRest (docs/operating.md, Backups).");
    if (!fs::exists(data / backup::database_file))
        throw std::runtime_error("There is no database in \"" + data.string() + "\".");
    if (std::error_code error; fs::equivalent(data, order.folder, error))
        throw std::runtime_error(
            "--to must name another folder than that of the data, best on another disk.");
    const Key key = backup_key(configuration);
    ::setpriority(PRIO_PROCESS, 0, 10); // a server beside it goes first
    security::SystemRandom random;
    const std::string desk = desk_of(installation_secret(data, random));
    const system::Descriptor source = backup::locked_folder(data),
                             target = backup::locked_folder(order.folder);
    remove_leftovers(data, order.folder);
    require_room(data, configuration.space.uploads);

    const auto started = std::chrono::steady_clock::now();
    const std::int64_t now_ms = app::SystemClock().now_ms();
    const Contents contents = contents_of(data, now_ms);
    fs::path made;
    std::uintmax_t bytes = 0;
    try {
        NewBackup file(order.folder, free_name(order.folder, now_ms));
        backup::Writer writer(file.number(), backup::make_head(key, desk, random), key);
        write_contents(writer, contents);
        read_again(file, key, contents.description);
        bytes = fs::file_size(file.unfinished());
        made = file.finish(target);
    } catch (const std::system_error& error) {
        throw std::runtime_error("The backup cannot be written to \"" + order.folder.string() +
                                 "\": " + error.code().message() + ". Nothing of it is left there.");
    }
    const std::size_t deleted = delete_old(order.folder, desk, order.retention);
    const auto took =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - started);
    fmt::print("{}: {} tickets, {:.1f} MB, {} s{}{}\n", made.string(), contents.description.rows_in("ticket"),
               static_cast<double>(bytes) / static_cast<double>(megabyte), took.count(),
               key ? ", encrypted" : "", deleted == 0 ? "" : fmt::format("; {} old ones deleted", deleted));
    return 0;
}

} // namespace stu::cli
