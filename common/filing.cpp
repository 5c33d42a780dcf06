#include "common/filing.hpp"

#include "common/checks.hpp"
#include "common/typed_text.hpp"

#include <algorithm>

namespace stu {

Marked label(Channel channel) {
    switch (channel) {
    case Channel::phone: return tr("On the phone");
    case Channel::desk: return tr("At the desk");
    case Channel::mail: return tr("By mail");
    case Channel::other: return tr("In another way");
    }
    return {};
}

std::vector<FieldError> validate(const StudentLookup& request) {
    std::vector<FieldError> errors;
    note(errors, "wanted",
         check_line(request.wanted,
                    {tr("What you look for"), tr("Type the student's e-mail address or registration number."),
                     max_email}));
    return errors;
}

std::vector<FieldError> validate(const FilingForStudent& request) {
    // The rules of a student's own ticket, but that nobody has to know their registration number by heart.
    NewTicket ticket{request.request_id, request.service, request.name,       request.registration_number,
                     request.subject,    request.message, request.attachments};
    const bool without_number = as_line(request.registration_number).empty();
    std::vector<FieldError> errors;
    note(errors, "email", check_email(request.email));
    for (FieldError& error : validate(ticket))
        if (!(without_number && error.field == "registration_number")) errors.push_back(std::move(error));
    return errors;
}

TicketEvent filed_event(const Ticket& ticket, Channel channel, const Actor& author) {
    TicketEvent event = event_by(author, EventKind::opened, ticket.created_ms);
    event.sequence = ticket.version;
    const auto& own = author.departments;
    if (std::find(own.begin(), own.end(), ticket.department) != own.end())
        event.was = ticket.department;
    else if (!own.empty())
        event.was = own.front();
    event.becomes = name_of(channel);
    return event;
}

bool is_filed_for_student(const TicketEvent& event) {
    return event.kind == EventKind::opened && event.author_role == Role::staff && !event.becomes.empty();
}

Marked filed_in_words(const TicketEvent& event) {
    switch (from_name<Channel>(event.becomes).value_or(Channel::other)) {
    case Channel::phone: return tr("Filed for the student, who phoned.");
    case Channel::desk: return tr("Filed for the student, who came to the desk.");
    case Channel::mail: return tr("Filed for the student, who wrote a mail.");
    case Channel::other: return tr("Filed for the student.");
    }
    return {};
}

} // namespace stu
