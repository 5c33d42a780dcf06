#pragma once
// Everything that a use case may touch.

#include "backend/pdf/checker.hpp"
#include "backend/security/passwords.hpp"
#include "backend/security/random.hpp"
#include "backend/store/store.hpp"
#include "common/access.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace stu::app {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual std::int64_t now_ms() const = 0; ///< Unix milliseconds
};

class SystemClock final : public Clock {
  public:
    std::int64_t now_ms() const override;
};

/// What lives as long as the server. All members are thread-safe.
struct Services {
    store::Store& store;
    const Clock& clock;
    security::Random& random;
    security::Passwords& passwords;
    pdf::Checker& pdfs;
    std::string base_url;              ///< for links in mail, without a trailing slash; never from a request
    std::function<void()> mail_queued; ///< called after a commit that left mail in the outbox
};

/// What the edge does with the session cookie once the use case has succeeded.
struct CookieChange {
    enum class Kind : std::uint8_t { keep, set, clear };
    Kind kind = Kind::keep;
    std::string token;
    std::int64_t lifetime_ms = 0;
};

/// One request.
struct Context {
    Services& services;
    Actor actor;
    std::string session_token; ///< as the cookie had it; empty for a visitor
    std::int64_t now_ms = 0;   ///< one moment for all that the request does
    CookieChange cookie;

    store::Store& store() const { return services.store; }
    std::string new_id() const { return security::make_id(services.random, now_ms); }
};

} // namespace stu::app
