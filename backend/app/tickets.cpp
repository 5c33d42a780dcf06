// The student's side of a ticket: filing, reading, answering.

#include "backend/store/tickets.hpp"
#include "backend/app/post.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/unused_number.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/attachments.hpp"
#include "backend/store/catalogue.hpp"
#include "backend/store/users.hpp"
#include "common/text.hpp"
#include "common/ticket_number.hpp"

#include <algorithm>

namespace stu::app {
namespace {

Ticket drafted(const NewTicket& request, const Actor& actor, std::int64_t now_ms) {
    Ticket ticket;
    ticket.owner_id = actor.user_id;
    ticket.email = actor.email;
    ticket.service = request.service;
    ticket.student_name = trimmed(request.name);
    ticket.registration_number = trimmed(request.registration_number);
    ticket.subject = trimmed(request.subject);
    ticket.message = trimmed(request.message);
    ticket.created_ms = ticket.updated_ms = now_ms;
    return ticket;
}

/// The member of staff who acted last; a visitor when nobody has.
User last_staff(store::Transaction& transaction, const std::vector<TicketEvent>& events) {
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const TicketEvent& event) {
        return event.author_role != Role::student;
    });
    if (last == events.rend()) return {};
    User staff = store::find_user(transaction, last->author_id).value_or(User{});
    return staff.role == Role::student ? User{} : staff; // what was imported has no author among the staff
}

} // namespace

std::string unused_number(store::Transaction& transaction, security::Random& random) {
    for (;;) {
        std::string number = make_ticket_number(random.number());
        if (!store::find_ticket(transaction, number)) return number;
    }
}

Result<TicketView> handle(GetTicket, Context& context, const TicketByNumber& request) {
    store::Transaction transaction = context.store().read();
    auto ticket = readable_ticket(transaction, context.actor, request.number);
    if (!ticket) return no_such_ticket();
    return view_of(transaction, context.actor, std::move(*ticket));
}

Result<TicketView> handle(CreateTicket, Context& context, const NewTicket& request) {
    if (!may(context.actor, Action::create_ticket, {context.actor.user_id, {}}))
        return refuse(Code::forbidden, "Only students file tickets.");

    store::Transaction transaction = context.store().write();
    if (auto filed = store::find_ticket_by_request(transaction, context.actor.user_id, request.request_id))
        return view_of(transaction, context.actor, std::move(*filed));

    const Catalogue catalogue = store::load_catalogue(transaction);
    const Department* department = department_of_service(catalogue, request.service);
    if (department == nullptr) return invalid("service", "Please choose one of the services.");
    if (find_offered_service(catalogue, request.service) == nullptr)
        return invalid("service", "“" + std::string(service_name(catalogue, request.service)) +
                                      "” is not offered any more. Please choose another service.");

    Ticket ticket = drafted(request, context.actor, context.now_ms);
    ticket.id = context.new_id();
    ticket.number = unused_number(transaction, context.services.random);
    ticket.department = department->id;
    const TicketEvent event = opened_event(ticket);

    store::insert_ticket(transaction, ticket, request.request_id);
    store::insert_event(transaction, ticket.id, event);
    if (!store::claim_attachments(transaction, request.attachments, context.actor.user_id, ticket.id,
                                  event.sequence, context.now_ms))
        return no_such_upload();
    post(transaction, context,
         student_mail(ticket, event, {department->name, service_name(catalogue, ticket.service)},
                      context.services.base_url));
    TicketView view = view_of(transaction, context.actor, std::move(ticket));
    transaction.commit();
    context.services.mail_queued();
    return view;
}

Result<TicketView> handle(AnswerTicket, Context& context, const Answer& request) {
    store::Transaction transaction = context.store().write();
    if (auto answered = store::find_ticket_by_answer(transaction, context.actor.user_id, request.request_id))
        return view_of(transaction, context.actor, std::move(*answered));

    auto ticket = readable_ticket(transaction, context.actor, request.number);
    if (!ticket) return no_such_ticket();
    if (!may(context.actor, Action::answer_ticket, {ticket->owner_id, ticket->department}))
        return refuse(Code::forbidden, "Only the student who filed the ticket answers it.");

    const Status before = ticket->status;
    const User staff = last_staff(transaction, store::load_events(transaction, ticket->id));
    const auto event = record_answer(*ticket, request, context.actor, context.now_ms);
    if (!event) return event.error();
    if (!store::update_ticket(transaction, *ticket, before)) return somebody_was_faster();
    store::insert_event(transaction, ticket->id, event.value(), request.request_id);
    if (!store::claim_attachments(transaction, request.attachments, context.actor.user_id, ticket->id,
                                  event->sequence, context.now_ms))
        return no_such_upload();
    if (!staff.id.empty()) {
        const Catalogue catalogue = store::load_catalogue(transaction);
        post(transaction, context,
             answer_mail(
                 *ticket, event.value(), staff,
                 {department_name(catalogue, ticket->department), service_name(catalogue, ticket->service)},
                 context.services.base_url));
    }
    TicketView view = view_of(transaction, context.actor, std::move(*ticket));
    transaction.commit();
    context.services.mail_queued();
    return view;
}

} // namespace stu::app
