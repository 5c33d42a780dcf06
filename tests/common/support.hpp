#pragma once
// What several tests of the shared rules need.

#include "common/result.hpp"
#include "common/ticket.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stu::test {

inline std::string repeated(std::size_t count, std::string_view text) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

/// The names of the fields that are wrong, in order, separated by spaces.
inline std::string wrong_fields(const std::vector<FieldError>& errors) {
    std::string names;
    for (const FieldError& error : errors) {
        if (!names.empty()) names += ' ';
        names += error.field;
    }
    return names;
}

inline const std::string request_id = "0123456789abcdef0123456789abcdef";

inline Actor staff() {
    return {"staff-1", "Otieno Odhiambo", "otieno@example.org", Role::staff, {"it"}, true};
}
inline Actor student() {
    return {"student-1", "Amina Wanjiru", "amina@example.org", Role::student, {}, true};
}

inline Ticket some_ticket(Status status = Status::pending) {
    Ticket ticket;
    ticket.id = "ticket-1";
    ticket.number = "7QHD-20Z8";
    ticket.version = 3;
    ticket.status = status;
    ticket.owner_id = "student-1";
    ticket.department = "it";
    ticket.student_name = "Amina Wanjiru";
    ticket.created_ms = 1'000;
    ticket.updated_ms = 2'000;
    if (status == Status::duplicate) ticket.duplicate_of = "0000-0000";
    return ticket;
}

inline constexpr std::array all_statuses{
    Status::pending,          Status::under_consideration, Status::awaiting_confirmation,
    Status::in_person_needed, Status::duplicate,           Status::completed,
    Status::rejected};

/// A change of `some_ticket` that breaks no rule but those of the status.
inline StatusChange change_to(Status to) {
    return {"7QHD-20Z8", 3, to, "Because.", to == Status::duplicate ? "0000-0000" : ""};
}

/// Nothing has happened between the two.
inline bool same(const Ticket& a, const Ticket& b) {
    return a.status == b.status && a.version == b.version && a.updated_ms == b.updated_ms &&
           a.duplicate_of == b.duplicate_of;
}

} // namespace stu::test
