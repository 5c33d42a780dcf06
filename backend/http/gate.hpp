#pragma once
// The sockets. One epoll thread owns all of them and hands only complete, validated requests to the workers,
// so a client that is slow, silent or hostile costs a few hundred bytes and no thread. The HTTP library's own
// server keeps a thread per connection and is dead at forty slow sockets.

#include "backend/http/connection.hpp"
#include "backend/http/greetings.hpp"
#include "backend/http/service.hpp"
#include "backend/http/socket.hpp"
#include "backend/http/workers.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace stu::http {

struct GateLimits {
    std::size_t connections = 8'192;
    std::size_t connections_per_address = 256;
    std::size_t buffered_bodies = 256u << 20; ///< bytes, all connections together
    std::size_t unasked_body = 64u << 10;     ///< longer bodies are read only after a worker has said yes
    std::size_t drain_bytes = 1u << 20;       ///< thrown away after a refusal, at most
    std::size_t bytes_per_second = 32u << 10; ///< slowest that a body or an answer may travel
    std::size_t greetings = 512;              ///< TLS handshakes under way; beyond, the oldest goes
    std::size_t greetings_per_address = 64;   ///< likewise, the oldest of that address
    std::chrono::milliseconds greeting{5'000};
    std::chrono::milliseconds head{10'000};  ///< for the whole head
    std::chrono::milliseconds body{10'000};  ///< plus its length at `bytes_per_second`
    std::chrono::milliseconds idle{15'000};  ///< between requests
    std::chrono::milliseconds write{30'000}; ///< plus the answer's length at `bytes_per_second`
    std::chrono::milliseconds linger{2'000};
    std::chrono::milliseconds drain{20'000}; ///< for requests in flight when the server stops
    WorkerLimits workers{};
    WorkerLimits passwords{.threads = 2, .queue = 64}; ///< more threads than cores gain nothing
    WorkerLimits files{.threads = 2, .queue = 32, .wait = std::chrono::milliseconds(5'000)};
};

class Gate {
  public:
    Gate(Listener listener, Service& service, const GateLimits& limits, OpenTransport open = open_plain);

    /// Serves until `stop()`, then lets requests in flight finish. Call once.
    void run();

    /// From any thread or a signal handler.
    void stop() noexcept;

  private:
    void accept_all();
    void shed_one();
    bool make_room();
    void begin_greeting(Connection& connection, bool is_proxy);
    void collect_outcomes();
    void take_outcome(Outcome& outcome);
    void expire();
    void leave();
    bool drained() const;
    int wait_ms() const;

    void on_event(std::uint64_t id, std::uint32_t events);
    /// These return false when the connection is gone.
    bool greet(Connection& connection);
    bool receive(Connection& connection);
    bool advance(Connection& connection);
    bool begin_request(Connection& connection);
    bool dispatch(Connection& connection, bool head_only);
    Workers& workers_for(const Job& job);
    bool refuse(Connection& connection, int status);
    bool send_answer(Connection& connection, std::string answer, bool close);
    bool flush(Connection& connection);
    bool after_answer(Connection& connection);

    void listen_for(const Connection& connection, std::uint32_t events) const;
    void set_deadline(Connection& connection, std::chrono::milliseconds time, std::size_t bytes = 0);
    void drop(std::uint64_t id);
    void wake() noexcept;

    Listener listener_;
    Service& service_;
    GateLimits limits_;
    OpenTransport open_;
    Descriptor epoll_, event_, spare_;
    std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
    std::map<std::string, std::size_t> per_address_;
    Greetings greetings_; ///< the connections in State::greeting
    Deadlines deadlines_;
    std::uint64_t next_id_;
    std::size_t reserved_ = 0; ///< bytes of bodies announced and not yet answered
    std::atomic<bool> stop_asked_{false};
    bool leaving_ = false;
    Time leave_by_{};
    Workers workers_, passwords_, files_; ///< last: their threads wake us through event_
};

} // namespace stu::http
