#pragma once
// Staff files a ticket for a student who phones or stands at the desk. It is the student's ticket like any
// other: they get its mail, and answer it once they have an account with its address.

#include "common/views.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

/// How the student came to staff.
enum class Channel : std::uint8_t { phone, desk, mail, other };

template <> struct EnumNames<Channel> {
    static constexpr std::array<std::string_view, 4> values{"phone", "desk", "mail", "other"};
};

Marked label(Channel channel);

/// What a student tells to be found by.
struct StudentLookup {
    std::string wanted; ///< a whole e-mail address or registration number, upper or lower case

    template <class Self, class F> static void fields(Self& self, F&& f) { f("wanted", self.wanted); }
};
std::vector<FieldError> validate(const StudentLookup& request);

struct KnownStudent {
    std::string name, email, registration_number;
    bool verified = false; ///< has confirmed the address: until then anybody may have typed all this

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("name", self.name);
        f("email", self.email);
        f("registration_number", self.registration_number);
        f("verified", self.verified);
    }
};

/// Registration numbers are what people typed, so several may have the same.
inline constexpr std::int64_t max_known_students = 5;

struct KnownStudents {
    std::vector<KnownStudent> students; ///< at most `max_known_students`

    template <class Self, class F> static void fields(Self& self, F&& f) { f("students", self.students); }
};

struct FilingForStudent {
    std::string request_id; ///< as in NewTicket
    std::string service;    ///< id, of any department
    std::string email;      ///< whose ticket it is; without an account there will be one to be confirmed
    std::string name;
    std::string registration_number; ///< may be empty
    Channel channel = Channel::phone;
    std::string subject, message;
    std::vector<std::string> attachments; ///< ids returned by attachments.put

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("request_id", self.request_id);
        f("service", self.service);
        f("email", self.email);
        f("name", self.name);
        f("registration_number", self.registration_number);
        f("channel", self.channel);
        f("subject", self.subject);
        f("message", self.message);
        f("attachments", self.attachments);
    }
};
/// Shape and length only; whether the service is offered and the address may be a student's is the server's
/// to say.
std::vector<FieldError> validate(const FilingForStudent& request);

struct FiledForStudent {
    std::string number, department; ///< the latter is an id
    std::vector<TicketView> ticket; ///< at most one: none where whoever filed it may not see it

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("number", self.number);
        f("department", self.department);
        f("ticket", self.ticket);
    }
};

/// The event that opens the history of a ticket that `author` files for its student: `becomes` is the
/// channel, and `was` the department of theirs in which they did so.
TicketEvent filed_event(const Ticket& ticket, Channel channel, const Actor& author);

/// Whether an opened ticket was filed by staff.
bool is_filed_for_student(const TicketEvent& event);

/// "Filed for the student, who phoned." Precondition: `is_filed_for_student`.
Marked filed_in_words(const TicketEvent& event);

} // namespace stu
