#include "backend/app/post.hpp"

#include "backend/app/ticket_view.hpp"
#include "backend/app/times.hpp"
#include "backend/app/watchers.hpp"
#include "backend/store/mail/outbox.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/people/users.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/work.hpp"
#include "common/event_rules.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace stu::app {
namespace {

store::OutgoingMail outgoing(const Context& context, const Mail& mail) {
    store::OutgoingMail outgoing;
    outgoing.id = context.new_id();
    outgoing.recipient = mail.recipient;
    outgoing.recipient_name = mail.recipient_name;
    outgoing.subject = mail.subject;
    outgoing.body = mail.body;
    outgoing.language = mail.language;
    outgoing.created_ms = context.now_ms;
    return outgoing;
}

void post_about(store::Transaction& transaction, const Context& context, const Mail& mail,
                const Ticket& ticket, std::int64_t event, std::int64_t delay_ms = 0) {
    store::OutgoingMail about = outgoing(context, mail);
    about.ticket_id = ticket.id;
    about.event = event;
    about.delay_ms = delay_ms;
    store::insert_mail(transaction, about);
}

const std::string& zone_of(const User& reader, const Context& context) {
    return reader.time_zone.empty() ? context.services.policy.time_zone : reader.time_zone;
}

TicketWords words_for(const User& reader, const Context& context, const Catalogue& catalogue,
                      const Ticket& ticket, std::int64_t at_ms) {
    TicketWords words{department_name(catalogue, ticket.department), service_name(catalogue, ticket.service),
                      time_for(reader, context, at_ms),
                      context.services.base_url + "/tickets/" + ticket.number};
    if (can_reopen(ticket, context.now_ms)) {
        words.reopenable_until = day_in_zone(reopenable_until_ms(ticket), zone_of(reader, context));
    }
    return words;
}

/// Whether somebody works on the ticket: whoever does no more may not read on.
bool works_on(store::Transaction& transaction, const User& staff, const Ticket& ticket) {
    return staff.role != Role::student &&
           may(actor_for(staff), Action::read_ticket, access_subject(ticket)) &&
           !store::is_deactivated(transaction, staff.id);
}

/// Whose ticket it is, if they still work there.
std::optional<User> assignee_of(store::Transaction& transaction, const Ticket& ticket) {
    auto assignee = store::find_user(transaction, store::work_of(transaction, ticket.id).assignee);
    return assignee && works_on(transaction, *assignee, ticket) ? std::move(assignee) : std::nullopt;
}

/// Of staff who has responded the last who still works there.
std::optional<User> last_to_respond(store::Transaction& transaction, const Ticket& ticket,
                                    const std::vector<TicketEvent>& events) {
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (!counts_as_response(*event)) continue;
        auto staff = store::find_user(transaction, event->author_id);
        if (staff && works_on(transaction, *staff, ticket)) return staff;
    }
    return std::nullopt;
}

/// Whose ticket it is; where it is nobody's, of staff who has responded the last who still works there, and
/// all of the department where none of them does. Nobody while staff has not responded: the ticket stands in
/// the queue.
std::vector<User> staff_to_tell(store::Transaction& transaction, const Ticket& ticket) {
    if (const auto assignee = assignee_of(transaction, ticket)) return {*assignee};
    const std::vector<TicketEvent> events = store::load_events(transaction, ticket.id);
    if (const auto last = last_to_respond(transaction, ticket, events)) return {*last};
    const bool responded = std::any_of(events.begin(), events.end(), counts_as_response);
    return responded ? store::staff_of(transaction, ticket.department) : std::vector<User>{};
}

bool student_wants(Notifications choice, const TicketEvent& event) {
    if (choice == Notifications::every_update || event.kind == EventKind::opened) return true;
    return event.from != event.to && turn_of(event.to) != Turn::staff;
}

bool staff_wants(Notifications choice, const TicketEvent& event) {
    return choice == Notifications::every_update || turn_of(event.from) == Turn::student;
}

enum class Reason { theirs_to_look_after, mentioned, given, watches };

struct Told {
    User staff;
    Reason why;
};

/// Whom of staff the event concerns and who did not cause it, each once. `mentioned` are user ids.
std::vector<Told> staff_told(store::Transaction& transaction, const Ticket& ticket, const TicketEvent& event,
                             const std::vector<std::string>& mentioned) {
    std::vector<Told> told;
    told.reserve(mentioned.size());
    for (const std::string& id : mentioned)
        told.push_back({store::find_user(transaction, id).value(), Reason::mentioned});
    if (event.kind == EventKind::assigned && event.becomes != event.author_id)
        if (auto staff = store::find_user(transaction, event.becomes))
            told.push_back({*std::move(staff), Reason::given});
    if (event.author_role == Role::student)
        for (User& staff : staff_to_tell(transaction, ticket))
            if (staff_wants(staff.notifications, event))
                told.push_back({std::move(staff), Reason::theirs_to_look_after});
    if (!is_for_watchers(event.kind)) return told;
    for (const std::string& id : present_watchers(transaction, ticket)) {
        const bool is_told =
            std::any_of(told.begin(), told.end(), [&](const Told& each) { return each.staff.id == id; });
        if (id != event.author_id && !is_told)
            told.push_back({store::find_user(transaction, id).value(), Reason::watches});
    }
    return told;
}

/// Whom of staff it concerns that something is due: whose ticket it is, else those who watch it, else who has
/// responded last. Never all of a department: many tickets may be late at once.
std::vector<Told> told_of_due(store::Transaction& transaction, const Ticket& ticket) {
    std::vector<Told> told;
    if (auto assignee = assignee_of(transaction, ticket))
        return {{*std::move(assignee), Reason::theirs_to_look_after}};
    for (const std::string& id : present_watchers(transaction, ticket))
        told.push_back({store::find_user(transaction, id).value(), Reason::watches});
    if (!told.empty()) return told;
    if (auto last = last_to_respond(transaction, ticket, store::load_events(transaction, ticket.id)))
        told.push_back({*std::move(last), Reason::theirs_to_look_after});
    return told;
}

/// Whoever the ticket is taken from at once has not been told that it was theirs, and need not be.
void take_back_gift(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                    const TicketEvent& event) {
    if (event.kind != EventKind::assigned || event.was.empty()) return;
    if (const auto staff = store::find_user(transaction, event.was))
        store::unsend_mail(transaction, ticket.id, staff->email, context.now_ms);
}

std::int64_t undo_ms(const Context& context) { return context.services.policy.undo_seconds * second_ms; }

/// A merge that is undone at once is told to nobody.
std::int64_t delay_of(const TicketEvent& event, const Context& context) {
    return event.kind == EventKind::merged ? undo_ms(context) : 0;
}

} // namespace

Message time_for(const User& reader, const Context& context, std::int64_t at_ms) {
    return time_in_zone(at_ms, zone_of(reader, context));
}

const SpokenLanguage& language_for(const User& reader, const Context& context) {
    return language_of(reader, context.services.policy.language);
}

void post(store::Transaction& transaction, const Context& context, const Mail& mail) {
    store::insert_mail(transaction, outgoing(context, mail));
}

void tell_student(store::Transaction& transaction, const Context& context, const Catalogue& catalogue,
                  const Ticket& ticket, const TicketEvent& event) {
    const auto student = store::find_user(transaction, ticket.owner_id);
    if (!student || ticket.email.empty() || is_internal(event.kind) ||
        !student_wants(student->notifications, event))
        return;
    Ticket shown = ticket;
    hide_foreign_duplicate(transaction, actor_for(*student), shown);
    const SpokenLanguage& language = language_for(*student, context);
    const Catalogue named = in_language(catalogue, language.code);
    TicketWords words = words_for(*student, context, named, ticket, event.at_ms);
    words.tracking_link =
        context.services.base_url + "/track/" + ticket.number + "#" + tracking_secret(context, ticket);
    if (!student->verified) words.register_link = context.services.base_url + "/register";
    post_about(transaction, context, student_mail(shown, event, words, language), ticket, event.sequence,
               delay_of(event, context));
}

void tell_staff(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                const TicketEvent& event, const std::vector<std::string>& mentioned,
                const std::vector<std::string>& spared) {
    take_back_gift(transaction, context, ticket, event);
    std::vector<Told> told = staff_told(transaction, ticket, event, mentioned);
    std::erase_if(told, [&](const Told& each) {
        return std::find(spared.begin(), spared.end(), each.staff.email) != spared.end();
    });
    if (told.empty()) return;
    const Catalogue catalogue = store::load_catalogue(transaction);
    const auto given_to =
        event.kind == EventKind::assigned ? store::find_colleague(transaction, event.becomes) : std::nullopt;
    for (const auto& [staff, why] : told) {
        const SpokenLanguage& language = language_for(staff, context);
        const Catalogue named = in_language(catalogue, language.code);
        const TicketWords words = words_for(staff, context, named, ticket, event.at_ms);
        const Mail mail = why == Reason::mentioned ? mention_mail(ticket, event, staff, words, language)
                          : why == Reason::given   ? given_mail(ticket, event, staff, words, language)
                          : why == Reason::watches
                              ? watcher_mail(ticket, event, staff, given_to ? given_to->name : std::string(),
                                             words, language)
                              : answer_mail(ticket, event, staff, words, language);
        post_about(transaction, context, mail, ticket, event.sequence,
                   why == Reason::given ? undo_ms(context) : delay_of(event, context));
    }
}

void tell_what_is_due(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                      const Due& due, bool late) {
    const std::vector<Told> told = told_of_due(transaction, ticket);
    if (told.empty()) return;
    const Catalogue catalogue = store::load_catalogue(transaction);
    for (const auto& [staff, why] : told) {
        const SpokenLanguage& language = language_for(staff, context);
        const Catalogue named = in_language(catalogue, language.code);
        const TicketWords words = words_for(staff, context, named, ticket, due.at_ms);
        const Mail mail = due_mail(ticket, {due.what, late, why == Reason::watches}, staff, words, language);
        post_about(transaction, context, mail, ticket, 0);
    }
}

} // namespace stu::app
