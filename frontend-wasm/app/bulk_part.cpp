#include "frontend-wasm/app/bulk_part.hpp"

#include "frontend-wasm/app/queue_filter.hpp"
#include "frontend-wasm/app/work_lists.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace stu::app {
namespace {

void choose(Bulk& bulk, const TicketRow& row) {
    if (!bulk.find(row.number)) bulk.tickets.push_back(chosen(row));
}

void choose_range(Bulk& bulk, const std::vector<TicketRow>& rows, std::string_view number) {
    const auto at = [&](std::string_view wanted) {
        return std::find_if(rows.begin(), rows.end(),
                            [&](const TicketRow& row) { return row.number == wanted; });
    };
    auto from = at(bulk.last), to = at(number);
    if (to == rows.end()) return;
    if (from == rows.end()) from = to;
    if (to < from) std::swap(from, to);
    for (auto row = from; row <= to; ++row) choose(bulk, *row);
}

/// The same is to be done, to whatever tickets.
bool are_alike(const BulkChange& a, const BulkChange& b) {
    const auto told = [](const BulkChange& each) {
        return std::tie(each.deed, each.assignee, each.priority, each.add, each.remove, each.status,
                        each.remark, each.duplicate_of, each.service, each.reason, each.into);
    };
    return told(a) == told(b);
}

/// Takes the next off what is to be sent.
std::vector<ChosenTicket> take_next(Bulk& bulk) {
    const auto end = bulk.to_send.begin() +
                     static_cast<std::ptrdiff_t>(std::min(max_tickets_at_once, bulk.to_send.size()));
    std::vector<ChosenTicket> next(bulk.to_send.begin(), end);
    bulk.to_send.erase(bulk.to_send.begin(), end);
    return next;
}

} // namespace

/// The choice in the list that is shown, begun anew where it was in another one.
Bulk& BulkPart::here() {
    Bulk& bulk = state_.bulk;
    if (bulk.visit == state_.visit) return bulk;
    bulk.visit = state_.visit;
    bulk.tickets.clear();
    bulk.last.clear();
    bulk.choosing = bulk.everything = bulk.asking = false;
    bulk.counted = 0;
    return bulk;
}

void BulkPart::operator()(const intent::ChooseTicket& happened) {
    const TicketPage* page = page_shown(state_);
    if (!page) return;
    Bulk& bulk = here();
    bulk.everything = false;
    if (happened.range)
        choose_range(bulk, page->rows, happened.number);
    else if (bulk.find(happened.number))
        std::erase_if(bulk.tickets, [&](const ChosenTicket& each) { return each.number == happened.number; });
    else
        choose_range(bulk, page->rows, (bulk.last = happened.number));
    bulk.last = happened.number;
}

void BulkPart::operator()(const intent::ChoosePage&) {
    const TicketPage* page = page_shown(state_);
    if (!page) return;
    Bulk& bulk = here();
    const std::vector<TicketRow>& rows = page->rows;
    const bool all = std::all_of(rows.begin(), rows.end(),
                                 [&](const TicketRow& row) { return bulk.find(row.number) != nullptr; });
    bulk.everything = false;
    bulk.counted = 0;
    bulk.tickets.clear();
    if (all) return;
    std::transform(rows.begin(), rows.end(), std::back_inserter(bulk.tickets), chosen);
    // Of what is searched for, the list counts no more than it has to; who chooses may want all of it.
    if (page->more_than_total && state_.on<page::Queue>())
        effects_.push_back(
            call<ListedInQueue>(state_, first_page(queue_request(state_.route, world_)), true));
}

void BulkPart::operator()(const intent::ChooseEverything&) {
    if (!page_shown(state_)) return;
    Bulk& bulk = here();
    bulk.everything = true;
    bulk.counted = known_total(state_); // what is refreshed meanwhile may not tell it any more
}

void BulkPart::operator()(const intent::ChooseNone&) {
    Bulk& bulk = here();
    bulk.tickets.clear();
    bulk.choosing = bulk.everything = bulk.asking = false;
}

void BulkPart::operator()(const intent::ShowBoxes&) { here().choosing = true; }

void BulkPart::operator()(const intent::AskBulk& happened) {
    Bulk& bulk = here();
    if (bulk.sending.busy) return;
    bulk.request.deed = happened.deed;
    bulk.sending = {};
    bulk.chooser = {};
    bulk.asking = true;
}

void BulkPart::operator()(const intent::CloseBulk&) { state_.bulk.asking = false; }

void BulkPart::operator()(const intent::TakeChosen&) {
    Bulk& bulk = here();
    if (bulk.sending.busy || bulk.tickets.empty()) return;
    bulk.request.deed = BulkDeed::assign;
    bulk.request.assignee = state_.user()->id;
    (*this)(intent::SubmitBulk{});
}

void BulkPart::operator()(const intent::SubmitBulk&) {
    Bulk& bulk = state_.bulk;
    if (bulk.sending.busy || bulk.visit != state_.visit || bulk.tickets.empty()) return;
    // The same once more, after a lost answer, is a repeat.
    const bool repeats = bulk.failed && are_alike(bulk.request, bulk.sent);
    bulk.request.request_id = repeats ? bulk.sent.request_id : world_.new_request_id();
    bulk.request.tickets = {bulk.tickets.front()}; // the rules look at what is asked for
    if (!passes(bulk.sending, validate(bulk.request))) return;
    begin();
}

void BulkPart::begin() {
    Bulk& bulk = state_.bulk;
    bulk.sending.start();
    bulk.sent = bulk.request;
    bulk.done.clear();
    bulk.outcome = {};
    bulk.undoing = bulk.failed = false;
    bulk.total = chosen_count(state_);
    bulk.whole = bulk.everything;
    bulk.to_send = bulk.tickets;
    if (bulk.sent.deed == BulkDeed::merge) { // what stays is not changed itself
        std::erase_if(bulk.to_send, [&](const ChosenTicket& each) { return each.number == bulk.sent.into; });
        bulk.total = static_cast<std::int64_t>(bulk.to_send.size());
    }
    if (!bulk.whole) return change(take_next(bulk));
    if (state_.on<page::Queue>()) {
        ListQueue queue = first_page(queue_request(state_.route, world_));
        queue.order =
            QueueOrder::newest_first; // by when they were filed: another may change with what is done
        bulk.list = std::move(queue);
    } else {
        ListWork work = work_request(state_.route);
        work.older_than.clear();
        work.newer_than.clear();
        bulk.list = std::move(work);
    }
    list_next();
}

void BulkPart::list_next() {
    const auto& list = state_.bulk.list;
    if (const auto* queue = std::get_if<ListQueue>(&list))
        effects_.push_back(call<ListedInQueue>(state_, *queue));
    else
        effects_.push_back(call<ListedInWork>(state_, std::get<ListWork>(list)));
}

void BulkPart::change(std::vector<ChosenTicket> tickets) {
    Bulk& bulk = state_.bulk;
    BulkChange& request = bulk.sent;
    request.tickets = std::move(tickets);
    const auto sent = static_cast<std::int64_t>(bulk.done.size() + request.tickets.size());
    request.to_come = std::max<std::int64_t>(0, bulk.total - sent);
    if (!bulk.whole) bulk.more = !bulk.to_send.empty();
    effects_.push_back(call<ChangeTickets>(state_, request));
    for (const ChosenTicket& each : request.tickets) bulk.done.push_back(each.number);
}

void BulkPart::operator()(const intent::Replied<ListedInQueue>& reply) {
    if (!reply.gently) return listed(reply.result);
    if (reply.visit == state_.visit && reply.result && reply.result->older.empty())
        here().counted = static_cast<std::int64_t>(reply.result->tickets.size());
}
void BulkPart::operator()(const intent::Replied<ListedInWork>& reply) { listed(reply.result); }

void BulkPart::listed(const Result<ListedTickets>& result) {
    Bulk& bulk = state_.bulk;
    if (!bulk.sending.busy || bulk.undoing) return;
    if (!result) return failed(result.error());
    std::visit([&](auto& list) { list.older_than = result->older; }, bulk.list);
    bulk.more = !result->older.empty();
    // What is due sorts some lists, and a priority changes that: a ticket may come once more.
    const std::set<std::string_view> done(bulk.done.begin(), bulk.done.end());
    std::vector<ChosenTicket> others;
    for (const ChosenTicket& each : result->tickets)
        if (done.count(each.number) == 0) others.push_back(each);
    if (!others.empty()) return change(std::move(others));
    if (bulk.more) return list_next();
    finished();
}

void BulkPart::operator()(const intent::Replied<ChangeTickets>& reply) {
    Bulk& bulk = state_.bulk;
    if (!bulk.sending.busy || bulk.undoing) return;
    if (!reply.result) return failed(reply.result.error());
    take_in(bulk.outcome, reply.result.value());
    if (!bulk.more) return finished();
    if (bulk.whole)
        list_next();
    else
        change(take_next(bulk));
}

void BulkPart::finished() {
    Bulk& bulk = state_.bulk;
    bulk.sending = {};
    bulk.asking = false;
    const std::int64_t changed = bulk.outcome.changed;
    if (bulk.visit == state_.visit) {
        bulk.tickets.clear();
        bulk.choosing = bulk.everything = false;
        load_page(state_, world_, effects_);
        effects_.emplace_back(effect::FocusHeading{});
    }
    bulk.request = {};
    show_toast(state_,
               bulk.undoing
                   ? trn("{count} ticket is as it was.", "{count} tickets are as they were.", changed)
                   : trn("{count} ticket is changed.", "{count} tickets are changed.", changed),
               bulk.outcome.left.empty(), effects_);
    state_.toast->undoes_bulk = !bulk.undoing && changed > 0;
    refresh_session();
}

void BulkPart::failed(const Error& error) {
    Bulk& bulk = state_.bulk;
    bulk.failed = true;
    if (bulk.asking) return refused(bulk.sending, error);
    bulk.sending = {};
    if (handle_everywhere(state_, error, effects_)) return;
    show_toast(state_, error.message, false, effects_);
    state_.toast->undoes_bulk = !bulk.undoing && bulk.outcome.changed > 0;
}

void BulkPart::operator()(const intent::UndoBulk&) {
    Bulk& bulk = state_.bulk;
    if (bulk.sending.busy || bulk.done.empty()) return;
    state_.toast.reset();
    bulk.undoing = true;
    bulk.outcome = {};
    bulk.sending.start();
    undo_next();
}

void BulkPart::undo_next() {
    Bulk& bulk = state_.bulk;
    const std::size_t count = std::min(max_tickets_at_once, bulk.done.size());
    const auto end = bulk.done.begin() + static_cast<std::ptrdiff_t>(count);
    BulkUndo undo{bulk.sent.request_id, {bulk.done.begin(), end}};
    bulk.done.erase(bulk.done.begin(), end);
    effects_.push_back(call<UndoChanges>(state_, undo));
}

void BulkPart::operator()(const intent::Replied<UndoChanges>& reply) {
    Bulk& bulk = state_.bulk;
    if (!bulk.sending.busy || !bulk.undoing) return;
    if (!reply.result) return failed(reply.result.error());
    take_in(bulk.outcome, reply.result.value());
    if (bulk.done.empty()) return finished();
    undo_next();
}

void BulkPart::operator()(const intent::DismissLeft&) { state_.bulk.outcome.left.clear(); }

} // namespace stu::app
