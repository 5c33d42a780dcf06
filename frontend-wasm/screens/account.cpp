// Sign in, and the two ways to register.

#include "frontend-wasm/screens/account_parts.hpp"

namespace stu::screens {

using namespace ui;

namespace {

/// `new_tab` where the page must stay as it is.
void sign_in_form(View view, app::page::SignIn& form, bool new_tab) {
    const auto& errors = form.sending.errors;
    if (begin_form(tr("Sign in"))) view.out.push_back(app::intent::SubmitSignIn{});
    email_entry(tr("E-mail"), errors, form.request.email);
    known_password_entry(tr("Password"), "password", errors, form.request.password);
    checkbox(tr("Stay signed in on this device"), form.request.remember);
    if (form.asks_captcha) captcha_entry(view, errors);
    submit_row(form.sending, tr("Sign in"), tr("Signing in…"));
    row(link_height(), 0,
        [&] { link(tr("Forgot your password?"), "/forgot", type::body.bold().in(Token::accent), new_tab); });
}

} // namespace

void sign_in(View view, app::page::SignIn& page) {
    form_card([&] {
        heading(1, tr("Sign in"), title_style());
        if (view.world.has_drafts_aside())
            text(tr("Something was being written here when its author signed out. It is put aside, so that "
                    "nobody "
                    "else can read it: its author finds it again by signing in here within the hour."),
                 type::body.in(Token::muted));
        sign_in_form(view, page, false);
        if (!page.sending.refusal.empty())
            other_way(tr("Not confirmed yet?"), tr("Send the mail again"), "/check-mail");
        other_way(tr("New here?"), tr("Create your account"), "/register");
    });
}

void sign_in_again(View view, app::page::SignIn& form) {
    begin_dialog(tr("Sign in again"),
                 440); // Escape leads nowhere: without a session there is nothing to go on with
    heading(2, tr("Sign in again"), type::title);
    text(tr("You have been signed out. All that you typed is still here."));
    sign_in_form(view, form, true);
    divider();
    row(control_height(), gap::m, [&] {
        text_line(tr("Done here?"), type::body.in(Token::muted), available());
        if (button(tr("Sign out"), {.look = Look::quiet})) view.out.push_back(app::intent::SignOut{});
    });
    end_dialog();
}

void register_student(View view, app::page::RegisterStudent& form) {
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, tr("Create your account"), title_style());
        if (begin_form(tr("Create your account"))) view.out.push_back(app::intent::SubmitRegistration{});
        name_entry(errors, form.request.name);
        email_entry(tr("University e-mail"), errors, form.request.email);
        registration_number_entry(errors, form.request.registration_number);
        new_password_entry(tr("Password"), errors, form.request.password);
        captcha_entry(view, errors);
        submit_row(form.sending, tr("Create account"), tr("Creating…"));
        other_way(tr("Have an account?"), tr("Sign in"), "/sign-in");
    });
}

void register_staff(View view, app::page::RegisterStaff& form) {
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, tr("Register account (staff only)"), title_style());
        text(tr("You need the access code of your department. It decides which queue you work on."),
             type::body.in(Token::muted));
        if (begin_form(tr("Register staff account")))
            view.out.push_back(app::intent::SubmitStaffRegistration{});
        name_entry(errors, form.request.name);
        email_entry(tr("Work e-mail"), errors, form.request.email);
        text_field({.label = tr("Access code"),
                    .error = message_for(errors, "access_code"),
                    .autocomplete = "off",
                    .required = true},
                   form.request.access_code);
        new_password_entry(tr("Password"), errors, form.request.password);
        captcha_entry(view, errors);
        submit_row(form.sending, tr("Create staff account"), tr("Creating…"));
        other_way(tr("You study here?"), tr("Create a student account"), "/register");
    });
}

} // namespace stu::screens
