// Choosing what the ticket is about, and writing it.

#include "frontend-wasm/screens/parts.hpp"

#include "common/text.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

namespace {

Icon icon_of(std::string_view group) {
    if (group == "ict") return Icon::network;
    if (group == "e-learning") return Icon::cap;
    if (group == "finance") return Icon::coin;
    return Icon::document;
}

struct Group {
    const Department* department;
    const ServiceGroup* group;
};

/// A line of a card that leads to the form.
void service_link(const Service& service) {
    const Paragraph lines = paragraph(service.name, type::body, available() - 16);
    const Rect at = place(0, 22 + lines.height);
    paint_line(at.x, at.y, at.right(), at.y, Token::line);
    const std::uint32_t id = id_of(service.id, NodeRole::link);
    const bool hot = item_hovered(id, at);
    paint_words({at.x, at.y + 11, at.w - 16, at.h}, lines, type::body.in(hot ? Token::accent : Token::text));
    paint_icon(Icon::next, at.right() - 14, at.y + at.h / 2 - 8, 16, hot ? Token::accent : Token::faint);
    const std::string href = "href=/new/" + service.id;
    tree().add(id, NodeRole::link, at, {.name = verbatim(service.name), .attributes = href});
}

void group_card(const Group& entry) {
    card(gap::l + gap::xs, [&] {
        stack(0, [&] {
            icon(icon_of(entry.group->id), 26, Token::accent);
            space(gap::s);
            const bool several = entry.department->groups.size() > 1;
            heading(2,
                    several ? verbatim_copy(entry.department->name + " · " + entry.group->name)
                            : verbatim(entry.department->name),
                    type::title);
            space(gap::xs);
            text(verbatim(entry.group->description), type::caption.in(Token::muted));
            space(gap::m);
            node(entry.group->id, NodeRole::list,
                 [&] {
                     for (const Service& service : offered_services(*entry.group))
                         node(service.id, NodeRole::list_item, [&] { service_link(service); });
                 },
                 {.name = verbatim(entry.group->name)});
        });
    });
}

/// Its draft, sent but still here.
void waiting_ticket(View view, const app::NewTicketForm& form) {
    waits_for_connection(view, app::FileFor::new_ticket, form.sending, tr("Your ticket"),
                         app::intent::SubmitTicket{});
    divider();
    text(verbatim(form.request.subject), type::body.bold());
    text(verbatim(form.request.message));
}

void write_ticket(View view, app::NewTicketForm& form) {
    const auto& errors = form.sending.errors;
    if (begin_form(tr("New ticket"))) view.out.push_back(app::intent::SubmitTicket{});
    const float half = characters(22);
    lines_of_pieces({{half, true,
                      [&](bool) {
                          text_field({.label = tr("Full name"),
                                      .error = message_for(errors, "name"),
                                      .autocomplete = "name",
                                      .required = true},
                                     form.request.name);
                      }},
                     {half, true,
                      [&](bool) {
                          text_field({.label = tr("Registration number"),
                                      .error = message_for(errors, "registration_number"),
                                      .required = true},
                                     form.request.registration_number);
                      }}},
                    gap::l);
    const Words hint = tr("{count} of {most} characters",
                          {{"count", code_points(form.request.message)}, {"most", max_message}});
    subject_and_message(form.request.subject, form.request.message, errors, hint);
    file_editor(view, app::FileFor::new_ticket, form.files, message_for(errors, "attachments"));
    captcha_entry(view, errors);
    refusals(form.sending);
    row(control_height(), gap::m, [&] {
        submit_button(form.sending.busy ? tr("Sending…") : tr("Submit ticket"),
                      {.look = Look::primary, .disabled = form.sending.busy});
        if (button(tr("Cancel"))) view.out.push_back(app::intent::CancelTicket{});
    });
    end_form();
}

void what_happens_next(View view, const Department& department, const app::page::NewTicket& page) {
    stack(gap::s, [&] {
        heading(2, tr("What happens next"), type::title);
        text(tr("Your ticket goes to {department}. You get a mail with its number at once, and another one "
                "whenever something changes.",
                {{"department", department.name}}),
             type::caption.in(Token::muted));
        text(tr("Answers go to {address}.", {{"address", view.state.user()->email}}),
             type::caption.in(Token::muted));
        if (page.usual_minutes) text(usual_time_text(*page.usual_minutes), type::caption.in(Token::muted));
    });
}

void discard_dialog(View view) {
    if (!begin_dialog(tr("Discard this draft?"), 440)) view.out.push_back(app::intent::KeepDraft{});
    heading(2, tr("Discard this draft?"), type::title);
    text(tr("What you have typed and attached will be gone."));
    row(control_height(), gap::m, [&] {
        if (button(tr("Keep writing"), {.look = Look::primary})) view.out.push_back(app::intent::KeepDraft{});
        if (button(tr("Discard draft"))) view.out.push_back(app::intent::DiscardDraft{});
    });
    end_dialog();
}

} // namespace

void choose_service(View view) {
    page_title(tr("What do you need help with?"));
    std::vector<Group> groups;
    for (const Department& department : view.state.catalogue().departments)
        for (const ServiceGroup& group : department.groups)
            if (!offered_services(group).empty()) groups.push_back({&department, &group});

    // Columns that fill up one after the other, so that short cards do not leave holes beside long ones.
    const std::size_t columns = columns_of(characters(32), gap::l, 3);
    std::vector<std::vector<Group>> stacks(columns);
    for (std::size_t i = 0; i < groups.size(); ++i) stacks[std::min(i, columns - 1)].push_back(groups[i]);
    grid(columns, gap::l, columns, [&](std::size_t column) {
        for (const Group& entry : stacks[column]) group_card(entry);
    });
}

void new_ticket(View view, const app::page::NewTicket& page, app::NewTicketForm& form) {
    const Catalogue& catalogue = view.state.catalogue();
    const Service* service = find_offered_service(catalogue, view.state.route.id);
    const Department* department = department_of_service(catalogue, view.state.route.id);
    if (!service || !department) return not_found(view);
    row(narrow() ? title_style().line : control_height(), gap::l, [&] {
        heading(1, verbatim(service->name), title_style());
        chip(verbatim(department->name), Token::duplicate, Token::duplicate_soft, false);
    });
    if (!narrow()) space(gap::s);

    const auto draft = [&] {
        card(card_padding(), [&] {
            if (form.sending.waiting)
                waiting_ticket(view, form);
            else
                write_ticket(view, form);
        });
    };
    beside(320, draft, [&] { card(card_padding(), [&] { what_happens_next(view, *department, page); }); });
    if (page.asking_to_discard) discard_dialog(view);
}

} // namespace stu::screens
