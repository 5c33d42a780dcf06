// What somebody who registered or has forgotten a password does with our mail, and the pages behind its
// links.

#include "frontend-wasm/screens/account_parts.hpp"

namespace stu::screens {

using namespace ui;

void check_mail(View view) {
    app::MailCheckForm& form = view.state.mail_check;
    const bool known = !form.sent_to.empty();
    form_card([&] {
        heading(1, "Check your mail", title_style());
        text(known ? "We have sent a mail to " + form.sent_to + "."
                   : "We send a mail to everybody who registers.",
             type::body.bold());
        text("Open the link in it within 24 hours and type your password there. Then your address is "
             "confirmed, and you are signed in.");
        text("Nothing there? Give it some minutes, and look among unwanted mail.",
             type::body.in(Token::muted));
        if (begin_form("Send the mail again")) view.out.push_back(app::intent::SendMailAgain{});
        if (!known) email_entry("Your e-mail", form.sending.errors, form.request.email);
        captcha_entry(view, form.sending.errors);
        refusals(form.sending);
        submit_button(
            form.sending.busy ? "Sending…" : "Send the mail again",
            {.look = known ? Look::plain : Look::primary, .disabled = form.sending.busy, .wide = true});
        end_form();
        if (form.again)
            text(known ? "It is on its way again. Only the link in the newest mail works."
                       : "If somebody has registered with " + form.request.email +
                             ", the mail is on its way again. Only the link in the newest one works.",
                 type::body.bold());
        const bool staff = form.registered_at == app::Page::register_staff;
        other_way(known ? "Is the address wrong?" : "Not registered yet?",
                  known ? "Correct it" : "Create your account", staff ? "/register-staff" : "/register");
        other_way("Confirmed already?", "Sign in", "/sign-in");
    });
}

void forgot_password(View view) {
    app::ForgottenForm& form = view.state.forgotten;
    form_card([&] {
        if (form.sent) {
            heading(1, "Look into your mail", title_style());
            text("If there is an account for " + form.request.email +
                 ", we have sent a link to it. Open it within 30 minutes and choose a new password.");
            text("Nothing there? Look among unwanted mail, and check the address.",
                 type::body.in(Token::muted));
            row(control_height(), gap::m,
                [] { link_button("Back to sign in", "/sign-in", {.look = Look::primary}); });
            return;
        }
        heading(1, "Forgot your password?", title_style());
        text("We send a link to your address, and you choose a new password.", type::body.in(Token::muted));
        if (begin_form("Forgot your password?")) view.out.push_back(app::intent::SubmitForgotten{});
        email_entry("E-mail", form.sending.errors, form.request.email);
        captcha_entry(view, form.sending.errors);
        submit_row(form.sending, "Send the link", "Sending…");
        other_way("Remembered it?", "Sign in", "/sign-in");
    });
}

void reset_password(View view) {
    app::ResetForm& form = view.state.reset;
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, "Choose a new password", title_style());
        if (begin_form("Choose a new password")) view.out.push_back(app::intent::SubmitReset{});
        new_password_entry("New password", errors, form.request.password);
        submit_row(form.sending, "Change password", "Changing…");
        other_way("The link does not work?", "Ask for another", "/forgot");
    });
}

void confirm_email(View view) {
    app::ConfirmationForm& form = view.state.confirmation;
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, "Confirm your e-mail address", title_style());
        text("The mail has reached you. Type the password of the account, so that we know that it is yours.",
             type::body.in(Token::muted));
        if (begin_form("Confirm your e-mail address")) view.out.push_back(app::intent::SubmitConfirmation{});
        known_password_entry("Password", "password", errors, form.link.password);
        submit_row(form.sending, "Confirm this address", "Confirming…");
        other_way("The link does not work?", "Ask for another", "/check-mail");
    });
}

} // namespace stu::screens
