#include "frontend-wasm/app/navigation.hpp"

#include "common/ticket_number.hpp"
#include "frontend-wasm/app/analytics_range.hpp"
#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/news.hpp"
#include "frontend-wasm/app/open_page.hpp"
#include "frontend-wasm/app/queue_filter.hpp"
#include "frontend-wasm/app/update_part.hpp"
#include "frontend-wasm/app/waiting.hpp"
#include "frontend-wasm/app/work_lists.hpp"

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
    case Page::work: return work_title(from_name<WorkList>(state.route.id).value_or(WorkList::my_turn));
    case Page::saved_replies: return tr("Saved replies");
    case Page::file_for_student: return tr("File for a student");
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

/// The page stays as it is under the dialog, with all that was typed. Of two dialogs the other one goes.
void ask_to_sign_in_again(State& state, Effects& effects) {
    state.sign_in_again.emplace().request.email = state.user()->email;
    if (auto* page = state.on<page::NewTicket>()) page->asking_to_discard = false;
    if (auto* page = state.on<page::Ticket>()) page->withdrawal.asking = page->chooser.open = false;
    if (auto* page = state.on<page::SavedReplies>()) page->removing.reset();
    if (auto* page = state.on<page::Settings>()) page->deletion.asking = false;
    state.keys_shown = 0;
    effects.push_back(effect::Announce{tr("You have been signed out. Sign in again to go on."), true});
}

/// See SentRegistration.
void leave_registration(State& state, Page next) {
    if (state.sent_registration && next != Page::check_mail && next != state.sent_registration->form())
        state.sent_registration.reset();
}

template <class P> P& begin_loading(State& state) {
    P& page = std::get<P>(state.page);
    page.loaded.start();
    return page;
}

} // namespace

void load_page(State& state, Surroundings& world, Effects& effects, bool gently) {
    if (lacks_staff_part(state)) return effects.emplace_back(effect::LoadStaffPart{}), void();
    const Route& route = state.route;
    state.asked_ms = world.now_ms();
    if (!gently) state.quietly = false;
    switch (route.page) {
    case Page::home:
        if (state.user()) {
            begin_loading<page::Home>(state);
            effects.push_back(call<StudentHome>(state, {}, gently));
        }
        break;
    case Page::tickets:
        begin_loading<page::Tickets>(state);
        effects.push_back(call<ListOwnTickets>(
            state, {std::string(route.parameter("older")), std::string(route.parameter("newer"))}, gently));
        break;
    case Page::ticket:
        if (const auto number = parse_ticket_number(route.id)) {
            begin_loading<page::Ticket>(state);
            effects.push_back(call<GetTicket>(state, {*number}, gently));
        } else {
            std::get<page::Ticket>(state.page)
                .loaded.finish(refuse(Code::not_found, tr("This is not a ticket number.")));
        }
        break;
    case Page::new_ticket: // "file again from this one"
        if (const auto number = parse_ticket_number(route.parameter("from")))
            effects.push_back(call<GetTicket>(state, {*number}));
        if (find_offered_service(state.catalogue(), route.id))
            effects.push_back(
                call<UsualTimeOfService>(state, {route.id}, true)); // the form is as good without it
        break;
    case Page::work:
        if (!state.is_staff()) break;
        begin_loading<page::Work>(state);
        effects.push_back(call<StaffWork>(state, work_request(route), gently));
        break;
    case Page::saved_replies:
        if (!state.is_staff()) break;
        begin_loading<page::SavedReplies>(state);
        effects.push_back(call<ListReplies>(state, {}, gently));
        break;
    case Page::queue: {
        if (!state.is_staff()) break;
        const bool counts_views = !begin_loading<page::Queue>(state).views.empty();
        effects.push_back(call<DepartmentQueue>(state, queue_request(route, world), gently));
        if (!gently || counts_views) effects.push_back(call<ListSavedViews>(state, {route.id}, gently));
        break;
    }
    case Page::analytics:
        if (!state.is_staff()) break;
        begin_loading<page::Analytics>(state);
        effects.push_back(call<DepartmentAnalytics>(state, analytics_request(route, world), gently));
        if (may(actor_for(*state.user()), Action::read_assignees, {{}, route.id}))
            effects.push_back(call<AnalyticsByAssignee>(state,
                                                        {route.id, analytics_request(route, world).opened},
                                                        true)); // the page is as good without
        break;
    case Page::followed: {
        auto& followed = begin_loading<page::Followed>(state);
        if (auto errors = validate(followed.link); errors.empty())
            effects.push_back(call<FollowTicket>(state, followed.link, gently));
        else
            followed.loaded.finish(invalid(std::move(errors)));
        break;
    }
    case Page::settings:
        begin_loading<page::Settings>(state);
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
        route = Route{Page::work, std::string(name_of(WorkList::my_turn)), {}};
        if (history == History::none) history = History::replace;
    }
    // Whoever sees the address or the history later must not find the secret there.
    if (!route.secret.empty() && history == History::none) history = History::replace;
    // What waits for a connection is not written on meanwhile.
    if (route.page == Page::new_ticket && state.new_ticket.sending.waiting)
        route.id = state.new_ticket.request.service;
    const bool same_page = state.route.page == route.page && state.route.id == route.id;
    const bool first = state.visit == 0;
    // A link of another mail to the same page is another matter.
    const bool stays = same_page && state.opened != 0 && route.secret.empty();
    if (!same_page) leave_registration(state, route.page);
    if (!stays) leave_page(state, effects);
    forget_news(state, effects);
    state.route = route;
    ++state.visit;
    state.toast.reset();
    state.connection_lost = false;
    if (stays)
        show_address(state, world);
    else
        open_page(state, world);
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
        if (!state.sign_in_again) ask_to_sign_in_again(state, effects);
        return true;
    default: return false;
    }
}

void show_toast(State& state, Message text, bool good, Effects& effects, std::string link) {
    effects.push_back(effect::Announce{text, !good});
    state.toast = Toast{std::move(text), good, std::move(link)};
}

} // namespace stu::app
