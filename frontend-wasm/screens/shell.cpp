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

constexpr float sidebar_width = 232, top_bar_height = 52, lowest_with_tabs = 360, widest_page = 1180;
constexpr float tab_height = 60, narrowest_tab = 80;

/// Where the way to the other pages stands.
enum class Navigation : std::uint8_t { none, tabs, rail, sidebar };

void brand(bool with_words) {
    const Rect at = place(with_words ? 132 : 44, 32);
    paint_box({at.x, at.y + 3, 26, 26}, Token::accent, Token::accent, 7);
    const TextStyle letter{14, 20, true, Token::on_accent};
    paint_text(at.x + 13 - text_width("S", letter) / 2, at.y + 6, "S", letter);
    if (with_words) paint_text(at.x + 36, at.y + 4, "StuTicket", type::title);
    tree().add(id_of("StuTicket", NodeRole::link), NodeRole::link, {at.x, at.y - 6, at.w, 44},
               {.name = "StuTicket", .attributes = "href=/"});
}

std::vector<NavEntry> entries(const app::State& state) {
    const Page page = state.route.page;
    const std::int64_t tickets = state.session.value ? state.session.value->open_tickets : 0;
    const std::string open = tickets > 999 ? "999+" : tickets > 0 ? std::to_string(tickets) : "";
    std::vector<NavEntry> list;
    if (state.is_staff()) {
        const bool several = state.user()->departments.size() > 1;
        for (const std::string& department : state.user()->departments) {
            const std::string name(department_name(state.catalogue(), department));
            list.push_back({name + " queue", several ? name : "Queue", "/queue/" + department, Icon::inbox,
                            (page == Page::queue && state.route.id == department) || page == Page::ticket,
                            several ? "" : open});
            list.push_back({several ? name + " analytics" : "Analytics", "Analytics",
                            "/analytics/" + department, Icon::chart,
                            page == Page::analytics && state.route.id == department});
        }
    } else {
        list.push_back({"Home", "Home", "/", Icon::home, page == Page::home});
        list.push_back({"New ticket", "New", "/new", Icon::plus,
                        page == Page::choose_service || page == Page::new_ticket});
        list.push_back({"Your tickets", "Tickets", "/tickets", Icon::list,
                        page == Page::tickets || page == Page::ticket, open});
    }
    list.push_back({"Track a ticket", "Track", "/track", Icon::find, page == Page::track});
    return list;
}

/// In the rail, below the entries of every page.
NavEntry settings_entry(const app::State& state) {
    return {"Settings", "Settings", "/settings", Icon::person, state.route.page == Page::settings};
}

/// The width that is left for content decides, and whether all entries find room one below the other.
Navigation navigation_for(const app::State& state) {
    constexpr float widest_in_characters = 108; // a list of tickets with all its columns
    constexpr std::size_t own_entries = 2;      // settings, and the way out
    if (!state.user()) return Navigation::none;
    const auto count = static_cast<float>(entries(state).size());
    const float left = viewport_width() - sidebar_width - 2 * gap::xxl, height = viewport_height();
    if (!narrow() && left >= characters(widest_in_characters) && count * 48 + 66 + 128 <= height)
        return Navigation::sidebar;
    return narrow() || (count + own_entries) * tab_height + 60 > height ? Navigation::tabs : Navigation::rail;
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
    node("Top", NodeRole::banner, [] { brand(true); });
    end_column();

    begin_column(gap::m, 66, sidebar_width - 2 * gap::m - 1, gap::xs);
    node("Main", NodeRole::navigation,
         [&] {
             for (const NavEntry& entry : entries(view.state)) nav_link(entry);
         },
         {.name = "Main"});
    end_column();

    const float foot = 84 + small_height();
    begin_column(gap::m, height - foot, sidebar_width - 2 * gap::m - 1, gap::s);
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
             row(small_height(), gap::s, [&] {
                 const PressStyle style{.icon = Icon::leave, .small = true};
                 const bool settings = view.state.route.page == Page::settings;
                 link_button("Settings", "/settings", {.small = true, .current = settings});
                 if (button("Sign out", style)) view.out.push_back(app::intent::SignOut{});
             });
         },
         {.name = "You"});
    end_column();
}

/// Icons one below the other, each with its word.
void rail(View view) {
    const float height = viewport_height(), width = rail_width - 1;
    paint_box({0, 0, rail_width, height}, Token::surface, Token::surface, 0);
    paint_line(width, 0, width, height, Token::line);

    begin_column((width - 26) / 2, gap::m, 44, 0);
    node("Top", NodeRole::banner, [] { brand(false); });
    end_column();

    begin_column(0, 56, width, 0);
    node("Main", NodeRole::navigation,
         [&] {
             for (const NavEntry& entry : entries(view.state)) tab_link(entry, width, tab_height);
         },
         {.name = "Main"});
    end_column();

    begin_column(0, height - 2 * tab_height - gap::xs, width, 0);
    node("You", NodeRole::region,
         [&] {
             tab_link(settings_entry(view.state), width, tab_height);
             if (tab_button("Sign out", Icon::leave, width, tab_height))
                 view.out.push_back(app::intent::SignOut{});
         },
         {.name = "You"});
    end_column();
}

void top_bar(View view) {
    const float width = viewport_width();
    paint_box({0, 0, width, top_bar_height}, Token::surface, Token::surface, 0);
    paint_line(0, top_bar_height - 1, width, top_bar_height - 1, Token::line);
    const float side = std::max(page_padding(), (width - widest_page) / 2);
    begin_column(side, 0, width - 2 * side, 0);
    node("Top", NodeRole::banner, [&] {
        row(top_bar_height, gap::s, [&] {
            const PressStyle quiet{.look = Look::quiet, .small = true},
                primary{.look = Look::primary, .small = true};
            const float settings = press_width("Settings", quiet), sign_in = press_width("Sign in", quiet);
            // Narrower, the buttons beside the brand need the room.
            constexpr float brand_with_words = 132 + gap::s;
            brand(available() >= brand_with_words + std::max(settings, sign_in));
            if (view.state.user()) {
                PressStyle to_settings = quiet;
                to_settings.current = view.state.route.page == Page::settings;
                const float leave = press_width("Sign out", quiet);
                const bool both = settings + gap::s + leave <= available();
                flush_right(both ? settings + gap::s + leave : settings);
                link_button("Settings", "/settings", to_settings);
                // Very large text leaves room for one; the settings have the other, too.
                if (both && button("Sign out", quiet)) view.out.push_back(app::intent::SignOut{});
            } else if (view.state.session.value) {
                const float create = press_width("Create account", primary) + gap::s;
                const bool both = sign_in + create <= available();
                flush_right(sign_in + (both ? create : 0));
                link_button("Sign in", "/sign-in", quiet);
                if (both) link_button("Create account", "/register", primary);
            }
        });
    });
    end_column();
}

/// Several lines of them where one would make them too small.
std::size_t tabs_in_line(std::size_t count, float width) {
    const auto most = std::max<std::size_t>(1, static_cast<std::size_t>(width / narrowest_tab));
    const std::size_t lines = (count + most - 1) / most;
    return (count + lines - 1) / lines;
}

float tab_bar_height(const app::State& state, float width) {
    const std::size_t count = entries(state).size(), in_line = tabs_in_line(count, width);
    return tab_height * static_cast<float>((count + in_line - 1) / in_line);
}

void tab_bar(View view, float left, float top, float width) {
    const auto list = entries(view.state);
    const std::size_t in_line = tabs_in_line(list.size(), width);
    const float each = width / static_cast<float>(in_line);
    paint_box({left, top, width, tab_bar_height(view.state, width)}, Token::surface, Token::surface, 0);
    paint_line(left, top, left + width, top, Token::line);
    node("Main", NodeRole::navigation,
         [&] {
             for (std::size_t i = 0; i < list.size(); ++i) {
                 const auto line = static_cast<float>(i / in_line), place = static_cast<float>(i % in_line);
                 begin_column(left + place * each, top + line * tab_height, each, 0);
                 tab_link(list[i], each, tab_height);
                 end_column();
             }
         },
         {.name = "Main"});
}

/// What is the matter, and beside it, or below where there is no room, what to do about it.
template <class F> void alert_line(std::string_view words, Token ink, float action_width, F&& action) {
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
    const auto line = [](std::string_view words, std::string_view href) {
        begin_surface(box_padding(), Token::wait_soft, Token::wait_soft, radius::field);
        alert_line(words, Token::wait, press_width("Open", {.small = true}),
                   [&] { link_button("Open", href, {.small = true}); });
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
        begin_surface(box_padding(), Token::no_soft, Token::no_soft, radius::field);
        alert_line("No connection to the service desk. What you typed is kept.", Token::no,
                   press_width("Try again", {.small = true}), [&] {
                       if (button("Try again", {.small = true})) view.out.push_back(app::intent::Reload{});
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
    const float room = viewport_width() - left - 2 * page_padding();
    const float width = std::min(room, text_width(message.text, type::body) + gap::l + gap::m + button_room);
    const float words_width = width - gap::l - button_room;
    const float words_height = paragraph(message.text, type::body, words_width).height;
    const float height = std::max(52.0f, words_height + 2 * gap::l);
    const Rect at{left + (viewport_width() - left - width) / 2, bottom - height - gap::l, width, height};
    tree().open(
        tree().add(id_of("Message", NodeRole::region), NodeRole::region, at,
                   {.name = "Message", .attributes = message.good ? "look=toast" : "look=toast bad"}));
    const Rect words{at.x + gap::l, at.y + (height - words_height) / 2, words_width, words_height};
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
    const Navigation navigation = navigation_for(view.state);
    const float width = viewport_width(), height = viewport_height();
    // On a low screen (much magnified, or under a phone's keyboard) the tabs go to the end of the page.
    const float tabs_height = navigation == Navigation::tabs ? tab_bar_height(view.state, width) : 0;
    const bool fixed_tabs = tabs_height > 0 && height - tabs_height >= lowest_with_tabs - tab_height;
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
    const float side = std::max(page_padding(), (region.w - widest_page) / 2);
    begin_scroll("page", region, side, narrow() ? gap::l : gap::xl, widest_page);
    // Ids are scoped by address: what was typed or pressed on one page can never reach another.
    keyed(std::string_view(app::url_of({view.state.route.page, view.state.route.id, {}})),
          [&] { screen(view); });
    if (view.state.session.value && !signed_in && view.state.route.page != Page::appearance) {
        space(gap::l);
        row(link_height(), 0,
            [] { link("Text size and colours", "/appearance", type::caption.in(Token::muted)); });
    }
    if (tabs_height > 0 && !fixed_tabs) {
        const float own_height = tab_bar_height(view.state, available());
        tab_bar(view, cursor_x(), cursor_y(), available());
        space(own_height);
    }
    end_scroll();
    toast(view, region.x, region.bottom());
    if (view.state.session_ended) sign_in_again(view);
}

void not_found(View) {
    page_title("There is nothing here");
    card(card_padding(), [] {
        text("This page or ticket does not exist, or it is not yours to see. Check the address or the "
             "number.");
        row(control_height(), gap::m, [] {
            link_button("Go to the start page", "/", {.look = Look::primary});
            link_button("Track a ticket", "/track");
        });
    });
}

void lost_connection(View view) {
    page_title("No connection");
    card(card_padding(), [&] {
        text("The service desk cannot be reached. Check your connection and try again. Nothing that you "
             "typed is lost.");
        row(control_height(), gap::m, [&] {
            if (button("Try again", {.look = Look::primary})) view.out.push_back(app::intent::Reload{});
        });
    });
}

void outdated(View view) {
    page_title("StuTicket has been updated");
    card(card_padding(), [&] {
        text("The service desk is newer than this page. Load it again to go on.");
        const std::string here = app::url_of(view.state.route);
        row(control_height(), gap::m, [&] {
            const PressStyle style{.look = Look::primary};
            link_button("Load again", here + "#reload", style);
        });
    });
}

} // namespace stu::screens
