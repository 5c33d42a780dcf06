#pragma once
// What the gate asks about a request. The gate knows sockets and framing; a Service knows what they are for.

#include "backend/http/address.hpp"
#include "backend/http/head.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::http {

/// Which threads answer a request. What takes long has threads of its own, so that a storm of it leaves the
/// others to everybody else.
enum class Lane : std::uint8_t {
    usual,
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

    /// Whether many people may come from this address. Called on the I/O thread.
    virtual bool is_proxy(const Address& peer) const = 0;

    /// A whole refusal, when the request can be refused without its body. Called on a worker before a large
    /// body is read.
    virtual std::optional<std::string> refuse_early(const Head& head, std::string_view address) = 0;

    /// The whole answer, status line included. Called on a worker; must not throw.
    virtual std::string answer(const Head& head, std::string body, std::string_view address) = 0;

    /// The whole answer to a request that never was one, or that cannot be served; the connection is closed
    /// after it. `head` is null when it could not be read. Called on the I/O thread.
    virtual std::string refusal(int status, const Head* head, std::string_view address) const = 0;
};

} // namespace stu::http
