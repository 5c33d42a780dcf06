// A department's tickets, for its staff.

#include "frontend-wasm/screens/parts.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

namespace {

std::int64_t sum(const std::vector<StatusCount>& counts, bool open_only) {
    std::int64_t total = 0;
    for (const StatusCount& count : counts)
        if (!open_only || !is_closed(count.status)) total += count.tickets;
    return total;
}

struct StatusFilter {
    std::string words;
    std::string_view key; ///< as in the address; empty = open tickets
};

std::vector<StatusFilter> filters_for(const std::vector<StatusCount>& counts) {
    const auto with_count = [](std::string_view words, std::int64_t count) {
        return std::string(words) + " " + std::to_string(count);
    };
    std::vector<StatusFilter> filters{{with_count("Open", sum(counts, true)), ""}};
    for (const StatusCount& count : counts)
        filters.push_back({with_count(label(count.status), count.tickets), name_of(count.status)});
    filters.push_back({with_count("All", sum(counts, false)), "all"});
    return filters;
}

/// Pills where there is room; on a phone they would fill the screen, so a select.
void status_filter(View view, const app::Route& plain, const std::vector<StatusCount>& counts) {
    const auto filters = filters_for(counts);
    const std::string_view current = plain.parameter("status");
    if (!narrow()) {
        node("Filter by status", NodeRole::navigation,
             [&] {
                 row(30, gap::s, [&] {
                     for (const StatusFilter& filter : filters)
                         pill_link(filter.words, app::url_of(plain.with("status", filter.key)),
                                   filter.key == current);
                 });
             },
             {.name = "Filter by status"});
        return;
    }
    std::vector<std::string> words;
    std::size_t chosen = 0;
    for (const StatusFilter& filter : filters) {
        if (filter.key == current) chosen = words.size();
        words.push_back(filter.words);
    }
    if (select({.label = "Status"}, words, chosen))
        view.out.push_back(app::intent::FollowLink{app::url_of(plain.with("status", filters[chosen].key))});
}

void service_filter(View view, const app::Route& plain, const Department& department) {
    std::vector<std::string> names{"All services"};
    std::vector<std::string> ids{""};
    for (const ServiceGroup& group : department.groups)
        for (const Service& service : group.services) {
            names.push_back(service.name);
            ids.push_back(service.id);
        }
    const auto found = std::find(ids.begin(), ids.end(), std::string(plain.parameter("service")));
    std::size_t chosen = found == ids.end() ? 0 : static_cast<std::size_t>(found - ids.begin());
    stack(0, 300, [&] {
        if (select({.label = "Service"}, names, chosen))
            view.out.push_back(app::intent::FollowLink{app::url_of(plain.with("service", ids[chosen]))});
    });
}

} // namespace

void queue(View view) {
    const app::Route& route = view.state.route;
    const Department* department = find_department(view.state.catalogue(), route.id);
    if (!department) return not_found(view);
    const app::Route plain = route.with("older", "").with("newer", "");

    page_title(department->name + " queue");
    when_loaded(view, view.state.queue, "the queue", [&](const QueuePage& queue) {
        const auto list = [&] {
            if (queue.page.rows.empty())
                nothing_here(Icon::check, "Nothing to do here", "No ticket matches this filter.");
            else
                ticket_list(view, department->name + " tickets", queue.page.rows, ListFor::staff);
        };
        if (narrow()) {
            grid(2, gap::m, 2, [&](std::size_t i) {
                if (i == 0)
                    status_filter(view, plain, queue.counts);
                else
                    service_filter(view, plain, *department);
            });
            list();
            pager(queue.page, route);
            return;
        }
        card(0, [&] {
            const float x = cursor_x(), y = cursor_y(), width = available(), side = 264;
            begin_column(x, y, width, 0);
            begin_column(x + gap::l, y + gap::l, width - side - 3 * gap::l, 0);
            status_filter(view, plain, queue.counts);
            const float left = end_column();
            begin_column(x + width - side - gap::l, y + gap::m, side, 0);
            service_filter(view, plain, *department);
            const float right = end_column();
            space(std::max(left + gap::l, right + gap::m) + gap::m);
            divider();
            list();
            divider();
            begin_column(x + gap::l, cursor_y() + gap::m, width - 2 * gap::l, 0);
            pager(queue.page, route);
            const float foot = end_column();
            space(foot + 2 * gap::m);
            const float height = end_column();
            place(0, height);
        });
    });
}

} // namespace stu::screens
