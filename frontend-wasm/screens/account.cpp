// Sign in, and the two ways to register.

#include "frontend-wasm/screens/parts.hpp"

#include "common/password.hpp"

namespace stu::screens {

using namespace ui;

namespace {

/// The password rule, ticked off while typing. The same function decides on the server.
void password_checklist(std::string_view password) {
    begin_column(cursor_x(), cursor_y(), available(), 2);
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
    const float height = end_column();
    place(0, height);
}

void other_way(std::string_view question, std::string_view words, std::string_view href) {
    row(28, gap::s, [&] {
        text(question, type::body.in(Token::muted));
        link(words, href, type::body.bold().in(Token::accent));
    });
}

} // namespace

void sign_in(View view) {
    app::SignInForm& form = view.state.sign_in;
    form_card([&] {
        heading(1, "Sign in", type::heading);
        if (begin_form("Sign in")) view.out.push_back(app::intent::SubmitSignIn{});
        email_field({.label = "E-mail",
                     .error = message_for(form.sending.errors, "email"),
                     .autocomplete = "username",
                     .input_mode = "email",
                     .required = true},
                    form.credentials.email);
        password_field({.label = "Password",
                        .error = message_for(form.sending.errors, "password"),
                        .autocomplete = "current-password",
                        .required = true},
                       form.credentials.password);
        refusal(form.sending.refusal);
        submit_button(form.sending.busy ? "Signing in…" : "Sign in",
                      {.look = Look::primary, .disabled = form.sending.busy, .wide = true});
        end_form();
        divider();
        other_way("New here?", "Create your account", "/register");
    });
}

void register_student(View view) {
    app::RegistrationForm& form = view.state.registration;
    const auto& errors = form.sending.errors;
    form_card([&] {
        heading(1, "Create your account", type::heading);
        if (begin_form("Create your account")) view.out.push_back(app::intent::SubmitRegistration{});
        text_field({.label = "Full name",
                    .error = message_for(errors, "name"),
                    .autocomplete = "name",
                    .required = true},
                   form.request.name);
        email_field({.label = "University e-mail",
                     .error = message_for(errors, "email"),
                     .autocomplete = "username",
                     .input_mode = "email",
                     .required = true},
                    form.request.email);
        text_field({.label = "Registration number",
                    .error = message_for(errors, "registration_number"),
                    .hint = "As on your student card, such as BIT-2024-0417.",
                    .required = true},
                   form.request.registration_number);
        password_field({.label = "Password",
                        .error = message_for(errors, "password"),
                        .autocomplete = "new-password",
                        .required = true},
                       form.request.password);
        password_checklist(form.request.password);
        refusal(form.sending.refusal);
        submit_button(form.sending.busy ? "Creating…" : "Create account",
                      {.look = Look::primary, .disabled = form.sending.busy, .wide = true});
        end_form();
        divider();
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
        text_field({.label = "Full name",
                    .error = message_for(errors, "name"),
                    .autocomplete = "name",
                    .required = true},
                   form.request.name);
        email_field({.label = "Work e-mail",
                     .error = message_for(errors, "email"),
                     .autocomplete = "username",
                     .input_mode = "email",
                     .required = true},
                    form.request.email);
        text_field({.label = "Access code",
                    .error = message_for(errors, "access_code"),
                    .autocomplete = "off",
                    .required = true},
                   form.request.access_code);
        password_field({.label = "Password",
                        .error = message_for(errors, "password"),
                        .autocomplete = "new-password",
                        .required = true},
                       form.request.password);
        password_checklist(form.request.password);
        refusal(form.sending.refusal);
        submit_button(form.sending.busy ? "Creating…" : "Create staff account",
                      {.look = Look::primary, .disabled = form.sending.busy, .wide = true});
        end_form();
        divider();
        other_way("You study here?", "Create a student account", "/register");
    });
}

} // namespace stu::screens
