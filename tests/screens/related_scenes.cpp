// Tickets that staff files for students, and tickets that have to do with each other.

#include "common/linking.hpp"
#include "common/merging.hpp"
#include "tests/screens/scenes.hpp"

namespace stu::test {
namespace {

/// Another ticket of the same student has been merged into it, and others have to do with it.
void show_related(WindowlessApp& app) {
    TicketView view = a_ticket(Status::pending);
    Ticket twin = view.ticket;
    twin.number = make_ticket_number(8);
    twin.subject = "Still no Wi-Fi in the hostel";
    twin.message = "It is worse today.";
    twin.created_ms -= minute_ms;
    const Actor grace{"user-9", "Grace Njeri", "", Role::staff, {"it"}, true};
    view.merged.push_back({twin.number,
                           twin.subject,
                           twin.message,
                           view.ticket.updated_ms,
                           {opened_event(twin)},
                           {{{"file-8", "photo.pdf", 20'000}, 1}}});
    view.events.push_back(merge_tickets(twin, view.ticket, grace, view.ticket.updated_ms).into);
    TicketRow row = row_of(view.ticket);
    row.number = make_ticket_number(9);
    row.student_name = "Brian Mutiso";
    view.linked = {row};
    view.events.push_back(link_event(view.ticket, row.number, true, grace, view.ticket.updated_ms));
    view.events.back().sequence = -1;
    row.number = make_ticket_number(10);
    row.student_name = view.ticket.student_name;
    view.others = {row};
    answered<GetTicket>(app, view);
    row.number = make_ticket_number(11);
    row.student_name = "Zawadi Kamau";
    answered<FindSimilarTickets>(app, {{row}});
}

void look_up_student(WindowlessApp& app) {
    CHECK(app.type(ui::NodeRole::text_field, "E-mail address or registration number", "BIT-2024-0417"));
    CHECK(app.submit("Find the student"));
}

} // namespace

std::vector<Scene> related_scenes() {
    const Session david = staff_session();
    return {
        {"review-related", ticket_url, david, show_related, Screens::both},
        {"review-merge-refused", ticket_url, david,
         [](WindowlessApp& app) {
             show_related(app);
             CHECK(app.type(ui::NodeRole::text_field, "Number of another ticket", make_ticket_number(12)));
             CHECK(app.press("Merge into it"));
             refused<MergeTickets>(app, invalid("into", as_written("Ticket {other} is another student's.")));
         }},

        {"filing", "/file-for-student", david},
        {"filing-found", "/file-for-student", david,
         [](WindowlessApp& app) {
             look_up_student(app);
             answered<FindStudents>(
                 app, {{{"Amina Wanjiru", "amina@students.example.edu", "BIT-2024-0417", true},
                        {"Amina W. Otieno", "amina.otieno@students.example.edu", "BIT-2024-0417", false}}});
         },
         Screens::both},
        {"filing-unknown", "/file-for-student", david,
         [](WindowlessApp& app) {
             look_up_student(app);
             answered<FindStudents>(app, {});
         }},
        {"filing-errors", "/file-for-student", david,
         [](WindowlessApp& app) {
             look_up_student(app);
             answered<FindStudents>(
                 app, {{{"Amina Wanjiru", "amina@students.example.edu", "BIT-2024-0417", true}}});
             CHECK(app.submit("File for a student"));
         },
         Screens::both},
    };
}

} // namespace stu::test
