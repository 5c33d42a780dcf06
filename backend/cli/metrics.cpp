#include "backend/cli/metrics.hpp"

#include "backend/http/gate/socket.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <fmt/core.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace stu::cli {
namespace {

using system::Descriptor;
using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_head = 8'192;
constexpr std::chrono::seconds reader_time{5}; ///< with one reader, while others wait

/// One that somebody left behind is replaced, and nothing else.
Descriptor listen_at(const std::string& path) {
    struct stat there {};
    if (::lstat(path.c_str(), &there) == 0 && S_ISSOCK(there.st_mode)) ::unlink(path.c_str());
    sockaddr_un place{};
    place.sun_family = AF_UNIX;
    path.copy(static_cast<char*>(place.sun_path), sizeof place.sun_path - 1);
    Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!listener ||
        ::bind(listener.number(), reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0 ||
        ::chmod(path.c_str(), S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP) != 0 ||
        ::listen(listener.number(), 16) != 0)
        throw std::system_error(errno, std::generic_category(),
                                "STUTICKET_METRICS: cannot listen on " + path);
    return listener;
}

/// Waits for `events` until `deadline`.
bool is_ready_for(int descriptor, short events, Clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd waiting{descriptor, events, 0};
    return left.count() > 0 && ::poll(&waiting, 1, static_cast<int>(left.count())) > 0;
}

/// Up to the empty line, or as much as came in time.
std::string read_head(int reader, Clock::time_point deadline) {
    std::string head;
    std::array<char, 1'024> part{};
    while (head.find("\r\n\r\n") == head.npos && head.size() < longest_head &&
           is_ready_for(reader, POLLIN, deadline)) {
        const ssize_t got = ::recv(reader, part.data(), part.size(), 0);
        if (got <= 0) break;
        head.append(part.data(), static_cast<std::size_t>(got));
    }
    return head;
}

void write_all(int reader, std::string_view text, Clock::time_point deadline) {
    while (!text.empty() && is_ready_for(reader, POLLOUT, deadline)) {
        const ssize_t sent = ::send(reader, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

} // namespace

MetricsServer::MetricsServer(const MetricsPlace& place, std::function<std::string()> text)
    : text_(std::move(text)), path_(place.path), stop_(::eventfd(0, EFD_CLOEXEC)) {
    listener_ = path_.empty() ? http::Listener(place.address, place.port).release() : listen_at(path_);
    thread_ = std::thread([this] { run(); });
}

MetricsServer::~MetricsServer() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(stop_.number(), &one, sizeof one);
    thread_.join();
    if (!path_.empty()) ::unlink(path_.c_str());
}

void MetricsServer::run() const {
    std::array<pollfd, 2> waiting{{{listener_.number(), POLLIN, 0}, {stop_.number(), POLLIN, 0}}};
    while (::poll(waiting.data(), waiting.size(), -1) >= 0 || errno == EINTR) {
        if (waiting[1].revents != 0) return;
        const Descriptor reader(
            ::accept4(listener_.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (!reader) continue;
        try {
            serve(reader);
        } catch (const std::exception& error) {
            spdlog::error("metrics could not be told: {}", error.what());
        }
    }
}

void MetricsServer::serve(const Descriptor& reader) const {
    const auto deadline = Clock::now() + reader_time;
    const std::string head = read_head(reader.number(), deadline);
    const bool found = head.starts_with("GET /metrics ") || head.starts_with("GET /metrics?");
    const std::string body = found ? text_() : "Metrics are at /metrics.\n";
    write_all(reader.number(),
              fmt::format("HTTP/1.1 {}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
                          "Content-Length: {}\r\nConnection: close\r\n\r\n{}",
                          found ? "200 OK" : "404 Not Found", body.size(), body),
              deadline);
}

} // namespace stu::cli
