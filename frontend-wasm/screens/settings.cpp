// A person's own account: profile, address, password, open sessions, and leaving.

#include "frontend-wasm/screens/account_parts.hpp"

#include <algorithm>
#include <array>

namespace stu::screens {

using namespace ui;

namespace {

void time_zone_entry(View view, const std::vector<FieldError>& errors, std::string& time_zone) {
    const std::vector<std::string>& zones = view.world.time_zones();
    std::vector<std::string> values{""};
    std::vector<Words> words{tr("The university's")};
    for (std::size_t i = 0; i < zones.size(); ++i) { // the first is the one of this device
        if (zones[i].empty() || !check_time_zone(zones[i]).empty()) continue; // "+03:00" is none
        values.push_back(zones[i]);
        words.push_back(i == 0 ? Words(tr("{zone} (this device)", {{"zone", zones[i]}}))
                               : verbatim(zones[i]));
    }
    auto found = std::find(values.begin(), values.end(), time_zone);
    if (found == values.end()) { // of another device's list
        words.push_back(verbatim(time_zone));
        found = values.insert(values.end(), time_zone);
    }
    auto chosen = static_cast<std::size_t>(found - values.begin());
    if (select({.label = tr("Time zone of mail"), .error = message_for(errors, "time_zone")}, words, chosen))
        time_zone = values[chosen];
}

void notifications_entry(const User& user, Notifications& notifications) {
    const bool student = user.role == Role::student;
    const std::vector<Words> words{
        student ? tr("Every update of my tickets") : tr("Every answer of a student"),
        student ? tr("Only what I have to act on, and the end") : tr("Only answers that I have asked for")};
    auto chosen = static_cast<std::size_t>(notifications);
    if (select({.label = tr("Send me mail about")}, words, chosen))
        notifications = static_cast<Notifications>(chosen);
}

void profile(View view, app::page::Settings::ProfileForm& form) {
    const auto& errors = form.sending.errors;
    card(card_padding(), [&] {
        heading(2, tr("Profile"), type::title);
        if (begin_form(tr("Profile"))) view.out.push_back(app::intent::SubmitProfile{});
        name_entry(errors, form.request.name);
        if (view.state.user()->role == stu::Role::student)
            registration_number_entry(errors, form.request.registration_number);
        time_zone_entry(view, errors, form.request.time_zone);
        notifications_entry(*view.state.user(), form.request.notifications);
        submit_row(form.sending, tr("Save profile"), tr("Saving…"));
    });
}

void email(View view, app::page::Settings::EmailForm& form) {
    const auto& errors = form.sending.errors;
    card(card_padding(), [&] {
        heading(2, tr("E-mail address"), type::title);
        text(tr("You sign in with {address}, and mail goes there.", {{"address", view.state.user()->email}}),
             type::body.in(Token::muted));
        if (!form.sent_to.empty())
            text(tr("Waiting: open the link that we have sent to {address}.", {{"address", form.sent_to}}),
                 type::body.bold());
        if (begin_form(tr("E-mail address"))) view.out.push_back(app::intent::SubmitNewEmail{});
        email_field({.label = tr("New address"),
                     .error = message_for(errors, "email"),
                     .autocomplete = "email",
                     .input_mode = "email",
                     .required = true},
                    form.request.email);
        known_password_entry(tr("Your password"), "password", errors, form.request.password);
        submit_row(form.sending, tr("Send a link to the new address"), tr("Sending…"));
    });
}

void password(View view, app::page::Settings::PasswordForm& form) {
    const auto& errors = form.sending.errors;
    card(card_padding(), [&] {
        heading(2, tr("Password"), type::title);
        if (begin_form(tr("Password"))) view.out.push_back(app::intent::SubmitNewPassword{});
        known_password_entry(tr("Current password"), "current", errors, form.request.current);
        new_password_entry(tr("New password"), errors, form.request.password);
        submit_row(form.sending, tr("Change password"), tr("Changing…"));
    });
}

void session_line(View view, const OpenSession& session) {
    const Words when =
        session.current ? Words(tr("this browser"))
                        : tr("last used {time}", {{"time", view.world.relative_time(session.last_used_ms)}});
    const Words name = tr("Sign out {browser}", {{"browser", session.browser}});
    const PressStyle style{.small = true, .name = name};
    const auto words = [&] {
        text(verbatim(session.browser), type::body.bold());
        text(when, type::caption.in(Token::muted));
    };
    if (session.current) return stack(0, words);
    const float press = press_width(tr("Sign out"), style), x = cursor_x(), y = cursor_y(),
                width = available();
    const bool beside = width - press - gap::m >= characters(2 * fewest_characters);
    begin_column(x, y, beside ? width - press - gap::m : width, 0);
    words();
    float height = end_column();
    begin_column(beside ? x + width - press : x, beside ? y + 6 : y + height + gap::xs, press, 0);
    if (button(tr("Sign out"), style)) view.out.push_back(app::intent::EndSession{session.id});
    const float pressed = end_column();
    height = beside ? std::max(height, pressed + 6) : height + gap::xs + pressed;
    place(0, height);
}

void sessions(View view, const app::Loaded<OpenSessions>& loaded) {
    card(card_padding(), [&] {
        heading(2, tr("Where you are signed in"), type::title);
        when_loaded(view, loaded, tr("your sessions"), [&](const OpenSessions& open) {
            node("Sessions", NodeRole::list,
                 [&] {
                     for (const OpenSession& session : open.sessions)
                         keyed(std::string_view(session.id), [&] {
                             node("session", NodeRole::list_item, [&] { session_line(view, session); });
                         });
                 },
                 {.name = tr("Where you are signed in")});
            if (narrow() && button(tr("Sign out here"), {.wide = true}))
                view.out.push_back(app::intent::SignOut{});
            if (open.sessions.size() > 1 && button(tr("Sign out everywhere else"), {.wide = true}))
                view.out.push_back(app::intent::EndOtherSessions{});
        });
    });
}

void saved_replies_card() {
    card(card_padding(), [] {
        heading(2, tr("Saved replies"), type::title);
        text(tr("What your department sends often, with the student's name and the like put in by itself."),
             type::body.in(Token::muted));
        row(control_height(), 0, [] { link_button(tr("Manage saved replies"), "/replies"); });
    });
}

void deletion(View view, app::page::Settings::DeletionForm& form) {
    card(card_padding(), [&] {
        heading(2, tr("Delete your account"), type::title);
        text(view.state.is_staff()
                 ? tr("Your account goes for good. What you wrote on tickets stays, without your name.")
                 : tr("Your account and your PDFs go for good. Your tickets stay with the departments, "
                      "without "
                      "your name, "
                      "number and address; nobody can answer you any more."),
             type::body.in(Token::muted));
        if (begin_form(tr("Delete your account"))) view.out.push_back(app::intent::AskToDeleteAccount{});
        known_password_entry(tr("Your password"), "password", form.sending.errors, form.request.password);
        refusals(form.sending);
        submit_button(form.sending.busy ? tr("Deleting…") : tr("Delete my account…"),
                      {.look = Look::danger, .disabled = form.sending.busy, .wide = true});
        end_form();
    });
}

void deletion_dialog(View view) {
    if (!begin_dialog(tr("Delete your account?"), 440)) view.out.push_back(app::intent::KeepAccount{});
    heading(2, tr("Delete your account?"), type::title);
    text(tr("This cannot be undone. There is no way to get the account or its PDFs back."));
    row(control_height(), gap::m, [&] {
        if (button(tr("Keep my account"), {.look = Look::primary}))
            view.out.push_back(app::intent::KeepAccount{});
        if (button(tr("Delete it for good"), {.look = Look::danger}))
            view.out.push_back(app::intent::ConfirmDeletion{});
    });
    end_dialog();
}

} // namespace

void settings(View view, app::page::Settings& page) {
    if (!view.state.user()) return;
    page_title(tr("Settings"));
    const auto of_person = [&] {
        profile(view, page.profile);
        if (view.state.is_staff()) saved_replies_card();
        appearance_card(view);
    };
    const auto of_sign_in = [&] {
        email(view, page.email);
        password(view, page.password);
    };
    if (columns_of(characters(44), gap::l, 2) == 1) {
        of_person();
        of_sign_in();
        sessions(view, page.loaded);
        deletion(view, page.deletion);
    } else {
        grid(2, gap::l, 2, [&](std::size_t i) {
            if (i == 0) {
                of_person();
                sessions(view, page.loaded);
            } else {
                of_sign_in();
                deletion(view, page.deletion);
            }
        });
    }
    if (page.deletion.asking) deletion_dialog(view);
}

} // namespace stu::screens
