#include "frontend-wasm/app/account_part.hpp"

#include "frontend-wasm/app/handing_over.hpp"
#include "frontend-wasm/app/language.hpp"
#include "frontend-wasm/app/waiting.hpp"

#include <utility>

namespace stu::app {

// --- signing in and out

void AccountPart::operator()(const intent::SubmitSignIn&) {
    page::SignIn* form = state_.sign_in();
    if (!form || form->sending.busy || !passes(form->sending, validate(form->request))) return;
    if (form->asks_captcha && !has_captcha(CaptchaFor::sign_in, form->sending)) return;
    form->sending.start();
    Credentials credentials = form->request;
    if (form->asks_captcha) credentials.captcha = take_captcha();
    effects_.push_back(call<stu::SignIn>(state_, credentials));
}

void AccountPart::operator()(const intent::SignOut&) { effects_.push_back(call<stu::SignOut>(state_, {})); }

void AccountPart::operator()(const intent::Replied<CurrentSession>& reply) {
    if (!reply.result) {
        if (state_.session.value && nobody_asked(reply) && let_pass(state_, reply.result.error(), effects_))
            return;
        state_.session.finish(reply.result);
        handle_everywhere(state_, reply.result.error(), effects_);
    } else if (!state_.session.value) {
        adopt(reply.result.value());
        go(state_, state_.started_at, History::none, world_, effects_);
        if (state_.is_staff()) take_toast_over(state_, world_, effects_);
    } else if (!state_.user()) {
        // Signed in in another tab; or asked before signing out here, and then it is old.
        if (reply.visit != state_.visit || reply.result->user.id.empty()) return;
        adopt(reply.result.value());
        go(state_, is_for_visitors(state_.route.page) ? "/" : url_of(state_.route), History::replace, world_,
           effects_);
    } else if (reply.result->user.id == state_.user()->id) {
        if (state_.sign_in_again) return sign_in_again(reply.result.value());
        state_.session.finish(reply.result);
        name_catalogue(state_);
    } else if (reply.result->user.id.empty()) { // signed out in another tab
        handle_everywhere(state_, refuse(Code::unauthenticated, {}), effects_);
    } else { // somebody else signed in there
        const std::string name = state_.user()->name;
        adopt(reply.result.value());
        go(state_, "/", History::replace, world_, effects_);
        show_toast(
            state_,
            tr("{newcomer} is signed in in this browser now. Nothing of what {person} had begun was sent; "
               "it is kept here until {person} signs in again.",
               {{"newcomer", reply.result->user.name}, {"person", name}}),
            true, effects_);
    }
}

void AccountPart::operator()(const intent::Replied<stu::SignIn>& reply) {
    page::SignIn* form = state_.sign_in();
    if (!reply.result) {
        if (!form) return; // its page was left
        const bool asked_before = form->asks_captcha;
        if (!message_for(reply.result.error().details, "captcha").empty()) form->asks_captcha = true;
        // A proof of work needs nobody's attention: the form goes off again once it is done.
        if (form->asks_captcha && !asked_before &&
            state_.rules().captcha.kind == CaptchaKind::proof_of_work) {
            form->sending.busy = false;
            return (*this)(intent::SubmitSignIn{});
        }
        if (reply.result.error().code == Code::unauthenticated) // a wrong password, not an ended session
            return refused_here(form->sending, reply.result.error());
        return refused(form->sending, reply.result.error());
    }
    if (state_.sign_in_again && reply.result->user.id == state_.owner)
        return sign_in_again(reply.result.value());
    const std::string next(state_.route.parameter("next"));
    // The form is emptied and leaves the page: that is when browsers offer to save the password.
    if (form) *form = {};
    state_.visitor_email.clear();
    adopt(reply.result.value());
    const bool ours = next.size() > 1 && next[0] == '/' && next[1] != '/';
    go(state_, ours ? next : "/", History::replace, world_, effects_);
}

void AccountPart::sign_in_again(const Session& session) {
    adopt(session);
    load_page(state_, world_, effects_);
    if (anything_waits(state_)) effects_.emplace_back(effect::AwaitConnection{});
    effects_.push_back(effect::Announce{tr("You are signed in again."), false});
}

void AccountPart::leave(const Message& words) {
    start_over();
    state_.session.value->user = {};
    state_.session.value->draft_key.clear();
    state_.owner.clear();
    follow_reader(state_, world_, effects_);
    go(state_, "/", History::push, world_, effects_);
    show_toast(state_, words, true, effects_);
}

void AccountPart::operator()(const intent::Replied<stu::SignOut>& reply) {
    if (!reply.result && reply.result.error().code != Code::unauthenticated) {
        handle_everywhere(state_, reply.result.error(), effects_);
        return show_toast(state_, reply.result.error().message, false, effects_);
    }
    // Nothing of this person may be left that the next one at a shared computer could read.
    const bool kept = world_.put_drafts_aside(state_.owner, state_.session.value->draft_key);
    leave(kept ? tr("You are signed out. What you were writing is put aside: sign in here within an hour to "
                    "go on.")
               : tr("You are signed out."));
}

// --- links in mail

void AccountPart::operator()(const intent::SubmitConfirmation&) {
    if (auto* page = state_.on<page::ConfirmEmail>()) send<ConfirmEmail>(*page);
}

void AccountPart::operator()(const intent::Replied<ConfirmEmail>& reply) {
    using Form = page::ConfirmEmail;
    if (!reply.result) return refused(sender<Form>(reply), &Form::sending, reply.result.error());
    forget_secret(Page::confirm_email);
    adopt(reply.result.value());
    go(state_, "/", History::replace, world_, effects_);
    show_toast(state_,
               tr("{address} is confirmed, and you are signed in.", {{"address", reply.result->user.email}}),
               true, effects_);
}

void AccountPart::operator()(const intent::SubmitForgotten&) {
    auto* form = state_.on<page::ForgotPassword>();
    if (!form || form->sending.busy || !passes(form->sending, validate(form->request))) return;
    if (!has_captcha(CaptchaFor::forgotten, form->sending)) return;
    form->sending.start();
    ResetRequest request = form->request;
    request.captcha = take_captcha();
    effects_.push_back(call<RequestReset>(state_, request));
}

void AccountPart::operator()(const intent::Replied<RequestReset>& reply) {
    using Form = page::ForgotPassword;
    Form* page = sender<Form>(reply);
    if (!reply.result) return refused(page, &Form::sending, reply.result.error());
    if (!page) return;
    *page = {};
    page->sent = true;
    page->request.email = reply.result->email;
    effects_.push_back(effect::Announce{tr("Look into your mail."), false});
    effects_.push_back(effect::FocusHeading{});
}

void AccountPart::operator()(const intent::SubmitReset&) {
    if (auto* page = state_.on<page::ResetPassword>()) send<ResetPassword>(*page);
}

void AccountPart::operator()(const intent::Replied<ResetPassword>& reply) {
    using Form = page::ResetPassword;
    if (!reply.result) return refused(sender<Form>(reply), &Form::sending, reply.result.error());
    forget_secret(Page::reset_password);
    // All sessions of the account have ended, this one too if it was open.
    if (state_.user()) {
        state_.session.value->user = {};
        state_.session.value->draft_key.clear();
    }
    state_.sign_in_again.reset();
    state_.visitor_email = reply.result->email;
    visit("/sign-in", History::replace);
    show_toast(state_, tr("Your password is changed. Sign in with the new one."), true, effects_);
}

// --- settings

void AccountPart::operator()(const intent::SubmitProfile&) {
    auto* page = state_.on<page::Settings>();
    if (!page || page->profile.sending.busy || !state_.user()) return;
    auto& form = page->profile;
    std::vector<FieldError> errors = validate(form.request);
    if (state_.user()->role == Role::student && message_for(errors, "registration_number").empty())
        if (Message missing = check_registration_number(form.request.registration_number); !missing.empty())
            errors.push_back({"registration_number", std::move(missing)});
    if (!passes(form.sending, std::move(errors))) return;
    form.sending.start();
    effects_.push_back(call<SaveProfile>(state_, form.request));
}

void AccountPart::operator()(const intent::Replied<SaveProfile>& reply) {
    auto* form = settings_form(reply, &page::Settings::profile);
    if (!reply.result) return refused(form, &page::Settings::ProfileForm::sending, reply.result.error());
    if (form) form->sending = {};
    adopt(reply.result.value());
    show_toast(state_, tr("Your profile is saved."), true, effects_);
}

void AccountPart::operator()(const intent::SubmitNewEmail&) {
    if (auto* page = state_.on<page::Settings>()) send<ChangeEmail>(page->email);
}

void AccountPart::operator()(const intent::Replied<ChangeEmail>& reply) {
    auto* form = settings_form(reply, &page::Settings::email);
    if (!reply.result) return refused(form, &page::Settings::EmailForm::sending, reply.result.error());
    if (form) {
        *form = {};
        form->sent_to = reply.result->email;
    }
    show_toast(state_,
               tr("We have sent a link to {address}. Open it to finish the change.",
                  {{"address", reply.result->email}}),
               true, effects_);
}

void AccountPart::operator()(const intent::SubmitNewPassword&) {
    if (auto* page = state_.on<page::Settings>()) send<ChangePassword>(page->password);
}

void AccountPart::operator()(const intent::Replied<ChangePassword>& reply) {
    auto* form = settings_form(reply, &page::Settings::password);
    if (!reply.result) return refused(form, &page::Settings::PasswordForm::sending, reply.result.error());
    if (form) *form = {};
    adopt(reply.result.value());
    show_toast(state_, tr("Your password is changed. You are signed out everywhere else."), true, effects_);
    if (state_.on<page::Settings>()) effects_.push_back(call<ListSessions>(state_, {}));
}

void AccountPart::operator()(const intent::EndOtherSessions&) {
    effects_.push_back(call<EndSessions>(state_, {}));
}

void AccountPart::operator()(const intent::EndSession& happened) {
    effects_.push_back(call<EndSessions>(state_, {happened.id}));
}

void AccountPart::operator()(const intent::Replied<ListSessions>& reply) {
    if (auto* page = reader<page::Settings>(reply)) arrived(page->loaded, reply);
}

void AccountPart::operator()(const intent::Replied<EndSessions>& reply) {
    auto* page = reader<page::Settings>(reply);
    if (!page) return;
    arrived(page->loaded, reply);
    if (reply.result) show_toast(state_, tr("Done. The browser there is signed out."), true, effects_);
}

void AccountPart::operator()(const intent::AskToDeleteAccount&) {
    auto* page = state_.on<page::Settings>();
    if (!page || page->deletion.sending.busy) return;
    page->deletion.asking = passes(page->deletion.sending, validate(page->deletion.request));
}

void AccountPart::operator()(const intent::KeepAccount&) {
    if (auto* page = state_.on<page::Settings>()) page->deletion = {};
}

void AccountPart::operator()(const intent::ConfirmDeletion&) {
    auto* page = state_.on<page::Settings>();
    if (!page || !page->deletion.asking) return;
    page->deletion.asking = false;
    send<DeleteAccount>(page->deletion);
}

void AccountPart::operator()(const intent::Replied<DeleteAccount>& reply) {
    auto* form = settings_form(reply, &page::Settings::deletion);
    if (!reply.result) return refused(form, &page::Settings::DeletionForm::sending, reply.result.error());
    world_.erase_notes(state_.owner);
    leave(tr("Your account is deleted."));
}

// --- captcha

void AccountPart::operator()(const intent::Replied<GetChallenge>& reply) {
    if (reply.result) {
        state_.captcha.since_ms = world_.now_ms();
        effects_.push_back(effect::SolveChallenge{reply.result.value()});
        return;
    }
    const CaptchaFor form = captcha_arrived({});
    Sending* sending = sending_of(form);
    if (!sending || (form == CaptchaFor::ticket && postponed(*sending, reply.result.error()))) return;
    refused(*sending, reply.result.error());
}

CaptchaFor AccountPart::captcha_arrived(const std::string& answer) {
    CaptchaState& captcha = state_.captcha;
    captcha.answer = answer;
    captcha.working = false;
    if (captcha.since_ms == 0) captcha.since_ms = world_.now_ms();
    const CaptchaFor form = std::exchange(captcha.waiting, CaptchaFor::nothing);
    Sending* sending = sending_of(form);
    // A form that waits is busy. One of a page that was opened since only looks the same.
    if (!sending || !sending->busy) return CaptchaFor::nothing;
    sending->busy = false;
    if (!answer.empty()) return form;
    if (state_.rules().captcha.kind == CaptchaKind::proof_of_work)
        sending->refusal =
            tr("Your browser could not do the computation that this form needs. Please load the page again.");
    return form;
}

void AccountPart::send_waiting(CaptchaFor form) {
    switch (form) {
    case CaptchaFor::sign_in: return (*this)(intent::SubmitSignIn{});
    case CaptchaFor::student: return (*this)(intent::SubmitRegistration{});
    case CaptchaFor::staff: return (*this)(intent::SubmitStaffRegistration{});
    case CaptchaFor::confirmation: return (*this)(intent::SendMailAgain{});
    case CaptchaFor::forgotten: return (*this)(intent::SubmitForgotten{});
    case CaptchaFor::ticket:
    case CaptchaFor::nothing: return;
    }
}

Sending* AccountPart::sending_of(CaptchaFor form) {
    const auto of = [](auto* page) { return page ? &page->sending : nullptr; };
    switch (form) {
    case CaptchaFor::sign_in: return of(state_.sign_in());
    case CaptchaFor::student: return of(state_.on<page::RegisterStudent>());
    case CaptchaFor::staff: return of(state_.on<page::RegisterStaff>());
    case CaptchaFor::confirmation: return of(state_.on<page::CheckMail>());
    case CaptchaFor::forgotten: return of(state_.on<page::ForgotPassword>());
    case CaptchaFor::ticket: return &state_.new_ticket.sending;
    case CaptchaFor::nothing: return nullptr;
    }
    return nullptr;
}

void AccountPart::forget_secret(Page page) { state_.secrets.erase(url_of(Route{page, {}, {}})); }

} // namespace stu::app
