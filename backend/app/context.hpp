#pragma once
// Everything that a use case may touch.

#include "backend/app/ended_sessions.hpp"
#include "backend/app/presence.hpp"
#include "backend/pdf/checker.hpp"
#include "backend/security/captcha.hpp"
#include "backend/security/passwords.hpp"
#include "backend/security/random.hpp"
#include "backend/security/secret.hpp"
#include "backend/store/engine/store.hpp"
#include "common/access.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

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

/// What this site decides for itself.
struct Policy {
    std::vector<std::string> email_domains = {}; ///< of students; empty = any. See `check_school_email`
    std::string time_zone = "UTC";               ///< of mail to people who have not chosen theirs; IANA name
    std::string language = "en";                 ///< of people who have not chosen theirs; one of ours
    std::int64_t tickets_per_hour = 30;          ///< that one student may file; 0 = any number
    std::int64_t undo_seconds = 10;              ///< in which staff can take back what they send; 0 = none
    std::int64_t files_per_day = 30;             ///< that one person may upload; 0 = any number
    std::int64_t megabytes_per_day = 60;         ///< of such files together; 0 = any number
};

/// What lives as long as the server. All members are thread-safe.
struct Services {
    store::Store& store;
    const Clock& clock;
    const Clock& shared_clock; ///< of all servers on one database: for what any of them does when it is due
    security::Random& random;
    security::Passwords& passwords;
    pdf::Checker& pdfs;
    security::Captcha& captcha;
    const Policy& policy;
    const security::Secret& secret;
    std::string base_url;     ///< for links in mail, without a trailing slash; never from a request
    EndedSessions ended = {}; ///< those whose end could not be written yet
    Presence presence = {};   ///< of staff on tickets
};

/// A cookie that the edge sets or clears once the use case has succeeded.
struct CookieChange {
    enum class Cookie : std::uint8_t {
        session, ///< who is signed in
        browser, ///< known to accounts that have signed in here; stays after signing out
    };
    Cookie cookie = Cookie::session;
    std::string token;            ///< empty = clear it
    std::int64_t lifetime_ms = 0; ///< 0 = until the browser is closed
};

/// One request.
struct Context {
    Services& services;
    Actor actor;
    std::string session_token;      ///< as the cookie had it; empty for a visitor
    std::int64_t now_ms = 0;        ///< one moment for all that the request does
    std::string address = {};       ///< the client's
    bool campus = false;            ///< many people share that address
    std::string browser_token = {}; ///< of the browser cookie, as it came; may be made up
    std::string browser = {};       ///< in words: "Firefox on Linux"
    /// Code of the one that the answer is read in: as the person has chosen, else as the request accepts.
    std::string language = "en";
    std::vector<CookieChange> cookies = {};
    /// Where all that the request reads is of one moment, from the session on; null where it also changes
    /// something, and each `read` has its own.
    store::Transaction* moment = nullptr;

    store::Store& store() const { return services.store; }

    /// What `function(store::Transaction&)` returns; see Store::read and Store::write.
    template <class Function> auto read(Function function) const {
        return moment != nullptr ? function(*moment) : store().read(std::move(function));
    }
    template <class Function> auto write(Function function) {
        return write(store().patience(), std::move(function));
    }
    /// The cookies that it sets are there once, however often it runs.
    template <class Function> auto write(std::chrono::milliseconds patience, Function function) {
        return store().write(patience, [&, set_before = cookies.size()](store::Transaction& transaction) {
            cookies.resize(set_before);
            return function(transaction);
        });
    }

    std::string new_id() const { return security::make_id(services.random, now_ms); }
};

} // namespace stu::app
