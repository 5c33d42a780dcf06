#include "backend/app/mail.hpp"

#include <fmt/format.h>

namespace stu::app {
namespace {

constexpr std::string_view signature = "\n--\nStuTicket, the university's service desk\n";

std::string link_to(const Ticket& ticket, std::string_view base_url) {
    return fmt::format("{}/tickets/{}", base_url, ticket.number);
}

/// The student's view of whose turn it is, which every mail about a ticket begins with.
std::string turn_of_student(const Ticket& ticket, const TicketPlace& place) {
    const WhoseTurn turn = whose_turn(ticket, place.department, true);
    return turn.sentence.empty() ? turn.headline : turn.headline + "\n" + turn.sentence;
}

/// What a student did, as staff is told.
struct Happened {
    std::string_view in_subject, in_sentence;
};

Happened happened_by_student(EventKind kind) {
    switch (kind) {
    case EventKind::edited: return {"Edited", "put the ticket in other words"};
    case EventKind::withdrawn: return {"Withdrawn", "withdrawn the ticket"};
    case EventKind::reopened: return {"Reopened", "reopened the ticket"};
    case EventKind::opened:
    case EventKind::status_changed:
    case EventKind::remark_added:
    case EventKind::answered: break;
    }
    return {"Answer", "answered"};
}

std::string quoted(std::string_view text) {
    std::string quote = "> ";
    for (const char c : text) {
        quote += c;
        if (c == '\n') quote += "> ";
    }
    return quote;
}

} // namespace

Mail welcome_mail(const User& user, std::string_view base_url) {
    return {user.email, user.name, "Welcome to StuTicket",
            fmt::format("Hello {},\n\nyour account is ready. Sign in with this e-mail address:\n\n"
                        "{}/sign-in\n{}",
                        user.name, base_url, signature)};
}

Mail already_registered_mail(const User& user, std::string_view base_url) {
    return {user.email, user.name, "You already have a StuTicket account",
            fmt::format("Hello {},\n\nsomebody, probably you, tried to open an account with this e-mail "
                        "address. You already have one; nothing was changed. Sign in here:\n\n"
                        "{}/sign-in\n\nIf it was not you, you need not do anything.\n{}",
                        user.name, base_url, signature)};
}

Mail student_mail(const Ticket& ticket, const TicketEvent& event, const TicketPlace& place,
                  std::string_view base_url) {
    Mail mail{ticket.email, ticket.student_name, {}, {}};
    std::string happened;
    if (event.kind == EventKind::opened) {
        mail.subject = fmt::format("[{}] Received: {}", ticket.number, ticket.subject);
        happened = fmt::format("We have received your ticket for {} ({}).", place.service, place.department);
    } else if (event.from == event.to) {
        mail.subject = fmt::format("[{}] New remark: {}", ticket.number, ticket.subject);
        happened = fmt::format("{} of {} wrote:", event.author_name, place.department);
    } else {
        mail.subject = fmt::format("[{}] {}: {}", ticket.number, label(event.to), ticket.subject);
        happened = fmt::format("{} of {} set the status from {} to {}{}", event.author_name, place.department,
                               label(event.from), label(event.to), event.text.empty() ? "." : " and wrote:");
    }
    if (!event.text.empty()) happened += "\n\n" + quoted(event.text);
    mail.body = fmt::format("{}\n\nHello {},\n\n{}\n\nTicket {}: {}\n{}\n{}", turn_of_student(ticket, place),
                            ticket.student_name, happened, ticket.number, ticket.subject,
                            link_to(ticket, base_url), signature);
    return mail;
}

Mail answer_mail(const Ticket& ticket, const TicketEvent& event, const User& staff, const TicketPlace& place,
                 std::string_view base_url) {
    const WhoseTurn turn = whose_turn(ticket, place.department, false);
    const Happened happened = happened_by_student(event.kind);
    return {staff.email, staff.name,
            fmt::format("[{}] {}: {}", ticket.number, happened.in_subject, ticket.subject),
            fmt::format("{}\n\nHello {},\n\n{} has {}{}\n\nTicket {}: {}\n{}\n{}", turn.headline, staff.name,
                        ticket.student_name, happened.in_sentence,
                        event.text.empty() ? "." : ":\n\n" + quoted(event.text), ticket.number,
                        ticket.subject, link_to(ticket, base_url), signature)};
}

} // namespace stu::app
