// Sign in, and the two ways to register.

#include "frontend-wasm/screens/parts.hpp"

#include "common/password.hpp"

namespace stu::screens {

using namespace ui;

namespace {

/// The password rule, ticked off while typing. The same function decides on the server.
void password_checklist(std::string_view password) {
    stack(2, [&] {
        for (const PasswordRule& rule : password_rules(password)) {
            row(20, gap::s, [&] {
                const Rect mark = place(16, 16);
                if (rule.met)
                    paint_icon(Icon::check, mark.x, mark.y, mark.w, Token::done);
                else
                    paint_dot(mark.x + 6, mark.y + 6, 4, Token::faint);
                const std::string words = std::string(rule.label) + (rule.met ? ": done" : "");
                text(rule.met ? words : std::string(rule.label),
                     type::caption.in(rule.met ? Token::done : Token::muted));
            });
        }
    });
}

void other_way(std::string_view question, std::string_view words, std::string_view href) {
    divider();
    row(narrow() ? 44 : 28, gap::s, [&] {
        text(question, type::body.in(Token::muted));
        link(words, href, type::body.bold().in(Token::accent));
    });
}

void name_entry(const std::vector<FieldError>& errors, std::string& name) {
    text_field({.label = "Full name",
                .error = message_for(errors, "name"),
                .autocomplete = "name",
                .required = true},
               name);
}

void email_entry(std::string_view label, const std::vector<FieldError>& errors, std::string& email) {
    email_field({.label = label,
                 .error = message_for(errors, "email"),
                 .autocomplete = "username",
                 .input_mode = "email",
                 .required = true},
                email);
}

void new_password_entry(const std::vector<FieldError>& errors, std::string& password) {
    password_field({.label = "Password",
                    .error = message_for(errors, "password"),
                    .autocomplete = "new-password",
                    .required = true},
                   password);
    password_checklist(password);
}

/// What every account form ends with.
void submit_row(const app::Sending& sending, std::string_view words, std::string_view busy_words) {
    refusal(sending.refusal);
    submit_button(sending.busy ? busy_words : words,
                  {.look = Look::primary, .disabled = sending.busy, .wide = true});
    end_form();
}

} // namespace

void sign_in(View view) {
    app::SignInForm& form = view.state.sign_in;
    form_card([&] {
        heading(1, "Sign in", type::heading);
        if (begin_form("Sign in")) view.out.push_back(app::intent::SubmitSignIn{});
        email_entry("E-mail", form.sending.errors, form.credentials.email);
        password_field({.label = "Password",
                        .error = message_for(form.sending.errors, "password"),
                        .autocomplete = "current-password",
                        .required = true},
                       form.credentials.password);
        submit_row(form.sending, "Sign in", "Signing in…");
        other_way("New here?", "Create your account", "/register");
    });
}

void register_student(View view) {
    app::RegistrationForm& form = view.state.registration;
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, "Create your account", type::heading);
        if (begin_form("Create your account")) view.out.push_back(app::intent::SubmitRegistration{});
        name_entry(errors, form.request.name);
        email_entry("University e-mail", errors, form.request.email);
        text_field({.label = "Registration number",
                    .error = message_for(errors, "registration_number"),
                    .hint = "As on your student card, such as BIT-2024-0417.",
                    .required = true},
                   form.request.registration_number);
        new_password_entry(errors, form.request.password);
        submit_row(form.sending, "Create account", "Creating…");
        other_way("Have an account?", "Sign in", "/sign-in");
    });
}

void register_staff(View view) {
    app::StaffRegistrationForm& form = view.state.staff_registration;
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, "Register account (staff only)", type::heading);
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
        new_password_entry(errors, form.request.password);
        submit_row(form.sending, "Create staff account", "Creating…");
        other_way("You study here?", "Create a student account", "/register");
    });
}

} // namespace stu::screens
