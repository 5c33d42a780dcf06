#include "frontend-wasm/screens/own_ticket.hpp"

#include "frontend-wasm/screens/parts.hpp"

namespace stu::screens {

using namespace ui;

void answer(View view, app::AnswerForm& form, const Ticket& ticket) {
    const auto& errors = form.sending.errors;
    const std::string department(department_name(view.state.catalogue(), ticket.department));
    card(card_padding(), [&] {
        if (form.sending.waiting) {
            waits_for_connection(view, app::FileFor::answer, form.sending, tr("Your answer"),
                                 app::intent::SubmitAnswer{});
            text(verbatim(form.request.message));
            return;
        }
        heading(2, ticket.status == Status::awaiting_confirmation ? tr("Your answer") : tr("Add something"),
                type::title);
        if (begin_form(tr("Answer"))) view.out.push_back(app::intent::SubmitAnswer{});
        const Words label = tr("Write to {department}", {{"department", department}});
        text_area({.label = label,
                   .error = message_for(errors, "message"),
                   .required = true,
                   .spell_check = true,
                   .is_answer = true,
                   .rows = 4},
                  form.request.message);
        file_editor(view, app::FileFor::answer, form.files, message_for(errors, "attachments"));
        refusals(form.sending);
        row(control_height(), gap::m, [&] {
            submit_button(form.sending.busy ? tr("Sending…") : tr("Send"),
                          {.look = Look::primary, .disabled = form.sending.busy});
        });
        end_form();
    });
}

void edit_words(View view, app::page::Ticket::EditForm& form) {
    const auto& errors = form.sending.errors;
    card(card_padding(), [&] {
        heading(2, tr("Edit your ticket"), type::title);
        if (begin_form(tr("Edit"))) view.out.push_back(app::intent::SubmitEdit{});
        subject_and_message(
            form.request.subject, form.request.message, errors,
            tr("The earlier version stays readable in the history. Files are added with an answer."));
        refusals(form.sending);
        row(control_height(), gap::m, [&] {
            submit_button(form.sending.busy ? tr("Saving…") : tr("Save changes"),
                          {.look = Look::primary, .disabled = form.sending.busy});
            if (button(tr("Cancel"))) view.out.push_back(app::intent::CancelEdit{});
        });
        end_form();
    });
}

void reopen(View view, app::page::Ticket::ReopeningForm& form) {
    card(card_padding(), [&] {
        heading(2, tr("Reopen this ticket"), type::title);
        if (begin_form(tr("Reopen"))) view.out.push_back(app::intent::SubmitReopening{});
        text_area({.label = tr("Why do you need help again?"),
                   .error = message_for(form.sending.errors, "message"),
                   .required = true,
                   .spell_check = true,
                   .rows = 3},
                  form.request.message);
        refusals(form.sending);
        row(control_height(), gap::m, [&] {
            submit_button(form.sending.busy ? tr("Reopening…") : tr("Reopen ticket"),
                          {.disabled = form.sending.busy});
        });
        end_form();
    });
}

void own_actions(View view, const app::page::Ticket& page, const Ticket& ticket) {
    card(card_padding(), [&] {
        stack(gap::s, [&] {
            heading(2, tr("Your ticket"), type::title);
            // It stays where it was pressed, so that nothing else comes to lie under the pointer.
            if (can_edit(ticket) && button(tr("Edit"), {.disabled = page.edit.open, .wide = true}))
                view.out.push_back(app::intent::StartEdit{});
            if (can_withdraw(ticket) && button(tr("Withdraw"), {.wide = true}))
                view.out.push_back(app::intent::AskToWithdraw{});
            link_button(tr("File a similar ticket"), "/new/" + ticket.service + "?from=" + ticket.number,
                        {.wide = true});
            refusals(page.withdrawal.sending);
        });
    });
}

void withdraw_dialog(View view, const app::Sending& sending) {
    if (!begin_dialog(tr("Withdraw this ticket?"), 440)) view.out.push_back(app::intent::KeepTicket{});
    heading(2, tr("Withdraw this ticket?"), type::title);
    text(tr("Nobody will work on it any more. You can reopen it within 30 days."));
    row(control_height(), gap::m, [&] {
        if (button(tr("Keep it"), {.look = Look::primary})) view.out.push_back(app::intent::KeepTicket{});
        if (button(tr("Withdraw ticket"), {.look = Look::danger, .disabled = sending.busy}))
            view.out.push_back(app::intent::SubmitWithdrawal{});
    });
    end_dialog();
}

} // namespace stu::screens
