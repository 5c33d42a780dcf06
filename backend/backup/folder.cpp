#include "backend/backup/folder.hpp"

#include "backend/backup/head.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace stu::backup {

system::Descriptor locked_folder(const std::filesystem::path& folder) {
    const std::string name = "\"" + folder.string() + "\"";
    system::Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened)
        throw Unusable("The folder " + name + " cannot be used: " + std::generic_category().message(errno) +
                       ". Make it, or mount its disk.");
    if (::flock(opened.number(), LOCK_EX | LOCK_NB) == 0) return opened;
    if (errno != EWOULDBLOCK)
        throw Unusable("The folder " + name + " cannot be locked: " + std::generic_category().message(errno) +
                       ".");
    throw Unusable("Another command of StuTicket makes, verifies or restores a backup in " + name +
                   ". Wait until it has ended.");
}

void sync_folder(const system::Descriptor& folder) {
    if (::fsync(folder.number()) != 0) throw std::system_error(errno, std::generic_category());
}

system::Descriptor new_file(const std::filesystem::path& file) {
    system::Descriptor made(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!made) throw std::system_error(errno, std::generic_category());
    return made;
}

} // namespace stu::backup
