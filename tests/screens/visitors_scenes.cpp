#include "tests/screens/scenes.hpp"
#include "tests/support/english.hpp"

namespace stu::test {
namespace {

Session with_recaptcha(Session session) {
    session.rules.captcha = {CaptchaKind::recaptcha, "site-key", "https://www.google.com"};
    return session;
}
Session with_proof_of_work(Session session) {
    session.rules.captcha.kind = CaptchaKind::proof_of_work;
    return session;
}

void sign_in_wrongly(WindowlessApp& app) {
    CHECK(app.type(ui::NodeRole::email_field, "E-mail", "amina@students.example.edu"));
    CHECK(app.type(ui::NodeRole::password_field, "Password", "Wrong-Horse-77"));
    CHECK(app.submit("Sign in"));
}

void register_amina(WindowlessApp& app) {
    CHECK(app.type("Full name", "Amina Wanjiru"));
    CHECK(app.type(ui::NodeRole::email_field, "University e-mail", "amina@students.example.edu"));
    CHECK(app.type("Registration number", "BIT-2024-0417"));
    CHECK(app.type(ui::NodeRole::password_field, "Password", "Quiet-Lantern-42"));
    CHECK(app.submit("Create your account"));
    answered<RegisterStudentAccount>(app, {"amina@students.example.edu"});
}

const std::string reset_link = "/reset#" + std::string(64, 'a'),
                  confirm_link = "/confirm#" + std::string(64, 'a'),
                  tracking_link = "/track/" + make_ticket_number(42) + "#" + std::string(20, 'a');

Error link_is_gone() {
    return invalid("token", as_written("This link is no longer valid. Please ask for another."));
}

} // namespace

std::vector<Scene> visitors_scenes() {
    const Session visitor = visitor_session();
    return {
        {"start-loading", "/", {}},
        {"start-no-connection",
         "/",
         {},
         [](WindowlessApp& app) { without_connection(app, CurrentSession::name); }},
        {"landing", "/", visitor, [](WindowlessApp&) {}, Screens::both},
        {"landing-outdated", "/sign-in", visitor,
         [](WindowlessApp& app) {
             sign_in_wrongly(app);
             refused<SignIn>(app,
                             refuse(Code::outdated, as_written("This page is older than the service desk.")));
         }},
        {"nowhere", "/nowhere", visitor},

        {"sign-in", "/sign-in", visitor, [](WindowlessApp&) {}, Screens::both},
        {"sign-in-aside", "/", visitor,
         [](WindowlessApp& app) {
             app.browser.aside["user-1"] = {"a key", {}};
             app.follow("/sign-in");
         }},
        {"sign-in-empty", "/sign-in", visitor, [](WindowlessApp& app) { CHECK(app.submit("Sign in")); }},
        {"sign-in-busy", "/sign-in", visitor, sign_in_wrongly},
        {"sign-in-refused", "/sign-in", visitor,
         [](WindowlessApp& app) {
             sign_in_wrongly(app);
             refused<SignIn>(app, refuse(Code::unauthenticated,
                                         as_written("The e-mail address or the password is not right.")));
         }},
        {"sign-in-captcha", "/sign-in", with_recaptcha(visitor),
         [](WindowlessApp& app) {
             sign_in_wrongly(app);
             refused<SignIn>(app, invalid("captcha", as_written("Please confirm that you are not a robot.")));
         }},

        {"register", "/register", with_proof_of_work(visitor)},
        {"register-errors", "/register", with_recaptcha(visitor),
         [](WindowlessApp& app) {
             CHECK(app.type("Full name", "Amina Wanjiru"));
             CHECK(app.type(ui::NodeRole::password_field, "Password", "Quiet"));
             CHECK(app.submit("Create your account"));
         }},
        {"register-staff", "/register-staff", visitor},
        {"register-staff-errors", "/register-staff", visitor,
         [](WindowlessApp& app) { CHECK(app.submit("Register staff account")); }},

        {"check-mail", "/register", visitor, register_amina, Screens::both},
        {"check-mail-again", "/register", visitor,
         [](WindowlessApp& app) {
             register_amina(app);
             CHECK(app.submit("Send the mail again"));
             answered<SendConfirmation>(app, {"amina@students.example.edu"});
         }},
        {"check-mail-too-often", "/register", visitor,
         [](WindowlessApp& app) {
             register_amina(app);
             CHECK(app.submit("Send the mail again"));
             refused<SendConfirmation>(
                 app,
                 refuse(Code::too_many, as_written("That was too often. Please try again in 40 minutes.")));
         }},
        {"check-mail-reloaded", "/check-mail", with_proof_of_work(visitor)},
        {"check-mail-asked", "/check-mail", visitor,
         [](WindowlessApp& app) {
             CHECK(app.type(ui::NodeRole::email_field, "Your e-mail", "amina@students.example.edu"));
             CHECK(app.submit("Send the mail again"));
             answered<SendConfirmation>(app, {"amina@students.example.edu"});
         }},

        {"forgot", "/forgot", visitor},
        {"forgot-sent", "/forgot", visitor,
         [](WindowlessApp& app) {
             CHECK(app.type(ui::NodeRole::email_field, "E-mail", "amina@students.example.edu"));
             CHECK(app.submit("Forgot your password?"));
             answered<RequestReset>(app, {"amina@students.example.edu"});
         }},
        {"reset", reset_link, visitor},
        {"reset-errors", reset_link, visitor,
         [](WindowlessApp& app) { CHECK(app.submit("Choose a new password")); }},
        {"reset-gone", reset_link, visitor,
         [](WindowlessApp& app) {
             CHECK(app.type(ui::NodeRole::password_field, "New password", "Silent-Harbour-88"));
             CHECK(app.submit("Choose a new password"));
             refused<ResetPassword>(app, link_is_gone());
         }},
        {"confirm", confirm_link, visitor},
        {"confirm-gone", confirm_link, visitor,
         [](WindowlessApp& app) {
             CHECK(app.type(ui::NodeRole::password_field, "Password", "Silent-Harbour-88"));
             CHECK(app.submit("Confirm your e-mail address"));
             refused<ConfirmEmail>(app, link_is_gone());
         }},

        {"track-visitor", "/track", visitor},
        {"appearance", "/appearance", visitor, [](WindowlessApp& app) { CHECK(app.choose("Colours", 3)); }},
        {"gallery", "/gallery", visitor, [](WindowlessApp& app) { CHECK(app.press("Show Password")); },
         Screens::both},
        {"gallery-dialog", "/gallery", visitor,
         [](WindowlessApp& app) { CHECK(app.press("Open a dialog")); }},
        {"long-list", "/gallery/rows", visitor},
        {"followed-loading", tracking_link, visitor},
        {"followed", tracking_link, visitor,
         [](WindowlessApp& app) { answer_reads(app, Status::awaiting_confirmation); }},
        {"followed-nothing", tracking_link, visitor,
         [](WindowlessApp& app) {
             refused<FollowTicket>(app, refuse(Code::not_found, as_written("There is no such ticket.")));
         }},
    };
}

} // namespace stu::test
