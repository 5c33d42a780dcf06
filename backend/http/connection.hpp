#pragma once
#include "backend/http/head.hpp"
#include "backend/http/socket.hpp"
#include "backend/http/transport.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace stu::http {

using Time = std::chrono::steady_clock::time_point;

/// One client, as the gate sees it.
struct Connection {
    enum class State : std::uint8_t {
        greeting,  ///< the TLS handshake
        head,      ///< reading the head, or idle between requests
        asking,    ///< a worker decides whether the body may come
        body,      ///< reading the body
        working,   ///< a worker prepares the answer
        writing,   ///< sending the answer
        lingering, ///< everything is said; what still comes is thrown away so that the client reads our
                   ///< answer instead of a reset (RFC 9112 §9.6)
    };

    std::uint64_t id = 0;
    Descriptor socket;
    std::unique_ptr<Transport> transport; ///< over `socket`
    std::string address;                  ///< of the peer
    std::string owner;                    ///< of that address
    State state = State::head;
    std::string in, out;
    std::size_t written = 0; ///< of `out`
    std::size_t drained = 0; ///< bytes thrown away while lingering
    Head head;
    std::size_t reserved = 0; ///< of the gate's body budget
    bool close_after = false;
    bool linger_after = false;
    bool used = false; ///< has had an answer: between requests it is merely idle
    Time deadline{};

    bool idle() const { return state == State::head && in.empty(); }
};

/// When each connection has to be somewhere. Earliest first.
class Deadlines {
  public:
    void set(Connection& connection, Time time) {
        clear(connection);
        connection.deadline = time;
        times_.emplace(time, connection.id);
    }
    void clear(const Connection& connection) { times_.erase({connection.deadline, connection.id}); }
    const std::set<std::pair<Time, std::uint64_t>>& times() const { return times_; }

  private:
    std::set<std::pair<Time, std::uint64_t>> times_;
};

} // namespace stu::http
