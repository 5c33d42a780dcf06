// The frame around every page: brand, navigation, who is signed in; toast and the pages for when nothing
// works.

#include "frontend-wasm/screens/parts.hpp"

#include "common/text.hpp"

#include <algorithm>
#include <string>

namespace stu::screens {

using namespace ui;
using app::Page;

namespace {

constexpr float sidebar_width = 232, top_bar_height = 52, tab_bar_height = 60, lowest_with_tabs = 360;

void brand() {
    const bool with_words = viewport_width() >= 340; // narrower, the buttons beside it need the room
    const Rect at = place(with_words ? 132 : 44, 32);
    paint_box({at.x, at.y + 3, 26, 26}, Token::accent, Token::accent, 7);
    const TextStyle letter{14, 20, true, Token::on_accent};
    paint_text(at.x + 13 - text_width("S", letter) / 2, at.y + 6, "S", letter);
    if (with_words) paint_text(at.x + 36, at.y + 4, "StuTicket", type::title);
    tree().add(id_of("StuTicket", NodeRole::link), NodeRole::link, {at.x, at.y - 6, at.w, 44},
               {.name = "StuTicket", .attributes = "href=/"});
}

struct Entry {
    std::string words, short_words, href;
    Icon icon;
    bool current;
    std::string badge;
};

std::vector<Entry> entries(const app::State& state) {
    const Page page = state.route.page;
    const std::string open = state.session.value && state.session.value->open_tickets > 0
                                 ? std::to_string(state.session.value->open_tickets)
                                 : "";
    std::vector<Entry> list;
    if (state.is_staff()) {
        for (const std::string& department : state.user()->departments) {
            const std::string name(department_name(state.catalogue(), department));
            list.push_back({name + " queue", "Queue", "/queue/" + department, Icon::inbox,
                            (page == Page::queue && state.route.id == department) || page == Page::ticket,
                            state.user()->departments.size() == 1 ? open : ""});
            list.push_back({state.user()->departments.size() == 1 ? "Analytics" : name + " analytics",
                            "Analytics", "/analytics/" + department, Icon::chart,
                            page == Page::analytics && state.route.id == department, ""});
        }
    } else {
        list.push_back({"Home", "Home", "/", Icon::home, page == Page::home, ""});
        list.push_back({"New ticket", "New", "/new", Icon::plus,
                        page == Page::choose_service || page == Page::new_ticket, ""});
        list.push_back({"Your tickets", "Tickets", "/tickets", Icon::list,
                        page == Page::tickets || page == Page::ticket, open});
    }
    list.push_back({"Track a ticket", "Track", "/track", Icon::find, page == Page::track, ""});
    return list;
}

std::string person_line(const app::State& state) {
    const User& user = *state.user();
    if (!state.is_staff()) return user.registration_number;
    std::string line;
    for (const std::string& department : user.departments)
        line += (line.empty() ? "" : ", ") + std::string(department_name(state.catalogue(), department));
    return line + (user.departments.size() == 1 ? " department" : "");
}

void sidebar(View view) {
    const float height = viewport_height();
    paint_box({0, 0, sidebar_width, height}, Token::surface, Token::surface, 0);
    paint_line(sidebar_width - 1, 0, sidebar_width - 1, height, Token::line);

    begin_column(gap::m + gap::s, gap::l, sidebar_width - 2 * gap::m, gap::l);
    node("Top", NodeRole::banner, [] { brand(); });
    end_column();

    begin_column(gap::m, 66, sidebar_width - 2 * gap::m - 1, gap::xs);
    node("Main", NodeRole::navigation,
         [&] {
             for (const Entry& entry : entries(view.state))
                 nav_link(entry.words, entry.href, entry.icon, entry.current, entry.badge);
         },
         {.name = "Main"});
    end_column();

    begin_column(gap::m, height - 116, sidebar_width - 2 * gap::m - 1, gap::s);
    node("You", NodeRole::region,
         [&] {
             divider();
             row(44, gap::m, [&] {
                 avatar(initials(view.state.user()->name));
                 begin_column(cursor_x(), cursor_y() + 3, available(), 0);
                 text_line(view.state.user()->name, type::body, available());
                 text_line(person_line(view.state), type::small.in(Token::faint), available());
                 end_column();
             });
             row(32, gap::s, [&] {
                 const PressStyle style{.icon = Icon::leave, .small = true};
                 const bool settings = view.state.route.page == Page::settings;
                 link_button("Settings", "/settings", {.small = true, .current = settings});
                 if (button("Sign out", style)) view.out.push_back(app::intent::SignOut{});
             });
         },
         {.name = "You"});
    end_column();
}

void top_bar(View view) {
    const float width = viewport_width();
    paint_box({0, 0, width, top_bar_height}, Token::surface, Token::surface, 0);
    paint_line(0, top_bar_height - 1, width, top_bar_height - 1, Token::line);
    const float side = narrow() ? gap::l : std::max(gap::xxl, (width - 1180) / 2);
    begin_column(side, 0, width - 2 * side, 0);
    node("Top", NodeRole::banner, [&] {
        row(top_bar_height, gap::s, [&] {
            brand();
            if (view.state.user()) {
                const PressStyle style{.look = Look::quiet, .small = true};
                PressStyle to_settings = style;
                to_settings.current = view.state.route.page == Page::settings;
                const float settings = press_width("Settings", style), leave = press_width("Sign out", style);
                const bool both = settings + gap::s + leave <= available();
                flush_right(both ? settings + gap::s + leave : settings);
                link_button("Settings", "/settings", to_settings);
                // Very large text leaves room for one; the settings have the other, too.
                if (both && button("Sign out", style)) view.out.push_back(app::intent::SignOut{});
            } else if (view.state.session.value) {
                const PressStyle quiet{.look = Look::quiet, .small = true},
                    primary{.look = Look::primary, .small = true};
                const bool both = !narrow();
                flush_right(press_width("Sign in", quiet) +
                            (both ? press_width("Create account", primary) + gap::s : 0));
                link_button("Sign in", "/sign-in", quiet);
                if (both) link_button("Create account", "/register", primary);
            }
        });
    });
    end_column();
}

void tab_bar(View view, float left, float top, float width) {
    paint_box({left, top, width, tab_bar_height}, Token::surface, Token::surface, 0);
    paint_line(left, top, left + width, top, Token::line);
    begin_column(left, top, width, 0);
    node("Main", NodeRole::navigation,
         [&] {
             const auto list = entries(view.state);
             row(tab_bar_height, 0, [&] {
                 for (const Entry& entry : list)
                     tab_link(entry.short_words, entry.href, entry.icon, entry.current, entry.badge,
                              width / static_cast<float>(list.size()));
             });
         },
         {.name = "Main"});
    end_column();
}

/// Says on every other page that something of this person is not sent yet.
void waiting_elsewhere(const app::State& state) {
    const auto line = [](std::string_view words, std::string_view href) {
        const PressStyle open{.small = true};
        begin_surface(gap::m, Token::wait_soft, Token::wait_soft, radius::field);
        if (narrow()) {
            text(words, type::body.in(Token::wait));
            row(44, 0, [&] { link_button("Open", href, open); });
        } else {
            row(32, gap::m, [&] {
                icon(Icon::alert, 20, Token::wait);
                text(words, type::body.in(Token::wait));
                flush_right(press_width("Open", open));
                link_button("Open", href, open);
            });
        }
        end_surface();
    };
    if (state.new_ticket.sending.waiting && state.route.page != Page::new_ticket)
        line("Your new ticket is not sent yet: it waits for the connection.",
             "/new/" + state.new_ticket.request.service);
    for (const auto& [number, answer] : state.waiting_answers)
        keyed(std::string_view(number), [&, of = std::string(number)] {
            line("Your answer to ticket " + of + " is not sent yet: it waits for the connection.",
                 "/tickets/" + of);
        });
}

void screen(View view) {
    const app::State& state = view.state;
    if (state.outdated) return outdated(view);
    if (!state.session.value) {
        if (state.connection_lost || state.session.error) return lost_connection(view);
        page_title("StuTicket");
        return loading("StuTicket");
    }
    waiting_elsewhere(state);
    if (state.connection_lost) {
        begin_surface(gap::m, Token::no_soft, Token::no_soft, radius::field);
        row(narrow() ? 44 : 32, gap::m, [&] {
            icon(Icon::alert, 20, Token::no);
            const PressStyle again{.small = true};
            text_line(narrow() ? "No connection"
                               : "No connection to the service desk. What you typed is kept.",
                      type::body.in(Token::no), available() - press_width("Try again", again) - gap::m);
            flush_right(press_width("Try again", again));
            if (button("Try again", again)) view.out.push_back(app::intent::Reload{});
        });
        end_surface();
    }
    switch (state.route.page) {
    case Page::home: return state.user() ? home(view) : landing(view);
    case Page::sign_in: return sign_in(view);
    case Page::register_student: return register_student(view);
    case Page::register_staff: return register_staff(view);
    case Page::choose_service: return choose_service(view);
    case Page::new_ticket: return new_ticket(view);
    case Page::tickets: return tickets(view);
    case Page::ticket: return ticket(view);
    case Page::track: return track(view);
    case Page::followed: return followed(view);
    case Page::queue: return queue(view);
    case Page::forgot_password: return forgot_password(view);
    case Page::reset_password: return reset_password(view);
    case Page::confirm_email: return confirm_email(view);
    case Page::settings: return settings(view);
    case Page::appearance: return appearance(view);
    case Page::gallery: return gallery(view);
    case Page::long_list: return long_list(view);
    case Page::analytics: return analytics(view);
    case Page::unknown: return not_found(view);
    }
}

/// The DOM draws this one (style.css): it may lie over fields, which would cover anything on the canvas.
void toast(View view, float left, float bottom) {
    if (!view.state.toast) return;
    const app::Toast& message = *view.state.toast;
    constexpr float button_room = 64;
    const float room = viewport_width() - left - 2 * gap::l;
    const float width = std::min(room, text_width(message.text, type::body) + gap::l + gap::m + button_room);
    const float words_width = width - gap::l - button_room;
    const auto lines = static_cast<float>(wrapped(message.text, type::body, words_width).size());
    const float height = std::max(52.0f, type::body.line * lines + 2 * gap::l);
    const Rect at{left + (viewport_width() - left - width) / 2, bottom - height - gap::l, width, height};
    tree().open(
        tree().add(id_of("Message", NodeRole::region), NodeRole::region, at,
                   {.name = "Message", .attributes = message.good ? "look=toast" : "look=toast bad"}));
    const Rect words{at.x + gap::l, at.y + (height - type::body.line * lines) / 2, words_width,
                     type::body.line * lines};
    tree().add(id_of("message", NodeRole::text), NodeRole::text, words,
               {.name = message.text, .attributes = font_attribute(type::body.in(Token::surface))});
    const std::uint32_t id = id_of("Dismiss message", NodeRole::button);
    tree().add(id, NodeRole::button, {at.right() - 52, at.y + (height - 44) / 2, 44, 44},
               {.name = "Dismiss message"});
    if (tree().take(id, ActionKind::click)) view.out.push_back(app::intent::DismissToast{});
    tree().close();
}

} // namespace

void draw(View view) {
    const bool signed_in = view.state.user() != nullptr;
    const bool beside_nav = signed_in && !narrow();
    if (beside_nav)
        sidebar(view);
    else
        top_bar(view);
    // On a low screen (much magnified, or under a phone's keyboard) the tabs go to the end of the page.
    const bool tabs = signed_in && narrow(), fixed_tabs = tabs && viewport_height() >= lowest_with_tabs;
    if (fixed_tabs) tab_bar(view, 0, viewport_height() - tab_bar_height, viewport_width());

    Rect region{0, 0, viewport_width(), viewport_height()};
    if (beside_nav) {
        region.x = sidebar_width;
        region.w -= sidebar_width;
    } else {
        region.y = top_bar_height;
        region.h -= top_bar_height + (fixed_tabs ? tab_bar_height : 0);
    }
    const float side = narrow() ? gap::l : std::max(gap::xxl, (region.w - 1180) / 2);
    begin_scroll("page", region, side, narrow() ? gap::l : gap::xl, 1180);
    // Ids are scoped by address: what was typed or pressed on one page can never reach another.
    keyed(std::string_view(app::url_of({view.state.route.page, view.state.route.id, {}})),
          [&] { screen(view); });
    if (view.state.session.value && !signed_in && view.state.route.page != Page::appearance) {
        space(gap::l);
        row(narrow() ? 44 : 28, 0,
            [] { link("Text size and colours", "/appearance", type::caption.in(Token::muted)); });
    }
    if (tabs && !fixed_tabs) {
        tab_bar(view, cursor_x(), cursor_y(), available());
        space(tab_bar_height);
    }
    end_scroll();
    toast(view, region.x, region.bottom());
    if (view.state.session_ended) sign_in_again(view);
}

void not_found(View) {
    page_title("There is nothing here");
    card(gap::xl, [] {
        text("This page or ticket does not exist, or it is not yours to see. Check the address or the "
             "number.");
        row(narrow() ? 44 : 38, gap::m, [] {
            link_button("Go to the start page", "/", {.look = Look::primary});
            link_button("Track a ticket", "/track");
        });
    });
}

void lost_connection(View view) {
    page_title("No connection");
    card(gap::xl, [&] {
        text("The service desk cannot be reached. Check your connection and try again. Nothing that you "
             "typed is lost.");
        row(narrow() ? 44 : 38, gap::m, [&] {
            if (button("Try again", {.look = Look::primary})) view.out.push_back(app::intent::Reload{});
        });
    });
}

void outdated(View view) {
    page_title("StuTicket has been updated");
    card(gap::xl, [&] {
        text("The service desk is newer than this page. Load it again to go on.");
        const std::string here = app::url_of(view.state.route);
        row(38, gap::m, [&] {
            const PressStyle style{.look = Look::primary};
            link_button("Load again", here + "#reload", style);
        });
    });
}

} // namespace stu::screens
