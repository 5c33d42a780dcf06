#pragma once
// The beginning of an HTTP request, read with the strictest grammar that browsers and ordinary clients meet.
// Pure: bytes in, verdict out. What is refused here never reaches the HTTP library.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace stu::http {

inline constexpr std::size_t max_head_bytes = 16u << 10;
inline constexpr std::size_t max_header_lines = 64;
inline constexpr std::size_t max_target_bytes = 2048;

/// A request whose framing is beyond doubt.
struct Head {
    std::string method; ///< GET, HEAD or POST
    std::string target; ///< begins with '/', printable ASCII
    /// Names in lower case; only those of the allow-list, so nothing else can influence the library.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string forwarded_for; ///< all X-Forwarded-For, joined; for who trusts the sender
    std::size_t bytes = 0;     ///< length of the head in the buffer, with the empty line
    std::size_t content_length = 0;
    bool keep_alive = true;
    /// A load balancer asks in HTTP/1.0 whether we live; such a question may lack Host.
    bool probe = false;

    /// Empty when the header is not there. `name` in lower case.
    std::string_view header(std::string_view name) const;
    std::string_view path() const; ///< the target up to the question mark, still percent-encoded
};

struct Refusal {
    int status;           ///< of HTTP: 400, 405, 411, 413, 414, 415, 417, 431, 505
    bool of_head = false; ///< the method is HEAD, so the answer has no body
};

/// Nothing yet: the head is not complete.
using ParsedHead = std::variant<std::monostate, Head, Refusal>;

/// RFC 9112 with CRLF only. Refused: control characters, folded lines, more than one Host or Content-Length,
/// any Transfer-Encoding or Content-Encoding, a body on GET, a POST without length, HTTP versions other
/// than 1.1 (except 1.0 for the probes, /healthz and /readyz). `Upgrade` and `Range` are passed over: the
/// answer is the whole resource (RFC 9110 §7.8, §14.2).
ParsedHead parse_head(std::string_view received);

} // namespace stu::http
