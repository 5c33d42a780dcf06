// What somebody who registered or has forgotten a password does with our mail, and the pages behind its
// links.

#include "frontend-wasm/screens/account_parts.hpp"

namespace stu::screens {

using namespace ui;

void check_mail(View view, app::page::CheckMail& form) {
    const std::optional<app::SentRegistration>& sent = view.state.sent_registration; // gone after a reload
    const bool known = sent.has_value();
    form_card([&] {
        heading(1, tr("Check your mail"), title_style());
        text(known ? Words(tr("We have sent a mail to {address}.", {{"address", sent->email}}))
                   : tr("We send a mail to everybody who registers."),
             type::body.bold());
        text(tr("Open the link in it within 24 hours and type your password there. Then your address is "
                "confirmed, and you are signed in."));
        text(tr("Nothing there? Give it some minutes, and look among unwanted mail."),
             type::body.in(Token::muted));
        if (begin_form(tr("Send the mail again"))) view.out.push_back(app::intent::SendMailAgain{});
        if (!known) email_entry(tr("Your e-mail"), form.sending.errors, form.request.email);
        captcha_entry(view, form.sending.errors);
        refusals(form.sending);
        submit_button(
            form.sending.busy ? tr("Sending…") : tr("Send the mail again"),
            {.look = known ? Look::plain : Look::primary, .disabled = form.sending.busy, .wide = true});
        end_form();
        if (form.again)
            text(known
                     ? Words(tr("It is on its way again. Only the link in the newest mail works."))
                     : tr("If somebody has registered with {address}, the mail is on its way again. Only the "
                          "link in the newest one works.",
                          {{"address", form.request.email}}),
                 type::body.bold());
        const bool staff = sent && sent->form() == app::Page::register_staff;
        other_way(known ? tr("Is the address wrong?") : tr("Not registered yet?"),
                  known ? tr("Correct it") : tr("Create your account"),
                  staff ? "/register-staff" : "/register");
        other_way(tr("Confirmed already?"), tr("Sign in"), "/sign-in");
    });
}

void forgot_password(View view, app::page::ForgotPassword& form) {
    form_card([&] {
        if (form.sent) {
            heading(1, tr("Look into your mail"), title_style());
            text(tr(
                "If there is an account for {address}, we have sent a link to it. Open it within 30 minutes "
                "and choose a new password.",
                {{"address", form.request.email}}));
            text(tr("Nothing there? Look among unwanted mail, and check the address."),
                 type::body.in(Token::muted));
            row(control_height(), gap::m,
                [] { link_button(tr("Back to sign in"), "/sign-in", {.look = Look::primary}); });
            return;
        }
        heading(1, tr("Forgot your password?"), title_style());
        text(tr("We send a link to your address, and you choose a new password."),
             type::body.in(Token::muted));
        if (begin_form(tr("Forgot your password?"))) view.out.push_back(app::intent::SubmitForgotten{});
        email_entry(tr("E-mail"), form.sending.errors, form.request.email);
        captcha_entry(view, form.sending.errors);
        submit_row(form.sending, tr("Send the link"), tr("Sending…"));
        other_way(tr("Remembered it?"), tr("Sign in"), "/sign-in");
    });
}

void reset_password(View view, app::page::ResetPassword& form) {
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, tr("Choose a new password"), title_style());
        if (begin_form(tr("Choose a new password"))) view.out.push_back(app::intent::SubmitReset{});
        new_password_entry(tr("New password"), errors, form.request.password);
        submit_row(form.sending, tr("Change password"), tr("Changing…"));
        other_way(tr("The link does not work?"), tr("Ask for another"), "/forgot");
    });
}

void confirm_email(View view, app::page::ConfirmEmail& form) {
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, tr("Confirm your e-mail address"), title_style());
        text(tr("The mail has reached you. Type the password of the account, so that we know that it is "
                "yours."),
             type::body.in(Token::muted));
        if (begin_form(tr("Confirm your e-mail address")))
            view.out.push_back(app::intent::SubmitConfirmation{});
        known_password_entry(tr("Password"), "password", errors, form.request.password);
        submit_row(form.sending, tr("Confirm this address"), tr("Confirming…"));
        other_way(tr("The link does not work?"), tr("Ask for another"), "/check-mail");
    });
}

} // namespace stu::screens
