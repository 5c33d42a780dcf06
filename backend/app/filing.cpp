// Staff files a ticket for a student who phones or stands at the desk.

#include "common/filing.hpp"

#include "backend/app/addresses.hpp"
#include "backend/app/limits.hpp"
#include "backend/app/offered_service.hpp"
#include "backend/app/post.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/unused_number.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/people/users.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/typed_text.hpp"

#include <utility>

namespace stu::app {
namespace {

constexpr Marked staff_files = tr("Only staff files tickets for students.");

KnownStudent known_as(const User& user) {
    return {user.name, user.email, user.registration_number, user.verified};
}

FiledForStudent filed_as_seen_by(store::Transaction& transaction, const Actor& actor, Ticket ticket) {
    FiledForStudent filed{ticket.number, ticket.department, {}};
    if (may(actor, Action::read_ticket, access_subject(ticket)))
        filed.ticket.push_back(view_of(transaction, actor, std::move(ticket)));
    return filed;
}

/// What an earlier attempt of the same draft filed.
std::optional<Result<FiledForStudent>> filed_for_before(store::Transaction& transaction, const Actor& actor,
                                                        const FilingForStudent& request) {
    auto past = store::find_repeated(transaction, actor.user_id, request.request_id);
    if (!past) return std::nullopt;
    const Ticket& ticket = past->ticket;
    const bool same =
        ticket.subject == as_line(request.subject) && ticket.message == as_paragraphs(request.message);
    if (past->kind != EventKind::opened || (!same && ticket.version == 1))
        return refuse(Code::conflict,
                      tr("This form was sent before with other words, as ticket {number}. If you want a "
                         "second ticket, submit it once more.",
                         {{"number", ticket.number}}));
    return filed_as_seen_by(transaction, actor, std::move(past->ticket));
}

/// An account that waits for whoever can open mail to its address: nobody can sign in to it, and a
/// registration with the address, or a link for a new password, makes it the student's own.
User unclaimed_account(store::Transaction& transaction, const Context& context,
                       const FilingForStudent& request, std::string email) {
    User user;
    user.id = context.new_id();
    user.email = std::move(email);
    user.name = as_line(request.name);
    user.registration_number = as_line(request.registration_number);
    store::insert_user(transaction, {user, {}}, context.now_ms);
    return user;
}

/// Whose ticket it becomes.
Result<User> owner_of(store::Transaction& transaction, const Context& context,
                      const FilingForStudent& request) {
    std::string email = account_address(request.email);
    const auto known = store::find_user_by_email(transaction, email);
    if (known && known->user.role != Role::student)
        return invalid("email", tr("This is the address of somebody of staff. Type the student's."));
    if (known && store::is_deactivated(transaction, known->user.id))
        return invalid("email", tr("The account with this address has been closed, so no mail would reach "
                                   "its student. Ask whoever runs StuTicket."));
    if (known) return known->user;
    if (Message sentence = check_account_address(email); !sentence.empty())
        return invalid("email", std::move(sentence));
    if (Message foreign = check_school_email(email, context.services.policy.email_domains); !foreign.empty())
        return invalid("email", std::move(foreign));
    return unclaimed_account(transaction, context, request, std::move(email));
}

Ticket drafted_for(const Context& context, const FilingForStudent& request, const User& owner,
                   std::string department) {
    Ticket ticket;
    ticket.id = context.new_id();
    ticket.owner_id = owner.id;
    ticket.email = owner.email;
    ticket.department = std::move(department);
    ticket.service = request.service;
    ticket.student_name = as_line(request.name);
    ticket.registration_number = as_line(request.registration_number);
    ticket.subject = as_line(request.subject);
    ticket.message = as_paragraphs(request.message);
    ticket.created_ms = ticket.updated_ms = context.now_ms;
    return ticket;
}

} // namespace

Result<KnownStudents> handle(FindStudents, Context& context, const StudentLookup& request) {
    const Actor& actor = context.actor;
    if (!may(actor, Action::file_for_student, {})) return not_allowed(actor, staff_files);
    return context.write([&](store::Transaction& transaction) -> Result<KnownStudents> {
        if (auto refusal = count(transaction, limit::student_lookup, actor.user_id, context.now_ms))
            return *refusal;
        KnownStudents known;
        const std::string wanted = as_line(request.wanted);
        if (const auto one = store::find_user_by_email(transaction, account_address(wanted));
            one && one->user.role == Role::student && !store::is_deactivated(transaction, one->user.id))
            known.students.push_back(known_as(one->user));
        else
            for (const User& each : store::students_registered_as(transaction, wanted, max_known_students))
                known.students.push_back(known_as(each));
        return known;
    });
}

Result<FiledForStudent> handle(FileForStudent, Context& context, const FilingForStudent& request) {
    const Actor& actor = context.actor;
    if (!may(actor, Action::file_for_student, {})) return not_allowed(actor, staff_files);
    return context.write([&](store::Transaction& transaction) -> Result<FiledForStudent> {
        if (auto filed = filed_for_before(transaction, actor, request)) return *std::move(filed);
        const Catalogue catalogue = store::load_catalogue_of(transaction, request.service);
        auto department = department_offering(catalogue, request.service, context.language);
        if (!department) return department.error();
        if (auto refusal = count(transaction, limit::staff_work, actor.user_id, context.now_ms))
            return *refusal;
        const auto owner = owner_of(transaction, context, request);
        if (!owner) return owner.error();

        Ticket ticket = drafted_for(context, request, owner.value(), std::move(department.value()));
        ticket.number = unused_number(transaction, context.services.random);
        const TicketEvent event = filed_event(ticket, request.channel, actor);
        note_turn(ticket, event);
        // No draft of the student's own has this name, so nothing of theirs comes into conflict with it.
        store::insert_ticket(transaction, ticket, ticket.id);
        store::insert_event(transaction, ticket.id, event, request.request_id);
        if (!store::claim_attachments(transaction, request.attachments, actor.user_id, ticket.id,
                                      event.sequence, context.now_ms))
            return no_such_upload();
        tell_student(transaction, context, catalogue, ticket, event);
        return filed_as_seen_by(transaction, actor, std::move(ticket));
    });
}

} // namespace stu::app
