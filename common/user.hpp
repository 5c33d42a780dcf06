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

enum class Role : std::uint8_t { student, staff, administrator };

template <> struct EnumNames<Role> {
    static constexpr std::array<std::string_view, 3> values{"student", "staff", "administrator"};
};

struct User {
    std::string id;    ///< UUIDv7; empty = nobody
    std::string email; ///< as `folded_email` leaves it; unique
    std::string name;
    std::string registration_number; ///< students only; may be empty
    Role role = Role::student;
    std::vector<std::string> departments; ///< department ids; empty for students

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("email", self.email);
        f("name", self.name);
        f("registration_number", self.registration_number);
        f("role", self.role);
        f("departments", self.departments);
    }
};

inline constexpr std::size_t max_name = 100;               ///< code points
inline constexpr std::size_t max_email = 254;              ///< bytes, RFC 5321 §4.5.3.1.3
inline constexpr std::size_t max_registration_number = 40; ///< code points

struct RegisterStudent {
    std::string name, email, registration_number, password;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("name", self.name);
        f("email", self.email);
        f("registration_number", self.registration_number);
        f("password", self.password);
    }
};

struct RegisterStaff {
    std::string name, email, password;
    std::string access_code; ///< names the department; issued by `stuticket staff-code issue`

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("name", self.name);
        f("email", self.email);
        f("password", self.password);
        f("access_code", self.access_code);
    }
};

struct Credentials {
    std::string email, password;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("email", self.email);
        f("password", self.password);
    }
};

/// Lower case and trimmed, so that `A@x` and `a@x ` are one account.
std::string folded_email(std::string_view email);

/// Each returns the sentence to show, or empty when the value is fine.
std::string check_name(std::string_view name);
std::string check_email(std::string_view email);
std::string check_registration_number(std::string_view registration_number);

std::vector<FieldError> validate(const RegisterStudent& request);
std::vector<FieldError> validate(const RegisterStaff& request);
std::vector<FieldError> validate(const Credentials& request);

} // namespace stu
