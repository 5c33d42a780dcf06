#pragma once
// The sockets. One epoll thread owns all of them and hands only complete, validated requests to the workers,
// so a client that is slow, silent or hostile costs a few hundred bytes and no thread. The HTTP library's own
// server keeps a thread per connection and is dead at forty slow sockets.

#include "backend/http/gate/acceptor.hpp"
#include "backend/http/gate/connections.hpp"
#include "backend/http/gate/exchanges.hpp"
#include "backend/http/gate/lanes.hpp"
#include "backend/http/gate/limits.hpp"
#include "backend/http/gate/service.hpp"
#include "backend/http/gate/socket.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <vector>

namespace stu::http {

class Gate {
  public:
    Gate(Listener listener, Service& service, const GateLimits& limits, OpenTransport open = open_plain);

    /// Serves until `stop()`, then lets requests in flight finish. Call once.
    void run();

    /// Sends these to connections whose answers go on, in this order. For a connection that has gone nothing
    /// is done. From any thread; does not wait.
    void publish(std::vector<Publication> publications);

    /// Waits until a thread of each lane, and then the thread that runs, have taken up work. False when asked
    /// to stop first. From any other thread.
    bool pulse(const std::stop_token& stop) { return lanes_.ask()->wait(stop); }

    /// Of now. From any thread.
    std::size_t connections() const { return connections_.size(); }
    auto waiting() { return lanes_.waiting(); }

    /// From any thread or a signal handler.
    void stop() noexcept;

  private:
    void accept(Descriptor socket, const Address& address);
    void collect();
    void take_outcomes();
    void drop(std::uint64_t id);
    void expire();
    void leave();
    bool drained() const;
    int wait_ms() const;
    void on_event(std::uint64_t id, std::uint32_t events);
    template <class Step> void guarded(std::uint64_t id, Step step);
    void wake() noexcept;

    GateLimits limits_;
    OpenTransport open_;
    Descriptor epoll_, event_;
    Acceptor acceptor_;
    Connections connections_;
    std::uint64_t next_id_;
    std::atomic<bool> stop_asked_{false};
    bool leaving_ = false;
    Time leave_by_{};
    Outcomes outcomes_;
    Lanes lanes_; ///< after all that its threads use: they wake us through event_ and write to sockets
    Exchanges exchanges_;
    std::mutex publications_mutex_;
    std::vector<Publication> publications_;
};

} // namespace stu::http
