#include "backend/pdf/child_checker.hpp"

#include "backend/system/descriptor.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace stu::pdf {
namespace {

using system::Descriptor;
using Time = std::chrono::steady_clock::time_point;

constexpr std::size_t longest_answer = 64;

[[noreturn]] void fail(const char* what, int error = errno) {
    throw std::system_error(error, std::generic_category(), what);
}

/// The bytes as a file in memory. A child that reads late or never cannot hold up who wrote them, as with a
/// pipe.
Descriptor file_in_memory(std::string_view bytes) {
    Descriptor file(::memfd_create("pdf", MFD_CLOEXEC));
    if (!file) fail("memfd_create");
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail("write");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    ::lseek(file.number(), 0, SEEK_SET);
    return file;
}

/// What posix_spawn wants to know, with the two parts that have to be given back.
class SpawnPlan {
  public:
    SpawnPlan(int in, int out) {
        ::posix_spawn_file_actions_init(&files_);
        ::posix_spawn_file_actions_adddup2(&files_, in, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&files_, out, STDOUT_FILENO);
        ::posix_spawn_file_actions_addopen(&files_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
        ::posix_spawnattr_init(&attributes_);
        // A group of its own: Ctrl-C in the server's terminal lets uploads that are under way finish.
        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        ::posix_spawn_file_actions_destroy(&files_);
        ::posix_spawnattr_destroy(&attributes_);
    }

    /// The environment stays here: it may hold the mail server's password.
    pid_t run(const std::string& program) const {
        std::string name = "stuticket", command(child_command);
        std::array<char*, 3> arguments{name.data(), command.data(), nullptr};
        std::array<char*, 1> environment{nullptr};
        pid_t child = 0;
        if (const int error = ::posix_spawn(&child, program.c_str(), &files_, &attributes_, arguments.data(),
                                            environment.data()))
            fail("posix_spawn", error);
        return child;
    }

  private:
    posix_spawn_file_actions_t files_{};
    posix_spawnattr_t attributes_{};
};

/// A running child; gone with this object, however it behaves.
class Child {
  public:
    explicit Child(pid_t id) : id_(id) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        ::kill(id_, SIGKILL);
        while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) continue;
    }

  private:
    pid_t id_;
};

/// The first line out of `pipe`, with its line feed; less when it ends or is too long; nothing when time is
/// up.
std::optional<std::string> first_line(int pipe, Time deadline) {
    std::string line;
    while (line.size() < longest_answer && !line.ends_with('\n')) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return std::nullopt;
        pollfd waiting{pipe, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(left.count()));
        if (ready < 0 && errno == EINTR) continue;
        if (ready == 0) return std::nullopt;
        if (ready < 0) break;
        char byte = 0;
        const ssize_t got = ::read(pipe, &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        line += byte;
    }
    return line;
}

/// Nothing when the machine was too busy: a file that needs long is stopped by its share of the processor
/// (confinement.hpp), long before time is up.
std::optional<Verdict> verdict_of_child(const std::string& program, std::string_view pdf,
                                        std::chrono::milliseconds time) {
    const Descriptor in = file_in_memory(pdf);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe2");
    const Descriptor answer(ends[0]);
    Descriptor out(ends[1]);
    const Child child(SpawnPlan(in.number(), out.number()).run(program));
    out.reset(); // now the end of the child is the end of its answer

    auto line = first_line(answer.number(), std::chrono::steady_clock::now() + time);
    if (!line) return std::nullopt;
    if (!line->ends_with('\n')) return Verdict::unreadable;
    line->pop_back();
    return from_name<Verdict>(*line).value_or(Verdict::unreadable);
}

} // namespace

ChildChecker::ChildChecker(std::filesystem::path program, const ChildLimits& limits)
    : program_(std::move(program)), limits_(limits), turns_(limits.at_once) {}

std::optional<Verdict> ChildChecker::check(std::string_view pdf) {
    if (!turns_.try_acquire_for(limits_.wait)) return std::nullopt;
    std::optional<Verdict> verdict;
    try {
        verdict = verdict_of_child(program_.string(), pdf, limits_.time);
    } catch (const std::exception& error) { spdlog::error("a PDF could not be checked: {}", error.what()); }
    turns_.release();
    return verdict;
}

} // namespace stu::pdf
