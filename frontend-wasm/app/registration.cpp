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
    auto* form = state_.on<page::RegisterStudent>();
    if (!form || form->sending.busy) return;
    std::vector<FieldError> errors = validate(form->request);
    if (message_for(errors, "email").empty())
        if (Message foreign = check_school_email(form->request.email, state_.rules().email_domains);
            !foreign.empty())
            errors.push_back({"email", std::move(foreign)});
    if (!passes(form->sending, std::move(errors)) || !has_captcha(CaptchaFor::student, form->sending)) return;
    form->sending.start();
    RegisterStudent request = form->request;
    request.time_zone = named_time_zone(world_);
    request.language = state_.language;
    request.captcha = take_captcha();
    effects_.push_back(call<RegisterStudentAccount>(state_, request));
}

void AccountPart::operator()(const intent::SubmitStaffRegistration&) {
    auto* form = state_.on<page::RegisterStaff>();
    if (!form || form->sending.busy || !passes(form->sending, validate(form->request))) return;
    if (!has_captcha(CaptchaFor::staff, form->sending)) return;
    form->sending.start();
    RegisterStaff request = form->request;
    request.time_zone = named_time_zone(world_);
    request.language = state_.language;
    request.captcha = take_captcha();
    effects_.push_back(call<RegisterStaffAccount>(state_, request));
}

template <class Request> void AccountPart::registered(const std::string& email, Request request) {
    // Whoever mistyped the address goes back to a form that is filled in, but for the password.
    request.password.clear();
    state_.visitor_email = email;
    state_.sent_registration = SentRegistration{email, std::move(request)};
    visit("/check-mail", History::push);
}

void AccountPart::operator()(const intent::Replied<RegisterStudentAccount>& reply) {
    using Form = page::RegisterStudent;
    Form* page = sender<Form>(reply);
    if (!reply.result) return refused(page, &Form::sending, reply.result.error());
    registered(reply.result->email, page ? page->request : RegisterStudent{});
}

void AccountPart::operator()(const intent::Replied<RegisterStaffAccount>& reply) {
    using Form = page::RegisterStaff;
    Form* page = sender<Form>(reply);
    if (!reply.result) return refused(page, &Form::sending, reply.result.error());
    registered(reply.result->email, page ? page->request : RegisterStaff{});
}

// --- the mail that was sent then

void AccountPart::operator()(const intent::SendMailAgain&) {
    auto* form = state_.on<page::CheckMail>();
    if (!form || form->sending.busy || !passes(form->sending, validate(form->request))) return;
    form->again = false;
    if (!has_captcha(CaptchaFor::confirmation, form->sending)) return;
    form->sending.start();
    ConfirmationRequest request = form->request;
    request.captcha = take_captcha();
    effects_.push_back(call<SendConfirmation>(state_, request));
}

void AccountPart::operator()(const intent::Replied<SendConfirmation>& reply) {
    auto* form = sender<page::CheckMail>(reply);
    if (!form) return;
    if (!reply.result) return refused(form->sending, reply.result.error());
    form->sending = {};
    form->again = true;
    effects_.push_back(effect::Announce{tr("The mail is on its way again."), false});
    prepare_captcha(state_, world_, effects_);
}

} // namespace stu::app
