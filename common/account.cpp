#include "common/account.hpp"

#include "common/checks.hpp"
#include "common/language/languages.hpp"
#include "common/numbers.hpp"
#include "common/password.hpp"
#include "common/text.hpp"
#include "common/typed_text.hpp"

#include <algorithm>

namespace stu {
namespace {

constexpr std::size_t token_digits = 64;

Message check_token(std::string_view token) {
    if (is_hex(token, token_digits)) return {};
    return tr("This link is not complete. Please copy all of it from the mail.");
}

} // namespace

std::vector<FieldError> validate(const EmailLink& request) {
    std::vector<FieldError> errors;
    note(errors, "token", check_token(request.token));
    note(errors, "password", check_typed_password(request.password));
    return errors;
}

std::vector<FieldError> validate(const Profile& request) {
    std::vector<FieldError> errors;
    note(errors, "name", check_name(request.name));
    if (!as_line(request.registration_number).empty())
        note(errors, "registration_number", check_registration_number(request.registration_number));
    note(errors, "time_zone", check_time_zone(request.time_zone));
    if (!request.language.empty() && find_language(request.language) == nullptr)
        note(errors, "language", tr("Choose one of the languages that are offered."));
    return errors;
}

std::vector<FieldError> validate(const EmailChange& request) {
    std::vector<FieldError> errors;
    note(errors, "email", check_email(request.email));
    note(errors, "password", check_typed_password(request.password));
    return errors;
}

std::vector<FieldError> validate(const PasswordChange& request) {
    std::vector<FieldError> errors;
    note(errors, "current", check_typed_password(request.current));
    note(errors, "password", check_password(request.password));
    if (errors.empty() && request.current == request.password)
        note(errors, "password", tr("This is your present password. Choose another one."));
    return errors;
}

std::vector<FieldError> validate(const ResetRequest& request) {
    std::vector<FieldError> errors;
    note(errors, "email", check_email(request.email));
    note(errors, "captcha", check_captcha(request.captcha));
    return errors;
}

std::vector<FieldError> validate(const ConfirmationRequest& request) {
    std::vector<FieldError> errors;
    note(errors, "email", check_email(request.email));
    note(errors, "captcha", check_captcha(request.captcha));
    return errors;
}

std::vector<FieldError> validate(const PasswordReset& request) {
    std::vector<FieldError> errors;
    note(errors, "token", check_token(request.token));
    note(errors, "password", check_password(request.password));
    return errors;
}

std::vector<FieldError> validate(const AccountDeletion& request) {
    std::vector<FieldError> errors;
    note(errors, "password", check_typed_password(request.password));
    return errors;
}

std::vector<FieldError> validate(const SessionEnd& request) {
    std::vector<FieldError> errors;
    note(errors, "id", check_id(request.id, {tr("The session"), {}, max_id}));
    return errors;
}

} // namespace stu
