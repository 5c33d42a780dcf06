#include "frontend-wasm/app/response_part.hpp"

#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/files.hpp"
#include "frontend-wasm/app/news.hpp"
#include "frontend-wasm/app/next_ticket.hpp"
#include "frontend-wasm/app/overtaken.hpp"

#include <algorithm>
#include <utility>

namespace stu::app {

namespace {

Message sent_words(const TicketView& now) {
    if (now.held.empty()) return tr("Ticket {number}: sent to the student.", {{"number", now.ticket.number}});
    return tr("Ticket {number}: on its way to the student. For a moment you can take it back.",
              {{"number", now.ticket.number}});
}

/// Those of `files` that were chosen while others were being sent.
std::vector<FileDraft> files_since(std::vector<FileDraft> files, const std::vector<std::string>& sent) {
    std::erase_if(files, [&](const FileDraft& file) {
        return std::find(sent.begin(), sent.end(), file.attachment) != sent.end();
    });
    return files;
}

} // namespace

void ResponsePart::operator()(const intent::SubmitStatus& happened) {
    auto* page = state_.on<page::Ticket>();
    if (!page || page->review.sending.busy || !page->loaded.value) return;
    auto& form = page->review;
    if (happened.then_next && pressed_once_more(*page, form.request.remark, form.draft, world_.now_ms()))
        return;
    form.then_next = happened.then_next;
    // The server runs these very functions; asking them here first saves a round trip for a missing
    // explanation.
    Ticket copy = page->loaded.value->ticket;
    if (!ready(form.files, form.sending, form.request.attachments)) return;
    const auto allowed = change_status(copy, status_change(form.request), state_.actor(), world_.now_ms());
    if (!allowed && allowed.error().code == Code::invalid) {
        passes(form.sending, allowed.error().details);
        return;
    }
    if (Message sentence = check_filled_in(form.request.remark); !sentence.empty()) {
        passes(form.sending, {{"remark", std::move(sentence)}});
        return;
    }
    const StaffResponse& sent = form.sent;
    if (form.request.request_id.empty() || form.request.to != sent.to || form.request.remark != sent.remark ||
        form.request.duplicate_of != sent.duplicate_of || form.request.attachments != sent.attachments)
        form.request.request_id = world_.new_request_id();
    form.sent = form.request;
    form.sending.start();
    effects_.push_back(call<RespondToTicket>(state_, form.request));
}

void ResponsePart::operator()(const intent::DiscardResponse&) {
    auto* page = state_.on<page::Ticket>();
    if (!page || !page->loaded.value || page->review.sending.busy) return;
    drop_files(page->review.files, effects_);
    forget_draft(state_, world_, DraftOf::review, page->loaded.value->ticket.number);
    page->review = {};
    start_forms();
    effects_.emplace_back(effect::FocusAnswer{});
    effects_.push_back(effect::Announce{tr("Your reply is discarded."), false});
}

/// After a conflict what was typed stays, and what the other person wrote is fetched, so that both can be
/// read.
void ResponsePart::operator()(const intent::Replied<RespondToTicket>& reply) {
    if (reply.result) forget_draft(state_, world_, DraftOf::review, reply.result->ticket.number);
    if (auto* page = sender<page::Ticket>(reply)) {
        if (!reply.result) {
            refused(page->review.sending, reply.result.error());
            const Code code = reply.result.error().code; // one that was lost may have been done
            if (code == Code::conflict) {
                page->review.request.request_id.clear(); // what stands here now is a response of its own
                // After a second conflict all stays new that was new at the first.
                if (!page->review.overtaken && page->loaded.value)
                    page->review.overtaken = seen_of(*page->loaded.value);
            }
            if (code == Code::conflict || code == Code::unavailable) load_page(state_, world_, effects_);
            return;
        }
        page->loaded.finish(reply.result);
        forget_news(state_, effects_);
        std::string rest = typed_since(page->review.request.remark, page->review.sent.remark);
        std::vector<FileDraft> files =
            files_since(std::move(page->review.files), page->review.sent.attachments);
        const bool then_next = page->review.then_next && rest.empty() && files.empty();
        page->review = {};
        const TicketView& now = reply.result.value();
        if (then_next && go_to_next(state_, now.ticket.number, sent_words(now), world_, effects_))
            return refresh_session();
        start_forms();
        page->review.request.remark = std::move(rest);
        page->review.files = std::move(files);
        effects_.emplace_back(effect::ShowNewest{});
        refresh_session();
    }
    // It may be sent already; and whoever has left its page and come back has the draft of it there.
    if (reply.result) refresh_gently(state_, world_, effects_, false);
}

} // namespace stu::app
