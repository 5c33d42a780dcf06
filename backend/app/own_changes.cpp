// What a student changes about a ticket of their own: what is said on it, its words, whether it is wanted at
// all.

#include "backend/app/duplicates.hpp"
#include "backend/app/post.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/tickets.hpp"

#include <vector>

namespace stu::app {
namespace {

/// What the event of the request says in the student's own words.
std::string_view text_of(const Answer& request) { return request.message; }
std::string_view text_of(const TicketEdit&) { return {}; }
std::string_view text_of(const TicketWithdrawal&) { return {}; }
std::string_view text_of(const TicketReopening& request) { return request.message; }

/// What the history grows by: an edit keeps what the ticket said before, which is about as long.
std::string_view written_by(const Answer& request) { return request.message; }
std::string_view written_by(const TicketEdit& request) { return request.message; }
std::string_view written_by(const TicketWithdrawal&) { return {}; }
std::string_view written_by(const TicketReopening& request) { return request.message; }

/// The files that come with it.
std::vector<std::string> files_of(const Answer& request) { return request.attachments; }
template <class Request> std::vector<std::string> files_of(const Request&) { return {}; }

/// Runs `change` on the student's ticket and stores what it did. A repeated request gets the ticket as it is.
template <class Request, class Change>
Result<TicketView> change_own(Context& context, Action action, Marked who, const Request& request,
                              Change change) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        if (auto done = done_before(transaction, context.actor, request.request_id, text_of(request)))
            return *std::move(done);

        auto found =
            ticket_to_change(transaction, context, {action, request.number, written_by(request), who});
        if (!found) return found.error();
        Ticket& ticket = found.value();
        const store::CountedTicket before = store::counted(ticket);
        const Result<TicketEvent> event = change(ticket, request, context.actor, context.now_ms);
        if (!event) return event.error();
        store::update_ticket(transaction, ticket, before);
        if (event->kind == EventKind::edited) store::update_ticket_words(transaction, ticket);
        store::insert_event(transaction, ticket.id, event.value(), request.request_id);
        if (!store::claim_attachments(transaction, files_of(request), context.actor.user_id, ticket.id,
                                      event->sequence, context.now_ms))
            return no_such_upload();
        look_after_duplicates(transaction, context, store::load_catalogue(transaction), ticket);
        tell_staff(transaction, context, ticket, event.value());
        return view_of(transaction, context.actor, std::move(ticket));
    });
}

constexpr Marked owner_does = tr("Only the student who filed the ticket does this.");

} // namespace

Result<TicketView> handle(AnswerTicket, Context& context, const Answer& request) {
    return change_own(context, Action::answer_ticket, tr("Only the student who filed the ticket answers it."),
                      request, record_answer);
}

Result<TicketView> handle(EditTicket, Context& context, const TicketEdit& request) {
    return change_own(context, Action::edit_ticket, owner_does, request, edit_ticket);
}

Result<TicketView> handle(WithdrawTicket, Context& context, const TicketWithdrawal& request) {
    return change_own(context, Action::withdraw_ticket, owner_does, request, withdraw_ticket);
}

Result<TicketView> handle(ReopenTicket, Context& context, const TicketReopening& request) {
    return change_own(context, Action::reopen_ticket, owner_does, request, reopen_ticket);
}

} // namespace stu::app
