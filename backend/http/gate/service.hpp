#pragma once
// What the gate asks about a request. The gate knows sockets and framing; a Service knows what they are for.

#include "backend/http/gate/address.hpp"
#include "backend/http/gate/answer.hpp"
#include "backend/http/gate/head.hpp"
#include "backend/http/gate/shares.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::http {

/// Which threads answer a request. What takes long has threads of its own, so that a storm of it leaves the
/// others to everybody else.
enum class Lane : std::uint8_t {
    usual,     ///< never waits for others
    writers,   ///< waits for its turn to write
    passwords, ///< hashes one, or asks reCAPTCHA about a form
    files,     ///< looks into one
};

/// `address` is always the peer's; whom it speaks for is the service's to know.
class Service {
  public:
    virtual ~Service() = default;

    /// Longest body that this request may announce. Called on the I/O thread: must not block.
    virtual std::size_t body_limit(const Head& head) const = 0;

    /// Called on the I/O thread: must not block.
    virtual Lane lane(const Head& head) const = 0;

    /// Whom a new connection counts for (`head` is null), or a request that has come over one. What the head
    /// says of its sender need not be true: a share of its own makes nobody's share larger. Called on the I/O
    /// thread: must not block.
    virtual Parties parties(const Address& peer, const Head* head) const = 0;

    /// A whole refusal, when the request can be refused without its body. Called on a worker before a large
    /// body is read.
    virtual std::optional<Answer> refuse_early(const Head& head, std::string_view address) = 0;

    /// Called on a worker; must not throw. When the answer goes on, `Gate::publish` may be called for
    /// `connection` from within this call on: what comes before the answer waits for it.
    virtual Answer answer(const Head& head, std::string body, std::string_view address,
                          std::uint64_t connection) = 0;

    /// A connection whose answer went on has gone, or never came to be. No later call is about the same one.
    /// Called on the I/O thread: must not block.
    virtual void left(std::uint64_t connection) { static_cast<void>(connection); }

    /// The whole answer to a request that never was one, or that cannot be served; the connection is closed
    /// after it. `head` is null when it could not be read. Called on the I/O thread: must not block.
    virtual Answer refusal(int status, const Head* head, std::string_view address) const = 0;
};

} // namespace stu::http
