#include "frontend-wasm/app/account_part.hpp"

#include "frontend-wasm/app/language.hpp"
#include "frontend-wasm/app/waiting.hpp"

#include <utility>

namespace stu::app {

// --- signing in and out

void AccountPart::operator()(const intent::SubmitSignIn&) {
    SignInForm& form = state_.sign_in;
    if (form.sending.busy || !passes(form.sending, validate(form.credentials))) return;
    if (form.asks_captcha && !has_captcha(CaptchaFor::sign_in, form.sending)) return;
    form.sending.start();
    Credentials credentials = form.credentials;
    if (form.asks_captcha) credentials.captcha = take_captcha();
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
    } else if (!state_.user()) {
        // Signed in in another tab; or asked before signing out here, and then it is old.
        if (reply.visit != state_.visit || reply.result->user.id.empty()) return;
        adopt(reply.result.value());
        go(state_, is_for_visitors(state_.route.page) ? "/" : url_of(state_.route), History::replace, world_,
           effects_);
    } else if (reply.result->user.id == state_.user()->id) {
        if (state_.session_ended) return sign_in_again(reply.result.value());
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
    if (!reply.result) {
        SignInForm& form = state_.sign_in;
        const bool asked_before = form.asks_captcha;
        if (!message_for(reply.result.error().details, "captcha").empty()) form.asks_captcha = true;
        // A proof of work needs nobody's attention: the form goes off again once it is done.
        if (form.asks_captcha && !asked_before && state_.rules().captcha.kind == CaptchaKind::proof_of_work) {
            form.sending.busy = false;
            return (*this)(intent::SubmitSignIn{});
        }
        if (reply.result.error().code == Code::unauthenticated) // a wrong password, not an ended session
            return refused_here(form.sending, reply.result.error());
        return refused(form.sending, reply.result.error());
    }
    if (state_.session_ended && reply.result->user.id == state_.owner)
        return sign_in_again(reply.result.value());
    const std::string next(state_.route.parameter("next"));
    // The form is emptied and leaves the page: that is when browsers offer to save the password.
    state_.sign_in = {};
    adopt(reply.result.value());
    const bool ours = next.size() > 1 && next[0] == '/' && next[1] != '/';
    go(state_, ours ? next : "/", History::replace, world_, effects_);
}

void AccountPart::sign_in_again(const Session& session) {
    state_.sign_in = {};
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
    ConfirmationForm& form = state_.confirmation;
    if (form.sending.busy || !passes(form.sending, validate(form.link))) return;
    form.sending.start();
    effects_.push_back(call<ConfirmEmail>(state_, form.link));
}

void AccountPart::operator()(const intent::Replied<ConfirmEmail>& reply) {
    if (!reply.result) return refused(state_.confirmation.sending, reply.result.error());
    state_.confirmation = {};
    adopt(reply.result.value());
    go(state_, "/", History::replace, world_, effects_);
    show_toast(state_,
               tr("{address} is confirmed, and you are signed in.", {{"address", reply.result->user.email}}),
               true, effects_);
}

void AccountPart::operator()(const intent::SubmitForgotten&) {
    ForgottenForm& form = state_.forgotten;
    if (form.sending.busy || !passes(form.sending, validate(form.request))) return;
    if (!has_captcha(CaptchaFor::forgotten, form.sending)) return;
    form.sending.start();
    ResetRequest request = form.request;
    request.captcha = take_captcha();
    effects_.push_back(call<RequestReset>(state_, request));
}

void AccountPart::operator()(const intent::Replied<RequestReset>& reply) {
    if (!reply.result) return refused(state_.forgotten.sending, reply.result.error());
    state_.forgotten = {};
    state_.forgotten.sent = true;
    state_.forgotten.request.email = reply.result->email;
    effects_.push_back(effect::Announce{tr("Look into your mail."), false});
    effects_.push_back(effect::FocusHeading{});
}

void AccountPart::operator()(const intent::SubmitReset&) {
    ResetForm& form = state_.reset;
    if (form.sending.busy || !passes(form.sending, validate(form.request))) return;
    form.sending.start();
    effects_.push_back(call<ResetPassword>(state_, form.request));
}

void AccountPart::operator()(const intent::Replied<ResetPassword>& reply) {
    if (!reply.result) return refused(state_.reset.sending, reply.result.error());
    state_.reset = {};
    // All sessions of the account have ended, this one too if it was open.
    if (state_.user()) {
        state_.session.value->user = {};
        state_.session.value->draft_key.clear();
    }
    state_.session_ended = false;
    state_.sign_in.credentials.email = reply.result->email;
    visit("/sign-in", History::replace);
    show_toast(state_, tr("Your password is changed. Sign in with the new one."), true, effects_);
}

// --- settings

void AccountPart::operator()(const intent::SubmitProfile&) {
    ProfileForm& form = state_.profile;
    if (form.sending.busy || !state_.user()) return;
    std::vector<FieldError> errors = validate(form.profile);
    if (state_.user()->role == Role::student && message_for(errors, "registration_number").empty())
        if (Message missing = check_registration_number(form.profile.registration_number); !missing.empty())
            errors.push_back({"registration_number", std::move(missing)});
    if (!passes(form.sending, std::move(errors))) return;
    form.sending.start();
    effects_.push_back(call<SaveProfile>(state_, form.profile));
}

void AccountPart::operator()(const intent::Replied<SaveProfile>& reply) {
    if (!reply.result) return refused(state_.profile.sending, reply.result.error());
    state_.profile.sending = {};
    adopt(reply.result.value());
    show_toast(state_, tr("Your profile is saved."), true, effects_);
}

void AccountPart::operator()(const intent::SubmitNewEmail&) {
    EmailForm& form = state_.email;
    if (form.sending.busy || !passes(form.sending, validate(form.change))) return;
    form.sending.start();
    effects_.push_back(call<ChangeEmail>(state_, form.change));
}

void AccountPart::operator()(const intent::Replied<ChangeEmail>& reply) {
    if (!reply.result) return refused(state_.email.sending, reply.result.error());
    state_.email = {};
    state_.email.sent_to = reply.result->email;
    show_toast(state_,
               tr("We have sent a link to {address}. Open it to finish the change.",
                  {{"address", reply.result->email}}),
               true, effects_);
}

void AccountPart::operator()(const intent::SubmitNewPassword&) {
    PasswordForm& form = state_.password;
    if (form.sending.busy || !passes(form.sending, validate(form.change))) return;
    form.sending.start();
    effects_.push_back(call<ChangePassword>(state_, form.change));
}

void AccountPart::operator()(const intent::Replied<ChangePassword>& reply) {
    if (!reply.result) return refused(state_.password.sending, reply.result.error());
    state_.password = {};
    adopt(reply.result.value());
    show_toast(state_, tr("Your password is changed. You are signed out everywhere else."), true, effects_);
    effects_.push_back(call<ListSessions>(state_, {}));
}

void AccountPart::operator()(const intent::EndOtherSessions&) {
    effects_.push_back(call<EndSessions>(state_, {}));
}

void AccountPart::operator()(const intent::EndSession& happened) {
    effects_.push_back(call<EndSessions>(state_, {happened.id}));
}

void AccountPart::operator()(const intent::Replied<ListSessions>& reply) { arrived(state_.sessions, reply); }

void AccountPart::operator()(const intent::Replied<EndSessions>& reply) {
    arrived(state_.sessions, reply);
    if (reply.result && reply.visit == state_.visit)
        show_toast(state_, tr("Done. The browser there is signed out."), true, effects_);
}

void AccountPart::operator()(const intent::AskToDeleteAccount&) {
    DeletionForm& form = state_.deletion;
    if (form.sending.busy || !passes(form.sending, validate(form.request))) return;
    form.asking = true;
}

void AccountPart::operator()(const intent::KeepAccount&) { state_.deletion = {}; }

void AccountPart::operator()(const intent::ConfirmDeletion&) {
    DeletionForm& form = state_.deletion;
    if (form.sending.busy) return;
    form.asking = false;
    form.sending.start();
    effects_.push_back(call<DeleteAccount>(state_, form.request));
}

void AccountPart::operator()(const intent::Replied<DeleteAccount>& reply) {
    if (!reply.result) return refused(state_.deletion.sending, reply.result.error());
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
    if (!sending) return CaptchaFor::nothing;
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
    switch (form) {
    case CaptchaFor::sign_in: return &state_.sign_in.sending;
    case CaptchaFor::student: return &state_.registration.sending;
    case CaptchaFor::staff: return &state_.staff_registration.sending;
    case CaptchaFor::confirmation: return &state_.mail_check.sending;
    case CaptchaFor::forgotten: return &state_.forgotten.sending;
    case CaptchaFor::ticket: return &state_.new_ticket.sending;
    case CaptchaFor::nothing: return nullptr;
    }
    return nullptr;
}

} // namespace stu::app
