// What people change about their own account.

#include "backend/app/account_links.hpp"
#include "backend/app/addresses.hpp"
#include "backend/app/duplicates.hpp"
#include "backend/app/limits.hpp"
#include "backend/app/password_check.hpp"
#include "backend/app/post.hpp"
#include "backend/app/sessions.hpp"
#include "backend/app/times.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/security/guessability.hpp"
#include "backend/security/tokens.hpp"
#include "backend/store/mail/outbox.hpp"
#include "backend/store/people/account_tokens.hpp"
#include "backend/store/people/known_browsers.hpp"
#include "backend/store/people/sessions.hpp"
#include "backend/store/people/users.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/mentions.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/watchers.hpp"
#include "backend/store/tickets/work.hpp"
#include "common/text.hpp"
#include "common/typed_text.hpp"

#include <stdexcept>

namespace stu::app {
namespace {

/// Whoever finds an open browser must not be able to take the account over. `field` is where the password was
/// typed.
Result<store::StoredUser> proven_actor(Context& context, std::string_view password,
                                       const std::string& field) {
    return proven_user(context, context.actor.user_id, password,
                       invalid(field, tr("This is not your present password.")));
}

/// The asking session, while what was proven still holds.
Result<store::StoredSession> present_session(store::Transaction& transaction, const Context& context,
                                             const store::StoredUser& proven) {
    const auto session =
        store::find_session(transaction, security::token_hash(context.session_token), context.now_ms);
    if (!session || !still_proven(transaction, proven))
        return refuse(Code::unauthenticated, tr("Please sign in first."));
    return *session;
}

/// A session's name in the settings: enough of the hash to find it by, of no use for anything else.
std::string public_id(const store::StoredSession& session) { return session.token_hash.substr(0, 16); }

OpenSessions sessions_seen_by(store::Transaction& transaction, const Context& context) {
    const std::string present = security::token_hash(context.session_token);
    OpenSessions open;
    for (const store::StoredSession& session :
         store::sessions_of(transaction, context.actor.user_id, context.now_ms))
        open.sessions.push_back({public_id(session), session.browser, session.created_ms,
                                 session.last_used_ms, session.token_hash == present});
    return open;
}

/// Nobody is left who could answer, so what is open is taken out of everybody's work.
void withdraw_open_tickets(store::Transaction& transaction, const Context& context) {
    const Catalogue catalogue = store::load_catalogue(transaction);
    for (const Ticket& own : store::tickets_of(transaction, context.actor.user_id)) {
        // Read again: a duplicate may have come back when the one before it was withdrawn.
        Ticket ticket = store::find_ticket_by_id(transaction, own.id).value();
        if (!ticket.is_open()) continue;
        const store::CountedTicket before = store::counted(ticket);
        const auto event =
            withdraw_ticket(ticket, {{}, ticket.number, ticket.version}, context.actor, context.now_ms);
        if (!event) throw std::logic_error("an open ticket could not be withdrawn");
        store::update_ticket(transaction, ticket, before);
        store::insert_event(transaction, ticket.id, event.value());
        look_after_duplicates(transaction, context, catalogue, ticket);
    }
}

} // namespace

Result<Session> handle(SaveProfile, Context& context, const Profile& request) {
    if (!request.time_zone.empty() && !is_time_zone(request.time_zone))
        return invalid("time_zone", tr("This time zone is not known here. Choose another one."));
    return context.write([&](store::Transaction& transaction) -> Result<Session> {
        auto user = store::find_user(transaction, context.actor.user_id);
        if (!user) return refuse(Code::unauthenticated, tr("Please sign in first."));
        user->name = as_line(request.name);
        user->time_zone = request.time_zone;
        user->notifications = request.notifications;
        user->language = request.language;
        if (user->role == Role::student) {
            user->registration_number = as_line(request.registration_number);
            if (user->registration_number.empty())
                return invalid("registration_number", check_registration_number({}));
        }
        store::update_profile(transaction, *user);
        return session_of(transaction, context, *std::move(user));
    });
}

Result<MailSent> handle(ChangeEmail, Context& context, const EmailChange& request) {
    const std::string email = account_address(request.email);
    if (Message sentence = check_account_address(email); !sentence.empty())
        return invalid("email", std::move(sentence));
    if (context.actor.role == Role::student)
        if (Message foreign = check_school_email(email, context.services.policy.email_domains);
            !foreign.empty())
            return invalid("email", std::move(foreign));
    const auto stored = proven_actor(context, request.password, "password");
    if (!stored) return stored.error();
    const User& user = stored->user;
    if (email == user.email && user.verified) return invalid("email", tr("This is your address already."));

    return context.write([&](store::Transaction& transaction) -> Result<MailSent> {
        const auto session = present_session(transaction, context, stored.value());
        if (!session) return session.error();
        if (auto refusal = count(transaction, limit::address_change, user.id, context.now_ms))
            return *refusal;
        if (auto refusal = count(transaction, limit::account_mail, email, context.now_ms)) return *refusal;
        // An address that somebody else has gets their mail, and this answer does not tell.
        if (const auto holder = store::find_user_by_email(transaction, email);
            holder && holder->user.id != user.id)
            post(transaction, context,
                 already_registered_mail(holder->user, context.services.base_url,
                                         language_for(holder->user, context)));
        else
            post_confirmation(transaction, context, user, email);
        if (user.verified)
            post(transaction, context, address_change_asked_mail(user, email, language_for(user, context)));
        return MailSent{email};
    });
}

Result<Session> handle(ChangePassword, Context& context, const PasswordChange& request) {
    const auto stored = proven_actor(context, request.current, "current");
    if (!stored) return stored.error();
    const User& user = stored->user;
    if (Message weakness = security::check_guessability(request.password, user); !weakness.empty())
        return invalid("password", std::move(weakness));
    const std::string password_hash = context.services.passwords.hash(request.password);

    return context.write([&](store::Transaction& transaction) -> Result<Session> {
        const auto present = present_session(transaction, context, stored.value());
        if (!present) return present.error();
        store::update_password_hash(transaction, user.id, password_hash);
        store::delete_sessions(transaction, user.id, {});
        store::delete_tokens(transaction, user.id);
        const bool remembered = present->idle_ms == 0;
        open_session(transaction, context, user, remembered);
        post(transaction, context,
             password_changed_mail(user, time_for(user, context, context.now_ms),
                                   language_for(user, context)));
        return session_of(transaction, context, user);
    });
}

Result<Empty> handle(DeleteAccount, Context& context, const AccountDeletion& request) {
    const auto stored = proven_actor(context, request.password, "password");
    if (!stored) return stored.error();
    const User& user = stored->user;

    return context.write([&](store::Transaction& transaction) -> Result<Empty> {
        const auto session = present_session(transaction, context, stored.value());
        if (!session) return session.error();
        const bool student = user.role == Role::student;
        if (student) withdraw_open_tickets(transaction, context);
        store::give_back_tickets_of(transaction, user.id);
        store::forget_watches_of(transaction, user.id);
        store::forget_mentions_of(transaction, user.id);
        store::erase_person(transaction, user.id, student ? "Former student" : "Former member of staff");
        store::delete_attachments_of(transaction, user.id);
        store::erase_mail_of(transaction, user.id, user.email);
        store::delete_tokens(transaction, user.id);
        store::delete_sessions(transaction, user.id, {});
        store::forget_browsers(transaction, user.id);
        store::erase_user(transaction, user, context.now_ms);
        context.cookies.push_back({CookieChange::Cookie::session, {}, 0});
        context.cookies.push_back({CookieChange::Cookie::browser, {}, 0});
        return Empty{};
    });
}

Result<OpenSessions> handle(ListSessions, Context& context, const Empty&) {
    return context.read([&](store::Transaction& transaction) -> Result<OpenSessions> {
        return sessions_seen_by(transaction, context);
    });
}

Result<OpenSessions> handle(EndSessions, Context& context, const SessionEnd& request) {
    const std::string present = security::token_hash(context.session_token);
    return context.write([&](store::Transaction& transaction) -> Result<OpenSessions> {
        if (request.id.empty()) {
            store::delete_sessions(transaction, context.actor.user_id, present);
        } else {
            for (const store::StoredSession& session :
                 store::sessions_of(transaction, context.actor.user_id, context.now_ms))
                if (public_id(session) == request.id && session.token_hash != present)
                    store::delete_session(transaction, session.token_hash);
        }
        return sessions_seen_by(transaction, context);
    });
}

} // namespace stu::app
