#include "backend/app/mail.hpp"

#include <fmt/format.h>

namespace stu::app {
namespace {

constexpr std::string_view signature =
    "\n--\nStuTicket, the university's service desk. Nobody reads answers to "
    "this mail.\n";

/// The same for all mail about a ticket, for mail programs put what has one subject into one thread. What has
/// happened is the mail's first line.
std::string subject_of(const Ticket& ticket) { return fmt::format("[{}] {}", ticket.number, ticket.subject); }

/// The student's view of whose turn it is, which every mail about a ticket begins with.
std::string turn_of_student(const Ticket& ticket, const TicketWords& words) {
    const WhoseTurn turn = whose_turn(ticket, words.department, true, words.reopenable_until);
    return turn.sentence.empty() ? turn.headline : turn.headline + "\n" + turn.sentence;
}

/// What a student did, as staff is told.
std::string_view happened_by_student(EventKind kind) {
    switch (kind) {
    case EventKind::edited: return "has put the ticket in other words";
    case EventKind::withdrawn: return "has withdrawn the ticket";
    case EventKind::reopened: return "has reopened the ticket";
    case EventKind::opened:
    case EventKind::status_changed:
    case EventKind::remark_added:
    case EventKind::answered:
    case EventKind::noted: break;
    }
    return "has answered";
}

std::string block_quote(std::string_view text) {
    std::string quote = "> ";
    for (const char c : text) {
        quote += c;
        if (c == '\n') quote += "> ";
    }
    return quote;
}

} // namespace

Mail welcome_mail(const User& user, std::string_view link) {
    return {
        user.email, user.name, "Confirm your address for StuTicket",
        fmt::format(
            "Hello {},\n\nwelcome to StuTicket. Please confirm that this is your address, so that you can "
            "{}:\n\n{}\n\nThe link works once, for 24 hours. If you have not opened an account, "
            "you need not do anything.\n{}",
            user.name, user.role == Role::student ? "file tickets" : "work on your department's tickets",
            link, signature)};
}

Mail already_registered_mail(const User& user, std::string_view base_url) {
    return {user.email, user.name, "You already have a StuTicket account",
            fmt::format("Hello {},\n\nsomebody, probably you, tried to open an account with this e-mail "
                        "address. You already have one; nothing was changed. Sign in here:\n\n"
                        "{}/sign-in\n\nIf it was not you, you need not do anything.\n{}",
                        user.name, base_url, signature)};
}

Mail new_address_mail(const User& user, std::string_view email, std::string_view link) {
    return {std::string(email), user.name, "Confirm your new address for StuTicket",
            fmt::format(
                "Hello {},\n\nplease confirm that mail from StuTicket should come to this address from now "
                "on, and that you sign in with it:\n\n{}\n\nThe link works once, for 24 hours. Until then "
                "everything stays as it is.\n{}",
                user.name, link, signature)};
}

Mail address_change_asked_mail(const User& user, std::string_view email) {
    return {user.email, user.name, "A new address for your StuTicket account",
            fmt::format(
                "Hello {},\n\nsomebody, probably you, wants to change the address of your account to:\n\n"
                "{}\n\nIt changes when the link that we have sent there is opened. If it was not you, change "
                "your password now.\n{}",
                user.name, email, signature)};
}

Mail address_changed_mail(const User& user, std::string_view email) {
    return {
        user.email, user.name, "The address of your StuTicket account has changed",
        fmt::format("Hello {},\n\nyour account now has this address, and mail goes there:\n\n{}\n\nIf it was "
                    "not you, write to your IT department.\n{}",
                    user.name, email, signature)};
}

Mail reset_mail(const User& user, std::string_view link) {
    return {
        user.email, user.name, "Choose a new password for StuTicket",
        fmt::format(
            "Hello {},\n\nsomebody, probably you, has forgotten the password of your account. Choose a new "
            "one here:\n\n{}\n\nThe link works once, for 30 minutes. If it was not you, you need not "
            "do anything: your password stays as it is.\n{}",
            user.name, link, signature)};
}

Mail password_changed_mail(const User& user, std::string_view when) {
    return {user.email, user.name, "Your StuTicket password has changed",
            fmt::format(
                "Hello {},\n\nthe password of your account was changed on {}, and you are signed out "
                "everywhere else. If it was not you, choose a new one at once with “Forgot your password?”."
                "\n{}",
                user.name, when, signature)};
}

Mail student_mail(const Ticket& ticket, const TicketEvent& event, const TicketWords& words) {
    std::string happened;
    if (event.kind == EventKind::opened) {
        happened = fmt::format("We received your ticket for {} ({}) on {}.", words.service, words.department,
                               words.when);
    } else if (event.from == event.to) {
        happened = fmt::format("On {}, {} of {} wrote:", words.when, event.author_name, words.department);
    } else {
        happened = fmt::format("On {}, {} of {} set the status from {} to {}{}", words.when,
                               event.author_name, words.department, label(event.from), label(event.to),
                               event.text.empty() ? "." : " and wrote:");
    }
    if (!event.text.empty()) happened += "\n\n" + block_quote(event.text);
    return {ticket.email, ticket.student_name, subject_of(ticket),
            fmt::format("{}\n\nHello {},\n\n{}\n\nTicket {}: {}\nAnswer there:\n{}\n\nHow it stands, without "
                        "signing in (keep this link to yourself):\n{}\n{}",
                        turn_of_student(ticket, words), ticket.student_name, happened, ticket.number,
                        ticket.subject, words.link, words.tracking_link, signature)};
}

Mail answer_mail(const Ticket& ticket, const TicketEvent& event, const User& staff,
                 const TicketWords& words) {
    const WhoseTurn turn = whose_turn(ticket, words.department, false);
    return {staff.email, staff.name, subject_of(ticket),
            fmt::format("{} {}. {}\n\nHello {},\n\nOn {}, {} {}{}\n\nTicket {}: {}\nAnswer there:\n{}\n{}",
                        ticket.student_name, happened_by_student(event.kind), turn.headline, staff.name,
                        words.when, ticket.student_name, happened_by_student(event.kind),
                        event.text.empty() ? "." : ":\n\n" + block_quote(event.text), ticket.number,
                        ticket.subject, words.link, signature)};
}

} // namespace stu::app
