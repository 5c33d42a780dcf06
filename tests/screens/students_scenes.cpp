#include "tests/screens/scenes.hpp"
#include "tests/support/english.hpp"

namespace stu::test {
namespace {

void nothing_happens(WindowlessApp&) {}

/// Staff asks something while the student looks.
void hear_of_question(WindowlessApp& app) {
    TicketView asked = a_ticket(Status::awaiting_confirmation);
    TicketEvent question = asked.events.back();
    question.sequence = ++asked.ticket.version;
    question.text = "Which bank is it?";
    question.author_id = "user-9";
    asked.events.push_back(question);
    app.loop.happened(app::intent::OthersChanged{{{{asked.ticket.number, "it", asked.ticket.version}}, 1}});
    app.draw();
    answered<GetTicket>(app, asked);
}

std::function<void(WindowlessApp&)> with_ticket(Status status,
                                                std::function<void(WindowlessApp&)> then = nothing_happens) {
    return [status, then](WindowlessApp& app) {
        answer_reads(app, status);
        then(app);
    };
}

void show_withdrawn(WindowlessApp& app) {
    app.browser.now = 1'794'997'000'000;
    TicketView view = a_ticket();
    const Actor amina{"user-1", "Amina Wanjiru", "", Role::student, {}};
    view.events.push_back(
        withdraw_ticket(view.ticket, {"", view.ticket.number, 1}, amina, 1'794'996'000'000).value());
    answered<GetTicket>(app, view);
}

/// With an address, a number, a list and what stands out, in what either side wrote.
void show_rich_words(WindowlessApp& app) {
    TicketView view = a_ticket(Status::awaiting_confirmation);
    view.ticket.message = "See https://status.example.edu/wifi?hostel=b.\n\nI tried:\n- the *library*\n"
                          "- `ping 192.0.2.1`\n1. www.example.edu\nWrite to amina@students.example.edu.";
    view.events.back().text = "It is the same as " + make_ticket_number(43) + ".";
    answered<GetTicket>(app, view);
}

/// A file in each state: on its way, arrived, waiting for a connection, no PDF, refused for the moment, a
/// picture.
void attach_files(WindowlessApp& app) {
    constexpr const char* drop_zone = "PDFs or pictures (optional, up to 5, PDFs of 2 MB each)";
    CHECK(app.attach(
        drop_zone,
        "1\t900000\t255044462d\tstatement.pdf\n2\t120000\t255044462d\treceipt.pdf\n"
        "3\t500000\t255044462d\tphotos.pdf\n4\t10\t504b\tletter.docx\n5\t70000\t255044462d\tplan.pdf\n"
        "6\t3400000\tpicture\tcard.jpg"));
    app.loop.happened(app::intent::UploadProgress{1, 0.4f});
    app.loop.happened(app::intent::Uploaded{2, Attachment{"attachment-2", "receipt.pdf", 120'000}});
    app.loop.happened(app::intent::Uploaded{
        3, refuse(Code::unavailable, as_written("The service desk cannot be reached."))});
    app.loop.happened(app::intent::Uploaded{
        5, refuse(Code::too_many, as_written("Too many files at once. Try again in a minute."))});
    app.draw();
}

void send_without_connection(WindowlessApp& app) {
    CHECK(app.type("Subject", "Eduroam drops"));
    CHECK(app.type(ui::NodeRole::text_area, "What happened?", "Every evening."));
    CHECK(app.submit("New ticket"));
    without_connection(app, CreateTicket::name);
}

void fill_ticket(WindowlessApp& app) {
    CHECK(app.type("Subject", "Eduroam drops"));
    CHECK(app.type(ui::NodeRole::text_area, "What happened?", "Every evening.\nIn hostel B."));
}

std::vector<Scene> lists() {
    const Session amina = student_session();
    return {
        {"home-loading", "/", amina},
        {"home-signed-out", "/", amina,
         [](WindowlessApp& app) {
             refused<StudentHome>(app, refuse(Code::unauthenticated, as_written("Please sign in.")));
             CHECK(app.find(ui::NodeRole::dialog, "Sign in again"));
         }},
        {"home-empty", "/", amina, [](WindowlessApp& app) { answered<StudentHome>(app, {}); }},
        {"home", "/", amina, with_ticket(Status::awaiting_confirmation), Screens::both},
        {"home-desk", "/", amina, with_ticket(Status::in_person_needed)},
        {"home-no-connection", "/", amina,
         [](WindowlessApp& app) { without_connection(app, StudentHome::name); }},
        {"tickets-loading", "/tickets", amina},
        {"tickets-empty", "/tickets", amina, [](WindowlessApp& app) { answered<ListOwnTickets>(app, {}); }},
        {"tickets", "/tickets", amina, with_ticket(Status::pending), Screens::both},
        {"tickets-fault", "/tickets", amina,
         [](WindowlessApp& app) {
             Error fault = refuse(Code::internal, as_written("Something went wrong on our side."));
             fault.request_id = "0b44de046c4265d5";
             refused<ListOwnTickets>(app, fault);
         }},
    };
}

std::vector<Scene> filing() {
    const Session amina = student_session();
    return {
        {"choose-service", "/new", amina, nothing_happens, Screens::both},
        {"new-ticket", "/new/eduroam", amina, nothing_happens, Screens::both},
        {"new-ticket-unknown", "/new/none", amina},
        {"new-ticket-errors", "/new/eduroam", amina,
         [](WindowlessApp& app) { CHECK(app.submit("New ticket")); }},
        {"new-ticket-files", "/new/eduroam", amina,
         [](WindowlessApp& app) {
             fill_ticket(app);
             attach_files(app);
         }},
        {"new-ticket-busy", "/new/eduroam", amina,
         [](WindowlessApp& app) {
             fill_ticket(app);
             CHECK(app.submit("New ticket"));
         }},
        {"new-ticket-waiting", "/new/eduroam", amina, send_without_connection, Screens::both},
        {"tickets-while-waiting", "/new/eduroam", amina,
         [](WindowlessApp& app) {
             send_without_connection(app);
             app.follow("/tickets");
             answer_reads(app, Status::pending);
         },
         Screens::both},
        {"new-ticket-discard", "/new/eduroam", amina,
         [](WindowlessApp& app) {
             fill_ticket(app);
             CHECK(app.press("Cancel"));
         }},
    };
}

std::vector<Scene> own_ticket() {
    const Session amina = student_session();
    return {
        {"ticket-loading", ticket_url, amina},
        {"ticket-nothing", ticket_url, amina,
         [](WindowlessApp& app) {
             refused<GetTicket>(app, refuse(Code::not_found, as_written("There is no such ticket.")));
         }},
        {"ticket", ticket_url, amina, with_ticket(Status::pending), Screens::both},
        {"ticket-rich", ticket_url, amina, show_rich_words},
        {"ticket-news", ticket_url, amina, with_ticket(Status::awaiting_confirmation, hear_of_question)},
        {"ticket-edit-errors", ticket_url, amina,
         with_ticket(Status::pending,
                     [](WindowlessApp& app) {
                         CHECK(app.press("Edit"));
                         app.draw();
                         CHECK(app.type("Subject", ""));
                         CHECK(app.submit("Edit"));
                     })},
        {"ticket-withdraw", ticket_url, amina,
         with_ticket(Status::pending, [](WindowlessApp& app) { CHECK(app.press("Withdraw")); })},
        {"ticket-asked", ticket_url, amina, with_ticket(Status::awaiting_confirmation)},
        {"ticket-answer-errors", ticket_url, amina,
         with_ticket(Status::awaiting_confirmation,
                     [](WindowlessApp& app) {
                         attach_files(app);
                         CHECK(app.submit("Answer"));
                     })},
        {"ticket-answer-waiting", ticket_url, amina,
         with_ticket(Status::awaiting_confirmation,
                     [](WindowlessApp& app) {
                         CHECK(app.type(ui::NodeRole::text_area, "Write to IT", "It was the bank."));
                         CHECK(app.submit("Answer"));
                         without_connection(app, AnswerTicket::name);
                     })},
        {"ticket-pdf", ticket_url, amina,
         with_ticket(Status::pending,
                     [](WindowlessApp& app) {
                         CHECK(app.press("View speedtest.pdf"));
                         app.draw();
                     })},
        {"ticket-desk", ticket_url, amina, with_ticket(Status::in_person_needed)},
        {"ticket-duplicate", ticket_url, amina, with_ticket(Status::duplicate)},
        {"ticket-rejected", ticket_url, amina, with_ticket(Status::rejected)},
        {"ticket-completed", ticket_url, amina, with_ticket(Status::completed)},
        {"ticket-undelivered", ticket_url, amina,
         [](WindowlessApp& app) {
             TicketView view = a_ticket(Status::under_consideration);
             view.undelivered = {2};
             answered<GetTicket>(app, view);
         }},
        {"ticket-withdrawn", ticket_url, amina, show_withdrawn},
        {"ticket-reopen-errors", ticket_url, amina,
         [](WindowlessApp& app) {
             show_withdrawn(app);
             CHECK(app.submit("Reopen"));
         }},
    };
}

std::vector<Scene> the_rest() {
    const Session amina = student_session();
    return {
        {"track", "/track", amina},
        {"track-errors", "/track", amina,
         [](WindowlessApp& app) {
             CHECK(app.type("Ticket number", "7QHD"));
             CHECK(app.submit("Track a ticket"));
         }},
        {"settings", "/settings", amina, with_ticket(Status::pending), Screens::both},
        {"settings-loading", "/settings", amina},
        {"settings-errors", "/settings", amina,
         with_ticket(Status::pending,
                     [](WindowlessApp& app) {
                         CHECK(app.type("Full name", ""));
                         CHECK(app.submit("Profile"));
                         CHECK(app.submit("E-mail address"));
                         CHECK(app.submit("Password"));
                         CHECK(app.submit("Delete your account"));
                     })},
        {"settings-saved", "/settings", amina,
         with_ticket(Status::pending,
                     [](WindowlessApp& app) {
                         CHECK(app.choose("Time zone of mail", 1));
                         CHECK(app.submit("Profile"));
                         answered<SaveProfile>(app, student_session());
                     })},
        {"settings-delete", "/settings", amina,
         with_ticket(Status::pending,
                     [](WindowlessApp& app) {
                         CHECK(app.type_into("Delete your account", ui::NodeRole::password_field,
                                             "Your password", "Silent-Harbour-88"));
                         CHECK(app.submit("Delete your account"));
                     })},
    };
}

} // namespace

std::vector<Scene> students_scenes() {
    std::vector<Scene> all;
    for (std::vector<Scene> (*some)() : {lists, filing, own_ticket, the_rest})
        for (Scene& scene : some()) all.push_back(std::move(scene));
    return all;
}

} // namespace stu::test
