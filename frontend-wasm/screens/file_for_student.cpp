// Filing a ticket for a student who phones or stands at the desk: who it is, then what it is about.

#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/service_select.hpp"

#include "common/text.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace stu::screens {

using namespace ui;

namespace {

void found_line(View view, const KnownStudent& student, std::size_t place_in_list) {
    const PressStyle style{.small = true, .name = tr("Take {student}", {{"student", student.name}})};
    stack(gap::xs, [&] {
        text(verbatim(student.name), type::body.bold());
        text(verbatim_copy(student.email + (student.registration_number.empty()
                                                ? std::string()
                                                : " · " + student.registration_number)),
             type::caption.in(Token::muted));
        if (!student.verified)
            text(tr("Has not confirmed this address yet. Ask for name and address again."),
                 type::caption.in(Token::wait));
        row(small_height(), gap::s, [&] {
            if (button(tr("Take"), style)) view.out.push_back(app::intent::TakeStudent{place_in_list});
        });
    });
}

void found_students(View view, const KnownStudents& known) {
    if (known.students.empty())
        return text(tr("Nobody is known by that. Fill in the form: the ticket waits for whoever opens an "
                       "account with its address."),
                    type::body.in(Token::muted));
    node("Students", NodeRole::list,
         [&] {
             stack(gap::m, [&] {
                 for (std::size_t i = 0; i < known.students.size(); ++i)
                     keyed(static_cast<std::int64_t>(i), [&] {
                         node("student", NodeRole::list_item,
                              [&] { found_line(view, known.students[i], i); });
                     });
             });
         },
         {.name = tr("Students who were found")});
}

void look_up(View view, app::page::FileForStudent::Lookup& lookup) {
    const PressStyle style{.disabled = lookup.sending.busy};
    heading(2, tr("Who is it?"), type::title);
    if (begin_form(tr("Find the student"))) view.out.push_back(app::intent::FindStudent{});
    const Words wanted = tr("E-mail address or registration number");
    lines_of_pieces({{std::max(characters(20), label_width(wanted)), true,
                      [&](bool) {
                          text_field({.label = wanted,
                                      .key = "wanted",
                                      .error = message_for(lookup.sending.errors, "wanted"),
                                      .autocomplete = "off"},
                                     lookup.request.wanted);
                      }},
                     {press_width(tr("Find"), style), false,
                      [&](bool first) {
                          if (!first) space(label_height()); // beside the field, below its label
                          submit_button(tr("Find"), style);
                      }}},
                    gap::s);
    refusal(lookup.sending.refusal);
    end_form();
    if (lookup.found) found_students(view, *lookup.found);
}

void channel_entry(FilingForStudent& request) {
    std::vector<Words> words;
    for (const Channel channel : all<Channel>()) words.push_back(label(channel));
    auto chosen = static_cast<std::size_t>(request.channel);
    if (select({.label = tr("How the student came")}, words, chosen))
        request.channel = static_cast<Channel>(chosen);
}

void filing_form(View view, app::page::FileForStudent& page) {
    const auto& errors = page.sending.errors;
    FilingForStudent& request = page.request;
    const float half = characters(22);
    if (begin_form(tr("File for a student"))) view.out.push_back(app::intent::SubmitFiling{});
    lines_of_pieces({{half, true,
                      [&](bool) {
                          email_field({.label = tr("E-mail address of the student"),
                                       .error = message_for(errors, "email"),
                                       .autocomplete = "off",
                                       .required = true},
                                      request.email);
                      }},
                     {half, true,
                      [&](bool) {
                          text_field({.label = tr("Full name"),
                                      .error = message_for(errors, "name"),
                                      .autocomplete = "off",
                                      .required = true},
                                     request.name);
                      }}},
                    gap::l);
    lines_of_pieces({{half, true,
                      [&](bool) {
                          text_field({.label = tr("Registration number, if known"),
                                      .error = message_for(errors, "registration_number"),
                                      .autocomplete = "off"},
                                     request.registration_number);
                      }},
                     {half, true, [&](bool) { channel_entry(request); }}},
                    gap::l);
    service_select(view, {.label = tr("Service"), .error = message_for(errors, "service"), .required = true},
                   request.service);
    const Words hint = tr("The student gets this by mail, as it stands here. {count} of {most} characters",
                          {{"count", code_points(request.message)}, {"most", max_message}});
    subject_and_message(request.subject, request.message, errors, hint);
    file_editor(view, app::FileFor::filing, page.files, message_for(errors, "attachments"));
    refusals(page.sending);
    row(control_height(), gap::m, [&] {
        submit_button(page.sending.busy ? tr("Sending…") : tr("File the ticket"),
                      {.look = Look::primary, .disabled = page.sending.busy});
        if (page.touched() && button(tr("Discard"))) view.out.push_back(app::intent::DiscardFiling{});
    });
    end_form();
}

} // namespace

void file_for_student(View view, app::page::FileForStudent& page) {
    page_title(tr("File for a student"));
    card(card_padding(), [&] { look_up(view, page.lookup); });
    card(card_padding(), [&] {
        heading(2, tr("What is it about?"), type::title);
        filing_form(view, page);
    });
}

} // namespace stu::screens
