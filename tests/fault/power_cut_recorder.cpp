// Loaded before the program (LD_PRELOAD): writes down what it does to the files of a folder, in order, so
// that a test can make of it what a disk may hold after a power cut (power_cut.py). Without SQLite's index of
// its log ("-shm"), which is memory that happens to have a name.
//
//   RECORDED_FOLDER    whose files; absolute and without links
//   RECORDED_TRACE     where it is written down; elsewhere
//
// A change is recorded when it is done, and before the program hears of it. What waits for the disk is
// recorded when that has ended, with the place in the trace where it began: what was recorded before that
// place is on the disk.

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

template <class Function> Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

/// What stands before the bytes of each record.
struct Head {
    std::uint64_t
        kind; ///< 'w'rite, 't'runcate, 's'ync, 'o'pen to write, 'm'ake a folder, 'r'ename, 'l'ink, 'u'nlink
    std::uint64_t file; ///< inode
    std::int64_t place; ///< in the file: of a write, its new length; of a sync: in the trace
    std::uint64_t size; ///< of the bytes behind: what was written, else names that each end with NUL
};

int trace() {
    static const int opened = [] {
        const char* const name = std::getenv("RECORDED_TRACE");
        if (name == nullptr) std::abort();
        // The system call, for `open` is ours.
        return static_cast<int>(
            ::syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    }();
    return opened;
}

void record(char kind, std::uint64_t file, std::int64_t place, std::string_view bytes) {
    Head head{static_cast<std::uint64_t>(kind), file, place, bytes.size()};
    const iovec parts[] = {{&head, sizeof head}, {const_cast<char*>(bytes.data()), bytes.size()}};
    const auto all = static_cast<long>(sizeof head + bytes.size());
    if (::syscall(SYS_writev, trace(), parts, 2) != all) std::abort(); // a trace with holes proves nothing
}

bool is_recorded(std::string_view path) {
    static const std::string_view folder = [] {
        const char* const name = std::getenv("RECORDED_FOLDER");
        return std::string_view(name == nullptr ? "/nowhere" : name);
    }();
    if (path.substr(0, folder.size()) != folder) return false;
    const std::string_view rest = path.substr(folder.size());
    constexpr std::string_view index = "-shm";
    return rest.empty() ||
           (rest.front() == '/' && (rest.size() < index.size() || rest.substr(rest.size() - 4) != index));
}

/// Empty when it is nothing of the folder, or has no name any more.
std::string path_of(int descriptor) {
    char link[32], path[PATH_MAX];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t size = ::readlink(link, path, sizeof path);
    const std::string found(path, size > 0 ? static_cast<std::size_t>(size) : 0);
    return is_recorded(found) ? found : std::string();
}

std::uint64_t inode_of(int descriptor) {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 ? status.st_ino : 0;
}

std::string with_nul(std::string_view path) { return std::string(path) + '\0'; }

/// `change(path)` when a call has succeeded on a file of the folder; as if nothing had happened besides.
template <class Change> void after(bool succeeded, int descriptor, Change change) {
    if (!succeeded) return;
    const int before = errno;
    if (const std::string path = path_of(descriptor); !path.empty()) change(path);
    errno = before;
}

void note_written(int descriptor, const void* bytes, ssize_t written, off64_t place) {
    record('w', inode_of(descriptor), place,
           {static_cast<const char*>(bytes), static_cast<std::size_t>(written)});
}

int opened(const char* path, int flags, mode_t mode) {
    const auto result = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
    after(result >= 0 && (flags & (O_CREAT | O_TRUNC)) != 0, result, [&](const std::string& full) {
        record('o', inode_of(result), 0, with_nul(full));
        if ((flags & O_TRUNC) != 0) record('t', inode_of(result), 0, {});
    });
    return result;
}

template <class Sync> int synced(int descriptor, Sync sync) {
    const off_t began = ::lseek(trace(), 0, SEEK_END);
    const int result = sync(descriptor);
    after(result == 0, descriptor,
          [&](const std::string& path) { record('s', inode_of(descriptor), began, with_nul(path)); });
    return result;
}

int truncated(int descriptor, off64_t length, int result) {
    after(result == 0, descriptor,
          [&](const std::string&) { record('t', inode_of(descriptor), length, {}); });
    return result;
}

} // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? static_cast<mode_t>(va_arg(more, unsigned)) : 0;
    va_end(more);
    return opened(path, flags, mode);
}

int open64(const char* path, int flags, ...) __attribute__((alias("open"))); // with 64 bits they are one

ssize_t write(int descriptor, const void* bytes, size_t size) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
    const ssize_t written = real(descriptor, bytes, size);
    after(written > 0, descriptor, [&](const std::string&) { // it may have been opened to append
        note_written(descriptor, bytes, written, ::lseek(descriptor, 0, SEEK_CUR) - written);
    });
    return written;
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t place) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    const ssize_t written = real(descriptor, bytes, size, place);
    after(written > 0, descriptor,
          [&](const std::string&) { note_written(descriptor, bytes, written, place); });
    return written;
}

int ftruncate64(int descriptor, off64_t length) noexcept {
    static const auto real = next<int (*)(int, off64_t)>("ftruncate64");
    return truncated(descriptor, length, real(descriptor, length));
}

int fsync(int descriptor) {
    static const auto real = next<int (*)(int)>("fsync");
    return synced(descriptor, real);
}

int fdatasync(int descriptor) {
    static const auto real = next<int (*)(int)>("fdatasync");
    return synced(descriptor, real);
}

int unlink(const char* path) noexcept {
    static const auto real = next<int (*)(const char*)>("unlink");
    const int result = real(path);
    if (result == 0 && is_recorded(path)) record('u', 0, 0, with_nul(path));
    return result;
}

int rename(const char* from, const char* to) noexcept {
    static const auto real = next<int (*)(const char*, const char*)>("rename");
    const int result = real(from, to);
    if (result == 0 && is_recorded(to)) record('r', 0, 0, with_nul(from) + with_nul(to));
    return result;
}

int link(const char* from, const char* to) noexcept {
    static const auto real = next<int (*)(const char*, const char*)>("link");
    const int result = real(from, to);
    if (result == 0 && is_recorded(to)) record('l', 0, 0, with_nul(from) + with_nul(to));
    return result;
}

int mkdir(const char* path, mode_t mode) noexcept {
    static const auto real = next<int (*)(const char*, mode_t)>("mkdir");
    const int result = real(path, mode);
    if (result == 0 && is_recorded(path)) record('m', 0, 0, with_nul(path));
    return result;
}

} // extern "C"
