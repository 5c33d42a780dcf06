// What waits for a member of staff, what is nobody's, what is theirs: one line for each ticket.

#include "frontend-wasm/screens/staff_list.hpp"

#include "frontend-wasm/app/work_lists.hpp"
#include "frontend-wasm/screens/keys.hpp"
#include "frontend-wasm/screens/navigation.hpp"

namespace stu::screens {

using namespace ui;

namespace {

constexpr Marked by_kind = tr("Filter by kind");

Words counted(Marked name, std::int64_t count) {
    if (count >= most_counted_work)
        return tr("{which} {count} or more", {{"which", name}, {"count", most_counted_work}});
    return tr("{which} {count}", {{"which", name}, {"count", count}});
}

Pill to_list(WorkList list, std::int64_t count, bool shown) {
    return {counted(app::work_title(list), count), app::url_of(app::work_route(list)), shown};
}

/// And, where the lists do not stand beside it, the way to where a note calls whoever reads what waits for
/// them.
std::vector<Pill> kinds_of(View view, const ListWork& shown, const WorkPage& work) {
    std::vector<Pill> pills;
    for (std::size_t i = 0; i < work.kinds.size() && i < count_of<WaitKind>(); ++i) {
        const auto kind = static_cast<WaitKind>(i);
        pills.push_back({counted(app::wait_name(kind), work.kinds[i]),
                         app::url_of(app::work_route(shown.list, kind)), kind == shown.kind});
    }
    constexpr auto mentions = static_cast<std::size_t>(WorkList::mentions);
    if (navigation_for(view.state) != Navigation::tabs && shown.list == WorkList::my_turn &&
        work.lists.size() > mentions && work.lists[mentions] > 0)
        pills.push_back(to_list(WorkList::mentions, work.lists[mentions], false));
    return pills;
}

/// Where the navigation has no room for them.
std::vector<Pill> lists_beside(const ListWork& shown, const std::vector<std::int64_t>& counts) {
    std::vector<Pill> pills;
    for (std::size_t i = 0; i < counts.size() && i < count_of<WorkList>(); ++i) {
        const auto list = static_cast<WorkList>(i);
        pills.push_back(to_list(list, counts[i], list == shown.list));
    }
    return pills;
}

void nothing(WorkList list, WaitKind kind) {
    if (kind != WaitKind::any)
        return nothing_here(Icon::check, tr("Nothing of this kind"), tr("Look at all that waits."));
    switch (list) {
    case WorkList::my_turn:
        return nothing_here(Icon::check, tr("Nothing waits for you"),
                            tr("What is filed, or answered by a student, appears here by itself."));
    case WorkList::unassigned:
        return nothing_here(Icon::check, tr("Everything has somebody"),
                            tr("There is no ticket that waits and is nobody's."));
    case WorkList::mine:
        return nothing_here(Icon::check, tr("No open ticket is yours"),
                            tr("Open one that waits and assign it to yourself."));
    case WorkList::mentions:
        return nothing_here(Icon::check, tr("Nobody has mentioned you"),
                            tr("A note that calls you by name appears here until you have looked at it."));
    }
}

} // namespace

void work(View view, const app::page::Work& page) {
    const ListWork shown = app::work_request(view.state.route);
    const Words title = app::work_title(shown.list);
    const bool beside = !narrow() && page.loaded.value && !page.loaded.value->kinds.empty();
    if (beside) {
        const std::vector<Pill> kinds = kinds_of(view, shown, *page.loaded.value);
        float width = gap::s * static_cast<float>(kinds.size() - 1);
        for (const Pill& each : kinds) width += pill_width(each.words);
        page_title(title, width, [&] { pill_links(by_kind, kinds); });
    } else {
        page_title(title);
    }
    when_loaded(view, page.loaded, tr("the list"), [&](const WorkPage& work) {
        if (navigation_for(view.state) == Navigation::tabs)
            pill_links(tr("Lists"), lists_beside(shown, work.lists));
        if (!beside && !work.kinds.empty()) pill_links(by_kind, kinds_of(view, shown, work));
        if (work.page.rows.empty()) return card(card_padding(), [&] { nothing(shown.list, shown.kind); });
        staff_list(view, title, work.page, place_by_wait(work.page));
        pager(work.page, view.state.route);
    });
    if (navigation_for(view.state) == Navigation::tabs) // which have no room for it
        row(control_height(), gap::m, [] { link_button(tr("File for a student"), "/file-for-student"); });
    keys(view);
}

} // namespace stu::screens
