#include "frontend-wasm/app/reading_part.hpp"

#include "common/ticket_number.hpp"
#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/news.hpp"
#include "frontend-wasm/app/overtaken.hpp"
#include "frontend-wasm/app/place_in_words.hpp"
#include "frontend-wasm/app/presence.hpp"
#include "frontend-wasm/app/ticket_forms.hpp"
#include "frontend-wasm/app/trail.hpp"
#include "frontend-wasm/app/work_lists.hpp"

#include <utility>

namespace stu::app {

/// What nobody asked for and would move something waits: then it is false.
template <class T, class E> bool ReadingPart::shown_or_kept(Live<T>& live, const intent::Replied<E>& reply) {
    if (reply.result && reply.gently && keep_for_later(state_, live, reply.result.value(), effects_))
        return false;
    if (reply.result) forget_news(state_, effects_);
    arrived(live, reply);
    return true;
}

void ReadingPart::operator()(const intent::Replied<StudentHome>& reply) {
    if (auto* page = reader<page::Home>(reply)) shown_or_kept(page->loaded, reply);
}

void ReadingPart::operator()(const intent::Replied<ListOwnTickets>& reply) {
    if (auto* page = reader<page::Tickets>(reply)) shown_or_kept(page->loaded, reply);
}

void ReadingPart::operator()(const intent::Replied<DepartmentQueue>& reply) {
    if (reader<page::Ticket>(reply) && reply.result) lengthen_trail(state_, reply.result->page);
    auto* page = reader<page::Queue>(reply);
    if (!page) return;
    if (shown_or_kept(page->loaded, reply) && reply.result) note_trail(state_, reply.result->page);
    if (reply.result && !nobody_asked(reply))
        effects_.push_back(effect::Announce{tickets_text(reply.result->page), false});
}

void ReadingPart::operator()(const intent::Replied<StaffWork>& reply) {
    if (reader<page::Ticket>(reply) && reply.result) lengthen_trail(state_, reply.result->page);
    auto* page = reader<page::Work>(reply);
    if (!page) return;
    if (shown_or_kept(page->loaded, reply) && reply.result) note_trail(state_, reply.result->page);
    if (reply.result && !nobody_asked(reply))
        effects_.push_back(effect::Announce{tickets_text(reply.result->page), false});
}

void ReadingPart::operator()(const intent::Replied<DepartmentAnalytics>& reply) {
    if (auto* page = reader<page::Analytics>(reply)) arrived(page->loaded, reply);
}

void ReadingPart::operator()(const intent::Replied<AnalyticsByAssignee>& reply) {
    if (auto* page = reader<page::Analytics>(reply); page && reply.result)
        page->assignees = reply.result.value();
}

void ReadingPart::operator()(const intent::Replied<FollowTicket>& reply) {
    if (auto* page = reader<page::Followed>(reply)) arrived(page->loaded, reply);
}

void ReadingPart::operator()(const intent::Replied<UsualTimeOfService>& reply) {
    auto* page = reader<page::NewTicket>(reply);
    if (page && reply.result && reply.result->known) page->usual_minutes = reply.result->minutes;
}

void ReadingPart::operator()(const intent::Replied<GetTicket>& reply) {
    if (reader<page::NewTicket>(reply)) return file_again(state_, reply.result, effects_);
    if (auto* page = reader<page::Track>(reply)) return tracked(*page, reply.result);
    if (auto* page = reader<page::Ticket>(reply)) ticket_came(*page, reply);
}

void ReadingPart::ticket_came(page::Ticket& page, const intent::Replied<GetTicket>& reply) {
    if (reply.result && leads_elsewhere(page, reply.result->ticket)) return;
    const std::int64_t seen = page.loaded.value ? page.loaded.value->ticket.version : 0;
    if (reply.result && reply.result->ticket.version < seen) { // what was done here since is newer
        page.loaded.loading = false;
        return;
    }
    if (!reply.result && reply.result.error().code == Code::not_found && page.loaded.value &&
        !page.loaded.value->leaving.empty() && !writes_to_ticket(page)) {
        const std::string number = page.loaded.value->ticket.number; // the page goes
        return leave_ticket(number, std::string(page.loaded.value->leaving.front().service));
    }
    if (!reply.result && reply.result.error().code == Code::not_found && page.loaded.value &&
        writes_to_ticket(page)) {
        page.loaded.loading = false;
        return show_toast(
            state_,
            tr("This ticket has gone where you cannot read it. What you have written is still here: "
               "copy it before you leave."),
            false, effects_);
    }
    const bool shown = shown_or_kept(page.loaded, reply);
    if (!reply.result) return;
    if (!shown) return mark_seen(page); // of what is shown; it may have failed before
    if (page.shown_since_ms == 0) page.shown_since_ms = world_.now_ms();
    if (!page.read_before) page.read_before = reply.result->seen;
    if (state_.quietly && !reply.gently && reply.result->ticket.version > seen && writes_to_ticket(page))
        show_toast(state_,
                   tr("This ticket has changed while you were away. What you have written is still here."),
                   true, effects_);
    start_ticket_forms(page, world_);
    mark_seen(page);
    look_ahead(state_, reply.result->ticket.number, world_, effects_);
    if (state_.is_staff() && !std::exchange(page.related.asked, true))
        effects_.push_back(call<FindSimilarTickets>(state_, {reply.result->ticket.number}, true));
    const Ticket& ticket = reply.result->ticket;
    effects_.emplace_back(
        effect::SetTitle{as_written(ticket.subject + " · " + ticket.number + " · StuTicket")});
}

/// A merged ticket's number leads to another one's page, but nobody is taken from what they are writing.
bool ReadingPart::leads_elsewhere(page::Ticket& page, const Ticket& ticket) {
    const auto number = parse_ticket_number(state_.route.id);
    if (!number || *number == ticket.number) return false;
    Message where = tr("{number} goes on as {other}.", {{"number", *number}, {"other", ticket.number}});
    if (page.loaded.value && writes_to_ticket(page)) {
        page.loaded.loading = false;
        show_toast(state_, std::move(where), false, effects_, "/tickets/" + ticket.number);
        return true;
    }
    visit("/tickets/" + ticket.number, History::replace);
    show_toast(state_, std::move(where), true, effects_);
    return true;
}

void ReadingPart::leave_ticket(const std::string& number, const std::string& service) {
    for (const DraftOf draft : {DraftOf::review, DraftOf::note, DraftOf::transfer})
        forget_draft(state_, world_, draft, number);
    const std::string list = trail_address(state_);
    visit(list.empty() ? url_of(work_route(WorkList::my_turn)) : list, History::push);
    show_toast(state_,
               tr("{number} is now with {place}.",
                  {{"number", number}, {"place", place_in_words(state_.catalogue(), service)}}),
               true, effects_);
    refresh_session();
}

/// So that lists show what has come since; nobody waits for it, nor hears when it fails: then the next
/// renewal tries again.
void ReadingPart::mark_seen(page::Ticket& page) {
    const TicketView& view = *page.loaded.value;
    const Overtaken on_screen{view.ticket.version, seen_of(view).internal};
    if (!state_.is_staff() ||
        (page.seen.version >= on_screen.version && page.seen.internal <= on_screen.internal))
        return;
    page.seen = on_screen;
    effects_.push_back(
        call<MarkSeen>(state_, {view.ticket.number, on_screen.version, on_screen.internal}, true));
}

void ReadingPart::operator()(const intent::Replied<MarkSeen>& reply) {
    if (auto* page = sender<page::Ticket>(reply); page && !reply.result) page->seen = {};
}

void ReadingPart::operator()(const intent::SubmitQueueFilter& happened) {
    auto* page = state_.on<page::Queue>();
    if (!page) return;
    const Route wanted =
        queue_route(state_.route.id, narrowed(state_.route.id, page->filter, happened.search, world_));
    std::vector<FieldError> errors = validate(queue_request(wanted, world_));
    for (const ScopeDoubt& each : happened.search.doubts)
        if (!each.fitting.empty()) errors.push_back({"text", in_words(each)});
    if (passes(page->errors, std::move(errors))) visit(url_of(wanted), History::push);
}

void ReadingPart::operator()(const intent::SubmitAnalyticsRange&) {
    auto* page = state_.on<page::Analytics>();
    if (!page) return;
    const Route wanted =
        Route{Page::analytics, state_.route.id, {}}.with("from", page->from).with("to", page->to);
    if (passes(page->errors, validate(analytics_request(wanted, world_))))
        visit(url_of(wanted), History::push);
}

void ReadingPart::operator()(const intent::SubmitTrack&) {
    if (auto* page = state_.on<page::Track>()) send<GetTicket>(*page);
}

void ReadingPart::operator()(const intent::CameBack&) { refresh_if_old(state_, world_, effects_); }

void ReadingPart::operator()(const intent::OthersChanged& happened) {
    if (!state_.user()) return;
    state_.session.value->open_tickets = happened.news.open_tickets;
    News news = happened.news;
    hear_presence(state_, news, effects_);
    if (!news.tickets.empty() && concerns_page(state_, news) && !sends_to_ticket())
        refresh_gently(state_, world_, effects_, false);
}

void ReadingPart::operator()(const intent::Refresh& happened) {
    if (happened.gently) return refresh_gently(state_, world_, effects_, true);
    state_.asked_ms = 0;
    refresh_if_old(state_, world_, effects_);
}

void ReadingPart::operator()(const intent::ShowNews&) {
    show_news(state_, effects_);
    start_forms();
    if (const auto* page = state_.on<page::Work>(); page && page->loaded.value)
        note_trail(state_, page->loaded.value->page);
    if (const auto* page = state_.on<page::Queue>(); page && page->loaded.value)
        note_trail(state_, page->loaded.value->page);
    if (auto* page = state_.on<page::Ticket>(); page && page->loaded.value) mark_seen(*page);
}

void ReadingPart::operator()(const intent::Fold& happened) {
    const auto turn = [](bool& shown) { shown = !shown; };
    if (auto* page = state_.on<page::Ticket>(); page && happened.what == Foldable::earlier_words)
        if (page->unfolded.erase(happened.event) == 0) page->unfolded.insert(happened.event);
    if (auto* page = state_.on<page::Queue>(); page && happened.what == Foldable::queue_filters)
        turn(page->filters_shown);
    if (auto* page = state_.on<page::Analytics>()) {
        if (happened.what == Foldable::services_table) turn(page->services_table);
        if (happened.what == Foldable::volume_table) turn(page->volume_table);
        if (happened.what == Foldable::ages_table) turn(page->ages_table);
    }
}

void ReadingPart::start_forms() {
    if (auto* page = state_.on<page::Ticket>(); page && page->loaded.value) start_ticket_forms(*page, world_);
}

void ReadingPart::tracked(page::Track& form, const Result<TicketView>& result) {
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
    const auto* page = state_.on<page::Ticket>();
    return page &&
           (page->answer.sending.busy || page->review.sending.busy || page->edit.sending.busy ||
            page->withdrawal.sending.busy || page->reopening.sending.busy || page->note.sending.busy ||
            page->work.busy || page->transfer.sending.busy || page->tags.sending.busy);
}

} // namespace stu::app
