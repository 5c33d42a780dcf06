#include "backend/cli/backup_key.hpp"

#include "backend/backup/folder.hpp"
#include "backend/backup/writer.hpp"
#include "backend/cli/commands.hpp"
#include "backend/security/random.hpp"
#include "common/numbers.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

namespace stu::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_digits = 64;

std::string key_in(const fs::path& file) {
    const std::string name = "\"" + file.string() + "\"";
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::is_regular_file(status))
        throw std::runtime_error("The key file " + name +
                                 " cannot be read. `stuticket backup-key` makes one.");
    if ((status.permissions() & fs::perms::others_all) != fs::perms::none)
        throw std::runtime_error(name + " can be read by others. Close it with: chmod 600 " + file.string());
    std::ifstream in(file);
    std::string key;
    in >> key;
    return key;
}

} // namespace

std::optional<security::Secret> backup_key(const Configuration& configuration) {
    const bool in_file = !configuration.backup_key_file.empty();
    if (in_file && !configuration.backup_key.empty())
        throw std::runtime_error(
            "Both STUTICKET_BACKUP_KEY and STUTICKET_BACKUP_KEY_FILE (--key-file) are set. "
            "Set one of them.");
    const std::string key = in_file ? key_in(configuration.backup_key_file) : configuration.backup_key;
    if (key.empty() && !in_file) return std::nullopt;
    if (!is_hex(key, key_digits))
        throw std::runtime_error(
            std::string(in_file ? "\"" + configuration.backup_key_file + "\"" : "STUTICKET_BACKUP_KEY") +
            " holds no key, which is 64 hex digits as `stuticket backup-key` makes them.");
    return security::Secret(key);
}

int make_backup_key(const fs::path& file) {
    security::SystemRandom random;
    try {
        const system::Descriptor made = backup::new_file(file);
        backup::write_all(made.number(), random.hex(key_digits / 2) + "\n");
        if (::fsync(made.number()) != 0) throw std::system_error(errno, std::generic_category());
    } catch (const std::system_error& error) {
        throw std::runtime_error("The key cannot be written to \"" + file.string() +
                                 "\": " + error.code().message() + ".");
    }
    fmt::print(
        "The key is in {}. Keep a copy away from this machine: without it nobody can read the backups.\n",
        file.string());
    return 0;
}

} // namespace stu::cli
