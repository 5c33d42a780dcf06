#include "backend/app/mail.hpp"

#include "common/event_rules.hpp"
#include "common/filing.hpp"
#include "common/language/render.hpp"
#include "common/transfer.hpp"

namespace stu::app {
namespace {

/// A mail as it grows, paragraph by paragraph.
class Letter {
  public:
    Letter(const SpokenLanguage& language, std::string_view recipient, std::string_view name)
        : language_(language), mail_{std::string(recipient),
                                     std::string(name),
                                     {},
                                     {},
                                     std::string(language.code)} {}

    Letter& subject(const Message& words) {
        mail_.subject = in_language(words);
        return *this;
    }
    Letter& says(const Message& words) { return shows(in_language(words)); }
    /// What is the same in every language.
    Letter& shows(std::string_view text) {
        if (!mail_.body.empty()) mail_.body += "\n\n";
        mail_.body += text;
        return *this;
    }
    Letter& greets(const std::string& name) { return says(tr("Hello {name},", {{"name", name}})); }
    /// On the next line.
    Letter& then(const Message& words) { return then_shows(in_language(words)); }
    Letter& then_shows(std::string_view text) {
        (mail_.body += '\n') += text;
        return *this;
    }
    Mail signed_off() {
        mail_.body += "\n\n--\n" +
                      in_language(tr("StuTicket, the university's service desk. Nobody reads answers to "
                                     "this mail.")) +
                      "\n";
        return mail_;
    }

  private:
    std::string in_language(const Message& words) const { return render(words, language_.catalog); }

    const SpokenLanguage& language_;
    Mail mail_;
};

/// The same for all mail about a ticket, for mail programs put what has one subject into one thread. What has
/// happened is the mail's first line.
Message subject_of(const Ticket& ticket) { return as_written("[" + ticket.number + "] " + ticket.subject); }

Message line_of(const Ticket& ticket) {
    return tr("Ticket {number}: {subject}", {{"number", ticket.number}, {"subject", ticket.subject}});
}

/// What a student did, as staff is told.
Message happened_by_student(EventKind kind, const std::string& student) {
    const std::initializer_list<Given> who{{"student", student}};
    switch (kind) {
    case EventKind::edited: return tr("{student} has put the ticket in other words.", who);
    case EventKind::withdrawn: return tr("{student} has withdrawn the ticket.", who);
    case EventKind::reopened: return tr("{student} has reopened the ticket.", who);
    case EventKind::opened:
    case EventKind::status_changed:
    case EventKind::remark_added:
    case EventKind::answered:
    case EventKind::noted:
    case EventKind::assigned:
    case EventKind::prioritised:
    case EventKind::undone:
    case EventKind::unsent:
    case EventKind::transferred:
    case EventKind::tagged:
    case EventKind::watched:
    case EventKind::linked:
    case EventKind::merged:
    case EventKind::unmerged: break;
    }
    return tr("{student} has answered.", who);
}

/// The same with its moment; `quoted` when the student's words follow.
Message happened_on(EventKind kind, const Message& when, const std::string& student, bool quoted) {
    const std::initializer_list<Given> what{{"when", when}, {"student", student}};
    switch (kind) {
    case EventKind::edited: return tr("On {when}, {student} has put the ticket in other words.", what);
    case EventKind::withdrawn: return tr("On {when}, {student} has withdrawn the ticket.", what);
    case EventKind::reopened:
        return quoted ? tr("On {when}, {student} has reopened the ticket:", what)
                      : tr("On {when}, {student} has reopened the ticket.", what);
    case EventKind::opened:
    case EventKind::status_changed:
    case EventKind::remark_added:
    case EventKind::answered:
    case EventKind::noted:
    case EventKind::assigned:
    case EventKind::prioritised:
    case EventKind::undone:
    case EventKind::unsent:
    case EventKind::transferred:
    case EventKind::tagged:
    case EventKind::watched:
    case EventKind::linked:
    case EventKind::merged:
    case EventKind::unmerged: break;
    }
    return quoted ? tr("On {when}, {student} has answered:", what)
                  : tr("On {when}, {student} has answered.", what);
}

/// What staff did, as the student is told.
Message happened_by_staff(const TicketEvent& event, const TicketWords& words) {
    if (is_filed_for_student(event))
        return tr("On {when}, {person} filed this ticket for you, for {service} ({department}):",
                  {{"when", words.when},
                   {"person", event.author_name},
                   {"service", words.service},
                   {"department", words.department}});
    if (event.kind == EventKind::opened)
        return tr("We received your ticket for {service} ({department}) on {when}.",
                  {{"service", words.service}, {"department", words.department}, {"when", words.when}});
    if (event.kind == EventKind::transferred) return transferred_to(words.department, words.service);
    if (event.kind == EventKind::merged)
        return tr(
            "Your ticket {number} was about the same as {other}. Both go on as {other} now: answer there.",
            {{"number", event.was}, {"other", event.becomes}});
    if (event.kind == EventKind::unmerged)
        return tr("Your ticket {number} goes on by itself again. It is not part of {other} any more.",
                  {{"number", event.was}, {"other", event.becomes}});
    if (event.from == event.to)
        return tr("On {when}, {person} of {department} wrote:",
                  {{"when", words.when}, {"person", event.author_name}, {"department", words.department}});
    const std::initializer_list<Given> what{{"when", words.when},
                                            {"person", event.author_name},
                                            {"department", words.department},
                                            {"from", label(event.from)},
                                            {"to", label(event.to)}};
    return event.text.empty()
               ? tr("On {when}, {person} of {department} set the status from {from} to {to}.", what)
               : tr("On {when}, {person} of {department} set the status from {from} to {to} and wrote:",
                    what);
}

/// What a colleague did, as staff is told. `other` is who got the ticket.
Message happened_by_colleague(const TicketEvent& event, const User& reader, const TicketWords& words,
                              const std::string& other) {
    const std::string& person = event.author_name;
    switch (event.kind) {
    case EventKind::noted: return tr("{person} has left an internal note.", {{"person", person}});
    case EventKind::transferred:
        return tr("{person} has transferred the ticket to {department}: {service}.",
                  {{"person", person}, {"department", words.department}, {"service", words.service}});
    case EventKind::merged:
        return tr("{person} has merged {number} into {other}.",
                  {{"person", person}, {"number", event.was}, {"other", event.becomes}});
    case EventKind::unmerged:
        return tr("{person} has taken {number} out of {other} again.",
                  {{"person", person}, {"number", event.was}, {"other", event.becomes}});
    case EventKind::assigned:
        if (event.becomes.empty()) return tr("{person} has given the ticket back.", {{"person", person}});
        if (event.becomes == event.author_id)
            return tr("{person} has taken the ticket.", {{"person", person}});
        if (event.becomes == reader.id) return tr("{person} has given you the ticket.", {{"person", person}});
        return tr("{person} has given the ticket to {other}.", {{"person", person}, {"other", other}});
    default: break;
    }
    return event.from == event.to
               ? tr("{person} has answered the student.", {{"person", person}})
               : tr("{person} has set the status to {to}.", {{"person", person}, {"to", label(event.to)}});
}

/// The same with its moment. What a note says stays where only staff reads it.
Message happened_by_colleague_on(const TicketEvent& event, const TicketWords& words) {
    switch (event.kind) {
    case EventKind::noted:
        return tr("It was on {when}. What internal notes say is not mailed.", {{"when", words.when}});
    case EventKind::transferred:
    case EventKind::merged:
    case EventKind::unmerged:
    case EventKind::assigned: return tr("It was on {when}.", {{"when", words.when}});
    default: return happened_by_staff(event, words);
    }
}

std::string block_quote(std::string_view text) {
    std::string quote = "> ";
    for (const char c : text) {
        quote += c;
        if (c == '\n') quote += "> ";
    }
    return quote;
}

/// What is due on the ticket, in one sentence, and when, in another.
std::pair<Message, Message> what_is_due(DueFor what, bool late, const Message& when) {
    const std::initializer_list<Given> by{{"when", when}};
    if (what == DueFor::answer)
        return late ? std::pair{tr("The first answer is late."),
                                tr("The first answer was promised by {when}.", by)}
                    : std::pair{tr("The first answer is due soon."),
                                tr("The first answer is promised by {when}.", by)};
    return late ? std::pair{tr("The ticket is late."), tr("The ticket was to be solved by {when}.", by)}
                : std::pair{tr("The ticket is due soon."), tr("The ticket is to be solved by {when}.", by)};
}

} // namespace

Mail welcome_mail(const User& user, std::string_view link, const SpokenLanguage& language) {
    return Letter(language, user.email, user.name)
        .subject(tr("Confirm your address for StuTicket"))
        .greets(user.name)
        .says(user.role == Role::student
                  ? tr("welcome to StuTicket. Please confirm that this is your address, so that you can file "
                       "tickets:")
                  : tr("welcome to StuTicket. Please confirm that this is your address, so that you can work "
                       "on "
                       "your department's tickets:"))
        .shows(link)
        .says(tr("The link works once, for 24 hours. If you have not opened an account, you need not do "
                 "anything."))
        .signed_off();
}

Mail already_registered_mail(const User& user, std::string_view base_url, const SpokenLanguage& language) {
    return Letter(language, user.email, user.name)
        .subject(tr("You already have a StuTicket account"))
        .greets(user.name)
        .says(
            tr("somebody, probably you, tried to open an account with this e-mail address. You already have "
               "one; nothing was changed. Sign in here:"))
        .shows(std::string(base_url) + "/sign-in")
        .says(tr("If it was not you, you need not do anything."))
        .signed_off();
}

Mail new_address_mail(const User& user, std::string_view email, std::string_view link,
                      const SpokenLanguage& language) {
    return Letter(language, email, user.name)
        .subject(tr("Confirm your new address for StuTicket"))
        .greets(user.name)
        .says(tr(
            "please confirm that mail from StuTicket should come to this address from now on, and that you "
            "sign in with it:"))
        .shows(link)
        .says(tr("The link works once, for 24 hours. Until then everything stays as it is."))
        .signed_off();
}

Mail address_change_asked_mail(const User& user, std::string_view email, const SpokenLanguage& language) {
    return Letter(language, user.email, user.name)
        .subject(tr("A new address for your StuTicket account"))
        .greets(user.name)
        .says(tr("somebody, probably you, wants to change the address of your account to:"))
        .shows(email)
        .says(tr("It changes when the link that we have sent there is opened. If it was not you, change your "
                 "password now."))
        .signed_off();
}

Mail address_changed_mail(const User& user, std::string_view email, const SpokenLanguage& language) {
    return Letter(language, user.email, user.name)
        .subject(tr("The address of your StuTicket account has changed"))
        .greets(user.name)
        .says(tr("your account now has this address, and mail goes there:"))
        .shows(email)
        .says(tr("If it was not you, write to your IT department."))
        .signed_off();
}

Mail reset_mail(const User& user, std::string_view link, const SpokenLanguage& language) {
    return Letter(language, user.email, user.name)
        .subject(tr("Choose a new password for StuTicket"))
        .greets(user.name)
        .says(
            tr("somebody, probably you, has forgotten the password of your account. Choose a new one here:"))
        .shows(link)
        .says(tr("The link works once, for 30 minutes. If it was not you, you need not do anything: your "
                 "password stays as it is."))
        .signed_off();
}

Mail password_changed_mail(const User& user, const Message& when, const SpokenLanguage& language) {
    return Letter(language, user.email, user.name)
        .subject(tr("Your StuTicket password has changed"))
        .greets(user.name)
        .says(tr(
            "the password of your account was changed on {when}, and you are signed out everywhere else. If "
            "it was not you, choose a new one at once with “Forgot your password?”.",
            {{"when", when}}))
        .signed_off();
}

Mail student_mail(const Ticket& ticket, const TicketEvent& event, const TicketWords& words,
                  const SpokenLanguage& language) {
    Letter letter(language, ticket.email, ticket.student_name);
    // Every mail about a ticket begins with whose turn it is.
    const WhoseTurn turn = whose_turn(ticket, words.department, true, words.reopenable_until);
    letter.subject(subject_of(ticket)).says(turn.headline);
    if (!turn.sentence.empty()) letter.then(turn.sentence);
    letter.greets(ticket.student_name).says(happened_by_staff(event, words));
    if (is_filed_for_student(event)) letter.shows(block_quote(ticket.message)); // not in their own words
    if (!event.text.empty()) letter.shows(block_quote(render(words_of(event), language.catalog)));
    if (!words.register_link.empty())
        letter
            .says(tr("To answer, and to see the whole ticket, open an account with this address first, or "
                     "confirm the one that you have opened:"))
            .then_shows(words.register_link);
    return letter.says(line_of(ticket))
        .then(tr("Answer there:"))
        .then_shows(words.link)
        .says(tr("How it stands, without signing in (keep this link to yourself):"))
        .then_shows(words.tracking_link)
        .signed_off();
}

Mail answer_mail(const Ticket& ticket, const TicketEvent& event, const User& staff, const TicketWords& words,
                 const SpokenLanguage& language) {
    const WhoseTurn turn = whose_turn(ticket, words.department, false);
    Letter letter(language, staff.email, staff.name);
    letter.subject(subject_of(ticket))
        .says(tr("{happened} {turn}", {{"happened", happened_by_student(event.kind, ticket.student_name)},
                                       {"turn", turn.headline}}))
        .greets(staff.name)
        .says(happened_on(event.kind, words.when, ticket.student_name, !event.text.empty()));
    if (!event.text.empty()) letter.shows(block_quote(event.text));
    return letter.says(line_of(ticket)).then(tr("Answer there:")).then_shows(words.link).signed_off();
}

Mail watcher_mail(const Ticket& ticket, const TicketEvent& event, const User& watcher,
                  const std::string& other, const TicketWords& words, const SpokenLanguage& language) {
    const bool by_student = event.author_role == Role::student, quotes = !is_internal(event.kind);
    const std::string said = quotes ? render(words_of(event), language.catalog) : std::string();
    const std::string& student = ticket.student_name;
    Letter letter(language, watcher.email, watcher.name);
    letter.subject(subject_of(ticket))
        .says(tr("{happened} {turn}",
                 {{"happened", by_student ? happened_by_student(event.kind, student)
                                          : happened_by_colleague(event, watcher, words, other)},
                  {"turn", whose_turn(ticket, words.department, false).headline}}))
        .greets(watcher.name)
        .says(by_student ? happened_on(event.kind, words.when, student, !said.empty())
                         : happened_by_colleague_on(event, words));
    if (!said.empty()) letter.shows(block_quote(said));
    return letter.says(line_of(ticket))
        .then(tr("You watch this ticket. There you can also stop:"))
        .then_shows(words.link)
        .signed_off();
}

Mail given_mail(const Ticket& ticket, const TicketEvent& event, const User& reader, const TicketWords& words,
                const SpokenLanguage& language) {
    return Letter(language, reader.email, reader.name)
        .subject(subject_of(ticket))
        .says(tr("{happened} {turn}", {{"happened", happened_by_colleague(event, reader, words, {})},
                                       {"turn", whose_turn(ticket, words.department, false).headline}}))
        .greets(reader.name)
        .says(happened_by_colleague_on(event, words))
        .says(line_of(ticket))
        .then(tr("Answer there:"))
        .then_shows(words.link)
        .signed_off();
}

Mail mention_mail(const Ticket& ticket, const TicketEvent& note, const User& reader, const TicketWords& words,
                  const SpokenLanguage& language) {
    return Letter(language, reader.email, reader.name)
        .subject(subject_of(ticket))
        .says(tr("{person} mentions you in an internal note on {number}.",
                 {{"person", note.author_name}, {"number", ticket.number}}))
        .greets(reader.name)
        .says(tr("It was on {when}. What internal notes say is not mailed.", {{"when", words.when}}))
        .says(line_of(ticket))
        .then(tr("You watch this ticket now. There you can read the note, and stop watching:"))
        .then_shows(words.link)
        .signed_off();
}

Mail due_mail(const Ticket& ticket, const DueWords& due, const User& reader, const TicketWords& words,
              const SpokenLanguage& language) {
    const auto [happened, by] = what_is_due(due.what, due.late, words.when);
    return Letter(language, reader.email, reader.name)
        .subject(subject_of(ticket))
        .says(happened)
        .greets(reader.name)
        .says(by)
        .says(line_of(ticket))
        .then(due.watched ? tr("You watch this ticket. There you can also stop:") : tr("Answer there:"))
        .then_shows(words.link)
        .signed_off();
}

} // namespace stu::app
