// A new account: the two forms, and the mail that they lead to.

#include "frontend-wasm/app/account_part.hpp"

#include <utility>

namespace stu::app {

namespace {

/// Empty where the browser has no name for it: nobody typed it, so nobody could put it right.
std::string named_time_zone(const Surroundings& world) {
    std::string zone = world.time_zone();
    return check_time_zone(zone).empty() ? zone : std::string();
}

} // namespace

void AccountPart::operator()(const intent::SubmitRegistration&) {
    RegistrationForm& form = state_.registration;
    if (form.sending.busy) return;
    std::vector<FieldError> errors = validate(form.request);
    if (message_for(errors, "email").empty())
        if (Message foreign = check_school_email(form.request.email, state_.rules().email_domains);
            !foreign.empty())
            errors.push_back({"email", std::move(foreign)});
    if (!passes(form.sending, std::move(errors)) || !has_captcha(CaptchaFor::student, form.sending)) return;
    form.sending.start();
    RegisterStudent request = form.request;
    request.time_zone = named_time_zone(world_);
    request.language = state_.language;
    request.captcha = take_captcha();
    effects_.push_back(call<RegisterStudentAccount>(state_, request));
}

void AccountPart::operator()(const intent::SubmitStaffRegistration&) {
    StaffRegistrationForm& form = state_.staff_registration;
    if (form.sending.busy || !passes(form.sending, validate(form.request))) return;
    if (!has_captcha(CaptchaFor::staff, form.sending)) return;
    form.sending.start();
    RegisterStaff request = form.request;
    request.time_zone = named_time_zone(world_);
    request.language = state_.language;
    request.captcha = take_captcha();
    effects_.push_back(call<RegisterStaffAccount>(state_, request));
}

void AccountPart::registered(const std::string& email, Page form) {
    // Whoever mistyped the address goes back to a form that is filled in, but for the password.
    state_.registration.request.password.clear();
    state_.registration.sending = {};
    state_.staff_registration.request.password.clear();
    state_.staff_registration.sending = {};
    state_.sign_in.credentials.email = email;
    state_.mail_check = {};
    state_.mail_check.request.email = state_.mail_check.sent_to = email;
    state_.mail_check.registered_at = form;
    visit("/check-mail", History::push);
}

void AccountPart::operator()(const intent::Replied<RegisterStudentAccount>& reply) {
    if (!reply.result) return refused(state_.registration.sending, reply.result.error());
    registered(reply.result->email, Page::register_student);
}

void AccountPart::operator()(const intent::Replied<RegisterStaffAccount>& reply) {
    if (!reply.result) return refused(state_.staff_registration.sending, reply.result.error());
    registered(reply.result->email, Page::register_staff);
}

// --- the mail that was sent then

void AccountPart::operator()(const intent::SendMailAgain&) {
    MailCheckForm& form = state_.mail_check;
    if (form.sending.busy || !passes(form.sending, validate(form.request))) return;
    form.again = false;
    if (!has_captcha(CaptchaFor::confirmation, form.sending)) return;
    form.sending.start();
    ConfirmationRequest request = form.request;
    request.captcha = take_captcha();
    effects_.push_back(call<SendConfirmation>(state_, request));
}

void AccountPart::operator()(const intent::Replied<SendConfirmation>& reply) {
    if (reply.visit != state_.visit) return;
    MailCheckForm& form = state_.mail_check;
    if (!reply.result) return refused(form.sending, reply.result.error());
    form.sending = {};
    form.again = true;
    effects_.push_back(effect::Announce{tr("The mail is on its way again."), false});
    prepare_captcha(state_, world_, effects_);
}

} // namespace stu::app
