#pragma once
// The pages. Each is a function of what the app knows and what was typed; it draws, and says what the person
// wants. A screen never calls the network, reads the clock or decides a rule. Of all that the app knows it
// edits what is typed into the page that it is given, and nothing else.

#include "frontend-wasm/app/intent.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

namespace stu::screens {

struct View {
    const app::State& state;
    const app::Surroundings& world;
    app::Intents& out;
};

/// The whole page: frame around it, the screen of the present route, toast and dialogs.
void draw(app::State& state, const app::Surroundings& world, app::Intents& out);

void landing(View view);
void sign_in(View view, app::page::SignIn& page);
/// Over the page that somebody was on when their session ended.
void sign_in_again(View view, app::page::SignIn& form);
void register_student(View view, app::page::RegisterStudent& page);
void register_staff(View view, app::page::RegisterStaff& page);
void home(View view, const app::page::Home& page);
void choose_service(View view);
/// `form` is the draft that is written there.
void new_ticket(View view, const app::page::NewTicket& page, app::NewTicketForm& form);
void tickets(View view, const app::page::Tickets& page);
void ticket(View view, app::page::Ticket& page);
void track(View view, app::page::Track& page);
void followed(View view, const app::page::Followed& page);
void queue(View view, app::page::Queue& page);
void work(View view, const app::page::Work& page);
void saved_replies(View view, app::page::SavedReplies& page);
void file_for_student(View view, app::page::FileForStudent& page);
void check_mail(View view, app::page::CheckMail& page);
void forgot_password(View view, app::page::ForgotPassword& page);
void reset_password(View view, app::page::ResetPassword& page);
void confirm_email(View view, app::page::ConfirmEmail& page);
void settings(View view, app::page::Settings& page);
void appearance(View view);
void gallery(View view, app::page::Gallery& page);
void long_list(View view);
void analytics(View view, app::page::Analytics& page);
void not_found(View view);
void lost_connection(View view);
void outdated(View view);

} // namespace stu::screens
