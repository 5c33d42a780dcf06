#include "frontend-wasm/screens/account_parts.hpp"

#include "common/password.hpp"

namespace stu::screens {

using namespace ui;

namespace {

constexpr std::string_view rules_name = "Password rules";

/// The same function decides on the server.
void password_checklist(std::string_view password) {
    const auto line = [](const PasswordRule& rule) {
        row(20, gap::s, [&] {
            const Rect mark = place(16, 16);
            if (rule.met)
                paint_icon(Icon::check, mark.x, mark.y, mark.w, Token::done);
            else
                paint_dot(mark.x + 6, mark.y + 6, 4, Token::faint);
            text(rule.met ? Words(tr("{rule}: done", {{"rule", rule.label}})) : rule.label,
                 type::caption.in(rule.met ? Token::done : Token::muted));
        });
    };
    // Without a name of its own: it is the description of the field, which would say the name in its place.
    node(rules_name, NodeRole::list, [&] {
        stack(2, [&] {
            for (const PasswordRule& rule : password_rules(password))
                node(rule.label.english(), NodeRole::list_item, [&] { line(rule); });
        });
    });
}

} // namespace

void name_entry(const std::vector<FieldError>& errors, std::string& name) {
    text_field({.label = tr("Full name"),
                .error = message_for(errors, "name"),
                .autocomplete = "name",
                .required = true},
               name);
}

void email_entry(const Words& label, const std::vector<FieldError>& errors, std::string& email) {
    email_field({.label = label,
                 .error = message_for(errors, "email"),
                 .autocomplete = "username",
                 .input_mode = "email",
                 .required = true},
                email);
}

void registration_number_entry(const std::vector<FieldError>& errors, std::string& number) {
    text_field({.label = tr("Registration number"),
                .error = message_for(errors, "registration_number"),
                .hint = tr("As on your student card, such as BIT-2024-0417."),
                .required = true},
               number);
}

void new_password_entry(const Words& label, const std::vector<FieldError>& errors, std::string& password) {
    password_field({.label = label,
                    .error = message_for(errors, "password"),
                    .autocomplete = "new-password",
                    .described_by = id_of(rules_name, NodeRole::list),
                    .required = true},
                   password);
    password_checklist(password);
}

void known_password_entry(const Words& label, std::string_view field, const std::vector<FieldError>& errors,
                          std::string& password) {
    password_field({.label = label,
                    .error = message_for(errors, field),
                    .autocomplete = "current-password",
                    .required = true},
                   password);
}

void submit_row(const app::Sending& sending, const Words& words, const Words& busy_words) {
    refusals(sending);
    submit_button(sending.busy ? busy_words : words,
                  {.look = Look::primary, .disabled = sending.busy, .wide = true});
    end_form();
}

void other_way(const Words& question, const Words& words, std::string_view href) {
    divider();
    const TextStyle asking = type::body.in(Token::muted), going = type::body.bold().in(Token::accent);
    if (text_width(question, asking) + gap::s + text_width(words, going) > available()) {
        text(question, asking);
        return link(words, href, going);
    }
    row(link_height(), gap::s, [&] {
        text(question, asking);
        link(words, href, going);
    });
}

} // namespace stu::screens
