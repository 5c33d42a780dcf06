// A department's figures, for its staff.

#include "frontend-wasm/screens/parts.hpp"

#include "frontend-wasm/ui/chart.hpp"
#include "frontend-wasm/ui/table.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;
using app::AnalyticsRange;
using app::number_text;

namespace {

std::string tickets_words(std::int64_t number) {
    return number_text(number) + (number == 1 ? " ticket" : " tickets");
}

/// The queue with exactly the tickets that a figure counts.
std::string queue_url(std::string_view department, const AnalyticsRange& range, std::string_view status,
                      std::string_view service = {}) {
    app::QueueFilter filter;
    filter.status = status;
    filter.service = service;
    filter.from = range.from;
    filter.to = range.to;
    return app::url_of(app::queue_route(department, filter));
}

/// Services of the department in the order of the catalogue, then those that it does not offer any more.
std::vector<std::string> services_of(const Department& department, const Analytics& analytics) {
    std::vector<std::string> services;
    for (const ServiceGroup& group : department.groups)
        for (const Service& service : group.services) services.push_back(service.id);
    for (const ServiceCount& count : analytics.services)
        if (std::find(services.begin(), services.end(), count.service) == services.end())
            services.push_back(count.service);
    return services;
}

std::int64_t tickets_of(const Analytics& analytics, std::string_view service, Status status) {
    for (const ServiceCount& count : analytics.services)
        if (count.service == service && count.status == status) return count.tickets;
    return 0;
}

// --- the span of time

void range_bar(View view, const Department& department, const AnalyticsRange& range) {
    app::AnalyticsForm& form = view.state.analytics_form;
    const app::Route plain{app::Page::analytics, department.id, {}};
    const auto presets = [&] {
        node("Span of time", NodeRole::navigation,
             [&] {
                 row(narrow() ? 44 : 30, gap::s, [&] {
                     for (const app::RangePreset& preset : app::range_presets) {
                         const bool usual = preset.key == app::usual_range;
                         pill_link(preset.words, app::url_of(usual ? plain : plain.with("range", preset.key)),
                                   range.preset == preset.key);
                     }
                 });
             },
             {.name = "Span of time"});
    };
    const float button_width = press_width("Apply", {}), date = narrow() ? (available() - gap::m) / 2 : 150;
    const auto days = [&] {
        if (begin_form("Days")) view.out.push_back(app::intent::SubmitAnalyticsRange{});
        const float x = cursor_x(), y = cursor_y();
        begin_column(x, y, date, 0);
        date_field({.label = "Opened from", .error = message_for(form.errors, "opened_from_ms")}, form.from);
        const float left = end_column();
        begin_column(x + date + gap::m, y, date, 0);
        date_field({.label = "Opened until", .error = message_for(form.errors, "opened_before_ms")}, form.to);
        const float right = end_column();
        if (!narrow()) {
            begin_column(x + 2 * (date + gap::m), y + 27, button_width, 0); // below the labels
            submit_button("Apply", {});
            end_column();
        }
        place(0, std::max(left, right));
        if (narrow()) submit_button("Apply", {.wide = true});
        end_form();
    };
    if (narrow()) {
        presets();
        days();
        return;
    }
    const float x = cursor_x(), y = cursor_y(), width = available();
    const float days_width = 2 * (date + gap::m) + button_width;
    begin_column(x, y + 30, width - days_width - gap::l, 0);
    presets();
    end_column();
    begin_column(x + width - days_width, y, days_width, 0);
    days();
    const float height = end_column();
    place(0, height);
}

// --- the figures in numbers

struct Figure {
    std::string name, value, below;
    std::string href; ///< where the line below leads; empty = nowhere
};

/// All of one height, whatever they say.
void figure_card(const Figure& figure) {
    constexpr float value_height = 40;
    const float below_height = narrow() ? 44.0f : 24.0f; // of a link on a phone, or two lines
    card(card_padding(), [&] {
        stack(2, [&] {
            text_line(figure.name, type::caption.in(Token::muted), available());
            const bool is_number = figure.value.size() < 14;
            const TextStyle style = is_number ? TextStyle{narrow() ? 22.0f : 26.0f, value_height, true}
                                              : TextStyle{15, value_height / 2, true};
            const float x = cursor_x(), y = cursor_y(), width = available();
            begin_column(x, y, width, 0);
            text(figure.value, style);
            const float height = end_column();
            place(0, std::max(value_height, height));
            begin_column(x, cursor_y(), width, 0);
            if (figure.href.empty())
                text(figure.below, type::small.bold().in(Token::muted));
            else
                link(figure.below, figure.href, type::small.bold().in(Token::accent));
            end_column();
            place(0, below_height);
        });
    });
}

Figure timing_figure(std::string_view name, const Timing& timing, std::string_view none) {
    if (timing.tickets == 0) return {std::string(name), "–", std::string(none), {}};
    const std::string slow = "9 in 10 within " + duration_text(timing.ninth_decile);
    // On a phone only the line below may wrap.
    if (narrow()) return {std::string(name), duration_text(timing.median), "Median; " + slow, {}};
    return {std::string(name) + ", median", duration_text(timing.median), slow, {}};
}

void figures(View view, const Department& department, const AnalyticsRange& range,
             const Analytics& analytics) {
    std::int64_t most = 0;
    for (const ServiceCount& count : analytics.services)
        if (count.service == analytics.most_requested) most += count.tickets;
    const bool any = analytics.total > 0;
    const std::vector<Figure> cards{
        {"Tickets", number_text(analytics.total), number_text(analytics.open) + " open",
         any ? queue_url(department.id, range, "") : ""},
        timing_figure("First response", analytics.first_response, "No response yet"),
        timing_figure("Resolution", analytics.resolution, "Nothing closed yet"),
        {"Most requested",
         any ? std::string(service_name(view.state.catalogue(), analytics.most_requested)) : "–",
         tickets_words(most), any ? queue_url(department.id, range, "all", analytics.most_requested) : ""}};
    grid(narrow() ? 2 : 4, narrow() ? gap::m : gap::l, cards.size(),
         [&](std::size_t i) { keyed(static_cast<std::int64_t>(i), [&] { figure_card(cards[i]); }); });
}

// --- charts, each with its table

/// The chart's title with the button that unfolds its table.
void chart_title(std::string_view title, bool& table_shown) {
    row(narrow() ? 44 : 32, gap::m, [&] {
        heading(2, title, type::title);
        const std::string name = "Show as table: " + std::string(title);
        const PressStyle style{.small = true,
                               .fold = table_shown ? PressStyle::Fold::unfolded : PressStyle::Fold::folded,
                               .name = name};
        flush_right(press_width("Show as table", style));
        keyed(title, [&] {
            if (button("Show as table", style)) table_shown = !table_shown;
        });
    });
}

BarGroup service_bars(View view, const Department& department, const AnalyticsRange& range,
                      const Analytics& analytics, const std::string& service) {
    BarGroup group{std::string(service_name(view.state.catalogue(), service)), {}};
    for (std::size_t i = 0; i < count_of<Status>(); ++i) {
        const auto status = static_cast<Status>(i);
        const std::int64_t tickets = tickets_of(analytics, service, status);
        group.bars.push_back({tickets, tone_of(status).ink,
                              group.label + ", " + std::string(label(status)) + ": " + tickets_words(tickets),
                              queue_url(department.id, range, name_of(status), service)});
    }
    return group;
}

void services_table(View view, const std::vector<std::string>& services, const Analytics& analytics) {
    const TextStyle style = type::caption;
    if (narrow()) {
        begin_table("Tickets by service and status", {{"Service", 0}, {"Status", 0}, {"Tickets", 84}});
        std::size_t index = 0;
        for (const std::string& service : services)
            for (std::size_t i = 0; i < count_of<Status>(); ++i) {
                const auto status = static_cast<Status>(i);
                const std::int64_t tickets = tickets_of(analytics, service, status);
                if (tickets == 0) continue;
                begin_table_row(index++);
                text_cell(service_name(view.state.catalogue(), service), style);
                text_cell(label(status), style);
                text_cell(number_text(tickets), style.bold());
                end_table_row();
            }
        end_table();
        return;
    }
    constexpr float total_width = 64, service_width = 160;
    const float column = (available() - service_width - total_width) / static_cast<float>(count_of<Status>());
    std::vector<Column> columns{{"Service", service_width}};
    for (std::size_t i = 0; i < count_of<Status>(); ++i)
        columns.push_back({label(static_cast<Status>(i)), column});
    columns.push_back({"Total", total_width});
    begin_table("Tickets by service and status", columns, figures_row_height);
    for (std::size_t row_index = 0; row_index < services.size(); ++row_index) {
        begin_table_row(row_index);
        text_cell(service_name(view.state.catalogue(), services[row_index]), style);
        std::int64_t total = 0;
        for (std::size_t i = 0; i < count_of<Status>(); ++i) {
            const std::int64_t tickets = tickets_of(analytics, services[row_index], static_cast<Status>(i));
            total += tickets;
            text_cell(number_text(tickets), tickets == 0 ? style.in(Token::faint) : style);
        }
        text_cell(number_text(total), style.bold());
        end_table_row();
    }
    end_table();
}

void services_chart(View view, const Department& department, const AnalyticsRange& range,
                    const Analytics& analytics) {
    const std::vector<std::string> services = services_of(department, analytics);
    std::vector<BarGroup> groups;
    for (const std::string& service : services)
        groups.push_back(service_bars(view, department, range, analytics, service));
    card(card_padding(), [&] {
        chart_title("Service by status", view.state.analytics_form.services_table);
        row(24, gap::s, [] {
            for (std::size_t i = 0; i < count_of<Status>(); ++i) status_chip(static_cast<Status>(i));
        });
        if (narrow()) {
            // A chart of its own for each service: side by side, the bars would be too thin for a finger.
            for (const BarGroup& group : groups) bar_chart(group.label, 150, {group});
        } else {
            bar_chart("Service by status", 300, groups);
        }
        if (view.state.analytics_form.services_table) services_table(view, services, analytics);
    });
}

struct Week {
    std::string label, name;
    std::int64_t tickets = 0;
    AnalyticsRange range;
};

/// Weeks with their days. Those before the department's first ticket tell nothing.
std::vector<Week> weeks_of(const AnalyticsRange& range, const Analytics& analytics) {
    std::vector<Week> weeks;
    for (std::size_t i = 0; i < analytics.volume.size() && i + 1 < range.edges.size(); ++i) {
        if (range.from.empty() && weeks.empty() && analytics.volume[i] == 0) continue;
        const app::Day first = range.edges[i], last = range.edges[i + 1] - std::chrono::days(1);
        Week week;
        week.label = app::short_day(first);
        week.name =
            first == last ? app::long_day(first) : app::short_day(first) + " to " + app::long_day(last);
        week.tickets = analytics.volume[i];
        week.range.from = app::day_text(first);
        week.range.to = app::day_text(last);
        weeks.push_back(std::move(week));
    }
    return weeks;
}

void volume_chart(View view, const Department& department, const AnalyticsRange& range,
                  const Analytics& analytics) {
    const std::vector<Week> weeks = weeks_of(range, analytics);
    std::vector<BarGroup> groups;
    for (const Week& week : weeks)
        groups.push_back({week.label,
                          {{week.tickets, Token::accent, week.name + ": " + tickets_words(week.tickets),
                            queue_url(department.id, week.range, "all")}}});
    card(card_padding(), [&] {
        chart_title("Tickets per week", view.state.analytics_form.volume_table);
        bar_chart("Tickets per week", narrow() ? 180 : 220, groups);
        if (!view.state.analytics_form.volume_table) return;
        begin_table("Tickets opened per week", {{"Week", 0}, {"Tickets", 120}}, figures_row_height);
        for (std::size_t i = 0; i < weeks.size(); ++i) {
            begin_table_row(i);
            text_cell(weeks[i].name, type::caption);
            text_cell(number_text(weeks[i].tickets), type::caption.bold());
            end_table_row();
        }
        end_table();
    });
}

void export_link(View view, const Department& department, const AnalyticsRange& range,
                 const Analytics& analytics) {
    ListQueue request;
    request.department = department.id;
    request.opened = app::days_period(range.from, range.to, view.world);
    const PressStyle style{.disabled = analytics.total > max_exported};
    if (style.disabled)
        button("Export CSV", style);
    else
        link_button("Export CSV", app::export_url(request), style);
}

} // namespace

void analytics(View view) {
    const app::Route& route = view.state.route;
    const Department* department = own_department(view);
    if (!department) return not_found(view);
    const AnalyticsRange range = app::analytics_range(route, view.world);
    const auto& loaded = view.state.analytics;

    const std::string title = department->name + " analytics";
    if (loaded.value)
        page_title(title, press_width("Export CSV", {}),
                   [&] { export_link(view, *department, range, *loaded.value); });
    else
        page_title(title);
    range_bar(view, *department, range);
    when_loaded(view, loaded, "the figures", [&](const Analytics& analytics) {
        figures(view, *department, range, analytics);
        services_chart(view, *department, range, analytics);
        volume_chart(view, *department, range, analytics);
    });
}

} // namespace stu::screens
