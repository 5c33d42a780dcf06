// The frame around every page: navigation, what waits or is lost, and the pages for when nothing works.

#include "frontend-wasm/screens/bulk.hpp"
#include "frontend-wasm/screens/keys.hpp"
#include "frontend-wasm/screens/message.hpp"
#include "frontend-wasm/screens/navigation.hpp"
#include "frontend-wasm/screens/palette.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/staff_ticket.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace stu::screens {

using namespace ui;
using app::Page;

namespace {

constexpr float lowest_with_tabs = 300;

/// Staff who open the address of a form that would refuse them.
void only_students_file(View view) {
    page_title(tr("Students file tickets"));
    card(card_padding(), [&] {
        text(
            tr("Your account is for staff: it answers tickets, and files them for students who phone or come "
               "to the desk. For a matter of your own, sign out and use an account as a student."));
        row(control_height(), gap::m, [&] {
            link_button(tr("File for a student"), "/file-for-student");
            for (const std::string& department : view.state.user()->departments)
                link_button(tr("Go to the {department} queue",
                               {{"department", department_name(view.state.catalogue(), department)}}),
                            "/queue/" + department, {.look = Look::primary});
        });
    });
}

/// What is the matter, and beside it, or below where there is no room, what to do about it.
template <class F> void alert_line(const Words& words, Token ink, float action_width, F&& action) {
    constexpr float icon_size = 20;
    const TextStyle style = type::body.in(ink);
    const float beside = available() - icon_size - action_width - 2 * gap::m;
    const bool fits = beside >= std::min(text_width(words, style), characters(readable_characters));
    const float x = cursor_x(), y = cursor_y(), width = available(), indent = icon_size + gap::m;
    paint_icon(Icon::alert, x, y + (fits ? (small_height() - icon_size) / 2 : 1), icon_size, ink);
    begin_column(x + indent, y, fits ? beside : width - indent, gap::s);
    if (fits) space((small_height() - style.line) / 2);
    text(words, style);
    if (!fits) row(small_height(), 0, action);
    const float height = end_column();
    if (fits) {
        begin_column(x + width - action_width, y, action_width, 0);
        action();
        end_column();
    }
    place(0, fits ? std::max(height, small_height()) : height);
}

/// Says on every other page that something of this person is not sent yet.
void waiting_elsewhere(const app::State& state) {
    const auto line = [](const Words& words, std::string_view href) {
        begin_surface(box_padding(), Token::wait_soft, Token::wait_soft, radius::field);
        alert_line(words, Token::wait, press_width(tr("Open"), {.small = true}),
                   [&] { link_button(tr("Open"), href, {.small = true}); });
        end_surface();
    };
    if (state.new_ticket.sending.waiting && state.route.page != Page::new_ticket)
        line(tr("Your new ticket is not sent yet: it waits for the connection."),
             "/new/" + state.new_ticket.request.service);
    for (const auto& [number, answer] : state.waiting_answers)
        keyed(std::string_view(number), [&, of = std::string(number)] {
            line(tr("Your answer to ticket {number} is not sent yet: it waits for the connection.",
                    {{"number", of}}),
                 "/tickets/" + of);
        });
}

template <class P> P& present(app::State& state) { return std::get<P>(state.page); }

void screen(View view, app::State& state) {
    namespace page = app::page;
    if (state.outdated) return outdated(view);
    if (!state.session.value) {
        if (state.connection_lost || state.session.error) return lost_connection(view);
        page_title(verbatim("StuTicket"));
        return loading(tr("StuTicket"));
    }
    if (lacks_staff_part(state)) {
        page_title(verbatim("StuTicket"));
        return loading(tr("StuTicket"));
    }
    waiting_elsewhere(state);
    if (state.connection_lost) {
        if (fills_window(state)) space(gap::l); // that page begins at the edge
        begin_surface(box_padding(), Token::no_soft, Token::no_soft, radius::field);
        alert_line(tr("No connection to the service desk. What you typed is kept."), Token::no,
                   press_width(tr("Try again"), {.small = true}), [&] {
                       if (button(tr("Try again"), {.small = true}))
                           view.out.push_back(app::intent::Reload{});
                   });
        end_surface();
    }
    switch (state.route.page) {
    case Page::home: return state.user() ? home(view, present<page::Home>(state)) : landing(view);
    case Page::sign_in: return sign_in(view, present<page::SignIn>(state));
    case Page::register_student: return register_student(view, present<page::RegisterStudent>(state));
    case Page::register_staff: return register_staff(view, present<page::RegisterStaff>(state));
    case Page::choose_service: return state.is_staff() ? only_students_file(view) : choose_service(view);
    case Page::new_ticket:
        return state.is_staff() ? only_students_file(view)
                                : new_ticket(view, present<page::NewTicket>(state), state.new_ticket);
    case Page::tickets: return tickets(view, present<page::Tickets>(state));
    case Page::ticket: return ticket(view, present<page::Ticket>(state));
    case Page::track: return track(view, present<page::Track>(state));
    case Page::followed: return followed(view, present<page::Followed>(state));
    case Page::work: return state.is_staff() ? work(view, present<page::Work>(state)) : not_found(view);
    case Page::file_for_student:
        return state.is_staff() ? file_for_student(view, present<page::FileForStudent>(state))
                                : not_found(view);
    case Page::saved_replies:
        return state.is_staff() ? saved_replies(view, present<page::SavedReplies>(state)) : not_found(view);
    case Page::queue: return state.is_staff() ? queue(view, present<page::Queue>(state)) : not_found(view);
    case Page::check_mail: return check_mail(view, present<page::CheckMail>(state));
    case Page::forgot_password: return forgot_password(view, present<page::ForgotPassword>(state));
    case Page::reset_password: return reset_password(view, present<page::ResetPassword>(state));
    case Page::confirm_email: return confirm_email(view, present<page::ConfirmEmail>(state));
    case Page::settings: return settings(view, present<page::Settings>(state));
    case Page::appearance: return appearance(view);
    case Page::gallery:
        return app::has_staff_part() ? gallery(view, present<page::Gallery>(state)) : not_found(view);
    case Page::long_list: return app::has_staff_part() ? long_list(view) : not_found(view);
    case Page::analytics:
        return state.is_staff() ? analytics(view, present<page::Analytics>(state)) : not_found(view);
    case Page::unknown: return not_found(view);
    }
}

} // namespace

void draw(app::State& state, const app::Surroundings& world, app::Intents& out) {
    const View view{state, world, out};
    const bool signed_in = view.state.user() != nullptr;
    const Navigation navigation = navigation_for(view.state);
    const float width = viewport_width(), height = viewport_height();
    // On a low screen (much magnified, or under a phone's keyboard) the tabs go to the end of the page.
    const float tabs_height = navigation == Navigation::tabs ? tab_bar_height(view.state, width) : 0;
    const bool fixed_tabs = tabs_height > 0 && height - tabs_height >= lowest_with_tabs;
    Rect region{0, 0, width, height};
    if (navigation == Navigation::sidebar) {
        sidebar(view);
        region.x = sidebar_width;
    } else if (navigation == Navigation::rail) {
        rail(view);
        region.x = rail_width;
    } else {
        top_bar(view);
        region.y = top_bar_height;
    }
    if (fixed_tabs) tab_bar(view, 0, height - tabs_height, width);
    region.w -= region.x;
    region.h -= region.y + (fixed_tabs ? tabs_height : 0);
    // Where the page fills the window it makes room itself, so that nothing moves that somebody is writing.
    const auto message = fills_window(view.state) ? std::nullopt : message_now(view, region.w);
    const float band = message ? message->band() : 0;
    // So does what can be done to chosen tickets, where it would leave less than half of the screen.
    const float wanted_bar = bulk_bar_height(view, region.w);
    const bool bar_in_page = wanted_bar > region.h / 2;
    const float bar = bar_in_page ? 0 : wanted_bar;
    region.h -= band + bar;
    const float side = std::max(page_padding(), (region.w - widest_page) / 2);
    begin_scroll("page", region, side,
                 fills_window(view.state) ? 0
                 : narrow()               ? gap::l
                                          : gap::xl,
                 widest_page);
    // Ids are scoped by address: what was typed or pressed on one page can never reach another.
    keyed(std::string_view(app::url_of({view.state.route.page, view.state.route.id, {}})),
          [&] { screen(view, state); });
    if (view.state.session.value && !signed_in && view.state.route.page != Page::appearance) {
        space(gap::l);
        row(small_height(), gap::m, [&] {
            link(tr("Text size and colours"), "/appearance", type::caption.in(Token::muted));
            language_links(view);
        });
    }
    if (bar_in_page) {
        const float own_height = bulk_bar_height(view, available());
        bulk_bar(view, {cursor_x(), cursor_y(), available(), own_height});
        space(own_height);
    }
    if (tabs_height > 0 && !fixed_tabs) {
        const float own_height = tab_bar_height(view.state, available());
        tab_bar(view, cursor_x(), cursor_y(), available());
        space(own_height);
    }
    end_scroll();
    if (bar > 0) bulk_bar(view, {region.x, region.bottom(), region.w, bar});
    if (message) show_message(view, *message, {region.x, region.bottom() + bar, region.w, band});
    if (state.is_staff()) {
        bulk_dialog(view, state.bulk);
        keys_dialog(view);
        find_dialog(view, state.finder);
    }
    if (state.sign_in_again) sign_in_again(view, *state.sign_in_again);
}

void not_found(View) {
    page_title(tr("There is nothing here"));
    card(card_padding(), [] {
        text(tr("This page or ticket does not exist, or it is not yours to see. Check the address or the "
                "number."));
        row(control_height(), gap::m, [] {
            link_button(tr("Go to the start page"), "/", {.look = Look::primary});
            link_button(tr("Track a ticket"), "/track");
        });
    });
}

void lost_connection(View view) {
    page_title(tr("No connection"));
    card(card_padding(), [&] {
        text(tr("The service desk cannot be reached. Check your connection and try again. Nothing that you "
                "typed is lost."));
        row(control_height(), gap::m, [&] {
            if (button(tr("Try again"), {.look = Look::primary})) view.out.push_back(app::intent::Reload{});
        });
    });
}

void outdated(View view) {
    page_title(tr("StuTicket has been updated"));
    card(card_padding(), [&] {
        text(tr("The service desk is newer than this page. Load it again to go on."));
        const std::string here = app::url_of(view.state.route);
        row(control_height(), gap::m, [&] {
            const PressStyle style{.look = Look::primary};
            link_button(tr("Load again"), here + "#reload", style);
        });
    });
}

} // namespace stu::screens
