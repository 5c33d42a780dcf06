#include "backend/system/supervisor.hpp"

#include "backend/system/descriptor.hpp"
#include "backend/system/pause.hpp"
#include "common/numbers.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace stu::system {
namespace {

std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

/// After which the supervisor takes this process for dead; nothing when it does not watch.
std::optional<std::chrono::microseconds> watchdog_time() {
    const auto microseconds = number_in<std::int64_t>(variable("WATCHDOG_USEC"));
    if (!microseconds || *microseconds <= 0) return std::nullopt;
    // With another's number what is watched is a process that has started this one.
    const std::string_view process = variable("WATCHDOG_PID");
    if (!process.empty() && process != std::to_string(::getpid())) return std::nullopt;
    return std::chrono::microseconds(*microseconds);
}

} // namespace

void tell_supervisor(std::string_view state) noexcept {
    const std::string_view path = variable("NOTIFY_SOCKET");
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    const bool is_file = path.starts_with('/'), is_abstract = path.starts_with('@');
    if ((!is_file && !is_abstract) || path.size() >= sizeof to.sun_path) return;
    path.copy(static_cast<char*>(to.sun_path), path.size());
    if (is_abstract) to.sun_path[0] = '\0';
    const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!socket) return;
    const timeval second{1, 0};
    ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &second, sizeof second);
    ::sendto(socket.number(), state.data(), state.size(), MSG_NOSIGNAL,
             reinterpret_cast<const sockaddr*>(&to),
             static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size()));
}

Watchdog::Watchdog(Question is_alive) {
    const auto time = watchdog_time();
    if (!time) return;
    const auto half = std::chrono::duration_cast<std::chrono::milliseconds>(*time / 2);
    thread_ = std::jthread([is_alive = std::move(is_alive), half](const std::stop_token& stop) {
        do {
            if (is_alive(half, stop)) tell_supervisor("WATCHDOG=1");
        } while (pause(stop, half));
    });
}

} // namespace stu::system
