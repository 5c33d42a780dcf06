#pragma once
// What we write to people, in the language of who reads it. Pure: sends nothing.

#include "backend/app/languages.hpp"
#include "common/due.hpp"
#include "common/event.hpp"
#include "common/ticket.hpp"
#include "common/user.hpp"

#include <string>
#include <string_view>

namespace stu::app {

struct Mail {
    std::string recipient, recipient_name;
    std::string subject;  ///< one line
    std::string body;     ///< plain text
    std::string language; ///< that it is written in
};

/// To a new account: `link` confirms its address.
Mail welcome_mail(const User& user, std::string_view link, const SpokenLanguage& language);

/// To the owner of an address that somebody tried to register again.
Mail already_registered_mail(const User& user, std::string_view base_url, const SpokenLanguage& language);

/// To the address that `user` wants to have; `link` confirms it.
Mail new_address_mail(const User& user, std::string_view email, std::string_view link,
                      const SpokenLanguage& language);

/// To the present address, when another is asked for, and when it has taken effect.
Mail address_change_asked_mail(const User& user, std::string_view email, const SpokenLanguage& language);
Mail address_changed_mail(const User& user, std::string_view email, const SpokenLanguage& language);

/// `link` lets its reader choose a new password.
Mail reset_mail(const User& user, std::string_view link, const SpokenLanguage& language);

/// `when` in words, see times.hpp.
Mail password_changed_mail(const User& user, const Message& when, const SpokenLanguage& language);

/// What a mail says about a ticket besides the ticket itself.
struct TicketWords {
    std::string_view department, service; ///< names, not ids
    Message when;                         ///< of the event, in the reader's time zone
    std::string link;                     ///< to the ticket, for which its reader signs in
    std::string tracking_link = {};       ///< to how it stands, without signing in; of students only
    Message reopenable_until = {};        ///< the day, where the student may open it again
    std::string register_link = {};       ///< where its student has no account yet: to open one
};

/// To the student: opened and each change by staff. `event` has been applied to `ticket`.
Mail student_mail(const Ticket& ticket, const TicketEvent& event, const TicketWords& words,
                  const SpokenLanguage& language);

/// To the member of staff who looks after the ticket: the student has answered, edited, withdrawn or reopened
/// the ticket.
Mail answer_mail(const Ticket& ticket, const TicketEvent& event, const User& staff, const TicketWords& words,
                 const SpokenLanguage& language);

/// To a member of staff who watches the ticket: what its student or a colleague did. Never says what internal
/// notes say. `other` is the name of whoever was given the ticket, where somebody was.
Mail watcher_mail(const Ticket& ticket, const TicketEvent& event, const User& watcher,
                  const std::string& other, const TicketWords& words, const SpokenLanguage& language);

/// To a member of staff to whom a colleague gives the ticket.
Mail given_mail(const Ticket& ticket, const TicketEvent& event, const User& reader, const TicketWords& words,
                const SpokenLanguage& language);

/// To a member of staff whom a note calls by name, and who watches the ticket from then on. Never says what
/// the note says.
Mail mention_mail(const Ticket& ticket, const TicketEvent& note, const User& reader, const TicketWords& words,
                  const SpokenLanguage& language);

/// What is due on a ticket, and why its reader is told.
struct DueWords {
    DueFor what = DueFor::answer; ///< that is promised
    bool late = false;            ///< else soon
    bool watched = false;         ///< whoever reads it watches the ticket, which is nobody's
};

/// To a member of staff; `words.when` is when it is due.
Mail due_mail(const Ticket& ticket, const DueWords& due, const User& reader, const TicketWords& words,
              const SpokenLanguage& language);

} // namespace stu::app
