#pragma once
// How backups are called, and which of them have to go.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::backup {

/// "stuticket-20261128T061500Z.backup", of Unix milliseconds: names sort by time.
std::string name_of(std::int64_t made_ms);
bool is_name(std::string_view name);

/// How a backup is called while it is being written: it does not look like one.
std::string unfinished_name_of(std::string_view name);
bool is_unfinished_name(std::string_view name);

/// The folder in which a backup is unpacked to be verified. What a kill has left of it goes with the next
/// command.
inline constexpr std::string_view verifying_folder = ".stuticket-verify";

/// How many days and weeks, of those with backups, keep one. Nothing is deleted where both are 0.
struct Retention {
    std::int64_t daily = 0, weekly = 0;
};

/// Which of these names have to go: all but the newest of each of the newest days and weeks (UTC, from
/// Monday) that keep one. Never the newest of all.
std::vector<std::string> superfluous(std::vector<std::string> names, const Retention& retention);

/// When the newest file that is called like a backup was written; nothing where there is none. Throws where
/// the folder cannot be read.
std::optional<std::filesystem::file_time_type> newest_in(const std::filesystem::path& folder);

/// The names of that desk's backups in the folder: by name and by head, so that nothing else is ever deleted.
std::vector<std::string> backups_in(const std::filesystem::path& folder, std::string_view desk);

} // namespace stu::backup
