#pragma once
// How bytes travel over a connected socket: as they are, or encrypted. The gate does not know which.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace stu::http {

/// What a step came to.
struct Transfer {
    std::size_t bytes = 0;
    std::uint32_t wait_for = 0; ///< epoll events without which nothing goes on
    /// Neither bytes nor anything to wait for: the connection is over.
    bool is_over() const { return bytes == 0 && wait_for == 0; }
};

class Transport {
  public:
    virtual ~Transport() = default;

    /// Whether `greet` has to be done with before anything else.
    virtual bool needs_greeting() const = 0;
    /// One step of the handshake; `bytes` is 1 when it is done.
    virtual Transfer greet() = 0;

    /// `size` is at least 16 KiB, so that nothing decrypted stays behind where epoll does not see it.
    virtual Transfer receive(char* to, std::size_t size) = 0;
    virtual Transfer send(const char* from, std::size_t size) = 0;
    /// Says that nothing more will be sent.
    virtual void finish() = 0;
};

/// Makes one for a socket that stays the caller's.
using OpenTransport = std::function<std::unique_ptr<Transport>(int socket)>;

std::unique_ptr<Transport> open_plain(int socket);

} // namespace stu::http
