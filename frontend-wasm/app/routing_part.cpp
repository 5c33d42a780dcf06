#include "frontend-wasm/app/routing_part.hpp"

#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/news.hpp"
#include "frontend-wasm/app/place_in_words.hpp"

#include <utility>

namespace stu::app {

void RoutingPart::operator()(const intent::FoldTransfer&) {
    auto* page = state_.on<page::Ticket>();
    if (!page) return;
    page->transfer.open = !page->transfer.open;
    page->transfer.sending = {};
}

void RoutingPart::operator()(const intent::SubmitTransfer&) {
    auto* page = state_.on<page::Ticket>();
    if (!page || !page->loaded.value) return;
    TicketTransfer& request = page->transfer.request;
    request.number = page->loaded.value->ticket.number;
    request.version = page->loaded.value->ticket.version;
    if (request.request_id.empty()) request.request_id = world_.new_request_id();
    send<TransferTicket>(page->transfer);
}

void RoutingPart::operator()(const intent::Replied<TransferTicket>& reply) {
    auto* page = sender<page::Ticket>(reply);
    if (!page) return;
    if (!reply.result) {
        const Code code = reply.result.error().code;
        refused(page->transfer.sending, reply.result.error());
        if (code != Code::unavailable)
            page->transfer.request.request_id.clear(); // one that was lost is repeated
        if (code == Code::conflict || code == Code::unavailable) load_page(state_, world_, effects_);
        return;
    }
    const TransferredTicket& now = reply.result.value();
    forget_draft(state_, world_, DraftOf::transfer, now.number);
    page->transfer = {};
    if (now.ticket.empty()) return leave_ticket(now.number, now.service);
    page->loaded.finish(now.ticket.front());
    forget_news(state_, effects_);
    start_forms();
    effects_.push_back(effect::Announce{tr("On its way to {place}. For a moment you can take it back.",
                                           {{"place", place_in_words(state_.catalogue(), now.service)}}),
                                        false});
}

void RoutingPart::change_tags(std::vector<std::string> add, std::vector<std::string> remove) {
    auto* page = state_.on<page::Ticket>();
    if (!page || !page->loaded.value || page->tags.sending.busy) return;
    page->tags.request = {page->loaded.value->ticket.number, std::move(add), std::move(remove)};
    send<SetTags>(page->tags);
}

void RoutingPart::operator()(const intent::SubmitTag&) {
    if (const auto* page = state_.on<page::Ticket>()) change_tags({page->tags.typed}, {});
}

void RoutingPart::operator()(const intent::AddTag& happened) { change_tags({happened.name}, {}); }

void RoutingPart::operator()(const intent::RemoveTag& happened) { change_tags({}, {happened.name}); }

void RoutingPart::operator()(const intent::Replied<SetTags>& reply) {
    auto* page = sender<page::Ticket>(reply);
    if (!page) return;
    if (!reply.result) return refused(page->tags.sending, reply.result.error());
    const bool added = !page->tags.request.add.empty();
    page->loaded.finish(reply.result);
    forget_news(state_, effects_);
    if (added) page->tags.typed = typed_since(page->tags.typed, page->tags.request.add.front());
    page->tags.sending = {};
    start_forms();
    effects_.push_back(effect::Announce{added ? tr("The tag is added.") : tr("The tag is removed."), false});
}

} // namespace stu::app
