#pragma once
// The pages. Each is a function of what the app knows and what was typed; it draws, and says what the person
// wants. A screen never calls the network, reads the clock or decides a rule.

#include "frontend-wasm/app/intent.hpp"
#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

namespace stu::screens {

struct View {
    app::State& state; ///< only the forms in it may be edited here
    const app::Surroundings& world;
    app::Intents& out;
};

/// The whole page: frame around it, the screen of the present route, toast and dialogs.
void draw(View view);

void landing(View view);
void sign_in(View view);
/// Over the page that somebody was on when their session ended.
void sign_in_again(View view);
void register_student(View view);
void register_staff(View view);
void home(View view);
void choose_service(View view);
void new_ticket(View view);
void tickets(View view);
void ticket(View view);
void track(View view);
void followed(View view);
void queue(View view);
void check_mail(View view);
void forgot_password(View view);
void reset_password(View view);
void confirm_email(View view);
void settings(View view);
void appearance(View view);
void gallery(View view);
void long_list(View view);
void analytics(View view);
void not_found(View view);
void lost_connection(View view);
void outdated(View view);

} // namespace stu::screens
