#include "frontend-wasm/app/open_page.hpp"

#include "frontend-wasm/app/files.hpp"
#include "frontend-wasm/app/waiting.hpp"

#include <utility>

namespace stu::app {
namespace {

template <class Form> void take_registration(State& state, Form& form) {
    if (!state.sent_registration) return;
    if (auto* sent = std::get_if<decltype(form.request)>(&state.sent_registration->request))
        form.request = *sent;
}

void begin(page::Settings& page, const State& state) {
    if (const User* user = state.user())
        page.profile.request = {user->name, user->registration_number, user->time_zone, user->notifications,
                                user->language};
}

/// The secret of the link that led to the present address, now or earlier.
std::string secret_of(State& state) {
    std::string& kept = state.secrets[url_of(state.route)];
    if (!state.route.secret.empty()) kept = state.route.secret;
    return kept;
}

} // namespace

void open_page(State& state, Surroundings& world) {
    state.page.emplace<std::monostate>();
    state.opened = state.visit;
    switch (state.route.page) {
    case Page::home: state.page.emplace<page::Home>(); break;
    case Page::sign_in: state.page.emplace<page::SignIn>().request.email = state.visitor_email; break;
    case Page::register_student: take_registration(state, state.page.emplace<page::RegisterStudent>()); break;
    case Page::register_staff: take_registration(state, state.page.emplace<page::RegisterStaff>()); break;
    case Page::check_mail:
        state.page.emplace<page::CheckMail>().request.email =
            state.sent_registration ? state.sent_registration->email : state.visitor_email;
        break;
    case Page::new_ticket: state.page.emplace<page::NewTicket>(); break;
    case Page::tickets: state.page.emplace<page::Tickets>(); break;
    case Page::ticket:
        state.page.emplace<page::Ticket>().answer.request.request_id = world.new_request_id();
        take_answer_up(state);
        break;
    case Page::track: state.page.emplace<page::Track>(); break;
    case Page::work: state.page.emplace<page::Work>(); break;
    case Page::saved_replies: state.page.emplace<page::SavedReplies>(); break;
    case Page::file_for_student: state.page.emplace<page::FileForStudent>(); break;
    case Page::queue: state.page.emplace<page::Queue>(); break;
    case Page::analytics: state.page.emplace<page::Analytics>(); break;
    case Page::forgot_password: state.page.emplace<page::ForgotPassword>(); break;
    case Page::reset_password:
        state.page.emplace<page::ResetPassword>().request.token = secret_of(state);
        break;
    case Page::confirm_email:
        state.page.emplace<page::ConfirmEmail>().request.token = secret_of(state);
        break;
    case Page::settings: begin(state.page.emplace<page::Settings>(), state); break;
    case Page::followed:
        state.page.emplace<page::Followed>().link = {state.route.id, secret_of(state)};
        break;
    case Page::gallery: state.page.emplace<page::Gallery>(); break;
    case Page::choose_service:
    case Page::appearance:
    case Page::long_list:
    case Page::unknown: break;
    }
    show_address(state, world);
}

void show_address(State& state, const Surroundings& world) {
    if (auto* queue = state.on<page::Queue>()) queue->show(queue_filter_of(state.route));
    if (auto* analytics = state.on<page::Analytics>()) analytics->show(analytics_range(state.route, world));
    // Replies to an earlier visit are dropped.
    if (auto* track = state.on<page::Track>()) track->sending.busy = false;
    if (auto* new_ticket = state.on<page::NewTicket>()) new_ticket->asking_to_discard = false;
}

void leave_page(State& state, Effects& effects) {
    if (const auto* form = state.on<page::SignIn>()) state.visitor_email = form->request.email;
    if (const auto* filing = state.on<page::FileForStudent>()) set_files_aside(filing->files, effects);
    if (auto* ticket = state.on<page::Ticket>()) {
        set_answer_aside(state, effects);
        set_files_aside(ticket->answer.files, effects);
        set_files_aside(ticket->review.files, effects);
    }
}

} // namespace stu::app
