#include "frontend-wasm/app/navigation.hpp"

#include "common/ticket_number.hpp"
#include "frontend-wasm/app/analytics_range.hpp"
#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/files.hpp"
#include "frontend-wasm/app/news.hpp"
#include "frontend-wasm/app/queue_filter.hpp"
#include "frontend-wasm/app/update_part.hpp"
#include "frontend-wasm/app/waiting.hpp"

#include <string>
#include <utility>

namespace stu::app {
namespace {

Message title_of(const State& state) {
    switch (state.route.page) {
    case Page::home: return state.user() ? tr("Home") : tr("Welcome");
    case Page::sign_in: return tr("Sign in");
    case Page::register_student: return tr("Create your account");
    case Page::register_staff: return tr("Register staff account");
    case Page::check_mail: return tr("Check your mail");
    case Page::choose_service: return tr("What do you need help with?");
    case Page::new_ticket:
        return tr("New ticket: {service}", {{"service", service_name(state.catalogue(), state.route.id)}});
    case Page::tickets: return tr("Your tickets");
    case Page::ticket: return tr("Ticket {number}", {{"number", state.route.id}});
    case Page::track: return tr("Track a ticket");
    case Page::queue:
        return tr("{department} queue", {{"department", department_name(state.catalogue(), state.route.id)}});
    case Page::forgot_password: return tr("Forgot your password?");
    case Page::reset_password: return tr("Choose a new password");
    case Page::confirm_email: return tr("Confirm your e-mail address");
    case Page::settings: return tr("Settings");
    case Page::appearance: return tr("Appearance");
    case Page::gallery: return as_written("Components");
    case Page::long_list: return as_written("100,000 rows");
    case Page::followed: return tr("Ticket {number}", {{"number", state.route.id}});
    case Page::analytics:
        return tr("{department} analytics",
                  {{"department", department_name(state.catalogue(), state.route.id)}});
    case Page::unknown: return tr("Page not found");
    }
    return as_written("StuTicket");
}

void prefill_new_ticket(State& state, Surroundings& world) {
    NewTicketForm& form = state.new_ticket;
    if (form.request.request_id.empty()) form.request.request_id = world.new_request_id();
    form.request.service = state.route.id;
    if (const User* user = state.user()) {
        if (form.request.name.empty()) form.request.name = user->name;
        if (form.request.registration_number.empty())
            form.request.registration_number = user->registration_number;
    }
}

void start_settings(State& state) {
    state.email = {};
    state.password = {};
    state.deletion = {};
    const User* user = state.user();
    if (!user) return;
    state.profile = {};
    state.profile.profile = {user->name, user->registration_number, user->time_zone, user->notifications,
                             user->language};
}

/// The page stays as it is under the dialog, with all that was typed. Of two dialogs the other one goes.
void ask_to_sign_in_again(State& state, Effects& effects) {
    state.sign_in = {};
    state.sign_in.credentials.email = state.user()->email;
    state.new_ticket.asking_to_discard = state.withdrawal.asking = state.deletion.asking = false;
    effects.push_back(effect::Announce{tr("You have been signed out. Sign in again to go on."), true});
}

/// What was typed to register is kept for whoever sees that the address is wrong, and goes with them.
void leave_mail_check(State& state, Page next) {
    if (next == state.mail_check.registered_at) return;
    state.registration = {};
    state.staff_registration = {};
    state.mail_check = {};
}

/// The secret of a link goes into the form that uses it up.
void take_secret(State& state, const Route& route) {
    if (route.page == Page::confirm_email) {
        state.confirmation = {};
        state.confirmation.link.token = route.secret;
    } else if (route.page == Page::followed) {
        state.followed = {};
        state.following = {route.id, route.secret};
    } else {
        state.reset = {};
        state.reset.request.token = route.secret;
    }
}

} // namespace

void load_page(State& state, Surroundings& world, Effects& effects, bool gently) {
    const Route& route = state.route;
    state.asked_ms = world.now_ms();
    if (!gently) state.quietly = false;
    switch (route.page) {
    case Page::home:
        if (state.user()) {
            state.home.start();
            effects.push_back(call<StudentHome>(state, {}, gently));
        }
        break;
    case Page::tickets:
        state.tickets.start();
        effects.push_back(call<ListOwnTickets>(
            state, {std::string(route.parameter("older")), std::string(route.parameter("newer"))}, gently));
        break;
    case Page::ticket:
        if (const auto number = parse_ticket_number(route.id)) {
            state.ticket.start();
            effects.push_back(call<GetTicket>(state, {*number}, gently));
        } else {
            state.ticket.finish(refuse(Code::not_found, tr("This is not a ticket number.")));
        }
        break;
    case Page::new_ticket: // "file again from this one"
        if (const auto number = parse_ticket_number(route.parameter("from")))
            effects.push_back(call<GetTicket>(state, {*number}));
        break;
    case Page::queue:
        state.queue.start();
        effects.push_back(call<DepartmentQueue>(state, queue_request(route, world), gently));
        break;
    case Page::analytics:
        state.analytics.start();
        effects.push_back(call<DepartmentAnalytics>(state, analytics_request(route, world), gently));
        break;
    case Page::followed:
        state.followed.start();
        if (auto errors = validate(state.following); errors.empty())
            effects.push_back(call<FollowTicket>(state, state.following, gently));
        else
            state.followed.finish(invalid(std::move(errors)));
        break;
    case Page::settings:
        state.sessions.start();
        effects.push_back(call<ListSessions>(state, {}, gently));
        break;
    default: break;
    }
}

void go(State& state, std::string_view url, History history, Surroundings& world, Effects& effects) {
    Route route = parse_route(url);
    if (needs_session(route.page) && !state.user()) {
        const std::string wanted = url_of(route);
        route = Route{Page::sign_in, "", {{"next", wanted}}};
        if (history == History::none) history = History::replace;
    }
    if (is_for_visitors(route.page) && state.user()) {
        route = Route{};
        if (history == History::none) history = History::replace;
    }
    if (route.page == Page::home && state.is_staff() && !state.user()->departments.empty()) {
        route = Route{Page::queue, state.user()->departments.front(), {}};
        if (history == History::none) history = History::replace;
    }
    // Whoever sees the address or the history later must not find the secret there.
    if (!route.secret.empty() && history == History::none) history = History::replace;
    // What waits for a connection is not written on meanwhile.
    if (route.page == Page::new_ticket && state.new_ticket.sending.waiting)
        route.id = state.new_ticket.request.service;
    const bool same_page = state.route.page == route.page && state.route.id == route.id;
    const bool first = state.visit == 0;
    if (state.route.page == Page::check_mail && !same_page) leave_mail_check(state, route.page);
    state.route = route;
    ++state.visit;
    state.toast.reset();
    forget_news(state, effects);
    state.connection_lost = false;

    if (!same_page) {
        set_answer_aside(state, effects);
        if (route.page == Page::ticket) {
            state.ticket = {};
            state.review = {};
            state.edit = {};
            state.withdrawal = {};
            state.reopening = {};
            state.unfolded.clear();
            state.shown_pdf.clear();
            drop_files(state.answer.files, effects);
            state.answer = {};
            state.answer.request.request_id = world.new_request_id();
            take_answer_up(state);
        }
        if (route.page == Page::queue) state.queue = {};
        if (route.page == Page::analytics) state.analytics = {};
        if (route.page == Page::track) state.track = {};
        state.sign_in.sending = {};
        if (route.page == Page::forgot_password) state.forgotten = {};
        if (route.page == Page::check_mail) {
            MailCheckForm& form = state.mail_check;
            form.sending = {};
            form.again = false;
            if (form.request.email.empty()) form.request.email = state.sign_in.credentials.email;
        }
    }
    if (route.page == Page::settings && (!same_page || first)) start_settings(state);
    if (!route.secret.empty()) take_secret(state, route);
    if (route.page == Page::queue) state.queue_form.show(queue_filter_of(route));
    if (route.page == Page::analytics) state.analytics_form.show(analytics_range(route, world));
    state.track.sending.busy = false; // replies to an earlier visit are dropped
    state.new_ticket.asking_to_discard = false;
    restore_drafts(state, world);
    if (anything_waits(state)) effects.emplace_back(effect::AwaitConnection{});
    if (route.page == Page::new_ticket) prefill_new_ticket(state, world);
    prepare_captcha(state, world, effects);

    const std::string address = url_of(route);
    if (history == History::push) effects.push_back(effect::PushUrl{address});
    if (history == History::replace) effects.push_back(effect::ReplaceUrl{address});
    const Message title = title_of(state);
    effects.push_back(effect::SetTitle{tr("{page} · StuTicket", {{"page", title}})});
    if (!first) {
        if (!same_page && route.page == Page::ticket && !route.parameter("answer").empty())
            effects.emplace_back(effect::FocusAnswer{});
        else if (!same_page)
            effects.push_back(effect::FocusHeading{});
        if (history != History::none) effects.push_back(effect::ScrollToTop{});
        effects.push_back(effect::Announce{title, false});
    }
    load_page(state, world, effects);
}

bool handle_everywhere(State& state, const Error& error, Effects& effects) {
    switch (error.code) {
    case Code::unavailable:
        if (!state.connection_lost) effects.push_back(effect::Announce{error.message, true});
        state.connection_lost = true;
        effects.push_back(effect::AwaitConnection{});
        return false;
    case Code::outdated: state.outdated = true; return true;
    case Code::other_person: // whose page this is from now on
        effects.push_back(call<CurrentSession>(state, {}));
        return true;
    case Code::unauthenticated:
        if (!state.user()) return false;
        if (!std::exchange(state.session_ended, true)) ask_to_sign_in_again(state, effects);
        return true;
    default: return false;
    }
}

void show_toast(State& state, Message text, bool good, Effects& effects, std::string link) {
    effects.push_back(effect::Announce{text, !good});
    state.toast = Toast{std::move(text), good, std::move(link)};
}

} // namespace stu::app
