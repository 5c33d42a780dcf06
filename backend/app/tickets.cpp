// The student's side of a ticket: filing and reading.

#include "backend/store/tickets/tickets.hpp"
#include "backend/app/limits.hpp"
#include "backend/app/merging.hpp"
#include "backend/app/offered_service.hpp"
#include "backend/app/post.hpp"
#include "backend/app/question.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/robots.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/unused_number.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "common/text.hpp"
#include "common/ticket_number.hpp"
#include "common/typed_text.hpp"

#include <chrono>

namespace stu::app {
namespace {

Ticket drafted(const NewTicket& request, const Actor& actor, std::int64_t now_ms) {
    Ticket ticket;
    ticket.owner_id = actor.user_id;
    ticket.email = actor.email;
    ticket.service = request.service;
    ticket.student_name = as_line(request.name);
    ticket.registration_number = as_line(request.registration_number);
    ticket.subject = as_line(request.subject);
    ticket.message = as_paragraphs(request.message);
    ticket.created_ms = ticket.updated_ms = now_ms;
    return ticket;
}

/// Notes a number that led nowhere; the refusal when there were too many. Who has had too many already writes
/// no more.
std::optional<Error> count_wrong_number(Context& context, const Limit& limit, std::string_view whose) {
    if (auto refusal = context.read([&](store::Transaction& transaction) {
            return exhausted(transaction, limit, whose, context.now_ms);
        }))
        return refusal;
    try {
        // A query: others who write for long hold it up no longer than this.
        return context.write(std::chrono::milliseconds(100), [&](store::Transaction& transaction) {
            return count(transaction, limit, whose, context.now_ms);
        });
    } catch (const sql::Trouble&) {
        return std::nullopt; // numbers are no secrets: missing a few tries costs less than refusing to read
    }
}

/// What an earlier attempt of the same draft filed. Other words under the same id come from a second tab with
/// the same draft: they must not seem to have been filed.
std::optional<Result<TicketView>> filed_before(store::Transaction& transaction, const Context& context,
                                               const NewTicket& request) {
    auto filed = store::find_ticket_by_request(transaction, context.actor.user_id, request.request_id);
    if (!filed) return std::nullopt;
    const bool same =
        filed->subject == as_line(request.subject) && filed->message == as_paragraphs(request.message);
    if (!same && filed->version == 1)
        return refuse(
            Code::conflict,
            tr("This form was sent before with other words, as ticket {number}. If you want a second "
               "ticket, submit it once more.",
               {{"number", filed->number}}));
    return view_of(transaction, context.actor, std::move(*filed));
}

} // namespace

std::string unused_number(store::Transaction& transaction, security::Random& random) {
    for (;;) {
        std::string number = make_ticket_number(random.number());
        if (!store::find_ticket(transaction, number)) return number;
    }
}

Result<TicketView> handle(GetTicket, Context& context, const TicketByNumber& request) {
    auto view = context.read([&](store::Transaction& transaction) -> std::optional<TicketView> {
        auto ticket = readable_ticket(transaction, context.actor, request.number);
        if (!ticket) return std::nullopt;
        return view_of(transaction, context.actor, std::move(*ticket));
    });
    if (view) return *std::move(view);
    return count_wrong_number(context, limit::wrong_number, context.actor.user_id).value_or(no_such_ticket());
}

std::optional<std::string> kept_as(GetTicket, const Context& context, const TicketByNumber& request) {
    return question(GetTicket{}, request) + context.actor.user_id;
}

Result<TrackedTicket> handle(FollowTicket, Context& context, const TrackTicket& request) {
    const auto number = parse_ticket_number(request.number);
    const auto followed = context.read([&](store::Transaction& transaction) -> std::optional<Ticket> {
        auto ticket = number ? store::find_ticket(transaction, *number) : std::nullopt;
        if (!ticket || !security::equal(tracking_secret(context, *ticket), trimmed(request.secret)))
            return std::nullopt;
        return going_on_as(transaction, *std::move(ticket));
    });
    if (followed && followed->withdrawn_ms == 0)
        return TrackedTicket{followed->number, followed->department, followed->service,
                             followed->status, followed->created_ms, followed->updated_ms};
    return count_wrong_number(context, at_address(limit::wrong_number, context), context.address)
        .value_or(no_such_ticket());
}

Result<TicketView> handle(CreateTicket, Context& context, const NewTicket& request) {
    const Actor& actor = context.actor;
    if (!may(actor, Action::create_ticket, {actor.user_id, {}}))
        return not_allowed(actor, tr("Only students file tickets."));
    if (context.services.captcha.offer().kind != CaptchaKind::none) {
        // Before the captcha: a retry needs no second answer.
        if (auto filed = context.read(
                [&](store::Transaction& transaction) { return filed_before(transaction, context, request); }))
            return *std::move(filed);
        if (auto refusal = captcha_refusal(context, request.captcha, WhenUnknown::accept)) return *refusal;
    }

    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        if (auto filed = filed_before(transaction, context, request)) return *std::move(filed);

        const Catalogue catalogue = store::load_catalogue_of(transaction, request.service);
        const auto department = department_offering(catalogue, request.service, context.language);
        if (!department) return department.error();
        const std::int64_t tickets_per_hour = context.services.policy.tickets_per_hour;
        if (tickets_per_hour > 0)
            if (auto refusal = count(transaction, {"ticket by", tickets_per_hour, hour_ms}, actor.user_id,
                                     context.now_ms))
                return *refusal;

        Ticket ticket = drafted(request, actor, context.now_ms);
        ticket.id = context.new_id();
        ticket.number = unused_number(transaction, context.services.random);
        ticket.department = department.value();
        const TicketEvent event = opened_event(ticket);
        note_turn(ticket, event);

        store::insert_ticket(transaction, ticket, request.request_id);
        store::insert_event(transaction, ticket.id, event);
        if (!store::claim_attachments(transaction, request.attachments, actor.user_id, ticket.id,
                                      event.sequence, context.now_ms))
            return no_such_upload();
        tell_student(transaction, context, catalogue, ticket, event);
        return view_of(transaction, actor, std::move(ticket));
    });
}

} // namespace stu::app
