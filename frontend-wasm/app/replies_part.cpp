#include "frontend-wasm/app/replies_part.hpp"

#include "frontend-wasm/app/saved_replies.hpp"

#include <utility>

namespace stu::app {

void RepliesPart::operator()(const intent::OpenReplies&) {
    ReplyChooser* chooser = reply_chooser(state_);
    if (!chooser) return;
    chooser->open = true;
    chooser->wanted.clear();
    chooser->replies.start();
    effects_.push_back(call<ListReplies>(state_, {}));
}

void RepliesPart::operator()(const intent::CloseReplies&) {
    ReplyChooser* chooser = reply_chooser(state_);
    if (!chooser) return;
    chooser->open = false;
    effects_.emplace_back(effect::FocusAnswer{});
}

/// At the end of what is being written, on a line of its own. It is not sent by that. What goes to many
/// tickets keeps its variables, which are replaced on each of them.
void RepliesPart::operator()(const intent::InsertReply& happened) {
    ReplyChooser* chooser = reply_chooser(state_);
    if (!chooser || !chooser->open || !chooser->replies.value) return;
    const stu::SavedReplies& saved = *chooser->replies.value;
    const SavedReply* reply = find_reply(saved, happened.id);
    if (happened.id.empty()) {
        const auto found = matching_replies(saved, department_to_answer(state_), chooser->wanted);
        if (!found.empty()) reply = found.front();
    }
    if (reply == nullptr) return;
    const auto insert = [](std::string& draft, std::string_view text) {
        if (!draft.empty() && draft.back() != '\n') draft += '\n';
        draft += text;
    };
    if (chooser == &state_.bulk.chooser) {
        insert(state_.bulk.request.remark, reply->text);
    } else {
        auto& page = *state_.on<page::Ticket>();
        const Ticket& ticket = page.loaded.value->ticket;
        const std::string_view me =
            state_.user() ? std::string_view(state_.user()->name) : std::string_view();
        insert(page.noting || ticket.withdrawn_ms != 0 ? page.note.request.text : page.review.request.remark,
               fill_in(reply->text, reply_values(ticket, state_.catalogue(), me)));
    }
    chooser->open = false;
    effects_.push_back(effect::Announce{tr("“{title}” is inserted.", {{"title", reply->title}}), false});
    effects_.emplace_back(effect::FocusAnswer{});
}

void RepliesPart::operator()(const intent::WriteReply& happened) {
    auto* page = state_.on<page::SavedReplies>();
    if (!page || !page->loaded.value) return;
    const SavedReply* reply = find_reply(*page->loaded.value, happened.id);
    page->writing = true;
    page->overtaken = false;
    page->sending = {};
    page->request = {};
    if (reply != nullptr)
        page->request = {reply->id, reply->department, reply->title, reply->text, reply->revision};
    else if (const User* user = state_.user(); user && !user->departments.empty())
        page->request.department = user->departments.front();
    effects_.emplace_back(effect::FocusAnswer{});
    effects_.emplace_back(effect::ScrollToTop{});
}

void RepliesPart::operator()(const intent::StopWritingReply&) {
    auto* page = state_.on<page::SavedReplies>();
    if (!page) return;
    page->writing = false;
    effects_.emplace_back(effect::FocusHeading{});
}

void RepliesPart::operator()(const intent::SubmitReply&) {
    if (auto* page = state_.on<page::SavedReplies>()) send<SaveReply>(*page);
}

void RepliesPart::operator()(const intent::AskToRemoveReply& happened) {
    auto* page = state_.on<page::SavedReplies>();
    if (!page || !page->loaded.value) return;
    if (const SavedReply* reply = find_reply(*page->loaded.value, happened.id))
        page->removing = SavedReplyRemoval{reply->id, reply->revision};
}

void RepliesPart::operator()(const intent::KeepReply&) {
    if (auto* page = state_.on<page::SavedReplies>()) page->removing.reset();
}

void RepliesPart::operator()(const intent::SubmitReplyRemoval&) {
    auto* page = state_.on<page::SavedReplies>();
    if (!page || !page->removing || page->busy) return;
    page->busy = true;
    effects_.push_back(call<RemoveReply>(state_, *page->removing));
}

void RepliesPart::operator()(const intent::Replied<ListReplies>& reply) {
    if (reply.visit == state_.visit)
        if (ReplyChooser* chooser = reply_chooser(state_); chooser && chooser->replies.loading)
            return arrived(chooser->replies, reply);
    auto* page = reader<page::SavedReplies>(reply);
    if (!page) return;
    arrived(page->loaded, reply);
    if (!page->overtaken || !reply.result) return;
    // What the other wrote is shown beside one's own words now, so these may take its place.
    const SavedReply* theirs = find_reply(reply.result.value(), page->request.id);
    page->request.seen = theirs == nullptr ? 0 : theirs->revision;
    if (theirs == nullptr) page->request.id.clear();
}

void RepliesPart::operator()(const intent::Replied<SaveReply>& reply) {
    auto* page = sender<page::SavedReplies>(reply);
    if (!page) return;
    if (!reply.result) {
        const Error& error = reply.result.error();
        refused(page->sending, error);
        page->overtaken =
            !page->request.id.empty() && (error.code == Code::conflict || error.code == Code::not_found);
        if (page->overtaken) load_page(state_, world_, effects_);
        return;
    }
    page->loaded.finish(reply.result);
    page->sending = {};
    page->request = {};
    page->writing = page->overtaken = false;
    effects_.emplace_back(effect::FocusHeading{});
    show_toast(state_, tr("The reply is saved."), true, effects_);
}

void RepliesPart::operator()(const intent::Replied<RemoveReply>& reply) {
    auto* page = sender<page::SavedReplies>(reply);
    if (!page) return;
    page->busy = false;
    page->removing.reset();
    if (!reply.result) {
        const Error& error = reply.result.error();
        if (handle_everywhere(state_, error, effects_) || state_.connection_lost) return;
        show_toast(state_, error.message, false, effects_);
        if (error.code == Code::conflict || error.code == Code::not_found)
            load_page(state_, world_, effects_);
        return;
    }
    page->loaded.finish(reply.result);
    show_toast(state_, tr("The reply is removed."), true, effects_);
}

} // namespace stu::app
