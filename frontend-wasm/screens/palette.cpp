#include "frontend-wasm/screens/palette.hpp"

#include "common/typed_text.hpp"
#include "common/typed_words.hpp"
#include "frontend-wasm/app/find_key.hpp"
#include "frontend-wasm/app/queue_filter.hpp"
#include "frontend-wasm/app/work_lists.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/ui/combobox.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

namespace {

constexpr float chip_height = 24;

/// Something that was found, or can be done.
struct Way {
    std::string key;
    Words title, more, side;
    Icon icon = Icon::none;
    Token dot = Token::surface;
    app::Intent to;
};
struct WayGroup {
    Marked name;
    std::vector<Way> ways;
};

app::Intent go(std::string url) { return app::intent::GoToFound{std::move(url)}; }
app::Intent go_to_queue(std::string_view department, const app::QueueFilter& filter) {
    return go(app::url_of(app::queue_route(department, filter)));
}

/// What is looked for as words, without the filters among them.
const std::string& sought(const app::Finder& finder) {
    const auto& found = finder.found.value;
    return found && found->is_narrowed ? found->filter.text : finder.text;
}

std::vector<Way> found_tickets_of(View view, const app::Finder& finder, const Findings& found) {
    const bool several = view.state.user()->departments.size() > 1;
    std::vector<Way> ways;
    for (const TicketRow& row : found.tickets) {
        std::string more = row.student_name;
        if (several) more += " · " + std::string(department_name(view.state.catalogue(), row.department));
        // Why it was found, where its subject does not say so.
        const std::string& words = found.is_narrowed ? found.filter.text : finder.asked.text;
        if (marks_of(row.subject, words).empty() && !marks_of(row.work.last_words, words).empty())
            more += " — " + row.work.last_words;
        ways.push_back({row.number, verbatim(row.subject), verbatim_copy(std::move(more)),
                        tr("{status} · {number}", {{"status", label(row.status)}, {"number", row.number}}),
                        Icon::none, tone_of(row.status).ink, go("/tickets/" + row.number)});
    }
    return ways;
}

std::vector<Way> found_students_of(const Findings& found) {
    std::vector<Way> ways;
    for (const FoundStudent& student : found.students) {
        app::QueueFilter filter;
        filter.status = "all";
        filter.text = student.email;
        ways.push_back({student.email, verbatim(student.name), verbatim(student.email),
                        verbatim(student.registration_number), Icon::person, Token::muted,
                        go_to_queue(student.department, filter)});
    }
    return ways;
}

bool offers(const Department& department, std::string_view service) {
    return std::any_of(department.groups.begin(), department.groups.end(), [&](const ServiceGroup& group) {
        return std::any_of(group.services.begin(), group.services.end(),
                           [&](const Service& each) { return each.id == service; });
    });
}

/// The whole lists under the filters that were typed.
std::vector<Way> narrowed_lists_of(View view, const Findings& found) {
    const app::QueueFilter filter = app::filter_that_asks(found.filter);
    std::vector<Way> ways;
    for (const std::string& id : view.state.user()->departments) {
        const Department* department = find_department(view.state.catalogue(), id);
        if (!department || !(filter.service.empty() || offers(*department, filter.service))) continue;
        ways.push_back({"queue " + id,
                        tr("{department} queue", {{"department", department->name}}),
                        tr("All tickets under these filters"),
                        {},
                        Icon::list,
                        Token::muted,
                        go_to_queue(id, filter)});
    }
    return ways;
}

std::vector<Way> lists_of(View view, const Findings& found) {
    if (found.is_narrowed) return narrowed_lists_of(view, found);
    std::vector<Way> ways;
    for (const FoundView& each : found.views)
        ways.push_back({"view " + each.id,
                        verbatim(each.name),
                        tr("Saved view"),
                        {},
                        Icon::list,
                        Token::muted,
                        go_to_queue(each.department, app::filter_that_asks(each.filter))});
    for (const Department& department : view.state.catalogue().departments)
        for (const ServiceGroup& group : department.groups)
            for (const Service& service : group.services) {
                const auto& ids = found.services;
                if (std::find(ids.begin(), ids.end(), service.id) == ids.end()) continue;
                app::QueueFilter filter;
                filter.service = service.id;
                ways.push_back({"service " + service.id,
                                verbatim(service.name),
                                tr("Open tickets of this service"),
                                {},
                                Icon::list,
                                Token::muted,
                                go_to_queue(department.id, filter)});
            }
    return ways;
}

/// Pages and what else can be done, by the words in which the reader knows them.
std::vector<Way> actions_for(View view, const app::Finder& finder) {
    std::vector<Way> all;
    const auto add = [&](Words title, Words more, Icon icon, app::Intent to) {
        all.push_back({"to " + std::string(title.id()), title, more, {}, icon, Token::muted, std::move(to)});
    };
    for (const WorkList list : stu::all<WorkList>())
        add(app::work_title(list), tr("Workbench"), Icon::inbox, go(app::url_of(app::work_route(list))));
    for (const std::string& department : view.state.user()->departments) {
        const std::string name(department_name(view.state.catalogue(), department));
        add(tr("{department} queue", {{"department", name}}), {}, Icon::list, go("/queue/" + department));
        add(tr("{department} analytics", {{"department", name}}), {}, Icon::chart,
            go("/analytics/" + department));
    }
    add(tr("File for a student"), {}, Icon::plus, go("/file-for-student"));
    if (view.state.route.page == app::Page::queue)
        add(tr("Choose several"), tr("In this list"), Icon::check, app::intent::ShowBoxes{});
    add(tr("Saved replies"), {}, Icon::document, go("/replies"));
    add(tr("Track a ticket"), tr("Of any department, by its number and an address"), Icon::find,
        go("/track"));
    add(tr("Settings"), {}, Icon::person, go("/settings"));
    add(tr("Text size and colours"), {}, Icon::document, go("/appearance"));
    if (has_mouse()) add(tr("Keys"), tr("All of them, in a list"), Icon::list, app::intent::ShowKeys{true});
    add(tr("Sign out"), {}, Icon::leave, app::intent::SignOut{});
    std::erase_if(all, [&](const Way& way) { return !has_words(way.title.text(), finder.text); });
    return all;
}

/// Rows of all groups together, so that the dialog does not cover its own end.
std::size_t room_for_ways() {
    const float around = viewport_height() / 8 + 2 * card_padding() + control_height() + 130 + chip_height;
    const float left = std::max(0.0f, viewport_height() - around) / option_height();
    return std::clamp<std::size_t>(static_cast<std::size_t>(left), 2, 11);
}

void keep_first(std::size_t count, std::vector<Way>& ways) {
    if (ways.size() > count) ways.erase(ways.begin() + static_cast<std::ptrdiff_t>(count), ways.end());
}

/// Something of each kind, and of tickets what room is left.
std::vector<WayGroup> groups_of(View view, const app::Finder& finder) {
    constexpr std::size_t few = 3;
    const Findings none;
    const bool typed = !as_line(finder.text).empty();
    const Findings& found = typed && finder.found.value ? *finder.found.value : none;
    std::vector<WayGroup> groups{{tr("Tickets"), found_tickets_of(view, finder, found)},
                                 {tr("Students"), found_students_of(found)},
                                 {tr("Views and services"), lists_of(view, found)},
                                 {tr("Go to"), actions_for(view, finder)}};
    std::size_t left = room_for_ways(), others = 0;
    for (std::size_t i = 1; i < groups.size(); ++i) {
        std::vector<Way>& ways = groups[i].ways;
        if (typed) keep_first(few, ways);
        others += ways.size();
    }
    const std::size_t for_tickets = std::max((left + 1) / 2, left - std::min(left, others));
    keep_first(for_tickets, groups[0].ways);
    for (WayGroup& group : groups) {
        keep_first(left, group.ways);
        left -= group.ways.size();
    }
    std::erase_if(groups, [](const WayGroup& group) { return group.ways.empty(); });
    return groups;
}

std::vector<const Way*> in_one_list(const std::vector<WayGroup>& groups) {
    std::vector<const Way*> all;
    for (const WayGroup& group : groups)
        for (const Way& way : group.ways) all.push_back(&way);
    return all;
}

std::size_t index_of(const std::vector<const Way*>& ways, const std::string& key) {
    const auto is_it = [&](const Way* way) { return way->key == key; };
    return static_cast<std::size_t>(std::find_if(ways.begin(), ways.end(), is_it) - ways.begin());
}

/// The key that the arrow keys come to: the field itself stands before the first and behind the last.
std::string after_steps(const std::vector<const Way*>& ways, const std::string& chosen, std::int32_t steps) {
    const auto stops = static_cast<std::int64_t>(ways.size()) + 1;
    const auto now = static_cast<std::int64_t>(index_of(ways, chosen) + 1) % stops;
    const std::int64_t next = ((now + steps) % stops + stops) % stops;
    return next == 0 ? std::string() : ways[static_cast<std::size_t>(next) - 1]->key;
}

/// Where Enter leads: to what was chosen, or to the first where nothing is left to be put in order.
const Way* entered(const app::Finder& finder, const std::vector<const Way*>& ways) {
    if (const std::size_t at = index_of(ways, finder.chosen); at < ways.size()) return ways[at];
    const auto& found = finder.found.value;
    const bool answered = !finder.found.loading && found && finder.asked.text == finder.text;
    if (!answered || ways.empty()) return nullptr;
    return finder.asked.best_first || found->tickets.size() < 2 ? ways.front() : nullptr;
}

void take_way(View view, const Way& way) {
    view.out.push_back(app::intent::CloseFinder{});
    view.out.push_back(way.to);
}

void show(View view, const app::Finder& finder, const std::vector<WayGroup>& groups) {
    const auto part = [&](const Words& words) {
        return OptionPart{words, marks_of(words.text(), sought(finder))};
    };
    listbox(tr("Found"), [&] {
        stack(gap::s, [&] {
            for (const WayGroup& group : groups)
                option_group(group.name, [&] {
                    stack(0, [&] {
                        unspoken_text(group.name, type::caption.in(Token::muted));
                        space(gap::xs);
                        for (const Way& way : group.ways)
                            if (option({way.key, part(way.title), part(way.more), part(way.side), way.icon,
                                        way.dot, way.key == finder.chosen}))
                                take_way(view, way);
                    });
                });
        });
    });
}

/// Whether something that was typed has to be typed on.
bool is_undecided(const Findings& found) {
    return std::any_of(found.doubts.begin(), found.doubts.end(),
                       [](const ScopeDoubt& each) { return !each.fitting.empty(); });
}

/// Below the field: which filters can be typed, or which ones were understood.
void filters_of_search(View view, const app::Finder& finder) {
    const auto& found = finder.found.value;
    if (as_line(finder.text).empty()) {
        std::string names;
        for (const SearchScope each : stu::all<SearchScope>())
            (names += names.empty() ? "" : " ").append(Words(label(each)).text()) += ":";
        text(tr("Filters that can be typed, too: {filters}", {{"filters", names}}),
             type::caption.in(Token::muted));
    } else if (found && found->is_narrowed) {
        row(chip_height, gap::xs, [&] {
            for (const Message& each : app::filters_in_words(*found, view.state.catalogue()))
                chip(each, Token::accent, Token::accent_soft, false);
        });
    }
}

void remarks(const app::Finder& finder, bool any) {
    const TextStyle style = type::caption.in(Token::muted);
    const bool typed = !as_line(finder.text).empty();
    const bool waits = finder.found.loading || finder.due_ms != 0;
    const auto& found = finder.found.value;
    if (finder.found.error)
        refusal(finder.found.error->message);
    else if (typed && waits && !finder.found.value)
        text(tr("Loading…"), style);
    else if (!any && !waits && !(found && (found->is_narrowed || is_undecided(*found))))
        text(tr("Nothing is found by these words."), type::body.in(Token::muted));
    if (typed && found && found->is_narrowed && found->tickets.empty() && !waits)
        text(tr("No ticket matches all of these filters."), type::body.in(Token::muted));
    if (typed && found)
        for (const ScopeDoubt& each : found->doubts) keyed(each.typed, [&] { text(in_words(each), style); });
    if (typed && found && found->unfinished)
        text(tr("Not all tickets could be looked through. Another word finds more."), style);
}

constexpr Marked find_anything = tr("Find anything");

} // namespace

void find_entry(View view) {
    if (nav_button(find_anything, Icon::find, {.shortcut = app::find_key}))
        view.out.push_back(app::intent::OpenFinder{});
}

void find_tab(View view, float width, float height) {
    const PressStyle style{.shortcut = app::find_key, .name = find_anything};
    if (tab_button(tr("Find"), Icon::find, width, height, style))
        view.out.push_back(app::intent::OpenFinder{});
}

void find_dialog(View view, app::Finder& finder) {
    if (!finder.open || finder.visit != view.state.visit) return;
    if (!begin_dialog(find_anything, 640, true)) view.out.push_back(app::intent::CloseFinder{});
    const std::vector<WayGroup> groups = groups_of(view, finder);
    const std::vector<const Way*> ways = in_one_list(groups);
    const bool sent = begin_form(find_anything);
    const Words close = tr("Close");
    const PressStyle close_style{.look = Look::quiet};
    row(control_height(), gap::s, [&] {
        const float beside = available() - press_width(close, close_style) - gap::s;
        const bool fits = beside >= characters(fewest_characters) + 2 * gap::m;
        const FieldSteps done =
            combobox(tr("Words, a number or a part of it, a name, an address"), fits ? beside : available(),
                     finder.chosen, !ways.empty(), finder.text);
        if (done.changed) view.out.push_back(app::intent::FindTyped{});
        if (done.steps != 0)
            view.out.push_back(app::intent::ChooseFound{after_steps(ways, finder.chosen, done.steps)});
        if (button(close, close_style)) view.out.push_back(app::intent::CloseFinder{});
    });
    if (sent) {
        if (const Way* way = entered(finder, ways))
            take_way(view, *way);
        else
            view.out.push_back(app::intent::FindBestFirst{});
    }
    filters_of_search(view, finder);
    if (!ways.empty()) show(view, finder, groups);
    end_form();
    remarks(finder, !ways.empty());
    end_dialog();
}

} // namespace stu::screens
