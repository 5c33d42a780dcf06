// Sign in, and the two ways to register.

#include "frontend-wasm/screens/account_parts.hpp"

namespace stu::screens {

using namespace ui;

namespace {

/// `new_tab` where the page must stay as it is.
void sign_in_form(View view, bool new_tab) {
    app::SignInForm& form = view.state.sign_in;
    const auto& errors = form.sending.errors;
    if (begin_form("Sign in")) view.out.push_back(app::intent::SubmitSignIn{});
    email_entry("E-mail", errors, form.credentials.email);
    known_password_entry("Password", "password", errors, form.credentials.password);
    checkbox("Stay signed in on this device", form.credentials.remember);
    if (form.asks_captcha) captcha_entry(view, errors);
    submit_row(form.sending, "Sign in", "Signing in…");
    row(link_height(), 0,
        [&] { link("Forgot your password?", "/forgot", type::body.bold().in(Token::accent), new_tab); });
}

} // namespace

void sign_in(View view) {
    form_card([&] {
        heading(1, "Sign in", title_style());
        if (view.world.has_drafts_aside())
            text("Something was being written here when its author signed out. It is put aside, so that "
                 "nobody "
                 "else can read it: its author finds it again by signing in here within the hour.",
                 type::body.in(Token::muted));
        sign_in_form(view, false);
        if (!view.state.sign_in.sending.refusal.empty())
            other_way("Not confirmed yet?", "Send the mail again", "/check-mail");
        other_way("New here?", "Create your account", "/register");
    });
}

void sign_in_again(View view) {
    begin_dialog("Sign in again",
                 440); // Escape leads nowhere: without a session there is nothing to go on with
    heading(2, "Sign in again", type::title);
    text("You have been signed out. All that you typed is still here.");
    sign_in_form(view, true);
    divider();
    row(control_height(), gap::m, [&] {
        text_line("Done here?", type::body.in(Token::muted), available());
        if (button("Sign out", {.look = Look::quiet})) view.out.push_back(app::intent::SignOut{});
    });
    end_dialog();
}

void register_student(View view) {
    app::RegistrationForm& form = view.state.registration;
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, "Create your account", title_style());
        if (begin_form("Create your account")) view.out.push_back(app::intent::SubmitRegistration{});
        name_entry(errors, form.request.name);
        email_entry("University e-mail", errors, form.request.email);
        registration_number_entry(errors, form.request.registration_number);
        new_password_entry("Password", errors, form.request.password);
        captcha_entry(view, errors);
        submit_row(form.sending, "Create account", "Creating…");
        other_way("Have an account?", "Sign in", "/sign-in");
    });
}

void register_staff(View view) {
    app::StaffRegistrationForm& form = view.state.staff_registration;
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, "Register account (staff only)", title_style());
        text("You need the access code of your department. It decides which queue you work on.",
             type::body.in(Token::muted));
        if (begin_form("Register staff account")) view.out.push_back(app::intent::SubmitStaffRegistration{});
        name_entry(errors, form.request.name);
        email_entry("Work e-mail", errors, form.request.email);
        text_field({.label = "Access code",
                    .error = message_for(errors, "access_code"),
                    .autocomplete = "off",
                    .required = true},
                   form.request.access_code);
        new_password_entry("Password", errors, form.request.password);
        captcha_entry(view, errors);
        submit_row(form.sending, "Create staff account", "Creating…");
        other_way("You study here?", "Create a student account", "/register");
    });
}

} // namespace stu::screens
