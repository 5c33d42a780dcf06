// Signing in and out, and who is signed in.

#include "backend/app/use_cases.hpp"
#include "backend/security/tokens.hpp"
#include "backend/store/account_state.hpp"
#include "backend/store/catalogue.hpp"
#include "backend/store/sessions.hpp"
#include "backend/store/ticket_lists.hpp"
#include "backend/store/users.hpp"

namespace stu::app {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
/// Absolute: using the session does not prolong it.
constexpr std::int64_t staff_session_ms = 12 * hour_ms, student_session_ms = 30 * 24 * hour_ms;

std::int64_t open_in(const std::vector<StatusCount>& counts) {
    std::int64_t open = 0;
    for (const StatusCount& count : counts)
        if (!is_closed(count.status)) open += count.tickets;
    return open;
}

std::int64_t open_tickets(store::Transaction& transaction, const User& user) {
    if (user.role == Role::student) return open_in(store::own_counts(transaction, user.id));
    std::int64_t open = 0;
    for (const std::string& department : user.departments)
        open += open_in(store::queue_counts(transaction, department, {}));
    return open;
}

Session session_of(store::Transaction& transaction, User user) {
    const std::int64_t open = user.id.empty() ? 0 : open_tickets(transaction, user);
    return {std::move(user), open, store::load_catalogue(transaction)};
}

} // namespace

Result<Session> handle(SignIn, Context& context, const Credentials& request) {
    std::optional<store::StoredUser> known;
    {
        store::Transaction transaction = context.store().read();
        known = store::find_user_by_email(transaction, folded_email(request.email));
        if (known && store::is_deactivated(transaction, known->user.id)) known.reset();
    }
    security::Passwords& passwords = context.services.passwords;
    // Also for an unknown address, so that the answer's time does not tell whether there is an account.
    if (!passwords.verify(request.password, known ? known->password_hash : std::string{}))
        return refuse(Code::unauthenticated, "The e-mail address or the password is not right.");
    const bool rehash = security::Passwords::outdated(known->password_hash);
    const std::string password_hash = rehash ? passwords.hash(request.password) : std::string{};

    const std::int64_t now = context.now_ms;
    const std::int64_t lifetime = known->user.role == Role::student ? student_session_ms : staff_session_ms;
    std::string token = security::make_session_token(context.services.random);

    store::Transaction transaction = context.store().write();
    if (rehash) store::update_password_hash(transaction, known->user.id, password_hash);
    // A token from before signing in never becomes this session (session fixation).
    if (!context.session_token.empty())
        store::delete_session(transaction, security::token_hash(context.session_token));
    store::insert_session(transaction, {security::token_hash(token), known->user.id, now, now + lifetime});
    Session session = session_of(transaction, std::move(known->user));
    transaction.commit();
    context.cookie = {CookieChange::Kind::set, std::move(token), lifetime};
    return session;
}

Result<Empty> handle(SignOut, Context& context, const Empty&) {
    store::Transaction transaction = context.store().write();
    store::delete_session(transaction, security::token_hash(context.session_token));
    transaction.commit();
    context.cookie.kind = CookieChange::Kind::clear;
    return Empty{};
}

Result<Session> handle(CurrentSession, Context& context, const Empty&) {
    store::Transaction transaction = context.store().read();
    User user;
    if (context.actor.signed_in())
        user = store::find_user(transaction, context.actor.user_id).value_or(User{});
    return session_of(transaction, std::move(user));
}

Actor actor_of(Services& services, std::string_view session_token) {
    if (session_token.empty()) return {};
    store::Transaction transaction = services.store.read();
    const auto user_id =
        store::session_user(transaction, security::token_hash(session_token), services.clock.now_ms());
    if (!user_id) return {};
    const auto user = store::find_user(transaction, *user_id);
    if (!user) return {};
    return {user->id, user->name, user->email, user->role, user->departments};
}

} // namespace stu::app
