#include "frontend-wasm/app/ticket_forms.hpp"

#include "frontend-wasm/app/navigation.hpp"

#include <algorithm>
#include <utility>

namespace stu::app {
namespace {

bool reachable(Status from, Status to) {
    const auto next = next_statuses(from);
    return to == from || std::find(next.begin(), next.end(), to) != next.end();
}

void start_review(page::Ticket::ReviewForm& review, const Ticket& ticket) {
    if (review.request.number != ticket.number) {
        review = {};
        review.request.to = ticket.status; // nothing is chosen that the person has not chosen
    } else if (review.request.to == review.seen ||
               (!review.seen && review.request.version != ticket.version) ||
               !reachable(ticket.status, review.request.to)) {
        // "No change" stays no change, whatever a colleague set meanwhile; a draft does not know what it was.
        review.request.to = ticket.status;
    }
    review.seen = ticket.status;
    review.request.number = ticket.number;
    review.request.version = ticket.version;
}

/// The draft of what had been sent when its page was left: it is on its way to the student. What was typed
/// since stays.
void drop_what_was_sent(page::Ticket::ReviewForm& review, const TicketView& whole) {
    if (review.sending.busy || review.sent.request_id.empty()) return;
    for (const HeldResponse& held : whole.held) {
        if (held.request_id != review.sent.request_id) continue;
        std::string rest = typed_since(review.request.remark, held.text);
        review = {};
        start_review(review, whole.ticket);
        review.request.remark = std::move(rest);
        return;
    }
}

/// One id for each intention: it stays while the same request is tried again.
template <class Request> void name_ticket(Request& request, const Ticket& ticket, Surroundings& world) {
    if (request.request_id.empty()) request.request_id = world.new_request_id();
    request.number = ticket.number;
    request.version = ticket.version;
}

} // namespace

void start_ticket_forms(page::Ticket& page, Surroundings& world) {
    const Ticket& ticket = page.loaded.value->ticket;
    if (page.answer.request.request_id.empty()) page.answer.request.request_id = world.new_request_id();
    page.answer.request.number = ticket.number;
    start_review(page.review, ticket);
    drop_what_was_sent(page.review, *page.loaded.value);
    if (page.note.request.request_id.empty()) page.note.request.request_id = world.new_request_id();
    page.note.request.number = ticket.number;
    name_ticket(page.edit.request, ticket, world);
    name_ticket(page.withdrawal.request, ticket, world);
    name_ticket(page.reopening.request, ticket, world);
    if (page.edit.open) return;
    page.edit.request.subject = ticket.subject;
    page.edit.request.message = ticket.message;
}

void file_again(State& state, const Result<TicketView>& earlier, Effects& effects) {
    if (!earlier || state.new_ticket.touched()) return;
    const Ticket& ticket = earlier->ticket;
    state.new_ticket.request.subject = ticket.subject;
    state.new_ticket.request.message = ticket.message;
    show_toast(state,
               tr("Subject and message are those of ticket {number}. Files are not taken along: attach them "
                  "again.",
                  {{"number", ticket.number}}),
               true, effects);
}

} // namespace stu::app
