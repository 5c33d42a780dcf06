// Loaded before the program (LD_PRELOAD): a disk that hangs for as long as there is a file of a certain name.
// SQLite reads with pread64 and waits for the disk with fdatasync; nothing else of the program does.

#include <cerrno>
#include <cstdlib>
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

void wait_while_there_is(const char* variable) {
    const int before = errno;
    const char* const file = std::getenv(variable);
    while (file != nullptr && ::access(file, F_OK) == 0) ::usleep(10'000);
    errno = before;
}

template <class Function> Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" int fdatasync(int descriptor) {
    wait_while_there_is("HANGING_WRITES");
    static const auto real = next<int (*)(int)>("fdatasync");
    return real(descriptor);
}

extern "C" ssize_t pread64(int descriptor, void* to, size_t size, off64_t from) {
    wait_while_there_is("HANGING_READS");
    static const auto real = next<ssize_t (*)(int, void*, size_t, off64_t)>("pread64");
    return real(descriptor, to, size, from);
}
