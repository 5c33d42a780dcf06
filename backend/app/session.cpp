// Signing in and out, and who is signed in.

#include "backend/app/addresses.hpp"
#include "backend/app/limits.hpp"
#include "backend/app/robots.hpp"
#include "backend/app/sessions.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/security/tokens.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/people/known_browsers.hpp"
#include "backend/store/people/sessions.hpp"
#include "backend/store/people/users.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>

namespace stu::app {
namespace {

/// Failures after which a person is asked whether they are one.
constexpr std::int64_t failures_until_captcha = 3;
/// Noting each use would make every reading request write.
constexpr std::int64_t note_use_every_ms = minute_ms;

/// An attempt to sign in: whose account, and in whose name failures are counted.
struct Attempt {
    std::optional<store::StoredUser> known;
    std::string counted_for;
    bool browser_known = false;
};

/// A browser that the account knows has a count of its own, so nobody else can lock it out. Unknown addresses
/// are counted like known ones, or the lock would tell which are which.
Attempt attempt_of(store::Transaction& transaction, const Context& context, const std::string& email) {
    Attempt attempt{store::find_user_by_email(transaction, email), email};
    if (attempt.known && store::is_deactivated(transaction, attempt.known->user.id)) attempt.known.reset();
    if (!attempt.known || context.browser_token.empty()) return attempt;
    const std::string browser = security::token_hash(context.browser_token);
    attempt.browser_known = store::is_known_browser(transaction, browser, attempt.known->user.id);
    if (attempt.browser_known) attempt.counted_for += " in " + browser;
    return attempt;
}

Error not_right() {
    return refuse(Code::unauthenticated,
                  tr("The e-mail address or the password is not right, or the address has not been "
                     "confirmed yet with the link that we have mailed."));
}

Error locked(Error too_many) {
    const std::int64_t minutes = (too_many.retry_after_s + 59) / 60;
    too_many.message =
        trn("There were too many failed attempts. Please try again in {count} minute, or choose a "
            "new password with “Forgot your password?”.",
            "There were too many failed attempts. Please try again in {count} minutes, or choose "
            "a new password with “Forgot your password?”.",
            minutes);
    return too_many;
}

/// Whether a captcha is asked for; a refusal when there were too many failures already. Counts nothing: a
/// flood from one address must neither lock accounts nor fill tables.
Result<bool> asks_captcha(Context& context, const std::string& email) {
    return context.read([&](store::Transaction& transaction) -> Result<bool> {
        const Attempt attempt = attempt_of(transaction, context, email);
        if (auto refusal = exhausted(transaction, limit::sign_in, attempt.counted_for, context.now_ms))
            return locked(*std::move(refusal));
        if (!attempt.browser_known)
            if (auto refusal = exhausted(transaction, at_address(limit::sign_in_address, context),
                                         context.address, context.now_ms))
                return *refusal;
        return events_so_far(transaction, limit::sign_in, attempt.counted_for, context.now_ms) >=
               failures_until_captcha;
    });
}

/// Counts the attempt as a failure, which a right password takes back: attempts at the same moment can then
/// not all see the last free one.
std::optional<Error> begin(store::Transaction& transaction, const Context& context, const Attempt& attempt) {
    // A browser that the account knows is not held up by its neighbours, who may share its address.
    if (!attempt.browser_known)
        if (auto refusal = count(transaction, at_address(limit::sign_in_address, context), context.address,
                                 context.now_ms))
            return refusal;
    if (auto refusal = count(transaction, limit::sign_in, attempt.counted_for, context.now_ms))
        return locked(*std::move(refusal));
    return std::nullopt;
}

/// Waits for nobody: while others write, the next request notes it; while nothing can be written, reading
/// goes on, so that a full disk ends no session.
void note_use(Services& services, std::string_view token_hash, std::int64_t now_ms) {
    try {
        services.store.write(std::chrono::milliseconds(0), [&](store::Transaction& transaction) {
            store::note_session_use(transaction, token_hash, now_ms);
        });
    } catch (const sql::Trouble&) { return; } catch (const std::exception& error) {
        spdlog::warn("the use of a session could not be noted: {}", error.what());
    }
}

void end_session(store::Store& store, std::string_view token_hash, std::chrono::milliseconds patience) {
    store.write_regardless(
        patience, [&](store::Transaction& transaction) { store::delete_session(transaction, token_hash); });
}

} // namespace

Result<Session> handle(SignIn, Context& context, const Credentials& request) {
    const std::string email = account_address(request.email);
    const auto ask_captcha = asks_captcha(context, email);
    if (!ask_captcha) return ask_captcha.error();
    if (ask_captcha.value())
        if (auto refusal = captcha_refusal(context, request.captcha, WhenUnknown::accept)) return *refusal;

    Attempt attempt;
    bool imported_passwords = false;
    const auto refusal = context.write([&](store::Transaction& transaction) {
        attempt = attempt_of(transaction, context, email);
        imported_passwords = store::has_imported_passwords(transaction);
        return begin(transaction, context, attempt);
    });
    if (refusal) return *refusal;
    security::Passwords& passwords = context.services.passwords;
    // Also for an unknown address, so that the answer's time does not tell whether there is an account.
    const std::string known_hash = attempt.known ? attempt.known->password_hash : std::string{};
    const auto match = passwords.match(request.password, known_hash);
    // Whether there is an account must not show before its address is confirmed: anybody can open one.
    if (match == security::Passwords::Match::wrong || !attempt.known->user.verified) {
        if (imported_passwords) passwords.spend_other_kind(known_hash);
        return not_right();
    }
    const bool rehash = match == security::Passwords::Match::outdated;
    const std::string password_hash = rehash ? passwords.hash(request.password) : std::string{};

    return context.write([&](store::Transaction& transaction) -> Result<Session> {
        // The account may have been deleted, or its password changed, while the hash was computed.
        const auto present = store::find_stored_user(transaction, attempt.known->user.id);
        if (!present || present->password_hash != attempt.known->password_hash) return not_right();
        forgive(transaction, limit::sign_in, attempt.counted_for);
        if (!attempt.browser_known) uncount(transaction, limit::sign_in_address, context.address);
        if (rehash) store::update_password_hash(transaction, present->user.id, password_hash);
        open_session(transaction, context, present->user, request.remember);
        know_browser(transaction, context, present->user);
        return session_of(transaction, context, present->user);
    });
}

Result<Empty> handle(SignOut, Context& context, const Empty&) {
    const std::string hash = security::token_hash(context.session_token);
    context.services.ended.add(hash);
    try {
        end_session(context.store(), hash, std::chrono::milliseconds(100));
        context.services.ended.remove(hash);
    } catch (const std::exception& error) {
        spdlog::warn("the end of a session is kept in memory: {}", error.what());
    }
    context.cookies.push_back({CookieChange::Cookie::session, {}, 0});
    return Empty{};
}

void end_remembered_sessions(Services& services) {
    for (const std::string& hash : services.ended.all()) {
        try {
            end_session(services.store, hash, std::chrono::milliseconds(0));
            services.ended.remove(hash);
        } catch (const std::exception&) { return; } // later
    }
}

Result<Session> handle(CurrentSession, Context& context, const Empty&) {
    return context.read([&](store::Transaction& transaction) -> Result<Session> {
        User user;
        if (context.actor.signed_in())
            user = store::find_user(transaction, context.actor.user_id).value_or(User{});
        return session_of(transaction, context, std::move(user));
    });
}

Actor actor_of(const Context& context, Use use) {
    if (context.session_token.empty()) return {};
    const std::string hash = security::token_hash(context.session_token);
    if (context.services.ended.contains(hash)) {
        end_remembered_sessions(context.services);
        return {};
    }
    const std::int64_t now = context.now_ms;
    std::optional<store::StoredSession> session;
    const auto user = context.read([&](store::Transaction& transaction) {
        session = store::find_session(transaction, hash, now);
        return session ? store::find_user(transaction, session->user_id) : std::nullopt;
    });
    if (!user) return {};
    if (use == Use::asked && now - session->last_used_ms >= note_use_every_ms)
        note_use(context.services, hash, now);
    return actor_for(*user);
}

} // namespace stu::app
