#include "frontend-wasm/app/update_part.hpp"

#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/files.hpp"
#include "frontend-wasm/app/language.hpp"
#include "frontend-wasm/app/open_page.hpp"
#include "frontend-wasm/app/waiting.hpp"

namespace stu::app {
namespace {

/// Somewhat less than the server gives (backend/security/proof_of_work.hpp), so that no form is refused for
/// it.
constexpr std::int64_t captcha_lifetime_ms = 25 * 60'000;

bool is_fresh(const CaptchaState& captcha, std::int64_t now_ms) {
    return now_ms - captcha.since_ms < captcha_lifetime_ms;
}

bool asks_captcha(const State& state) {
    if (state.captcha.waiting != CaptchaFor::nothing) return true; // for a ticket that was kept, say
    if (state.sign_in_again && state.sign_in_again->asks_captcha) return true;
    switch (state.route.page) {
    case Page::register_student:
    case Page::register_staff:
    case Page::check_mail:
    case Page::forgot_password:
    case Page::new_ticket: return true;
    case Page::sign_in: return state.on<page::SignIn>() && state.on<page::SignIn>()->asks_captcha;
    default: return false;
    }
}

} // namespace

bool UpdatePart::passes(Sending& sending, std::vector<FieldError> errors) {
    sending.refusal = {};
    sending.refused.clear();
    if (!errors.empty()) sending.waiting = false; // the person has to see them
    return passes(sending.errors, std::move(errors));
}

bool UpdatePart::passes(std::vector<FieldError>& shown, std::vector<FieldError> errors) {
    shown = std::move(errors);
    if (shown.empty()) return true;
    effects_.emplace_back(effect::FocusFirstError{});
    effects_.emplace_back(effect::Announce{shown.front().message, true});
    return false;
}

void UpdatePart::refused(Sending& sending, const Error& error) {
    if (!handle_everywhere(state_, error, effects_)) return refused_here(sending, error);
    sending.stop(error);
    sending.refusal = {}; // said for the whole page
    prepare_captcha(state_, world_, effects_);
}

void UpdatePart::refused_here(Sending& sending, const Error& error) {
    sending.stop(error);
    prepare_captcha(state_, world_, effects_);
    state_.connection_lost = false; // the form itself says so, with everything still in it
    effects_.emplace_back(effect::Announce{error.message, true});
    if (!error.details.empty()) effects_.emplace_back(effect::FocusFirstError{});
}

bool UpdatePart::postponed(Sending& sending, const Error& error) {
    if (error.code == Code::other_person) { // it goes on waiting, for its person to come back
        sending.busy = false;
        return sending.waiting && handle_everywhere(state_, error, effects_);
    }
    if (error.code != Code::unavailable) return false;
    postpone(sending);
    return true;
}

void UpdatePart::postpone(Sending& sending) {
    if (!sending.waiting)
        effects_.emplace_back(
            effect::Announce{tr("There is no connection. This is kept here and sent by itself."), true});
    sending = {};
    sending.waiting = true;
    effects_.emplace_back(effect::AwaitConnection{});
}

bool UpdatePart::ready(const std::vector<FileDraft>& files, Sending& sending, std::vector<std::string>& ids) {
    ids.clear();
    for (const FileDraft& file : files) {
        if (!file.error.empty())
            return passes(sending,
                          {{"attachments", tr("Remove {file} or choose another file: it is not sent.",
                                              {{"file", file.name}})}});
        if (file.waiting) {
            postpone(sending);
            return false;
        }
        if (file.uploading() && sending.waiting) return false; // sent once the file is there
        if (file.uploading())
            return passes(sending, {{"attachments", tr("{file} is still on its way. Please wait a moment.",
                                                       {{"file", file.name}})}});
        ids.push_back(file.attachment);
    }
    return true;
}

void UpdatePart::adopt(const Session& session) {
    const bool comes = state_.owner != session.user.id; // rather than having changed a setting, say
    const bool another = comes && !state_.owner.empty();
    if (another) start_over();
    state_.owner = session.user.id;
    state_.sign_in_again.reset();
    state_.session.finish(session);
    name_catalogue(state_);
    if (another) open_page(state_, world_);
    follow_reader(state_, world_, effects_);
    if (comes) restore_waiting(state_, world_);
    if (comes && state_.user() && !lacks_staff_part(state_))
        world_.bring_drafts_back(state_.owner, session.draft_key);
}

void UpdatePart::start_over() {
    stop_uploads(state_, effects_);
    const std::int64_t used = state_.captcha.used;
    static_cast<PersonState&>(state_) = {};
    state_.captcha.used = used;
    state_.page.emplace<std::monostate>();
    state_.opened = 0;
    state_.asked_ms = 0;
    state_.quietly = state_.connection_lost = state_.outdated = false;
}

bool UpdatePart::has_captcha(CaptchaFor form, Sending& sending) {
    CaptchaState& captcha = state_.captcha;
    const CaptchaKind kind = state_.rules().captcha.kind;
    if (kind == CaptchaKind::none) return true;
    if (!captcha.answer.empty() && is_fresh(captcha, world_.now_ms())) return true;
    if (kind == CaptchaKind::recaptcha)
        return passes(sending, {{"captcha", tr("Please tick the box that says that you are not a robot.")}});
    captcha.waiting = form;
    sending.start();
    prepare_captcha(state_, world_, effects_);
    return false;
}

std::string UpdatePart::take_captcha() {
    CaptchaState& captcha = state_.captcha;
    std::string answer = std::move(captcha.answer);
    const std::int64_t used = captcha.used + (answer.empty() ? 0 : 1);
    captcha = {};
    captcha.used = used;
    return answer;
}

void prepare_captcha(State& state, const Surroundings& world, Effects& effects) {
    CaptchaState& captcha = state.captcha;
    if (state.rules().captcha.kind != CaptchaKind::proof_of_work || captcha.working || !asks_captcha(state))
        return;
    if (!captcha.answer.empty() && is_fresh(captcha, world.now_ms())) return;
    captcha.answer.clear();
    captcha.working = true;
    effects.push_back(call<GetChallenge>(state, {}));
}

} // namespace stu::app
