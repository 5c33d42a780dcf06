// Loaded before the program (LD_PRELOAD): a disk that hangs, or can only be read, for as long as there is a
// file of a certain name. SQLite reads with pread64, writes with pwrite64 and ftruncate64, and waits for the
// disk with fdatasync; nothing else of the program does.

#include <cerrno>
#include <cstdlib>
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

bool is_there(const char* variable) {
    const int before = errno;
    const char* const file = std::getenv(variable);
    const bool found = file != nullptr && ::access(file, F_OK) == 0;
    errno = before;
    return found;
}

void wait_while_there_is(const char* variable) {
    while (is_there(variable)) ::usleep(10'000);
}

/// As a file system answers that was made read-only after an error: files that are open for writing stay so.
bool refuses_writes() {
    if (!is_there("REFUSED_WRITES")) return false;
    errno = EROFS;
    return true;
}

template <class Function> Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" int fdatasync(int descriptor) {
    wait_while_there_is("HANGING_WRITES");
    if (refuses_writes()) return -1;
    static const auto real = next<int (*)(int)>("fdatasync");
    return real(descriptor);
}

extern "C" ssize_t pwrite64(int descriptor, const void* from, size_t size, off64_t place) {
    if (refuses_writes()) return -1;
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    return real(descriptor, from, size, place);
}

extern "C" int ftruncate64(int descriptor, off64_t length) noexcept {
    if (refuses_writes()) return -1;
    static const auto real = next<int (*)(int, off64_t)>("ftruncate64");
    return real(descriptor, length);
}

extern "C" ssize_t pread64(int descriptor, void* to, size_t size, off64_t from) {
    wait_while_there_is("HANGING_READS");
    static const auto real = next<ssize_t (*)(int, void*, size_t, off64_t)>("pread64");
    return real(descriptor, to, size, from);
}
