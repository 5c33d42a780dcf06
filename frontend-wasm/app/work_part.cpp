#include "frontend-wasm/app/work_part.hpp"

#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/mentions.hpp"
#include "frontend-wasm/app/news.hpp"
#include "frontend-wasm/app/next_ticket.hpp"

#include <algorithm>
#include <utility>

namespace stu::app {

void WorkPart::operator()(const intent::ChooseKey& happened) {
    Appearance chosen = world_.appearance();
    char32_t& key = chosen.keys[static_cast<std::size_t>(happened.which)];
    const auto& refused = state_.refused_key;
    const bool stood_there = refused && refused->visit == state_.visit && refused->which == happened.which;
    const char32_t wanted = typed_key(happened.typed, stood_there ? refused->key : key);
    state_.refused_key.reset();
    if (!check_key(chosen.keys, happened.which, wanted).empty()) {
        state_.refused_key = {happened.which, wanted, state_.visit};
        return;
    }
    key = wanted;
    effects_.emplace_back(effect::UseAppearance{chosen});
}

void WorkPart::operator()(const intent::ChooseComposer& happened) {
    auto* page = state_.on<page::Ticket>();
    if (!page) return;
    page->noting = happened.note;
    effects_.emplace_back(effect::FocusAnswer{});
}

void WorkPart::operator()(const intent::SubmitNote& happened) {
    auto* page = state_.on<page::Ticket>();
    if (!page || page->note.sending.busy) return;
    if (happened.then_next &&
        pressed_once_more(*page, page->note.request.text, page->note.draft, world_.now_ms()))
        return;
    page->note.then_next = happened.then_next;
    page->note.sent = page->note.request.text;
    send<NoteOnTicket>(page->note);
}

void WorkPart::operator()(const intent::Assign& happened) {
    auto* page = state_.on<page::Ticket>();
    if (!page || !page->loaded.value || page->work.busy) return;
    const TicketView& shown = *page->loaded.value;
    page->work.busy = true;
    page->work.undo = {shown.ticket.number, shown.work.assignee, happened.to};
    effects_.push_back(call<AssignTicket>(state_, {shown.ticket.number, happened.to, shown.work.assignee}));
}

void WorkPart::operator()(const intent::UndoAssignment&) {
    if (!state_.toast || !state_.toast->undo) return;
    const Assignment undo = *std::exchange(state_.toast, std::nullopt)->undo;
    if (auto* page = state_.on<page::Ticket>()) {
        page->work.busy = true;
        page->work.undo = {};
    }
    effects_.push_back(call<AssignTicket>(state_, undo));
}

void WorkPart::operator()(const intent::ChoosePriority& happened) {
    auto* page = state_.on<page::Ticket>();
    if (!page || !page->loaded.value || page->work.prioritising) return;
    page->work.prioritising = true;
    effects_.push_back(call<SetPriority>(state_, {page->loaded.value->ticket.number, happened.to}));
}

void WorkPart::operator()(const intent::Replied<NoteOnTicket>& reply) {
    if (reply.result) forget_draft(state_, world_, DraftOf::note, reply.result->ticket.number);
    auto* page = sender<page::Ticket>(reply);
    if (!page) return;
    if (!reply.result) return refused(page->note.sending, reply.result.error());
    page->loaded.finish(reply.result);
    forget_news(state_, effects_);
    std::string rest = typed_since(page->note.request.text, page->note.sent);
    const bool then_next = page->note.then_next && rest.empty();
    page->note = {};
    const std::string& number = reply.result->ticket.number;
    if (then_next &&
        go_to_next(state_, number, tr("Ticket {number}: noted. Only staff sees it.", {{"number", number}}),
                   world_, effects_))
        return;
    start_forms();
    page->note.request.text = std::move(rest);
    effects_.emplace_back(effect::ShowNewest{});
    effects_.push_back(effect::Announce{tr("Noted. Only staff sees it."), false});
}

void WorkPart::operator()(const intent::Replied<AssignTicket>& reply) {
    Assignment undo;
    if (auto* page = sender<page::Ticket>(reply)) {
        page->work.busy = false;
        page->work.assignee.reset();
        undo = page->work.undo;
    }
    if (!reply.result) return decided(reply, {});
    const TicketView& now = reply.result.value();
    const auto whose = std::find_if(now.colleagues.begin(), now.colleagues.end(),
                                    [&](const Colleague& each) { return each.id == now.work.assignee; });
    Message done = whose == now.colleagues.end() ? Message(tr("The ticket is nobody's now."))
                   : state_.user() && whose->id == state_.user()->id
                       ? Message(tr("The ticket is yours now."))
                       : tr("The ticket is {person}'s now.", {{"person", whose->name}});
    if (undo.number != now.ticket.number) return decided(reply, std::move(done));
    decided(reply, {});
    show_toast(state_, std::move(done), true, effects_);
    state_.toast->undo = std::move(undo);
}

void WorkPart::operator()(const intent::Replied<SetPriority>& reply) {
    if (auto* page = sender<page::Ticket>(reply)) {
        page->work.prioritising = false;
        page->work.priority.reset();
    }
    decided(reply, reply.result
                       ? tr("Priority: {priority}.", {{"priority", label(reply.result->work.priority)}})
                       : Message());
}

void WorkPart::operator()(const intent::MentionColleague& happened) {
    auto* page = state_.on<page::Ticket>();
    if (!page || !page->loaded.value) return;
    for (const Colleague& each : page->loaded.value->colleagues)
        if (each.id == happened.id) call_colleague(page->note, each.name);
    effects_.emplace_back(effect::FocusAnswer{});
}

void WorkPart::operator()(const intent::Watch& happened) {
    auto* page = state_.on<page::Ticket>();
    if (!page || !page->loaded.value || page->work.watching) return;
    page->work.watching = true;
    effects_.push_back(call<WatchTicket>(state_, {page->loaded.value->ticket.number, happened.watching}));
}

void WorkPart::operator()(const intent::Replied<WatchTicket>& reply) {
    if (auto* page = sender<page::Ticket>(reply)) page->work.watching = false;
    if (!reply.result) return decided(reply, {});
    const auto& watchers = reply.result->watchers;
    const bool mine =
        state_.user() && std::find(watchers.begin(), watchers.end(), state_.user()->id) != watchers.end();
    decided(reply, mine ? tr("You watch this ticket now.") : tr("You do not watch this ticket any more."));
}

void WorkPart::operator()(const intent::Replied<PresentOnTicket>& reply) {
    auto* page = sender<page::Ticket>(reply);
    if (!page || !reply.result || page->presence.others == reply.result->others) return;
    page->presence.others = reply.result->others;
    if (Message text = presence_text(page->presence.others); !text.empty())
        effects_.push_back(effect::Announce{std::move(text), false});
}

void WorkPart::operator()(const intent::TakeResponseBack& happened) {
    auto* page = state_.on<page::Ticket>();
    if (!page || !page->loaded.value || page->work.busy) return;
    page->work.busy = true;
    effects_.push_back(call<UndoResponse>(state_, {page->loaded.value->ticket.number, happened.request_id}));
}

/// What was taken back stands in the form again, unless something else is being written there by now.
void WorkPart::put_back(page::Ticket::ReviewForm& form, const HeldResponse& held) {
    form.request.request_id.clear(); // what was taken back is sent again under another one
    if (form.touched())
        return show_toast(state_, tr("It is taken back. Its words stand in the history."), true, effects_);
    form.request.remark = held.text;
    form.request.to = held.to;
    form.request.duplicate_of = held.duplicate_of;
    std::uint32_t handle = 0; // of files that are on the server: they only have to differ
    for (const Attachment& file : held.files)
        form.files.push_back({++handle, file.file_name, file.bytes, 1, file.id, {}});
}

void WorkPart::put_back(page::Ticket::TransferForm& form, const HeldTransfer& held) {
    if (form.open) return; // something else is being written there by now
    form.open = true;
    form.request = {};
    form.request.service = held.service;
    form.request.reason = held.reason;
}

void WorkPart::operator()(const intent::Replied<UndoResponse>& reply) {
    if (auto* page = sender<page::Ticket>(reply)) {
        page->work.busy = false;
        if (reply.result && page->loaded.value) {
            for (const HeldResponse& held : page->loaded.value->held) put_back(page->review, held);
            for (const HeldTransfer& held : page->loaded.value->leaving) put_back(page->transfer, held);
        }
    }
    decided(reply, tr("Taken back. The student has seen nothing of it."));
}

/// After a conflict what the other person did is fetched, and stands there beside the reason.
template <class E> void WorkPart::decided(const intent::Replied<E>& reply, Message done) {
    auto* page = sender<page::Ticket>(reply);
    if (!page) return;
    if (!reply.result) {
        const Error& error = reply.result.error();
        if (handle_everywhere(state_, error, effects_)) return;
        if (!state_.connection_lost) show_toast(state_, error.message, false, effects_);
        if (error.code == Code::conflict) load_page(state_, world_, effects_);
        return;
    }
    page->loaded.finish(reply.result);
    forget_news(state_, effects_);
    start_forms();
    if (!done.empty()) effects_.push_back(effect::Announce{std::move(done), false});
}

} // namespace stu::app
