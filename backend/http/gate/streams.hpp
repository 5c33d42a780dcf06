#pragma once
// Answers that go on: what is published for a connection is sent over it, for as long as somebody reads.

#include "backend/http/gate/connections.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace stu::http {

/// More of an answer that goes on.
struct Publication {
    std::uint64_t connection = 0; ///< as `Service::answer` was told
    std::string bytes = {};
    bool last = false; ///< the stream ends behind it
};

/// A stream that is idle costs a socket and the buffers of its connection, which are empty: no thread, no
/// timer.
class Streams {
  public:
    /// `listen_for` as for Exchanges. All must outlive it.
    Streams(const GateLimits& limits, Connections& connections,
            std::function<void(Connection&, std::uint32_t events)> listen_for)
        : limits_(limits), connections_(connections), listen_for_(std::move(listen_for)) {}

    /// Sends `answer` and what was published for it meanwhile. `connection` is a stream already.
    void begin(Connection& connection, Answer answer);
    /// Whoever leaves more unread than one may, or for longer, is ended: they come back and are told anew.
    void publish(Publication& publication);
    /// The socket is ready for what it waits for.
    void go_on(Connection& connection);

  private:
    /// These return false when the connection is gone.
    bool listens(Connection& connection);
    bool flush(Connection& connection);
    bool over(const Connection& connection);

    const GateLimits& limits_;
    Connections& connections_;
    std::function<void(Connection&, std::uint32_t events)> listen_for_;
};

} // namespace stu::http
