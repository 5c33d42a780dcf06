// What every form owes to whoever fills it in.

#include "tests/screens/pages.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

using namespace stu;
using namespace stu::test;
using ui::NodeRole;

namespace {

const std::string unexpected = "This is wrong with a field that stands nowhere.";

/// A form, filled in and sent; `refuse` is the server's word about a field that it does not have.
struct SentForm {
    std::string url;
    Session who;
    std::function<void(WindowlessApp&)> send;
    std::function<bool(platform::Scripted&, const Error&)> refuse;
};

template <class E> bool refuse_by(platform::Scripted& browser, const Error& error) {
    return browser.refuse<E>(error);
}

void type_password(WindowlessApp& app, std::string_view label) {
    CHECK(app.type(NodeRole::password_field, label, "Quiet-Lantern-42"));
}

std::vector<SentForm> visitors_forms() {
    const Session visitor{{}, 0, small_catalogue()};
    const std::string secret = "#" + std::string(64, 'a'), email = "amina@students.example.edu";
    const auto newcomer = [=](WindowlessApp& app, std::string_view address) {
        CHECK(app.type("Full name", "Amina Wanjiru"));
        CHECK(app.type(NodeRole::email_field, address, email));
        type_password(app, "Password");
    };
    return {
        {"/sign-in", visitor,
         [=](WindowlessApp& app) {
             CHECK(app.type(NodeRole::email_field, "E-mail", email));
             type_password(app, "Password");
             CHECK(app.submit("Sign in"));
         },
         refuse_by<SignIn>},
        {"/register", visitor,
         [=](WindowlessApp& app) {
             newcomer(app, "University e-mail");
             CHECK(app.type("Registration number", "BIT-1"));
             CHECK(app.submit("Create your account"));
         },
         refuse_by<RegisterStudentAccount>},
        {"/register-staff", visitor,
         [=](WindowlessApp& app) {
             newcomer(app, "Work e-mail");
             CHECK(app.type("Access code", "CODE"));
             CHECK(app.submit("Register staff account"));
         },
         refuse_by<RegisterStaffAccount>},
        {"/check-mail", visitor,
         [=](WindowlessApp& app) {
             CHECK(app.type(NodeRole::email_field, "Your e-mail", email));
             CHECK(app.submit("Send the mail again"));
         },
         refuse_by<SendConfirmation>},
        {"/forgot", visitor,
         [=](WindowlessApp& app) {
             CHECK(app.type(NodeRole::email_field, "E-mail", email));
             CHECK(app.submit("Forgot your password?"));
         },
         refuse_by<RequestReset>},
        {"/reset" + secret, visitor,
         [](WindowlessApp& app) {
             type_password(app, "New password");
             CHECK(app.submit("Choose a new password"));
         },
         refuse_by<ResetPassword>},
        {"/confirm" + secret, visitor,
         [](WindowlessApp& app) {
             type_password(app, "Password");
             CHECK(app.submit("Confirm your e-mail address"));
         },
         refuse_by<ConfirmEmail>},
    };
}

std::vector<SentForm> settings_forms() {
    const Session amina = student_session();
    return {
        {"/settings", amina, [](WindowlessApp& app) { CHECK(app.submit("Profile")); },
         refuse_by<SaveProfile>},
        {"/settings", amina,
         [](WindowlessApp& app) {
             CHECK(app.type(NodeRole::email_field, "New address", "wanjiru@students.example.edu"));
             CHECK(app.type_into("E-mail address", NodeRole::password_field, "Your password", "x"));
             CHECK(app.submit("E-mail address"));
         },
         refuse_by<ChangeEmail>},
        {"/settings", amina,
         [](WindowlessApp& app) {
             CHECK(app.type(NodeRole::password_field, "Current password", "x"));
             type_password(app, "New password");
             CHECK(app.submit("Password"));
         },
         refuse_by<ChangePassword>},
        {"/settings", amina,
         [](WindowlessApp& app) {
             CHECK(app.type_into("Delete your account", NodeRole::password_field, "Your password", "x"));
             CHECK(app.submit("Delete your account"));
             CHECK(app.press("Delete it for good"));
         },
         refuse_by<DeleteAccount>},
    };
}

std::vector<SentForm> tickets_forms() {
    const Session amina = student_session();
    const std::string ticket = "/tickets/" + make_ticket_number(42);
    return {
        {"/new/eduroam", amina,
         [](WindowlessApp& app) {
             CHECK(app.type("Subject", "Eduroam drops"));
             CHECK(app.type(NodeRole::text_area, "What happened?", "Every evening."));
             CHECK(app.submit("New ticket"));
         },
         refuse_by<CreateTicket>},
        {ticket, amina,
         [](WindowlessApp& app) {
             CHECK(app.type(NodeRole::text_area, "Write to IT", "And at noon."));
             CHECK(app.submit("Answer"));
         },
         refuse_by<AnswerTicket>},
        {ticket, amina,
         [](WindowlessApp& app) {
             CHECK(app.press("Edit"));
             app.draw();
             CHECK(app.submit("Edit"));
         },
         refuse_by<EditTicket>},
        {ticket, amina,
         [](WindowlessApp& app) {
             CHECK(app.press("Withdraw"));
             CHECK(app.press("Withdraw ticket"));
         },
         refuse_by<WithdrawTicket>},
        {ticket, staff_session(),
         [](WindowlessApp& app) {
             CHECK(app.type(NodeRole::text_area, "Reply (the student reads it)", "We look into it."));
             CHECK(app.submit("Reply"));
         },
         refuse_by<RespondToTicket>},
        {ticket, staff_session(),
         [](WindowlessApp& app) {
             CHECK(app.press("Internal note"));
             app.draw();
             CHECK(app.type(NodeRole::text_area, "Internal note (students never see it)", "She has called."));
             CHECK(app.submit("Note"));
         },
         refuse_by<NoteOnTicket>},
        {"/track", amina,
         [](WindowlessApp& app) {
             CHECK(app.type("Ticket number", make_ticket_number(7)));
             CHECK(app.submit("Track a ticket"));
         },
         refuse_by<GetTicket>},
    };
}

void open_as(WindowlessApp& app, const std::string& url, const Session& who) {
    app.open(url);
    app.browser.answer<CurrentSession>(who);
    app.draw();
    answer_reads(app, Status::pending);
}

} // namespace

TEST_CASE("what a form is refused for stands on the page, also where the form has no such field") {
    for (const auto& forms : {visitors_forms(), settings_forms(), tickets_forms()})
        for (const SentForm& form : forms)
            for (const float width : {360.0f, 1280.0f}) {
                CAPTURE(form.url);
                WindowlessApp app(width);
                open_as(app, form.url, form.who);
                form.send(app);
                REQUIRE(form.refuse(app.browser, invalid("nowhere", as_written(unexpected))));
                app.draw();
                sound(app);
                CHECK(app.find(NodeRole::text, unexpected));
            }
}

TEST_CASE("what stands at a field does not stand in the form a second time") {
    WindowlessApp app;
    open_as(app, "/forgot", {{}, 0, small_catalogue()});
    CHECK(app.submit("Forgot your password?"));
    int times = 0;
    for (const Found& node : app.all())
        if (node.name == "Type your e-mail address.") ++times;
    CHECK(times == 1);
}

TEST_CASE("a search that is too long says so, with the filters folded away as well") {
    for (const float width : {360.0f, 1280.0f}) {
        WindowlessApp app(width);
        open_as(app, "/queue/it", staff_session());
        CHECK(app.type(NodeRole::search_field, "Search tickets", std::string(5'000, 'x')));
        CHECK(app.submit("Search"));
        sound(app);
        CHECK(app.shows("The search"));
    }
}

TEST_CASE("the zone of a device that has no name is not offered for mail") {
    WindowlessApp app;
    app.browser.zones.front() = "+03:00";
    open_as(app, "/settings", student_session());
    sound(app);
    const auto zones = app.find(NodeRole::select, "Time zone of mail");
    REQUIRE(zones);
    CHECK(zones->value == "The university's\nAfrica/Nairobi\nEurope/Warsaw\nUTC");
    CHECK(app.choose("Time zone of mail", 2));
    CHECK(app.submit("Profile"));
    CHECK(wire::from_binary<Profile>(app.browser.calls.back().body)->time_zone == "Europe/Warsaw");
}
