#include "backend/pdf/confinement.hpp"

#include <array>
#include <cerrno>
#include <memory>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <system_error>

namespace stu::pdf {
namespace {

constexpr rlim_t seconds = 2;
#ifdef STUTICKET_SANITIZED
// AddressSanitizer reserves terabytes that it never touches; UBSan asks a pipe whether an address is there.
constexpr rlim_t memory = RLIM_INFINITY, descriptors = 64;
constexpr std::array watching{SCMP_SYS(pipe2), SCMP_SYS(close), SCMP_SYS(sigaltstack)};
#else
constexpr rlim_t memory = 192u << 20, descriptors = 3; // standard input, output and error
constexpr std::array<int, 0> watching{};
#endif

void limit(decltype(RLIMIT_AS) resource, rlim_t most) {
    const rlimit both{most, most};
    if (::setrlimit(resource, &both) != 0)
        throw std::system_error(errno, std::generic_category(), "setrlimit");
}

void check(int result, const char* what) {
    if (result < 0) throw std::system_error(-result, std::generic_category(), what);
}

/// To read, to allocate, to say the verdict, to end; and what the C library does for abort().
constexpr int permitted[] = {
    SCMP_SYS(read),   SCMP_SYS(write),   SCMP_SYS(brk),          SCMP_SYS(munmap),
    SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),        SCMP_SYS(getrandom),
    SCMP_SYS(getpid), SCMP_SYS(gettid),  SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(tgkill), SCMP_SYS(exit),    SCMP_SYS(exit_group),   SCMP_SYS(rt_sigreturn)};

void permit_few_calls() {
    const std::unique_ptr<void, decltype(&::seccomp_release)> filter(::seccomp_init(SCMP_ACT_KILL_PROCESS),
                                                                     &::seccomp_release);
    if (!filter) throw std::system_error(ENOMEM, std::generic_category(), "seccomp_init");
    for (const int call : permitted)
        check(::seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0), "seccomp_rule_add");
    for (const int call : watching)
        check(::seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0), "seccomp_rule_add");
    // Memory, but none that could be run as code.
    const scmp_arg_cmp without_code{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
        check(::seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, without_code), "seccomp_rule_add");
    check(::seccomp_load(filter.get()), "seccomp_load");
}

} // namespace

void confine() {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, descriptors);
    limit(RLIMIT_CPU, seconds);
    limit(RLIMIT_AS, memory);
    permit_few_calls();
}

} // namespace stu::pdf
