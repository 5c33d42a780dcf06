#include "frontend-wasm/app/update.hpp"

#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/files.hpp"
#include "frontend-wasm/app/language.hpp"
#include "frontend-wasm/app/navigation.hpp"
#include "frontend-wasm/app/news.hpp"
#include "frontend-wasm/app/response_part.hpp"
#include "frontend-wasm/app/staff_intents.hpp"
#include "frontend-wasm/app/ticket_forms.hpp"
#include "frontend-wasm/app/waiting.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace stu::app {

Actor State::actor() const { return user() ? actor_for(*user()) : Actor{}; }

namespace {

/// Overloads for each intent; those about what is read are in reading_part.cpp, those about accounts in
/// account_part.cpp, those about staff's own decisions in work_part.cpp, those about what
/// staff sends in response_part.cpp and replies_part.cpp.
class Update : public ResponsePart {
  public:
    Update(State& state, Surroundings& world, Effects& effects) : ResponsePart(state, world, effects) {}
    using ResponsePart::operator();

    // --- navigation
    void operator()(const intent::Started& happened) {
        state_.route = parse_route(happened.url);
        state_.started_at = happened.url;
        follow_reader(state_, world_, effects_);
        state_.session.start();
        effects_.push_back(call<CurrentSession>(state_, {}));
    }
    void operator()(const intent::FollowLink& happened) { visit(happened.url, History::push); }
    void operator()(const intent::UrlChanged& happened) { visit(happened.url, History::none); }
    void operator()(const intent::Reload&) { reload(); }
    void operator()(const intent::ConnectionBack&) {
        const bool was_lost = state_.connection_lost;
        if (was_lost) effects_.push_back(effect::Announce{tr("The connection is back."), false});
        if (was_lost || !state_.session.value || page_failed())
            reload();
        else if (state_.asked_ms == 0 && state_.user())
            refresh_gently(state_, world_, effects_, true);
        else if (state_.asked_ms == 0)
            refresh_if_old(state_, world_, effects_);
        // Until the first answer is there the page that says what is wrong stays.
        if (!state_.session.value) state_.connection_lost = was_lost;
        resume_all_files(state_, effects_);
        send_what_waits();
    }
    void operator()(const intent::PersonChanged&) { refresh_session(); }
    void operator()(const intent::DraftsBack&) {
        if (!state_.user()) return;
        restore_drafts(state_, world_);
        start_forms();
        if (anything_waits(state_)) effects_.emplace_back(effect::AwaitConnection{}); // for files
        show_toast(state_, tr("What you were writing when you signed out is back where it was."), true,
                   effects_);
    }
    void operator()(const intent::ChooseAppearance& happened) {
        effects_.emplace_back(effect::UseAppearance{happened.appearance});
    }
    void operator()(const intent::ChooseLanguage& happened) {
        choose_language(state_, world_, happened.code, effects_);
    }
    void operator()(const intent::LanguageArrived& happened) { language_arrived(state_, happened, effects_); }
    void operator()(const intent::LanguageSaved& saved) {
        if (!saved.result && !handle_everywhere(state_, saved.result.error(), effects_))
            show_toast(state_, saved.result.error().message, false, effects_);
    }
    void operator()(const intent::DismissToast&) { state_.toast.reset(); }

    void operator()(const intent::CaptchaAnswered& happened) {
        const CaptchaFor form = captcha_arrived(happened.answer);
        if (happened.answer.empty()) return;
        send_waiting(form);
        if (form == CaptchaFor::ticket) (*this)(intent::SubmitTicket{});
    }

    // --- files
    void operator()(const intent::AttachFiles& happened) {
        if (auto* files = files_of(happened.form)) attach(*files, happened, effects_);
    }
    void operator()(const intent::RemoveFile& happened) {
        if (auto* files = files_of(happened.form)) remove_file(*files, happened.index, effects_);
    }
    void operator()(const intent::RetryFile& happened) {
        if (auto* files = files_of(happened.form)) retry_file(*files, happened.index, effects_);
    }
    void operator()(const intent::UploadProgress& happened) {
        if (FileDraft* file = find_file(state_, happened.handle)) file->fraction = happened.fraction;
    }
    void operator()(const intent::Uploaded& happened) {
        FileDraft* file = find_file(state_, happened.handle);
        if (!file) return;
        if (!happened.result && happened.result.error().code == Code::unavailable) {
            if (!std::exchange(file->waiting, true))
                effects_.push_back(
                    effect::Announce{tr("{file} waits for the connection.", {{"file", file->name}}), false});
            effects_.emplace_back(effect::AwaitConnection{});
        } else if (!happened.result && happened.result.error().code == Code::other_person) {
            file->waiting = true; // for its person to come back
            handle_everywhere(state_, happened.result.error(), effects_);
        } else if (happened.result) {
            file->attachment = happened.result->id;
            file->name = happened.result->file_name;
            file->bytes = happened.result->bytes;
            file->fraction = 1;
            effects_.push_back(effect::Announce{tr("{file} is attached.", {{"file", file->name}}), false});
            send_what_waits();
        } else {
            const Code code = happened.result.error().code;
            file->error = happened.result.error().message;
            file->may_retry =
                code == Code::internal || code == Code::too_many || code == Code::unauthenticated;
            effects_.push_back(effect::Announce{about_file(file->name, file->error), true});
            handle_everywhere(state_, happened.result.error(), effects_);
        }
    }

    void operator()(const intent::FileGone& happened) {
        FileDraft* file = find_file(state_, happened.handle);
        if (!file) return;
        file->waiting = false;
        file->error = happened.unreadable
                          ? tr("This picture cannot be read here. Save it as a smaller JPEG or as a PDF, "
                               "then attach that.")
                          : tr("This file is not on this device any more. Remove it and choose it again.");
        effects_.push_back(effect::Announce{about_file(file->name, file->error), true});
    }

    void operator()(const intent::SubmitTicket&) {
        NewTicketForm& form = state_.new_ticket;
        if (form.sending.busy) return;
        if (!ready(form.files, form.sending, form.request.attachments)) return;
        if (!passes(form.sending, validate(form.request))) return;
        if (!has_captcha(CaptchaFor::ticket, form.sending)) return;
        form.sending.start();
        NewTicket request = form.request;
        request.captcha = take_captcha();
        effects_.push_back(call<CreateTicket>(state_, request));
    }
    void operator()(const intent::CancelTicket&) {
        if (auto* page = state_.on<page::NewTicket>(); page && state_.new_ticket.touched())
            page->asking_to_discard = true;
        else
            visit("/new", History::push);
    }
    void operator()(const intent::KeepDraft&) {
        if (auto* page = state_.on<page::NewTicket>()) page->asking_to_discard = false;
    }
    void operator()(const intent::DiscardDraft&) {
        drop_files(state_.new_ticket.files, effects_);
        forget_draft(state_, world_, DraftOf::ticket, {});
        state_.new_ticket = {};
        visit("/new", History::push);
    }
    void operator()(const intent::Replied<CreateTicket>& reply) {
        // What waited is sent from wherever the person is by then, and leaves them there.
        const bool still_there = reply.visit == state_.visit && state_.route.page == Page::new_ticket;
        // Another tab has sent this draft with other words; what stands here is a ticket of its own.
        if (!reply.result && reply.result.error().code == Code::conflict)
            state_.new_ticket.request.request_id = world_.new_request_id();
        if (!reply.result) return not_filed(reply.result.error(), still_there);
        const TicketView& filed = reply.result.value();
        if (!state_.user() || filed.ticket.owner_id != state_.user()->id) return;
        forget_draft(state_, world_, DraftOf::ticket, {});
        state_.new_ticket = {};
        if (still_there) {
            go(state_, "/tickets/" + filed.ticket.number, History::push, world_, effects_);
            if (auto* page = state_.on<page::Ticket>()) page->loaded.value = filed;
            start_forms();
        }
        const std::string address = "/tickets/" + filed.ticket.number;
        show_toast(
            state_,
            tr("Ticket {number} is filed. We have sent you a mail.", {{"number", filed.ticket.number}}), true,
            effects_, still_there ? std::string() : address);
        refresh_session();
    }

    // --- the conversation
    void operator()(const intent::SubmitAnswer&) {
        auto* page = state_.on<page::Ticket>();
        if (!page) return;
        AnswerForm& form = page->answer;
        if (form.sending.busy || !passes(form.sending, validate(form.request))) return;
        if (!ready(form.files, form.sending, form.request.attachments)) return;
        form.sending.start();
        form.sent = form.request.message;
        effects_.push_back(call<AnswerTicket>(state_, form.request));
    }
    void operator()(const intent::Replied<AnswerTicket>& reply) {
        auto* page = sender<page::Ticket>(reply);
        if (!reply.result && page && postponed(page->answer.sending, reply.result.error())) return;
        if (reply.result) forget_draft(state_, world_, DraftOf::answer, reply.result->ticket.number);
        if (!reply.result && page && reply.result.error().code == Code::conflict)
            page->answer.request.request_id =
                world_.new_request_id(); // what stands here now is an answer of its own
        std::string rest =
            page ? typed_since(page->answer.request.message, page->answer.sent) : std::string();
        changed(reply, &page::Ticket::answer, tr("Your answer is sent."));
        if (page && reply.result) page->answer.request.message = std::move(rest);
    }

    void operator()(const intent::WaitingAnswerSent& sent) {
        const auto waiting = state_.waiting_answers.find(sent.number);
        if (waiting == state_.waiting_answers.end()) return; // taken up again with its ticket
        AnswerForm& form = waiting->second;
        form.sending.busy = false;
        if (!sent.result && postponed(form.sending, sent.result.error())) return;
        if (!sent.result && handle_everywhere(state_, sent.result.error(), effects_)) return;
        if (sent.result) forget_draft(state_, world_, DraftOf::answer, sent.number);
        if (!sent.result && sent.result.error().code == Code::conflict) {
            form.request.request_id = world_.new_request_id(); // as above
            keep_drafts(state_, world_);
        }
        state_.waiting_answers.erase(waiting); // what was refused stays as the draft of its ticket
        show_toast(state_,
                   sent.result ? tr("Your answer to ticket {number} is sent.", {{"number", sent.number}})
                               : tr("Your answer to ticket {number} could not be sent: {reason}",
                                    {{"number", sent.number}, {"reason", sent.result.error().message}}),
                   bool(sent.result), effects_, "/tickets/" + sent.number);
    }
    void operator()(const intent::TakeBack& happened) {
        if (happened.form == FileFor::new_ticket)
            state_.new_ticket.sending = {};
        else if (auto* page = state_.on<page::Ticket>())
            page->answer.sending = {};
        effects_.emplace_back(effect::FocusHeading{});
    }
    void operator()(const intent::StartEdit&) { edit(true); }
    void operator()(const intent::CancelEdit&) {
        edit(false);
        start_forms();
    }
    void operator()(const intent::AskToWithdraw&) { ask_to_withdraw(true); }
    void operator()(const intent::KeepTicket&) { ask_to_withdraw(false); }
    void operator()(const intent::ShowPdf& happened) {
        if (auto* page = state_.on<page::Ticket>()) page->shown_pdf = happened.attachment;
    }
    void operator()(const intent::SubmitEdit&) { send_on_ticket<EditTicket>(&page::Ticket::edit); }
    void operator()(const intent::SubmitWithdrawal&) {
        send_on_ticket<WithdrawTicket>(&page::Ticket::withdrawal);
    }
    void operator()(const intent::SubmitReopening&) {
        send_on_ticket<ReopenTicket>(&page::Ticket::reopening);
    }
    void operator()(const intent::Replied<EditTicket>& reply) {
        changed(reply, &page::Ticket::edit, tr("Your ticket is changed."));
    }
    void operator()(const intent::Replied<WithdrawTicket>& reply) {
        if (auto* page = sender<page::Ticket>(reply); page && !reply.result)
            page->withdrawal.asking = false; // what is wrong stands on the page
        changed(reply, &page::Ticket::withdrawal, tr("Your ticket is withdrawn."));
    }
    void operator()(const intent::Replied<ReopenTicket>& reply) {
        changed(reply, &page::Ticket::reopening, tr("Your ticket is open again."));
    }

  private:
    void reload() {
        state_.connection_lost = false;
        if (!state_.session.value) {
            state_.session.start();
            effects_.push_back(call<CurrentSession>(state_, {}));
        } else {
            load_page(state_, world_, effects_);
        }
    }
    bool page_failed() const {
        return std::visit(
            [](const auto& page) {
                if constexpr (requires { page.loaded; })
                    return page.loaded.error.has_value();
                else
                    return false;
            },
            state_.page);
    }
    void send_what_waits() {
        Sending& ticket = state_.new_ticket.sending;
        if (ticket.waiting) {
            (*this)(intent::SubmitTicket{});
            if (!ticket.waiting && state_.route.page != Page::new_ticket)
                show_toast(state_, tr("Your new ticket needs your attention before it can be sent."), false,
                           effects_);
        }
        if (const auto* page = state_.on<page::Ticket>(); page && page->answer.sending.waiting)
            (*this)(intent::SubmitAnswer{});
        send_answers_set_aside(state_, effects_);
    }
    void not_filed(const Error& error, bool still_there) {
        NewTicketForm& form = state_.new_ticket;
        if (postponed(form.sending, error)) return;
        if (still_there) return refused(form.sending, error);
        const bool waited = form.sending.waiting;
        form.sending.stop(error);
        if (waited)
            show_toast(state_,
                       tr("“{subject}” could not be sent: {reason}",
                          {{"subject", form.request.subject}, {"reason", error.message}}),
                       false, effects_);
    }
    void edit(bool open) {
        auto* page = state_.on<page::Ticket>();
        if (!page) return;
        page->edit.open = open;
        page->edit.sending = {};
    }
    void ask_to_withdraw(bool asking) {
        if (auto* page = state_.on<page::Ticket>()) page->withdrawal.asking = asking;
    }
    template <class E, class Form> void send_on_ticket(Form page::Ticket::*form) {
        if (auto* page = state_.on<page::Ticket>()) send<E>(page->*form);
    }
    /// The ticket came back changed. After a conflict what was typed stays, and what the other person wrote
    /// is fetched, so that both can be read. `done` is empty where the page says it.
    template <class E, class Form>
    void changed(const intent::Replied<E>& reply, Form page::Ticket::*form, Marked done) {
        auto* page = sender<page::Ticket>(reply);
        if (!page) return;
        if (!reply.result) {
            refused((page->*form).sending, reply.result.error());
            const Code code = reply.result.error().code; // one that was lost may have been done
            if (code == Code::conflict || code == Code::unavailable) load_page(state_, world_, effects_);
            return;
        }
        page->loaded.finish(reply.result);
        forget_news(state_, effects_);
        page->*form = {};
        start_forms();
        if (!done.empty()) show_toast(state_, done, true, effects_);
        refresh_session();
    }
    std::vector<FileDraft>* files_of(FileFor form) {
        if (form == FileFor::new_ticket) return &state_.new_ticket.files;
        if (form == FileFor::filing) {
            auto* filing = state_.on<page::FileForStudent>();
            return filing ? &filing->files : nullptr;
        }
        auto* page = state_.on<page::Ticket>();
        if (!page) return nullptr;
        return form == FileFor::reply ? &page->review.files : &page->answer.files;
    }
};

} // namespace

void update(State& state, Intent happened, Surroundings& world, Effects& effects) {
    happened.visit([&](const auto& intent) {
        if constexpr (is_staffs_intent<std::decay_t<decltype(intent)>>)
            if (!has_staff_part()) return;
        Update{state, world, effects}(intent);
    });
    if (state.toast && state.toast->since_ms == 0) state.toast->since_ms = world.now_ms();
}

} // namespace stu::app
