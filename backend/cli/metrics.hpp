#pragma once
// What Prometheus reads, on an address of its own: how busy the desk is is nobody's business outside.

#include "backend/system/descriptor.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace stu::cli {

/// Where metrics are read: a Unix socket where `path` is set, else a port.
struct MetricsPlace {
    std::string path, address;
    std::uint16_t port = 0;
};
/// Out of "127.0.0.1:9100", "[::1]:9100" or "/run/stuticket/metrics"; nothing when it is none of them.
std::optional<MetricsPlace> metrics_place(std::string_view text);

/// Answers GET /metrics with `text()`, one reader after the other, on a thread of its own.
class MetricsServer {
  public:
    /// The Unix socket is open to this process's user and group. Throws with a sentence for the operator.
    MetricsServer(const MetricsPlace& place, std::function<std::string()> text);
    MetricsServer(const MetricsServer&) = delete;
    MetricsServer& operator=(const MetricsServer&) = delete;
    ~MetricsServer();

  private:
    void run() const;
    void serve(const system::Descriptor& reader) const;

    std::function<std::string()> text_;
    std::string path_; ///< of the Unix socket
    system::Descriptor listener_, stop_;
    std::thread thread_; ///< last: starts when all of the above is there
};

} // namespace stu::cli
