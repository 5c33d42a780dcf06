#pragma once
// Everybody there is to a desk, and a ticket of each of two departments, for tables of who may do what.

#include "tests/api/desk.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace stu::test {

inline constexpr std::array actors{"visitor",     "owner",       "other student", "unconfirmed student",
                                   "staff of IT", "other staff", "pending staff"}; ///< the columns of tables

/// Amina's ticket at IT, or Brian's at Finance.
struct Object {
    Ticket ticket;
    std::string attachment;
    std::string tracking_secret;
    std::string department;
};

struct Table {
    Desk desk;
    std::array<ApiClient, actors.size()> people;
    std::array<Object, 2> objects;

    Table()
        : people{desk.visitor,
                 desk.amina,
                 desk.brian,
                 person("eva@students.example.edu", Role::student, {}, false),
                 desk.david,
                 desk.peter,
                 person("newcomer@staff.example.edu", Role::staff, {"it"}, false)} {
        objects[0] = object(desk.amina, "amina@students.example.edu", "eduroam-and-network-services");
        objects[1] = object(desk.brian, "brian@students.example.edu", "student-finance-and-banking");
    }

  private:
    ApiClient person(std::string email, Role role, std::vector<std::string> departments, bool verified) {
        User user;
        user.email = std::move(email);
        user.name = "Somebody";
        user.role = role;
        user.departments = std::move(departments);
        user.verified = verified;
        return ApiClient(desk.server, desk.server.sign_in(desk.server.add_user(std::move(user))));
    }

    Object object(const ApiClient& student, const std::string& email, const std::string& service) {
        NewTicket draft = good_draft();
        draft.service = service;
        const auto file = student.upload("a.pdf", pdf_of(1'000));
        draft.attachments = {file->id};
        Object made;
        made.ticket = student.call(CreateTicket{}, draft)->ticket;
        made.attachment = file->id;
        made.department = made.ticket.department;
        made.tracking_secret = desk.server.link_secret(email, "/track/" + made.ticket.number).substr(0, 20);
        return made;
    }
};

} // namespace stu::test
