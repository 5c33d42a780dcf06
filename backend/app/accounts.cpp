// Opening an account. The answer says nothing about whether the address was known: a mail does.

#include "backend/app/post.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/security/guessability.hpp"
#include "backend/security/tokens.hpp"
#include "backend/store/access_codes.hpp"
#include "backend/store/users.hpp"
#include "common/text.hpp"

namespace stu::app {
namespace {

/// Stores the account, or leaves the existing one alone, and posts the mail that says which.
Registered open_account(Context& context, User user, std::string_view password) {
    // Hashed for a known address too, so that both answers take the same time.
    const std::string password_hash = context.services.passwords.hash(password);
    const std::int64_t now = context.now_ms;
    user.id = context.new_id();

    store::Transaction transaction = context.store().write();
    if (const auto known = store::find_user_by_email(transaction, user.email)) {
        post(transaction, context, already_registered_mail(known->user, context.services.base_url));
    } else {
        store::insert_user(transaction, {user, password_hash}, now);
        post(transaction, context, welcome_mail(user, context.services.base_url));
    }
    transaction.commit();
    context.services.mail_queued();
    return {user.email};
}

std::optional<std::string> department_for(Context& context, std::string_view access_code) {
    store::Transaction transaction = context.store().read();
    return store::department_of_code(transaction, security::access_code_hash(access_code), context.now_ms);
}

} // namespace

Result<Registered> handle(RegisterStudentAccount, Context& context, const RegisterStudent& request) {
    User user;
    user.email = folded_email(request.email);
    user.name = trimmed(request.name);
    user.registration_number = trimmed(request.registration_number);
    if (std::string weakness =
            security::check_guessability(request.password, {user.email, user.name, user.registration_number});
        !weakness.empty())
        return invalid("password", std::move(weakness));
    return open_account(context, std::move(user), request.password);
}

Result<Registered> handle(RegisterStaffAccount, Context& context, const RegisterStaff& request) {
    const auto department = department_for(context, request.access_code);
    if (!department)
        return refuse(Code::forbidden, "This access code is not valid. Please ask your department for one.");
    User user;
    user.email = folded_email(request.email);
    user.name = trimmed(request.name);
    user.role = Role::staff;
    user.departments = {*department};
    if (std::string weakness = security::check_guessability(request.password, {user.email, user.name});
        !weakness.empty())
        return invalid("password", std::move(weakness));
    return open_account(context, std::move(user), request.password);
}

} // namespace stu::app
