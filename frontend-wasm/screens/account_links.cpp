// A forgotten password, and the pages behind the links of our mail.

#include "frontend-wasm/screens/account_parts.hpp"

namespace stu::screens {

using namespace ui;

void forgot_password(View view) {
    app::ForgottenForm& form = view.state.forgotten;
    form_card([&] {
        if (form.sent) {
            heading(1, "Look into your mail", type::heading);
            text("If there is an account for " + form.request.email +
                 ", we have sent a link to it. Open it within 30 minutes and choose a new password.");
            text("Nothing there? Look among unwanted mail, and check the address.",
                 type::body.in(Token::muted));
            row(narrow() ? 44 : 38, gap::m,
                [] { link_button("Back to sign in", "/sign-in", {.look = Look::primary}); });
            return;
        }
        heading(1, "Forgot your password?", type::heading);
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
        heading(1, "Choose a new password", type::heading);
        if (begin_form("Choose a new password")) view.out.push_back(app::intent::SubmitReset{});
        new_password_entry("New password", errors, form.request.password);
        refusal(message_for(errors, "token"));
        submit_row(form.sending, "Change password", "Changing…");
        other_way("The link does not work?", "Ask for another", "/forgot");
    });
}

void confirm_email(View view) {
    app::ConfirmationForm& form = view.state.confirmation;
    form_card([&] {
        if (!form.confirmed.empty()) {
            heading(1, "Your address is confirmed", type::heading);
            text(form.confirmed + " is yours. You can use StuTicket now.");
            row(narrow() ? 44 : 38, gap::m, [&] {
                if (view.state.user())
                    link_button("Go to the start page", "/", {.look = Look::primary});
                else
                    link_button("Sign in", "/sign-in", {.look = Look::primary});
            });
            return;
        }
        heading(1, "Confirm your e-mail address", type::heading);
        text("One press, and we know that the mail has reached you.", type::body.in(Token::muted));
        if (begin_form("Confirm your e-mail address")) view.out.push_back(app::intent::SubmitConfirmation{});
        refusal(message_for(form.sending.errors, "token"));
        submit_row(form.sending, "Confirm this address", "Confirming…");
        if (!form.sending.refusal.empty())
            other_way("Need a new link?", "Sign in to get one", view.state.user() ? "/settings" : "/sign-in");
    });
}

void unconfirmed_notice(View view) {
    begin_surface(gap::m, Token::ask_soft, Token::ask_soft, radius::field);
    node("Your address", NodeRole::region,
         [&] {
             const PressStyle again{.small = true};
             const std::string words =
                 "Confirm your address: we have sent a link to " + view.state.user()->email + ".";
             const auto send = [&] {
                 if (button("Send another link", again))
                     view.out.push_back(app::intent::SendConfirmationAgain{});
             };
             if (narrow()) {
                 stack(gap::s, [&] {
                     text(words, type::body.in(Token::ask));
                     row(44, 0, send);
                 });
                 return;
             }
             row(32, gap::m, [&] {
                 icon(Icon::mail, 20, Token::ask);
                 text_line(words, type::body.in(Token::ask),
                           available() - press_width("Send another link", again) - gap::m);
                 flush_right(press_width("Send another link", again));
                 send();
             });
         },
         {.name = "Your address"});
    end_surface();
}

} // namespace stu::screens
