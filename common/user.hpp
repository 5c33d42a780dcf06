#pragma once
// People: who they are and what they type about themselves.

#include "common/enum_names.hpp"
#include "common/result.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

enum class Role : std::uint8_t { student, staff };

template <> struct EnumNames<Role> {
    static constexpr std::array<std::string_view, 2> values{"student", "staff"};
};

/// Which mail about tickets a person wants. Mail about the account itself always comes.
enum class Notifications : std::uint8_t {
    every_update,
    when_needed, ///< only what they have to act on, and the end of a ticket
};

template <> struct EnumNames<Notifications> {
    static constexpr std::array<std::string_view, 2> values{"every_update", "when_needed"};
};

struct User {
    std::string id;    ///< UUIDv7; empty = nobody
    std::string email; ///< as `folded_email` leaves it; unique
    std::string name;
    std::string registration_number; ///< students only; may be empty
    Role role = Role::student;
    std::vector<std::string> departments; ///< department ids; empty for students
    bool verified = false;                ///< has opened the link that was sent to `email`
    std::string time_zone = {};           ///< IANA name; empty = the desk's own
    Notifications notifications = Notifications::every_update;
    std::string language = {};           ///< code, see language/languages.hpp; empty = the desk's own
    std::vector<std::string> heads = {}; ///< of `departments` those whose head they are

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("email", self.email);
        f("name", self.name);
        f("registration_number", self.registration_number);
        f("role", self.role);
        f("departments", self.departments);
        f("verified", self.verified);
        f("time_zone", self.time_zone);
        f("notifications", self.notifications);
        f("language", self.language);
        f("heads", self.heads);
    }
};

inline constexpr std::size_t max_name = 100;               ///< code points
inline constexpr std::size_t max_email = 254;              ///< bytes, RFC 5321 §4.5.3.1.3
inline constexpr std::size_t max_registration_number = 40; ///< code points
inline constexpr std::size_t max_time_zone = 64;           ///< bytes
inline constexpr std::size_t max_captcha = 4'096;          ///< bytes of an answer, see captcha.hpp

struct RegisterStudent {
    std::string name, email, registration_number, password;
    std::string time_zone = {}; ///< as the browser has it; one that is not known counts as none
    std::string captcha = {};   ///< answer, see captcha.hpp
    std::string language = {};  ///< that the page is read in; one that is not known counts as none

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("name", self.name);
        f("email", self.email);
        f("registration_number", self.registration_number);
        f("password", self.password);
        f("time_zone", self.time_zone);
        f("captcha", self.captcha);
        f("language", self.language);
    }
};

struct RegisterStaff {
    std::string name, email, password;
    std::string access_code;    ///< names the department; issued by `stuticket staff-code issue`
    std::string time_zone = {}; ///< as above
    std::string captcha = {};
    std::string language = {}; ///< as above

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("name", self.name);
        f("email", self.email);
        f("password", self.password);
        f("access_code", self.access_code);
        f("time_zone", self.time_zone);
        f("captcha", self.captcha);
        f("language", self.language);
    }
};

struct Credentials {
    std::string email, password;
    bool remember = false;    ///< stay signed in on this device
    std::string captcha = {}; ///< asked for after some failures

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("email", self.email);
        f("password", self.password);
        f("remember", self.remember);
        f("captcha", self.captcha);
    }
};

/// Lower case and trimmed, so that `A@x` and `a@x ` are one account.
std::string folded_email(std::string_view email);

inline constexpr Marked not_an_email =
    tr("This is not an e-mail address. It looks like amina@students.example.org.");

/// Each returns the sentence to show, or empty when the value is fine.
Message check_name(std::string_view name);
Message check_email(std::string_view email);
Message check_registration_number(std::string_view registration_number);
/// Shape only: whether there is such a zone is the server's to say. Empty is fine.
Message check_time_zone(std::string_view time_zone);
/// Length and characters only; see captcha.hpp.
Message check_captcha(std::string_view answer);

/// The sentence for an address outside `domains` (such as "students.example.edu", or "*.example.edu" for any
/// below it). Empty when it is inside, or when `domains` is empty.
Message check_school_email(std::string_view email, const std::vector<std::string>& domains);

/// A time zone is never refused here: browsers report it, not people, and some report "+03:00" (ECMA-402).
std::vector<FieldError> validate(const RegisterStudent& request);
std::vector<FieldError> validate(const RegisterStaff& request);
std::vector<FieldError> validate(const Credentials& request);

} // namespace stu
