#pragma once
// What a student may do on the page of their own ticket.

#include "common/ticket.hpp"
#include "frontend-wasm/screens/screens.hpp"

namespace stu::screens {

/// The form for an answer.
void answer(View view, app::AnswerForm& form, const Ticket& ticket);
/// The form with subject and message, as they are or as they are becoming.
void edit_words(View view, app::page::Ticket::EditForm& form);
/// The form that brings the ticket back.
void reopen(View view, app::page::Ticket::ReopeningForm& form);
/// Edit, withdraw, file again: whatever fits the ticket.
void own_actions(View view, const app::page::Ticket& page, const Ticket& ticket);
/// Asks whether the withdrawal is meant.
void withdraw_dialog(View view, const app::Sending& sending);

} // namespace stu::screens
