#pragma once
// What the parts of update() share: the state, the effects, and how every form is sent and refused.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/intent.hpp"
#include "frontend-wasm/app/navigation.hpp"
#include "frontend-wasm/app/refresh.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stu::app {

class UpdatePart {
  protected:
    UpdatePart(State& state, Surroundings& world, Effects& effects)
        : state_(state), world_(world), effects_(effects) {}

    void visit(std::string_view url, History history) { go(state_, url, history, world_, effects_); }

    /// Shows `errors` and moves the focus to the first; true when there are none.
    bool passes(Sending& sending, std::vector<FieldError> errors);
    bool passes(std::vector<FieldError>& shown, std::vector<FieldError> errors);
    void refused(Sending& sending, const Error& error);
    /// The same where `page` is null once it was left: then only what the refusal means everywhere counts.
    template <class P> void refused(P* page, Sending P::*sending, const Error& error) {
        if (page)
            refused(page->*sending, error);
        else
            handle_everywhere(state_, error, effects_);
    }
    /// The same where it concerns this form alone, whatever its code means elsewhere.
    void refused_here(Sending& sending, const Error& error);
    /// Sends `form` to the endpoint E, once it breaks no rule and while it is not on its way already.
    template <class E, class Form> void send(Form& form) {
        if (form.sending.busy || !passes(form.sending, validate(form.request))) return;
        form.sending.start();
        effects_.push_back(call<E>(state_, form.request));
    }
    /// When there was no connection: the form is kept on this device and sent by itself. False otherwise.
    bool postponed(Sending& sending, const Error& error);
    void postpone(Sending& sending);
    /// Collects the ids of `files`; false while one is still on its way or was refused.
    bool ready(const std::vector<FileDraft>& files, Sending& sending, std::vector<std::string>& ids);
    void refresh_session() { effects_.push_back(call<CurrentSession>(state_, {})); }

    /// Pages and forms belong to one person: another one at the same computer starts with nothing.
    void adopt(const Session& session);
    /// Forgets everything but the address and who is signed in.
    void start_over();

    /// Whether `form` may be sent now. Otherwise it is sent again by itself once there is an answer, or says
    /// that the person has to give one.
    bool has_captcha(CaptchaFor form, Sending& sending);
    /// The answer, which is good for one form.
    std::string take_captcha();

    /// The page whose form led to `reply`; null once it was left, also for another one of its kind. A page
    /// stays the same while its address only gets other parameters.
    template <class P, class E> P* sender(const intent::Replied<E>& reply) {
        return reply.visit >= state_.opened ? state_.on<P>() : nullptr;
    }

    /// Neither its coming nor its failing is said.
    template <class E> bool nobody_asked(const intent::Replied<E>& reply) const {
        return reply.gently || state_.quietly;
    }

    /// The page that asked for what `reply` brings, still at the address it asked for; null otherwise.
    template <class P, class E> P* reader(const intent::Replied<E>& reply) {
        return reply.visit == state_.visit ? state_.on<P>() : nullptr;
    }
    /// Precondition: `loaded` is of the page that asked.
    template <class T, class E> void arrived(Loaded<T>& loaded, const intent::Replied<E>& reply) {
        if (!reply.result && loaded.value && nobody_asked(reply) &&
            let_pass(state_, reply.result.error(), effects_)) {
            loaded.loading = false;
            return;
        }
        loaded.finish(reply.result);
        if (reply.result || handle_everywhere(state_, reply.result.error(), effects_)) return;
        if (!loaded.value)
            state_.connection_lost = false; // the page itself says so
        else if (!state_.connection_lost)
            show_toast(state_, reply.result.error().message, false, effects_);
    }

    State& state_;
    Surroundings& world_;
    Effects& effects_;
};

/// Starts on a proof of work, where the present page needs one and none is at hand: it is done before the
/// form is.
void prepare_captcha(State& state, const Surroundings& world, Effects& effects);

} // namespace stu::app
