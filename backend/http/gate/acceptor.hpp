#pragma once
// Takes new connections in, as far as the system has room for them.

#include "backend/http/gate/connection.hpp"
#include "backend/http/gate/limits.hpp"
#include "backend/http/gate/socket.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

namespace stu::http {

class Acceptor {
  public:
    /// `listen_for` says what of the listener's socket the loop shall report; `limits` must outlive it.
    Acceptor(Listener listener, const GateLimits& limits,
             std::function<void(std::uint32_t events)> listen_for)
        : listener_(std::move(listener)), limits_(limits), listen_for_(std::move(listen_for)) {}

    int number() const { return listener_.number(); }
    /// Calls `take` for each connection that waits, up to some hundreds: others want their turn, too.
    void accept_all(const std::function<void(Descriptor socket, const Address& peer)>& take);
    /// When `resume` has to be called; nothing while connections are taken as they come.
    std::optional<Time> paused_until() const { return paused_until_; }
    /// Takes connections again if the pause is over.
    void resume(Time moment);
    /// For good.
    void close();

  private:
    void shed_one();
    void pause();

    Listener listener_;
    const GateLimits& limits_;
    std::function<void(std::uint32_t events)> listen_for_;
    std::optional<Time> paused_until_;
    /// Kept open to be given up when no descriptor is left: then one connection can be taken and closed,
    /// instead of waking us again and again.
    Descriptor spare_ = spare_descriptor();
};

} // namespace stu::http
