#pragma once
// What we write to people. Pure: decides who is told what, sends nothing.

#include "common/event.hpp"
#include "common/ticket.hpp"
#include "common/user.hpp"

#include <string>
#include <string_view>

namespace stu::app {

struct Mail {
    std::string recipient, recipient_name;
    std::string subject; ///< one line
    std::string body;    ///< plain text
};

Mail welcome_mail(const User& user, std::string_view base_url);

/// To the owner of an address that somebody tried to register again.
Mail already_registered_mail(const User& user, std::string_view base_url);

/// The place of a ticket in the university, in words.
struct TicketPlace {
    std::string_view department, service; ///< names, not ids
};

/// To the student: opened and each change by staff. `event` has been applied to `ticket`.
Mail student_mail(const Ticket& ticket, const TicketEvent& event, const TicketPlace& place,
                  std::string_view base_url);

/// To the member of staff who acted last: the student has answered, edited, withdrawn or reopened the ticket.
Mail answer_mail(const Ticket& ticket, const TicketEvent& event, const User& staff, const TicketPlace& place,
                 std::string_view base_url);

} // namespace stu::app
