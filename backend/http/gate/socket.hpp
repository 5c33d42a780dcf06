#pragma once
#include "backend/http/gate/address.hpp"
#include "backend/system/descriptor.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace stu::http {

using system::Descriptor;

/// A listening socket. Connections that arrive before anybody accepts wait in the kernel.
class Listener {
  public:
    /// `address` is numeric (IPv4 or IPv6); port 0 takes any free one. Throws std::system_error.
    Listener(const std::string& address, std::uint16_t port);

    std::uint16_t port() const { return port_; }
    int number() const { return descriptor_.number(); }
    void close() { descriptor_.reset(); }
    /// For who accepts from it in another way.
    Descriptor release() { return std::move(descriptor_); }

  private:
    Descriptor descriptor_;
    std::uint16_t port_ = 0;
};

/// The next connection that waits, non-blocking, and the peer's address. An empty descriptor when none waits
/// or no descriptor is left (then errno is EMFILE).
std::pair<Descriptor, Address> accept_from(const Listener& listener);

/// One that can be given up when there is none left.
Descriptor spare_descriptor();

/// Has the system end a connection whose peer has confirmed nothing of what was sent for this long: a peer
/// that has lost its network says no goodbye.
void end_when_unread(const Descriptor& socket, std::chrono::milliseconds time);

} // namespace stu::http
