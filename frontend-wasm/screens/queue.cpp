// A department's tickets, for its staff: found by status, service, words and dates.

#include "common/text.hpp"
#include "frontend-wasm/screens/keys.hpp"
#include "frontend-wasm/screens/staff_list.hpp"

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

std::vector<Choice> assignee_choices(View view, const std::vector<Colleague>& colleagues) {
    std::vector<Choice> choices{{tr("Anybody"), ""}};
    for (const std::string_view key : {assigned_to_me, assigned_to_nobody})
        choices.push_back({Words(app::assignee_in_words(key, {})), std::string(key)});
    for (const Colleague& each : colleagues)
        if (each.id != view.state.user()->id) choices.push_back({verbatim(each.name), each.id});
    return choices;
}

std::vector<Choice> priority_choices() {
    std::vector<Choice> choices{{tr("Any priority"), ""}};
    for (const Priority each : all<Priority>()) choices.push_back({label(each), std::string(name_of(each))});
    return choices;
}

std::vector<Choice> age_choices() {
    std::vector<Choice> choices{{tr("Any age"), ""}};
    for (const std::int64_t days : {1, 3, 7, 14, 30, 90})
        choices.push_back({Words(app::age_in_words(days)), std::to_string(days)});
    return choices;
}

std::vector<Choice> tag_choices(const std::vector<std::string>& tags) {
    std::vector<Choice> choices{{tr("Any tag"), ""}};
    for (const std::string& each : tags) choices.push_back({verbatim(each), each});
    return choices;
}

std::vector<Choice> turn_choices() {
    std::vector<Choice> choices;
    for (const QueueTurn each : all<QueueTurn>())
        choices.push_back({label(each), each == QueueTurn::anybody ? "" : std::string(name_of(each))});
    return choices;
}

/// A select that changes `key`. Nothing is loaded yet, so the arrow keys may wander through it (WCAG 3.2.2).
void choose(const Field& field, const std::vector<Choice>& choices, std::string& key) {
    std::vector<Words> words;
    std::size_t chosen = 0;
    if (std::none_of(choices.begin(), choices.end(), [&](const Choice& each) { return each.key == key; }))
        words.push_back(verbatim_copy(key)); // of an old address; it stays until another one is chosen
    const std::size_t before = words.size();
    for (const Choice& choice : choices) {
        if (choice.key == key) chosen = words.size();
        words.push_back(choice.words);
    }
    if (select(field, words, chosen) && chosen >= before) key = choices[chosen - before].key;
}

void choose_order(const Field& field, QueueOrder& order) {
    auto chosen = static_cast<std::size_t>(order);
    if (select(field,
               {tr("Newest first"), tr("Oldest first"), tr("Longest without change first"), tr("Due first")},
               chosen))
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

/// Filters may stand among the words.
void submit(View view, const app::page::Queue& form, const Department& department, const QueuePage& queue) {
    const auto values = scope_values(catalog(), {&department}, queue.colleagues, queue.tags);
    view.out.push_back(app::intent::SubmitQueueFilter{read_scopes(form.filter.text, catalog(), values)});
}

void search_form(View view, app::page::Queue& form, const Department& department, const QueuePage& queue) {
    const bool submitted = begin_form(tr("Search"));
    const PressStyle style{.icon = Icon::find};
    row(control_height(), gap::s, [&] {
        const float beside = available() - press_width(tr("Search"), style) - gap::s;
        search_field(tr("Search tickets"),
                     beside >= characters(fewest_characters) + gap::xl ? beside : available(),
                     form.filter.text);
        submit_button(tr("Search"), style);
    });
    end_form();
    if (submitted) submit(view, form, department, queue); // with what was typed last
}

/// What to show and how, applied all at once by its button.
void filter_form(View view, app::page::Queue& form, const Department& department, const QueuePage& queue,
                 bool with_status) {
    const bool submitted = begin_form(tr("Filter"));
    const float choice = characters(22), date = date_field_width(),
                button_width = press_width(tr("Apply filters"), {});
    std::vector<Piece> pieces;
    if (with_status)
        pieces.push_back({choice, true, [&](bool) {
                              choose({.label = tr("Status")}, status_choices(queue.counts),
                                     form.filter.status);
                          }});
    pieces.push_back({choice, true, [&](bool) {
                          choose({.label = tr("Service")}, service_choices(department), form.filter.service);
                      }});
    const float short_choice = characters(16);
    pieces.push_back({short_choice, true, [&](bool) {
                          choose({.label = tr("Assignee"), .error = message_for(form.errors, "assignee")},
                                 assignee_choices(view, queue.colleagues), form.filter.assignee);
                      }});
    pieces.push_back({short_choice, true, [&](bool) {
                          choose({.label = tr("Priority")}, priority_choices(), form.filter.priority);
                      }});
    pieces.push_back({short_choice, true, [&](bool) {
                          choose({.label = tr("Age"), .error = message_for(form.errors, "days")},
                                 age_choices(), form.filter.days);
                      }});
    if (!queue.tags.empty() || !form.filter.tag.empty())
        pieces.push_back({short_choice, true, [&](bool) {
                              choose({.label = tr("Tag"), .error = message_for(form.errors, "tag")},
                                     tag_choices(queue.tags), form.filter.tag);
                          }});
    pieces.push_back(
        {choice, true, [&](bool) { choose({.label = tr("Turn")}, turn_choices(), form.filter.turn); }});
    // What waits for staff is in the order of the wait, whatever is chosen.
    if (const auto turn = from_name<QueueTurn>(form.filter.turn);
        !turn || !is_staffs(*turn) || !trimmed(form.filter.text).empty())
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
    if (submitted) submit(view, form, department, queue); // with what was typed last
}

/// The lists that were saved, as links with how much is in them.
void view_pills(const app::page::Queue& page, std::string_view department, const QueueFilter& filter) {
    std::vector<Pill> pills;
    for (const SavedView& saved : page.views) {
        const QueueFilter its = app::filter_that_asks(saved.filter);
        const Message count = saved.or_more ? tr("{count} or more", {{"count", saved.count}})
                                            : tr("{count}", {{"count", saved.count}});
        pills.push_back({Words(tr("{which} {count}", {{"which", saved.name}, {"count", count}})),
                         app::url_of(app::queue_route(department, its)), its == filter});
    }
    if (!pills.empty()) pill_links(tr("Saved views"), pills);
}

/// The saved view that is shown; null where the list is another one.
const SavedView* shown_view(const app::page::Queue& page, const QueueFilter& filter) {
    const auto found = std::find_if(page.views.begin(), page.views.end(), [&](const SavedView& saved) {
        return app::filter_that_asks(saved.filter) == filter;
    });
    return found == page.views.end() ? nullptr : &*found;
}

/// Gives the list that is shown a name, or takes the view away that it is.
void view_button(View view, const app::page::Queue& page, const QueueFilter& filter) {
    if (const SavedView* saved = shown_view(page, filter)) {
        if (button(tr("Remove this view"),
                   {.look = Look::quiet, .small = true, .disabled = page.removing_view}))
            view.out.push_back(app::intent::SubmitViewRemoval{saved->id});
        return;
    }
    const PressStyle style{.look = Look::quiet,
                           .small = true,
                           .fold = page.saving.shown ? PressStyle::Fold::unfolded : PressStyle::Fold::folded};
    if (button(tr("Save as a view"), style)) view.out.push_back(app::intent::FoldNewView{});
}

void new_view_form(View view, app::page::Queue& page) {
    auto& form = page.saving;
    card(card_padding(), [&] {
        if (begin_form(tr("New view"))) view.out.push_back(app::intent::SubmitView{});
        text_field({.label = tr("Name of the view"),
                    .error = message_for(form.sending.errors, "name"),
                    .required = true,
                    .is_answer = true},
                   form.request.name);
        checkbox(tr("Everybody in the department sees it"), form.request.shared);
        refusals(form.sending);
        row(control_height(), gap::m, [&] {
            submit_button(form.sending.busy ? tr("Saving…") : tr("Save"),
                          {.look = Look::primary, .disabled = form.sending.busy});
            if (button(tr("Cancel"))) view.out.push_back(app::intent::FoldNewView{});
        });
        end_form();
    });
}

/// How many there are and which filters are on, each with a way out.
void summary(View view, const app::page::Queue& page, const Department& department, const QueueFilter& filter,
             const QueuePage& queue) {
    const auto active = app::active_filters(filter, view.state.catalogue(), queue.colleagues);
    const bool can_be_saved = !filter.is_plain() || shown_view(page, filter) != nullptr;
    row(active.empty() && !can_be_saved ? type::caption.line : small_height(), gap::s, [&] {
        text(app::tickets_text(queue.page), type::caption.bold());
        for (const app::ActiveFilter& one : active)
            removable_link(one.words, app::url_of(app::queue_route(department.id, one.without)));
        QueueFilter plain;
        plain.status = filter.status;
        if (!active.empty())
            link(tr("Clear filters"), app::url_of(app::queue_route(department.id, plain)),
                 type::caption.bold().in(Token::accent));
        if (can_be_saved) view_button(view, page, filter);
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

ListPlace place_in_queue(View view, const TicketPage& page) {
    return place_of(page, order_of(app::queue_request(view.state.route, view.world)));
}

void list(View view, const Department& department, const QueueFilter& filter, const TicketPage& page) {
    if (page.rows.empty()) return card(card_padding(), [&] { nothing_found(filter); });
    staff_list(view, tr("{department} tickets", {{"department", department.name}}), page,
               place_in_queue(view, page));
}

void export_link(View view, const TicketPage& page) {
    const PressStyle style{.disabled = page.total > max_exported};
    if (style.disabled)
        button(tr("Export CSV"), style);
    else
        link_button(tr("Export CSV"), app::export_url(app::queue_request(view.state.route, view.world)),
                    style);
}

/// Folds the filters away, or shows them.
constexpr PressStyle filters_style(bool shown) {
    return {.fold = shown ? PressStyle::Fold::unfolded : PressStyle::Fold::folded};
}
void filters_button(View view, const app::page::Queue& form) {
    if (button(tr("Filters"), filters_style(form.filters_shown)))
        view.out.push_back(app::intent::Fold{app::Foldable::queue_filters});
}

/// Search, filters and export in lines of their own.
void narrow_head(View view, app::page::Queue& form, const Department& department, const QueuePage& queue) {
    search_form(view, form, department, queue);
    row(control_height(), gap::s, [&] {
        filters_button(view, form);
        flush_right(press_width(tr("Export CSV"), {}));
        export_link(view, queue.page);
    });
}

void wide_head(View view, app::page::Queue& form, const Words& title, const Department& department,
               const QueuePage& queue) {
    const float search_width = std::max(characters(36), search_field_width(tr("Search tickets")) + gap::s +
                                                            press_width(tr("Search"), {.icon = Icon::find})),
                filters_width = press_width(tr("Filters"), filters_style(form.filters_shown)),
                export_width = press_width(tr("Export CSV"), {});
    page_title(title, search_width + filters_width + export_width + 2 * gap::m, [&] {
        begin_column(cursor_x(), cursor_y(), search_width, 0);
        search_form(view, form, department, queue);
        end_column();
        place(search_width, control_height());
        filters_button(view, form);
        export_link(view, queue.page);
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
        narrow() || (loaded.value &&
                     staff_list_is_cards(view, loaded.value->page, place_in_queue(view, loaded.value->page)));
    if (folded || !loaded.value)
        page_title(title);
    else
        wide_head(view, page, title, *department, *loaded.value);
    when_loaded(view, loaded, tr("the queue"), [&](const QueuePage& queue) {
        if (folded)
            narrow_head(view, page, *department, queue);
        else
            status_pills(filter, department->id, queue.counts);
        view_pills(page, department->id, filter);
        if (page.filters_shown)
            card(card_padding(), [&] { filter_form(view, page, *department, queue, folded); });
        else
            refusals(page.errors);
        summary(view, page, *department, filter, queue);
        if (page.saving.shown) new_view_form(view, page);
        if (queue.unfinished)
            text(tr("These words stand in very many tickets, and not all of those could be looked through. "
                    "Add "
                    "another word to find the rest."),
                 type::body.in(Token::muted));
        if (!queue.unfinished || !queue.page.rows.empty()) list(view, *department, filter, queue.page);
        pager(queue.page, view.state.route);
    });
    keys(view);
}

} // namespace stu::screens
