#include "frontend-wasm/screens/navigation.hpp"

#include "common/text.hpp"
#include "frontend-wasm/app/trail.hpp"
#include "frontend-wasm/app/work_lists.hpp"
#include "frontend-wasm/screens/palette.hpp"
#include "frontend-wasm/screens/parts.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace stu::screens {

using namespace ui;
using app::Page;

namespace {

constexpr float tab_height = 60, narrowest_tab = 80;

void brand(bool with_words) {
    const Rect at = place(with_words ? 132 : 44, 32);
    paint_box({at.x, at.y + 3, 26, 26}, Token::accent, Token::accent, 7);
    const TextStyle letter{14, 20, true, Token::on_accent};
    paint_text(at.x + 13 - text_width("S", letter) / 2, at.y + 6, "S", letter);
    if (with_words) paint_text(at.x + 36, at.y + 4, "StuTicket", type::title);
    tree().add(id_of("StuTicket", NodeRole::link), NodeRole::link, {at.x, at.y - 6, at.w, 44},
               {.name = verbatim("StuTicket"), .attributes = "href=/"});
}

/// In tabs, of which few fit, only one of the lists of the workbench: it leads to the others (work.cpp).
enum class Room : std::uint8_t { for_all, for_few };

std::vector<NavEntry> entries(const app::State& state, Room room = Room::for_all) {
    const Page page = state.route.page;
    const std::int64_t tickets = state.session.value ? state.session.value->open_tickets : 0;
    const std::string open = tickets > 999 ? "999+" : tickets > 0 ? std::to_string(tickets) : "";
    std::vector<NavEntry> list;
    if (state.is_staff()) {
        const bool several = state.user()->departments.size() > 1;
        // A ticket belongs to the list that led to it.
        const bool led = page == Page::ticket && !app::trail_address(state).empty();
        const app::Route shown = led ? app::parse_route(app::trail_address(state)) : state.route;
        const auto work_entry = [&](WorkList which, Icon picture, Marked short_name) {
            const bool here =
                shown.page == Page::work && (room == Room::for_few || app::work_request(shown).list == which);
            list.push_back(
                {app::work_title(which), short_name, app::url_of(app::work_route(which)), picture, here});
        };
        work_entry(WorkList::my_turn, Icon::inbox, tr("My turn"));
        if (room == Room::for_all) {
            work_entry(WorkList::unassigned, Icon::mail, tr("Unassigned"));
            work_entry(WorkList::mine, Icon::check, tr("Mine"));
            work_entry(WorkList::mentions, Icon::mention, tr("Mentions"));
        }
        if (room == Room::for_all)
            list.push_back({tr("File for a student"), tr("File"), "/file-for-student", Icon::plus,
                            page == Page::file_for_student});
        for (const std::string& department : state.user()->departments) {
            const std::string name(department_name(state.catalogue(), department));
            list.push_back(
                {tr("{department} queue", {{"department", name}}),
                 several ? verbatim_copy(name) : Words(tr("Queue")), "/queue/" + department, Icon::list,
                 (shown.page == Page::queue && shown.id == department) || shown.page == Page::ticket,
                 several ? "" : open});
            list.push_back(
                {several ? Words(tr("{department} analytics", {{"department", name}})) : tr("Analytics"),
                 tr("Analytics"), "/analytics/" + department, Icon::chart,
                 page == Page::analytics && state.route.id == department});
        }
    } else {
        list.push_back({tr("Home"), tr("Home"), "/", Icon::home, page == Page::home});
        list.push_back({tr("New ticket"), tr("New"), "/new", Icon::plus,
                        page == Page::choose_service || page == Page::new_ticket});
        list.push_back({tr("Your tickets"), tr("Tickets"), "/tickets", Icon::list,
                        page == Page::tickets || page == Page::ticket, open});
    }
    // Staff finds anything instead (palette.hpp).
    if (!state.is_staff())
        list.push_back({tr("Track a ticket"), tr("Track"), "/track", Icon::find, page == Page::track});
    return list;
}
std::size_t count_of_entries(const app::State& state, Room room = Room::for_all) {
    return entries(state, room).size() + (state.is_staff() ? 1 : 0);
}

/// In the rail, below the entries of every page.
NavEntry settings_entry(const app::State& state) {
    return {tr("Settings"), tr("Settings"), "/settings", Icon::person, state.route.page == Page::settings};
}

Words person_line(const app::State& state) {
    const User& user = *state.user();
    if (!state.is_staff()) return verbatim(user.registration_number);
    std::string line;
    for (const std::string& department : user.departments)
        line += (line.empty() ? "" : ", ") + std::string(department_name(state.catalogue(), department));
    if (user.departments.size() != 1) return verbatim_copy(std::move(line));
    return tr("{department} department", {{"department", line}});
}

constexpr float sidebar_column = sidebar_width - 2 * gap::m - 1;
constexpr PressStyle settings_style{.small = true}, leave_style{.icon = Icon::leave, .small = true};

/// Of who is signed in, at the foot of the sidebar: in some languages its two buttons need two lines.
float foot_height() {
    const float both =
        press_width(tr("Settings"), settings_style) + gap::s + press_width(tr("Sign out"), leave_style);
    return 84 + small_height() + (both > sidebar_column ? gap::s + small_height() : 0);
}

/// Several lines of them where one would make them too small.
std::size_t tabs_in_line(std::size_t count, float width) {
    const auto most = std::max<std::size_t>(1, static_cast<std::size_t>(width / narrowest_tab));
    const std::size_t lines = (count + most - 1) / most;
    return (count + lines - 1) / lines;
}

} // namespace

Navigation navigation_for(const app::State& state) {
    constexpr float widest_in_characters = 108; // a list of tickets with all its columns
    constexpr std::size_t own_entries = 2;      // settings, and the way out
    if (!state.user()) return Navigation::none;
    const auto count = static_cast<float>(count_of_entries(state));
    const float left = viewport_width() - sidebar_width - 2 * gap::xxl, height = viewport_height();
    if (!narrow() && left >= characters(widest_in_characters) &&
        count * 48 + 66 + foot_height() + gap::s <= height)
        return Navigation::sidebar;
    return narrow() || (count + own_entries) * tab_height + 60 > height ? Navigation::tabs : Navigation::rail;
}

void sidebar(View view) {
    const float height = viewport_height();
    paint_box({0, 0, sidebar_width, height}, Token::surface, Token::surface, 0);
    paint_line(sidebar_width - 1, 0, sidebar_width - 1, height, Token::line);

    begin_column(gap::m + gap::s, gap::l, sidebar_width - 2 * gap::m, gap::l);
    node("Top", NodeRole::banner, [] { brand(true); });
    end_column();

    begin_column(gap::m, 66, sidebar_column, gap::xs);
    node("Main", NodeRole::navigation,
         [&] {
             for (const NavEntry& entry : entries(view.state)) nav_link(entry);
             if (view.state.is_staff()) find_entry(view);
         },
         {.name = tr("Main")});
    end_column();

    begin_column(gap::m, height - foot_height(), sidebar_column, gap::s);
    node("You", NodeRole::region,
         [&] {
             divider();
             row(44, gap::m, [&] {
                 avatar(initials(view.state.user()->name));
                 begin_column(cursor_x(), cursor_y() + 3, available(), 0);
                 text_line(verbatim(view.state.user()->name), type::body, available());
                 text_line(person_line(view.state), type::small.in(Token::faint), available());
                 end_column();
             });
             row(small_height(), gap::s, [&] {
                 PressStyle settings = settings_style;
                 settings.current = view.state.route.page == Page::settings;
                 link_button(tr("Settings"), "/settings", settings);
                 if (button(tr("Sign out"), leave_style)) view.out.push_back(app::intent::SignOut{});
             });
         },
         {.name = tr("You")});
    end_column();
}

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
             if (view.state.is_staff()) find_tab(view, width, tab_height);
         },
         {.name = tr("Main")});
    end_column();

    begin_column(0, height - 2 * tab_height - gap::xs, width, 0);
    node("You", NodeRole::region,
         [&] {
             tab_link(settings_entry(view.state), width, tab_height);
             if (tab_button(tr("Sign out"), Icon::leave, width, tab_height))
                 view.out.push_back(app::intent::SignOut{});
         },
         {.name = tr("You")});
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
            const float settings = press_width(tr("Settings"), quiet),
                        sign_in = press_width(tr("Sign in"), quiet);
            // Narrower, the buttons beside the brand need the room.
            constexpr float brand_with_words = 132 + gap::s;
            brand(available() >= brand_with_words + std::max(settings, sign_in));
            if (view.state.user()) {
                PressStyle to_settings = quiet;
                to_settings.current = view.state.route.page == Page::settings;
                const float leave = press_width(tr("Sign out"), quiet);
                const bool both = settings + gap::s + leave <= available();
                flush_right(both ? settings + gap::s + leave : settings);
                link_button(tr("Settings"), "/settings", to_settings);
                // Very large text leaves room for one; the settings have the other, too.
                if (both && button(tr("Sign out"), quiet)) view.out.push_back(app::intent::SignOut{});
            } else if (view.state.session.value) {
                const float create = press_width(tr("Create account"), primary) + gap::s;
                const bool both = sign_in + create <= available();
                flush_right(sign_in + (both ? create : 0));
                link_button(tr("Sign in"), "/sign-in", quiet);
                if (both) link_button(tr("Create account"), "/register", primary);
            }
        });
    });
    end_column();
}

float tab_bar_height(const app::State& state, float width) {
    const std::size_t count = count_of_entries(state, Room::for_few), in_line = tabs_in_line(count, width);
    return tab_height * static_cast<float>((count + in_line - 1) / in_line);
}

void tab_bar(View view, float left, float top, float width) {
    const auto list = entries(view.state, Room::for_few);
    const std::size_t count = count_of_entries(view.state, Room::for_few),
                      in_line = tabs_in_line(count, width);
    const float each = width / static_cast<float>(in_line);
    paint_box({left, top, width, tab_bar_height(view.state, width)}, Token::surface, Token::surface, 0);
    paint_line(left, top, left + width, top, Token::line);
    node("Main", NodeRole::navigation,
         [&] {
             for (std::size_t i = 0; i < count; ++i) {
                 const auto line = static_cast<float>(i / in_line), place = static_cast<float>(i % in_line);
                 begin_column(left + place * each, top + line * tab_height, each, 0);
                 if (i < list.size())
                     tab_link(list[i], each, tab_height);
                 else
                     find_tab(view, each, tab_height);
                 end_column();
             }
         },
         {.name = tr("Main")});
}

} // namespace stu::screens
