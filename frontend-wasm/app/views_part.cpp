#include "frontend-wasm/app/views_part.hpp"

namespace stu::app {

void ViewsPart::operator()(const intent::FoldNewView&) {
    auto* page = state_.on<page::Queue>();
    if (!page) return;
    page->saving.shown = !page->saving.shown;
    page->saving.sending = {};
    if (page->saving.shown) effects_.emplace_back(effect::FocusAnswer{});
}

void ViewsPart::operator()(const intent::SubmitView&) {
    auto* page = state_.on<page::Queue>();
    if (!page) return;
    page->saving.request.filter = first_page(queue_request(state_.route, world_));
    send<SaveView>(page->saving);
}

void ViewsPart::operator()(const intent::SubmitViewRemoval& happened) {
    auto* page = state_.on<page::Queue>();
    if (!page || page->removing_view) return;
    page->removing_view = true;
    effects_.push_back(call<RemoveView>(state_, {state_.route.id, happened.id}));
}

/// The list itself says when it cannot be loaded.
void ViewsPart::operator()(const intent::Replied<ListSavedViews>& reply) {
    auto* page = reader<page::Queue>(reply);
    if (page && reply.result) page->views = reply.result->views;
}

void ViewsPart::operator()(const intent::Replied<SaveView>& reply) {
    auto* page = sender<page::Queue>(reply);
    if (!page) return;
    if (!reply.result) return refused(page->saving.sending, reply.result.error());
    page->views = reply.result->views;
    page->saving = {};
    effects_.emplace_back(effect::FocusHeading{});
    show_toast(state_, tr("The view is saved."), true, effects_);
}

void ViewsPart::operator()(const intent::Replied<RemoveView>& reply) {
    auto* page = sender<page::Queue>(reply);
    if (!page) return;
    page->removing_view = false;
    if (!reply.result) {
        const Error& error = reply.result.error();
        if (handle_everywhere(state_, error, effects_) || state_.connection_lost) return;
        return show_toast(state_, error.message, false, effects_);
    }
    page->views = reply.result->views;
    show_toast(state_, tr("The view is removed."), true, effects_);
}

} // namespace stu::app
