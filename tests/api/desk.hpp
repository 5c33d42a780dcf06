#pragma once
// A desk with people: two students, staff of two departments, and a ticket with a PDF of the first student.

#include "tests/support/api_client.hpp"

#include <string>
#include <utility>

namespace stu::test {

/// Of staff who work in both departments of a Desk.
inline User staff_of_both(std::string email, std::string name) {
    User user;
    user.email = std::move(email);
    user.name = std::move(name);
    user.role = Role::staff;
    user.departments = {"it", "finance"};
    user.verified = true;
    return user;
}

struct Desk {
    RunningServer server;
    ApiClient amina{server, server.sign_in(server.add_user("amina@students.example.edu", "Amina Wanjiru"))};
    ApiClient brian{server, server.sign_in(server.add_user("brian@students.example.edu", "Brian Mutiso"))};
    ApiClient david{server, server.sign_in(server.add_user("david@staff.example.edu", "David Otieno", "it"))};
    ApiClient peter{server,
                    server.sign_in(server.add_user("peter@staff.example.edu", "Peter Kamau", "finance"))};
    ApiClient visitor{server};

    /// Amina's ticket to IT.
    TicketView file_ticket(char request_digit = 'a', const std::vector<std::string>& attachments = {}) {
        NewTicket draft = good_draft(request_digit);
        draft.attachments = attachments;
        return *amina.call(CreateTicket{}, draft);
    }
};

} // namespace stu::test
