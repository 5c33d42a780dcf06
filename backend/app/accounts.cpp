// Opening an account, confirming its address, and a forgotten password. The answers say nothing about whether
// an address was known: a mail does.

#include "backend/app/account_links.hpp"
#include "backend/app/addresses.hpp"
#include "backend/app/limits.hpp"
#include "backend/app/password_check.hpp"
#include "backend/app/post.hpp"
#include "backend/app/robots.hpp"
#include "backend/app/sessions.hpp"
#include "backend/app/times.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/security/guessability.hpp"
#include "backend/security/tokens.hpp"
#include "backend/store/people/access_codes.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/people/account_tokens.hpp"
#include "backend/store/people/sessions.hpp"
#include "backend/store/people/users.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/language/languages.hpp"
#include "common/text.hpp"
#include "common/typed_text.hpp"

namespace stu::app {
namespace {

/// Whether one more mail may go to `email` at the wish of somebody who may be anybody.
bool may_send(store::Transaction& transaction, const Context& context, const Limit& limit,
              const std::string& email) {
    return !count(transaction, limit, email, context.now_ms);
}

/// Does `work`, and undoes it where it is not `kept`: so that it takes as long, whatever is true.
template <class Work> void do_alike(store::Transaction& transaction, bool kept, Work work) {
    static_cast<void>(transaction.attempt([&]() -> Result<Empty> {
        work();
        if (!kept) return refuse(Code::not_found, {});
        return Empty{};
    }));
}

/// Posts what helps whoever has this address: that it has an account already, or the link that confirms it.
void post_next_step(store::Transaction& transaction, Context& context, const User& user) {
    do_alike(transaction, !user.verified, [&] { post_confirmation(transaction, context, user, user.email); });
    if (user.verified)
        post(transaction, context,
             already_registered_mail(user, context.services.base_url, language_for(user, context)));
}

/// Has `post_to` write to the owner of `email`. Where it has none, the same is written to somebody else and
/// undone, and the outbox is looked into for nothing: when the answer comes must not tell either.
template <class PostTo>
void post_to_owner(store::Transaction& transaction, const std::string& email, PostTo post_to) {
    const auto known = store::find_user_by_email(transaction, email);
    const bool has_owner = known && !store::is_deactivated(transaction, known->user.id);
    auto reader = known ? std::optional<User>(known->user) : store::find_anybody(transaction);
    if (!reader) return; // nobody has an account, which is no secret
    if (!known) {
        reader->email = email;
        reader->verified = false;
    }
    do_alike(transaction, has_owner, [&] { post_to(*reader); });
    transaction.after_commit(store::MailQueued{});
}

std::optional<Error> count_once(Context& context, const Limit& limit) {
    return context.write([&](store::Transaction& transaction) {
        return count(transaction, at_address(limit, context), context.address, context.now_ms);
    });
}

/// What everybody passes who wants an account: limits, captcha, and a password that is not easily guessed.
std::optional<Error> newcomer_refusal(Context& context, std::string_view captcha, const User& user,
                                      std::string_view password) {
    if (Message sentence = check_account_address(user.email); !sentence.empty())
        return invalid("email", std::move(sentence));
    if (Message weakness = security::check_guessability(password, user); !weakness.empty())
        return invalid("password", std::move(weakness));
    // Counted after the captcha: whoever sends forms without one must not close the door for a whole campus.
    if (auto refusal = captcha_refusal(context, captcha, WhenUnknown::refuse)) return refusal;
    return count_once(context, limit::registration);
}

Error wrong_access_code() {
    return refuse(Code::forbidden, tr("This access code is not valid. Please ask your department for one."));
}

/// Stores the account, or leaves one that is confirmed alone, and posts the mail that says which. An account
/// that is not confirmed may be a stranger's who typed this address: it becomes the newcomer's. Whose it is
/// in the end is decided by the link and the password together. Staff bring an access code, of which one use
/// goes.
Result<MailSent> open_account(Context& context, User newcomer, std::string_view password,
                              std::string_view access_code = {}) {
    // Hashed for a known address too, so that both answers take the same time.
    const std::string password_hash = context.services.passwords.hash(password);
    newcomer.id = context.new_id();
    if (!check_time_zone(newcomer.time_zone).empty() || !is_time_zone(newcomer.time_zone))
        newcomer.time_zone.clear();
    if (find_language(newcomer.language) == nullptr) newcomer.language.clear();

    return context.write([&](store::Transaction& transaction) -> Result<MailSent> {
        User user = newcomer;
        if (!access_code.empty() &&
            !store::use_access_code(transaction, security::access_code_hash(access_code), context.now_ms))
            return wrong_access_code();
        const auto known = store::find_user_by_email(transaction, user.email);
        const bool is_taken = known && known->user.verified;
        if (is_taken) user.email = user.id; // that of nobody
        do_alike(transaction, !is_taken, [&] {
            if (!known || is_taken)
                return store::insert_user(transaction, {user, password_hash}, context.now_ms);
            user.id = known->user.id;
            store::replace_unconfirmed(transaction, {user, password_hash});
        });
        if (may_send(transaction, context, limit::account_mail, newcomer.email))
            post_next_step(transaction, context, is_taken ? known->user : user);
        return MailSent{newcomer.email};
    });
}

std::optional<std::string> department_for(Context& context, std::string_view access_code) {
    return context.read([&](store::Transaction& transaction) {
        return store::department_of_code(transaction, security::access_code_hash(access_code),
                                         context.now_ms);
    });
}

std::optional<User> owner_of_link(Context& context, store::TokenPurpose purpose,
                                  std::string_view token_hash) {
    return context.read([&](store::Transaction& transaction) {
        return store::owner_of_token(transaction, purpose, token_hash, context.now_ms);
    });
}

Error link_is_gone() {
    return refuse(Code::gone,
                  tr("This link is no longer valid. It works once, and only the newest one does. Please ask "
                     "for another."));
}

} // namespace

Result<MailSent> handle(RegisterStudentAccount, Context& context, const RegisterStudent& request) {
    User user;
    user.email = account_address(request.email);
    user.name = as_line(request.name);
    user.registration_number = as_line(request.registration_number);
    user.time_zone = request.time_zone;
    user.language = request.language;
    if (Message foreign = check_school_email(user.email, context.services.policy.email_domains);
        !foreign.empty())
        return invalid("email", std::move(foreign));
    if (auto refusal = newcomer_refusal(context, request.captcha, user, request.password)) return *refusal;
    return open_account(context, std::move(user), request.password);
}

Result<MailSent> handle(RegisterStaffAccount, Context& context, const RegisterStaff& request) {
    User user;
    user.email = account_address(request.email);
    user.name = as_line(request.name);
    user.role = Role::staff;
    user.time_zone = request.time_zone;
    user.language = request.language;
    if (auto refusal = context.read([&](store::Transaction& transaction) {
            return exhausted(transaction, at_address(limit::access_code, context), context.address,
                             context.now_ms);
        }))
        return *refusal;
    const auto department = department_for(context, request.access_code);
    if (!department) {
        if (auto refusal = count_once(context, limit::access_code)) return *refusal;
        return wrong_access_code();
    }
    user.departments = {*department};
    if (auto refusal = newcomer_refusal(context, request.captcha, user, request.password)) return *refusal;
    return open_account(context, std::move(user), request.password, request.access_code);
}

Result<Session> handle(ConfirmEmail, Context& context, const EmailLink& request) {
    const std::string token_hash = security::token_hash(request.token);
    const auto owner = owner_of_link(context, store::TokenPurpose::confirm_email, token_hash);
    if (!owner) return link_is_gone();
    const auto proven = proven_user(
        context, owner->id, request.password,
        invalid("password",
                tr("This is not the password that the account was opened with. If you have forgotten "
                   "it, choose a new one with “Forgot your password?”.")));
    if (!proven) return proven.error();

    return context.write([&](store::Transaction& transaction) -> Result<Session> {
        const auto present = still_proven(transaction, proven.value());
        const auto token =
            store::take_token(transaction, store::TokenPurpose::confirm_email, token_hash, context.now_ms);
        if (!token || !present) return link_is_gone();
        User user = *present;
        const auto holder = store::find_user_by_email(transaction, token->email);
        if (holder && holder->user.id != user.id)
            return refuse(Code::conflict, tr("Another account has this address by now."));
        if (user.email != token->email) {
            // Links that went to the earlier address must lead nowhere now.
            store::delete_tokens(transaction, user.id);
            store::send_ticket_mail_to(transaction, user.id, token->email);
            post(transaction, context, address_changed_mail(user, token->email, language_for(user, context)));
        }
        store::confirm_address(transaction, user.id, token->email, context.now_ms);
        user.email = token->email;
        user.verified = true;
        open_session(transaction, context, user, false);
        know_browser(transaction, context, user);
        return session_of(transaction, context, std::move(user));
    });
}

Result<MailSent> handle(SendConfirmation, Context& context, const ConfirmationRequest& request) {
    const std::string email = account_address(request.email);
    if (auto refusal = captcha_refusal(context, request.captcha, WhenUnknown::refuse)) return *refusal;
    if (auto refusal = count_once(context, limit::confirmation)) return *refusal;

    return context.write([&](store::Transaction& transaction) -> Result<MailSent> {
        // Counted for unknown addresses as well, so that both are refused alike.
        if (auto refusal = count(transaction, limit::confirmation_mail, email, context.now_ms))
            return *refusal;
        post_to_owner(transaction, email,
                      [&](const User& user) { post_next_step(transaction, context, user); });
        return MailSent{email};
    });
}

Result<MailSent> handle(RequestReset, Context& context, const ResetRequest& request) {
    const std::string email = account_address(request.email);
    if (auto refusal = captcha_refusal(context, request.captcha, WhenUnknown::refuse)) return *refusal;
    if (auto refusal = count_once(context, limit::reset)) return *refusal;

    return context.write([&](store::Transaction& transaction) -> Result<MailSent> {
        // Counted for unknown addresses as well, so that both answers take the same time.
        if (may_send(transaction, context, limit::reset_mail, email))
            post_to_owner(transaction, email,
                          [&](const User& user) { post_reset(transaction, context, user); });
        return MailSent{email};
    });
}

Result<MailSent> handle(ResetPassword, Context& context, const PasswordReset& request) {
    const std::string token_hash = security::token_hash(request.token);
    const auto owner = owner_of_link(context, store::TokenPurpose::reset_password, token_hash);
    if (!owner) return link_is_gone();
    // Before the link is used up: a weak password must not cost the person another mail.
    if (Message weakness = security::check_guessability(request.password, *owner); !weakness.empty())
        return invalid("password", std::move(weakness));
    const std::string password_hash = context.services.passwords.hash(request.password);

    return context.write([&](store::Transaction& transaction) -> Result<MailSent> {
        const auto token =
            store::take_token(transaction, store::TokenPurpose::reset_password, token_hash, context.now_ms);
        // A link that went to an address of before is nobody's any more.
        const auto present = store::find_user(transaction, owner->id);
        if (!token || !present || present->email != token->email) return link_is_gone();
        store::update_password_hash(transaction, owner->id, password_hash);
        // Whoever opened the mail has its address, which may have been what was missing.
        if (!owner->verified) store::confirm_address(transaction, owner->id, token->email, context.now_ms);
        store::delete_tokens(transaction, owner->id);
        store::delete_sessions(transaction, owner->id, {});
        forgive(transaction, limit::sign_in, owner->email);
        know_browser(transaction, context, *owner);
        post(transaction, context,
             password_changed_mail(*owner, time_for(*owner, context, context.now_ms),
                                   language_for(*owner, context)));
        return MailSent{owner->email};
    });
}

} // namespace stu::app
