#include "frontend-wasm/app/related_part.hpp"

#include "frontend-wasm/app/news.hpp"

#include <utility>

namespace stu::app {

void RelatedPart::link(std::string other, bool linked) {
    auto* page = state_.on<page::Ticket>();
    if (!page || !page->loaded.value) return;
    page->related.request = {page->loaded.value->ticket.number, std::move(other), linked};
    send<LinkTickets>(page->related);
}

void RelatedPart::operator()(const intent::SubmitLink&) {
    if (const auto* page = state_.on<page::Ticket>()) link(page->related.typed, true);
}

void RelatedPart::operator()(const intent::Link& happened) { link(happened.other, happened.linked); }

void RelatedPart::operator()(const intent::Merge& happened) {
    auto* page = state_.on<page::Ticket>();
    if (!page || !page->loaded.value || page->related.sending.busy) return;
    const std::string& own = page->loaded.value->ticket.number;
    const TicketMerge request{happened.number.empty() ? own : happened.number, !happened.number.empty() ? own
                                                                               : happened.into.empty()
                                                                                   ? page->related.typed
                                                                                   : happened.into};
    std::vector<FieldError> errors = validate(request);
    for (FieldError& error : errors)
        if (error.field == "into") error.field = "other"; // where it is typed
    if (!passes(page->related.sending, std::move(errors))) return;
    page->related.sending.start();
    effects_.push_back(call<MergeTickets>(state_, request));
}

void RelatedPart::operator()(const intent::Unmerge& happened) {
    auto* page = state_.on<page::Ticket>();
    if (!page || page->related.sending.busy) return;
    page->related.sending.start();
    effects_.push_back(call<UnmergeTicket>(state_, {happened.number}));
}

/// Nobody asked for it: where it fails the page does without.
void RelatedPart::operator()(const intent::Replied<FindSimilarTickets>& reply) {
    if (auto* page = sender<page::Ticket>(reply); page && reply.result)
        page->related.similar = reply.result.value();
}

void RelatedPart::operator()(const intent::Replied<LinkTickets>& reply) {
    auto* page = sender<page::Ticket>(reply);
    if (!page) return;
    if (!reply.result) return refused(page->related.sending, reply.result.error());
    const bool linked = page->related.request.linked;
    page->related.sending = {};
    page->related.typed.clear();
    page->loaded.finish(reply.result);
    forget_news(state_, effects_);
    start_forms();
    effects_.push_back(
        effect::Announce{linked ? tr("The tickets are linked.") : tr("The link is removed."), false});
}

/// The page of the ticket in which all goes on; it stays where that is this one.
void RelatedPart::go_on_at(const TicketView& now) {
    auto* page = state_.on<page::Ticket>();
    if (page && page->loaded.value && page->loaded.value->ticket.id == now.ticket.id) {
        page->related.typed.clear();
        page->loaded.finish(now);
        forget_news(state_, effects_);
        start_forms();
    } else {
        visit("/tickets/" + now.ticket.number, History::push);
    }
    refresh_session();
}

void RelatedPart::operator()(const intent::Replied<MergeTickets>& reply) {
    auto* page = sender<page::Ticket>(reply);
    if (!page) return;
    page->related.sending = {};
    if (!reply.result) {
        Error error = reply.result.error();
        for (FieldError& each : error.details)
            if (each.field == "into") each.field = "other";
        return refused(page->related.sending, error);
    }
    const TicketView& now = reply.result.value();
    const std::string merged = now.merged.empty() ? std::string() : now.merged.back().number;
    go_on_at(now);
    show_toast(state_,
               tr("{number} is merged into {other}.", {{"number", merged}, {"other", now.ticket.number}}),
               true, effects_);
    state_.toast->unmerge = merged;
}

void RelatedPart::operator()(const intent::Replied<UnmergeTicket>& reply) {
    auto* page = sender<page::Ticket>(reply);
    if (!page) return;
    page->related.sending = {};
    if (!reply.result) return refused(page->related.sending, reply.result.error());
    const TicketView& now = reply.result.value();
    go_on_at(now);
    show_toast(state_, tr("{number} is a ticket of its own again.", {{"number", now.ticket.number}}), true,
               effects_);
}

} // namespace stu::app
