// A department's tickets, for its staff: found by status, service, words and dates.

#include "frontend-wasm/screens/parts.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;
using app::QueueFilter;

namespace {

std::int64_t sum(const std::vector<StatusCount>& counts, bool open_only) {
    std::int64_t total = 0;
    for (const StatusCount& count : counts)
        if (!open_only || !is_closed(count.status)) total += count.tickets;
    return total;
}

struct Choice {
    Words words;
    std::string key; ///< as in the address
};

std::vector<Choice> status_choices(const std::vector<StatusCount>& counts) {
    const auto with_count = [](Marked words, std::int64_t count) {
        return Words(tr("{which} {count}", {{"which", words}, {"count", count}}));
    };
    std::vector<Choice> choices{{with_count(tr("Open"), sum(counts, true)), ""}};
    for (const StatusCount& count : counts)
        choices.push_back(
            {with_count(label(count.status), count.tickets), std::string(name_of(count.status))});
    choices.push_back({with_count(tr("All"), sum(counts, false)), "all"});
    return choices;
}

std::vector<Choice> service_choices(const Department& department) {
    std::vector<Choice> choices{{tr("All services"), ""}};
    for (const ServiceGroup& group : department.groups)
        for (const Service& service : group.services) choices.push_back({verbatim(service.name), service.id});
    return choices;
}

/// A select that changes `key`. Nothing is loaded yet, so the arrow keys may wander through it (WCAG 3.2.2).
void choose(const Field& field, const std::vector<Choice>& choices, std::string& key) {
    std::vector<Words> words;
    std::size_t chosen = 0;
    for (const Choice& choice : choices) {
        if (choice.key == key) chosen = words.size();
        words.push_back(choice.words);
    }
    if (select(field, words, chosen)) key = choices[chosen].key;
}

void choose_order(const Field& field, QueueOrder& order) {
    auto chosen = static_cast<std::size_t>(order);
    if (select(field, {tr("Newest first"), tr("Oldest first"), tr("Longest without change first")}, chosen))
        order = static_cast<QueueOrder>(chosen);
}

/// The statuses as links: one press shows another list under the same filters.
void status_pills(const QueueFilter& filter, std::string_view department,
                  const std::vector<StatusCount>& counts) {
    std::vector<Pill> pills;
    for (const Choice& choice : status_choices(counts)) {
        QueueFilter other = filter;
        other.status = choice.key;
        pills.push_back(
            {choice.words, app::url_of(app::queue_route(department, other)), choice.key == filter.status});
    }
    pill_links(tr("Filter by status"), pills);
}

void search_form(View view, app::page::Queue& form) {
    if (begin_form(tr("Search"))) view.out.push_back(app::intent::SubmitQueueFilter{});
    const PressStyle style{.icon = Icon::find};
    row(control_height(), gap::s, [&] {
        const float beside = available() - press_width(tr("Search"), style) - gap::s;
        search_field(tr("Search tickets"),
                     beside >= characters(fewest_characters) + gap::xl ? beside : available(),
                     form.filter.text);
        submit_button(tr("Search"), style);
    });
    end_form();
}

/// What to show and how, applied all at once by its button.
void filter_form(View view, app::page::Queue& form, const Department& department,
                 const std::vector<StatusCount>& counts, bool with_status) {
    if (begin_form(tr("Filter"))) view.out.push_back(app::intent::SubmitQueueFilter{});
    const float choice = characters(22), date = date_field_width(),
                button_width = press_width(tr("Apply filters"), {});
    std::vector<Piece> pieces;
    if (with_status)
        pieces.push_back({choice, true, [&](bool) {
                              choose({.label = tr("Status")}, status_choices(counts), form.filter.status);
                          }});
    pieces.push_back({choice, true, [&](bool) {
                          choose({.label = tr("Service")}, service_choices(department), form.filter.service);
                      }});
    pieces.push_back({choice, true, [&](bool) {
                          choose_order({.label = tr("Sort"), .error = message_for(form.errors, "order")},
                                       form.filter.order);
                      }});
    pieces.push_back(
        {date, with_status, [&](bool) {
             date_field({.label = tr("Opened from"), .error = message_for(form.errors, "opened_from_ms")},
                        form.filter.from);
         }});
    pieces.push_back(
        {date, with_status, [&](bool) {
             date_field({.label = tr("Opened until"), .error = message_for(form.errors, "opened_before_ms")},
                        form.filter.to);
         }});
    pieces.push_back({button_width, with_status, [&](bool first) {
                          if (!first) space(label_height()); // beside the fields, below their labels
                          submit_button(tr("Apply filters"), {.look = Look::primary, .wide = true});
                      }});
    lines_of_pieces(pieces, gap::m);
    refusals(form.errors);
    end_form();
}

/// How many there are and which filters are on, each with a way out.
void summary(View view, const Department& department, const QueueFilter& filter, const TicketPage& page) {
    const auto active = app::active_filters(filter, view.state.catalogue());
    row(small_height(), gap::s, [&] {
        text(app::tickets_text(page), type::caption.bold());
        for (const app::ActiveFilter& one : active)
            removable_link(one.words, app::url_of(app::queue_route(department.id, one.without)));
        if (active.empty()) return;
        QueueFilter plain;
        plain.status = filter.status;
        link(tr("Clear filters"), app::url_of(app::queue_route(department.id, plain)),
             type::caption.bold().in(Token::accent));
    });
}

void nothing_found(const QueueFilter& filter) {
    const auto status = from_name<Status>(filter.status);
    const bool all = filter.status == "all";
    const Message named = status ? label(*status) : Marked();
    const std::initializer_list<Given> which{{"status", named}};
    if (filter.is_plain())
        nothing_here(Icon::check, tr("Nothing to do here"),
                     status ? Words(tr("There is no “{status}” ticket.", which))
                     : all  ? tr("There is no ticket.")
                            : tr("There is no open ticket."));
    else
        nothing_here(
            Icon::find, tr("Nothing found"),
            status ? Words(tr(
                         "No “{status}” ticket matches all filters above. Remove one of them, or look at all "
                         "statuses.",
                         which))
            : all  ? tr("No ticket matches all filters above. Remove one of them, or look at all statuses.")
                   : tr("No open ticket matches all filters above. Remove one of them, or look at all "
                         "statuses."));
}

void list(View view, const Department& department, const QueueFilter& filter, const TicketPage& page) {
    if (page.rows.empty()) return nothing_found(filter);
    ticket_list(view, tr("{department} tickets", {{"department", department.name}}), page.rows,
                ListFor::staff, place_of(page, filter.order));
}

void export_link(View view, const TicketPage& page) {
    const PressStyle style{.disabled = page.total > max_exported};
    if (style.disabled)
        button(tr("Export CSV"), style);
    else
        link_button(tr("Export CSV"), app::export_url(app::queue_request(view.state.route, view.world)),
                    style);
}

/// Cards with the filters folded away above them.
void folded_queue(View view, app::page::Queue& form, const Department& department, const QueueFilter& filter,
                  const QueuePage& queue) {
    search_form(view, form);
    row(control_height(), gap::s, [&] {
        const PressStyle style{.fold = form.filters_shown ? PressStyle::Fold::unfolded
                                                          : PressStyle::Fold::folded};
        if (button(tr("Filters"), style)) view.out.push_back(app::intent::Fold{app::Foldable::queue_filters});
        flush_right(press_width(tr("Export CSV"), {}));
        export_link(view, queue.page);
    });
    if (form.filters_shown)
        filter_form(view, form, department, queue.counts, true);
    else
        refusals(form.errors);
    summary(view, department, filter, queue.page);
    list(view, department, filter, queue.page);
    pager(queue.page, view.state.route);
}

/// The table in one card with all that it can be filtered by.
void open_queue(View view, app::page::Queue& form, const Department& department, const QueueFilter& filter,
                const QueuePage& queue) {
    card(0, [&] {
        const float x = cursor_x(), width = available();
        begin_column(x, cursor_y(), width, 0);
        const auto inset = [&](float above, float below, auto&& content) {
            begin_column(x + gap::l, cursor_y() + above, width - 2 * gap::l, gap::m);
            content();
            const float height = end_column();
            space(above + height + below);
        };
        inset(gap::l, gap::l, [&] {
            status_pills(filter, department.id, queue.counts);
            filter_form(view, form, department, queue.counts, false);
        });
        divider();
        inset(gap::s, gap::s, [&] { summary(view, department, filter, queue.page); });
        divider();
        list(view, department, filter, queue.page);
        divider();
        inset(gap::m, gap::m, [&] { pager(queue.page, view.state.route); });
        const float height = end_column();
        place(0, height);
    });
}

} // namespace

void queue(View view, app::page::Queue& page) {
    const app::Route& route = view.state.route;
    const Department* department = own_department(view);
    if (!department) return not_found(view);
    const QueueFilter filter = app::queue_filter_of(route);
    const auto& loaded = page.loaded;

    const Words title = tr("{department} queue", {{"department", department->name}});
    const bool folded =
        narrow() || (loaded.value && ticket_list_is_cards(view, loaded.value->page.rows, ListFor::staff));
    if (folded || !loaded.value) {
        page_title(title);
    } else {
        const float search_width = characters(42), export_width = press_width(tr("Export CSV"), {});
        page_title(title, search_width + gap::m + export_width, [&] {
            begin_column(cursor_x(), cursor_y(), search_width, 0);
            search_form(view, page);
            end_column();
            place(search_width, control_height());
            export_link(view, loaded.value->page);
        });
    }
    when_loaded(view, loaded, tr("the queue"), [&](const QueuePage& queue) {
        if (folded)
            folded_queue(view, page, *department, filter, queue);
        else
            open_queue(view, page, *department, filter, queue);
    });
}

} // namespace stu::screens
