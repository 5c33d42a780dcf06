#include "frontend-wasm/app/reading_part.hpp"

#include "frontend-wasm/app/news.hpp"
#include "frontend-wasm/app/ticket_forms.hpp"

namespace stu::app {

/// What nobody asked for and would move something waits: then it is false.
template <class T, class E>
bool ReadingPart::shown_or_kept(Loaded<T>& loaded, const intent::Replied<E>& reply) {
    const bool of_this_page = reply.result && reply.visit == state_.visit;
    if (of_this_page && reply.gently && keep_for_later(state_, reply.result.value(), effects_)) return false;
    if (of_this_page) forget_news(state_, effects_);
    arrived(loaded, reply);
    return true;
}

void ReadingPart::operator()(const intent::Replied<StudentHome>& reply) { shown_or_kept(state_.home, reply); }
void ReadingPart::operator()(const intent::Replied<ListOwnTickets>& reply) {
    shown_or_kept(state_.tickets, reply);
}

void ReadingPart::operator()(const intent::Replied<DepartmentQueue>& reply) {
    shown_or_kept(state_.queue, reply);
    if (reply.result && reply.visit == state_.visit && !nobody_asked(reply))
        effects_.push_back(effect::Announce{tickets_text(reply.result->page), false});
}

void ReadingPart::operator()(const intent::Replied<DepartmentAnalytics>& reply) {
    arrived(state_.analytics, reply);
}

void ReadingPart::operator()(const intent::Replied<FollowTicket>& reply) { arrived(state_.followed, reply); }

void ReadingPart::operator()(const intent::Replied<GetTicket>& reply) {
    if (reply.visit != state_.visit) return;
    if (state_.route.page == Page::track) return tracked(reply.result);
    if (state_.route.page == Page::new_ticket) return file_again(state_, reply.result, effects_);
    const std::int64_t seen = state_.ticket.value ? state_.ticket.value->ticket.version : 0;
    if (reply.result && reply.result->ticket.version < seen) { // what was done here since is newer
        state_.ticket.loading = false;
        return;
    }
    if (!shown_or_kept(state_.ticket, reply) || !reply.result) return;
    if (state_.quietly && !reply.gently && reply.result->ticket.version > seen && writes_to_ticket(state_))
        show_toast(state_,
                   tr("This ticket has changed while you were away. What you have written is still here."),
                   true, effects_);
    start_forms();
    const Ticket& ticket = reply.result->ticket;
    effects_.emplace_back(
        effect::SetTitle{as_written(ticket.subject + " · " + ticket.number + " · StuTicket")});
}

void ReadingPart::operator()(const intent::SubmitQueueFilter&) {
    const Route wanted = queue_route(state_.route.id, state_.queue_form.filter);
    if (passes(state_.queue_form.errors, validate(queue_request(wanted, world_))))
        visit(url_of(wanted), History::push);
}

void ReadingPart::operator()(const intent::SubmitAnalyticsRange&) {
    AnalyticsForm& form = state_.analytics_form;
    const Route wanted =
        Route{Page::analytics, state_.route.id, {}}.with("from", form.from).with("to", form.to);
    if (passes(form.errors, validate(analytics_request(wanted, world_))))
        visit(url_of(wanted), History::push);
}

void ReadingPart::operator()(const intent::SubmitTrack&) {
    TrackForm& form = state_.track;
    const TicketByNumber wanted{form.number};
    if (form.sending.busy || !passes(form.sending, validate(wanted))) return;
    form.sending.start();
    effects_.push_back(call<GetTicket>(state_, wanted));
}

void ReadingPart::operator()(const intent::CameBack&) { refresh_if_old(state_, world_, effects_); }

void ReadingPart::operator()(const intent::OthersChanged& happened) {
    if (!state_.user()) return;
    state_.session.value->open_tickets = happened.news.open_tickets;
    if (concerns_page(state_, happened.news) && !sends_to_ticket())
        refresh_gently(state_, world_, effects_, false);
}

void ReadingPart::operator()(const intent::Refresh& happened) {
    if (happened.gently) return refresh_gently(state_, world_, effects_, true);
    state_.asked_ms = 0;
    refresh_if_old(state_, world_, effects_);
}

void ReadingPart::operator()(const intent::ShowNews&) {
    show_news(state_, effects_);
    if (state_.route.page == Page::ticket && state_.ticket.value) start_forms();
}

void ReadingPart::start_forms() { start_ticket_forms(state_, world_); }

void ReadingPart::tracked(const Result<TicketView>& result) {
    TrackForm& form = state_.track;
    if (!result) {
        if (result.error().code == Code::not_found)
            return refused(form.sending,
                           invalid("number", tr("There is no ticket with this number that you may see.")));
        return refused(form.sending, result.error());
    }
    form = {};
    visit("/tickets/" + result->ticket.number, History::push);
}

/// What comes back from that is newer than what could be asked for now.
bool ReadingPart::sends_to_ticket() const {
    return state_.route.page == Page::ticket &&
           (state_.answer.sending.busy || state_.review.sending.busy || state_.edit.sending.busy ||
            state_.withdrawal.sending.busy || state_.reopening.sending.busy);
}

} // namespace stu::app
