// A department's figures, for its staff.

#include "frontend-wasm/screens/parts.hpp"

#include "frontend-wasm/ui/chart.hpp"
#include "frontend-wasm/ui/table.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;
using app::AnalyticsRange;

namespace {

Message tickets_words(std::int64_t number) { return trn("{count} ticket", "{count} tickets", number); }

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

void range_bar(View view, app::page::Analytics& form, const Department& department,
               const AnalyticsRange& range) {
    const app::Route plain{app::Page::analytics, department.id, {}};
    node("Span of time", NodeRole::navigation,
         [&] {
             row(small_height(), gap::s, [&] {
                 for (const app::RangePreset& preset : app::range_presets) {
                     const bool usual = preset.key == app::usual_range;
                     pill_link(preset.words, app::url_of(usual ? plain : plain.with("range", preset.key)),
                               range.preset == preset.key);
                 }
             });
         },
         {.name = tr("Span of time")});
    if (begin_form(tr("Days"))) view.out.push_back(app::intent::SubmitAnalyticsRange{});
    const float date = date_field_width();
    stack(gap::l, 3 * date, [&] {
        lines_of_pieces({{date, true,
                          [&](bool) {
                              date_field({.label = tr("Opened from"),
                                          .error = message_for(form.errors, "opened_from_ms")},
                                         form.from);
                          }},
                         {date, true,
                          [&](bool) {
                              date_field({.label = tr("Opened until"),
                                          .error = message_for(form.errors, "opened_before_ms")},
                                         form.to);
                          }},
                         {press_width(tr("Apply"), {}), narrow(),
                          [&](bool first) {
                              if (!first) space(label_height()); // beside the fields, below their labels
                              submit_button(tr("Apply"), {.wide = true});
                          }}},
                        gap::m);
        refusals(form.errors);
    });
    end_form();
}

// --- the figures in numbers

struct Figure {
    Words name, value, below;
    std::string href; ///< where the line below leads; empty = nowhere
};

/// A number is large, words are not.
TextStyle figure_style(const Figure& figure) {
    constexpr std::size_t longest_number = 13;
    return figure.value.text().size() > longest_number ? TextStyle{15, 20, true} : TextStyle{24, 40, true};
}

/// Wide enough for the words of the most requested service.
constexpr float figure_characters = 24;

/// What a card of figures says takes this much room in one of that width; all of a line are as high.
float figure_height(const Figure& figure, float width) {
    const TextStyle below = type::small.bold();
    const auto lines = [&](const Words& words, const TextStyle& style) {
        return paragraph(words, style, width).height;
    };
    return lines(figure.name, type::caption) + lines(figure.value, figure_style(figure)) +
           std::max(lines(figure.below, below), figure.href.empty() ? 0.0f : link_height());
}

void figure_card(const Figure& figure, float height) {
    card(card_padding(), [&] {
        const float x = cursor_x(), y = cursor_y(), width = available();
        begin_column(x, y, width, 0);
        text(figure.name, type::caption.in(Token::muted));
        text(figure.value, figure_style(figure));
        row(figure.href.empty() ? type::small.line : link_height(), 0, [&] {
            if (figure.href.empty())
                text(figure.below, type::small.bold().in(Token::muted));
            else
                link(figure.below, figure.href, type::small.bold().in(Token::accent));
        });
        end_column();
        place(0, height);
    });
}

Figure timing_figure(Marked name, const Timing& timing, Marked none) {
    if (timing.tickets == 0) return {name, verbatim("–"), none, {}};
    return {tr("{figure}, median", {{"figure", name}}),
            duration_text(timing.median),
            tr("9 in 10 within {time}", {{"time", duration_text(timing.ninth_decile)}}),
            {}};
}

void figures(View view, const Department& department, const AnalyticsRange& range,
             const Analytics& analytics) {
    std::int64_t most = 0;
    for (const ServiceCount& count : analytics.services)
        if (count.service == analytics.most_requested) most += count.tickets;
    const bool any = analytics.total > 0;
    const std::vector<Figure> cards{
        {tr("Tickets"), number(analytics.total), tr("{count} open", {{"count", analytics.open}}),
         any ? queue_url(department.id, range, "") : ""},
        timing_figure(tr("First response"), analytics.first_response, tr("No response yet")),
        timing_figure(tr("Resolution"), analytics.resolution, tr("Nothing closed yet")),
        {tr("Most requested"),
         verbatim(any ? service_name(view.state.catalogue(), analytics.most_requested) : "–"),
         tickets_words(most), any ? queue_url(department.id, range, "all", analytics.most_requested) : ""}};
    const float between = narrow() ? gap::m : gap::l;
    std::size_t columns = columns_of(characters(figure_characters), between, cards.size());
    if (columns == 3) columns = 2; // of four, none stands alone
    const float width =
        (available() - between * static_cast<float>(columns - 1)) / static_cast<float>(columns) -
        2 * card_padding();
    float height = 0;
    for (const Figure& figure : cards) height = std::max(height, figure_height(figure, width));
    grid(columns, between, cards.size(),
         [&](std::size_t i) { keyed(static_cast<std::int64_t>(i), [&] { figure_card(cards[i], height); }); });
}

// --- charts, each with its table

/// Words and a number in each line; words that need more than one line take it.
void figures_table(const Words& name, const Words& words_title,
                   const std::vector<std::pair<Words, std::int64_t>>& lines) {
    ColumnWidth numbers(tr("Tickets"), figures_row_height);
    for (const auto& line : lines) numbers.holds(number(line.second), type::caption.bold());
    if (available() - numbers.width() - 2 * gap::s < characters(fewest_characters)) {
        node(name.id(), NodeRole::details, [&] {
            stack(gap::s, [&] {
                for (const auto& line : lines) detail_line(line.first, number(line.second));
            });
        });
        return;
    }
    begin_table(name, {{words_title, 0}, {tr("Tickets"), numbers.width()}}, figures_row_height);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        begin_table_row(i, cell_height(0, lines[i].first, type::caption));
        paragraph_cell(lines[i].first, type::caption);
        text_cell(number(lines[i].second), type::caption.bold());
        end_table_row();
    }
    end_table();
}

/// The chart's title with the button that unfolds its table.
void chart_title(View view, const Words& title, app::Foldable table, bool table_shown) {
    row(small_height(), gap::m, [&] {
        heading(2, title, type::title);
        const Words name = tr("Show as table: {chart}", {{"chart", title.text()}});
        const PressStyle style{.small = true,
                               .fold = table_shown ? PressStyle::Fold::unfolded : PressStyle::Fold::folded,
                               .name = name};
        flush_right(std::min(press_width(tr("Show as table"), style), available()));
        keyed(title.id(), [&] {
            if (button(tr("Show as table"), style)) view.out.push_back(app::intent::Fold{table});
        });
    });
}

BarGroup service_bars(View view, const Department& department, const AnalyticsRange& range,
                      const Analytics& analytics, const std::string& service) {
    BarGroup group{verbatim(service_name(view.state.catalogue(), service)), {}};
    for (const Status status : all<Status>()) {
        const std::int64_t tickets = tickets_of(analytics, service, status);
        group.bars.push_back({tickets, tone_of(status).ink,
                              tr("{service}, {status}: {tickets}", {{"service", group.label.text()},
                                                                    {"status", label(status)},
                                                                    {"tickets", tickets_words(tickets)}}),
                              queue_url(department.id, range, name_of(status), service)});
    }
    return group;
}

constexpr Marked services_table_name = tr("Tickets by service and status");

/// A column for each status, where the words of all of them can be read.
void wide_services_table(View view, const std::vector<std::string>& services, const Analytics& analytics,
                         float service_width, float status_width) {
    const TextStyle style = type::caption;
    const float total_width =
        available() - service_width - status_width * static_cast<float>(count_of<Status>());
    std::vector<Column> columns{{tr("Service"), service_width}};
    for (const Status status : all<Status>()) columns.push_back({label(status), status_width});
    columns.push_back({tr("Total"), total_width});
    begin_table(services_table_name, columns, figures_row_height);
    for (std::size_t row_index = 0; row_index < services.size(); ++row_index) {
        begin_table_row(row_index);
        text_cell(verbatim(service_name(view.state.catalogue(), services[row_index])), style);
        std::int64_t total = 0;
        for (const Status status : all<Status>()) {
            const std::int64_t tickets = tickets_of(analytics, services[row_index], status);
            total += tickets;
            text_cell(number(tickets), tickets == 0 ? style.in(Token::faint) : style);
        }
        text_cell(number(total), style.bold());
        end_table_row();
    }
    end_table();
}

void services_table(View view, const std::vector<std::string>& services, const Analytics& analytics) {
    constexpr float service_width = 160, total_width = 64;
    float status_width = 0;
    for (const Status status : all<Status>())
        status_width = std::max(status_width, longest_word(Words(label(status)), table_title_style));
    status_width += 2 * gap::s;
    if (service_width + status_width * static_cast<float>(count_of<Status>()) + total_width <= available())
        return wide_services_table(view, services, analytics, service_width, status_width);
    std::vector<std::pair<Words, std::int64_t>> lines;
    for (const std::string& service : services)
        for (const Status status : all<Status>()) {
            if (const std::int64_t tickets = tickets_of(analytics, service, status); tickets > 0)
                lines.emplace_back(
                    tr("{service}, {status}", {{"service", service_name(view.state.catalogue(), service)},
                                               {"status", label(status)}}),
                    tickets);
        }
    figures_table(services_table_name, tr("Service, status"), lines);
}

void services_chart(View view, bool as_table, const Department& department, const AnalyticsRange& range,
                    const Analytics& analytics) {
    const std::vector<std::string> services = services_of(department, analytics);
    std::vector<BarGroup> groups;
    for (const std::string& service : services)
        groups.push_back(service_bars(view, department, range, analytics, service));
    card(card_padding(), [&] {
        chart_title(view, tr("Service by status"), app::Foldable::services_table, as_table);
        row(24, gap::s, [] {
            for (const Status status : all<Status>()) status_chip(status);
        });
        // Side by side while no word of their names has to be broken; else one below the other.
        float widest = 0;
        for (const BarGroup& group : groups)
            widest = std::max(widest, longest_word(group.label, type::small));
        if (columns_of(widest + gap::xs, 0, groups.size()) == groups.size())
            bar_chart(tr("Service by status"), 300, groups);
        else
            for (const BarGroup& group : groups) bar_chart(group.label, 150, {group});
        if (as_table) services_table(view, services, analytics);
    });
}

struct Week {
    Words label;
    Message name;
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
        week.name = first == last ? app::long_day(first)
                                  : tr("{first} to {last}",
                                       {{"first", app::short_day(first)}, {"last", app::long_day(last)}});
        week.tickets = analytics.volume[i];
        week.range.from = app::day_text(first);
        week.range.to = app::day_text(last);
        weeks.push_back(std::move(week));
    }
    return weeks;
}

void volume_chart(View view, bool as_table, const Department& department, const AnalyticsRange& range,
                  const Analytics& analytics) {
    const std::vector<Week> weeks = weeks_of(range, analytics);
    std::vector<BarGroup> groups;
    for (const Week& week : weeks)
        groups.push_back(
            {week.label,
             {{week.tickets, Token::accent,
               tr("{when}: {tickets}", {{"when", week.name}, {"tickets", tickets_words(week.tickets)}}),
               queue_url(department.id, week.range, "all")}}});
    card(card_padding(), [&] {
        chart_title(view, tr("Tickets per week"), app::Foldable::volume_table, as_table);
        bar_chart(tr("Tickets per week"), narrow() ? 180 : 220, groups);
        if (!as_table) return;
        std::vector<std::pair<Words, std::int64_t>> lines;
        for (const Week& week : weeks) lines.emplace_back(week.name, week.tickets);
        figures_table(tr("Tickets opened per week"), tr("Week"), lines);
    });
}

void export_link(View view, const Department& department, const AnalyticsRange& range,
                 const Analytics& analytics) {
    ListQueue request;
    request.department = department.id;
    request.opened = app::days_period(range.from, range.to, view.world);
    const PressStyle style{.disabled = analytics.total > max_exported};
    if (style.disabled)
        button(tr("Export CSV"), style);
    else
        link_button(tr("Export CSV"), app::export_url(request), style);
}

} // namespace

void analytics(View view, app::page::Analytics& page) {
    const app::Route& route = view.state.route;
    const Department* department = own_department(view);
    if (!department) return not_found(view);
    const AnalyticsRange range = app::analytics_range(route, view.world);
    const auto& loaded = page.loaded;

    const Words title = tr("{department} analytics", {{"department", department->name}});
    if (loaded.value)
        page_title(title, press_width(tr("Export CSV"), {}),
                   [&] { export_link(view, *department, range, *loaded.value); });
    else
        page_title(title);
    range_bar(view, page, *department, range);
    when_loaded(view, loaded, tr("the figures"), [&](const Analytics& analytics) {
        figures(view, *department, range, analytics);
        services_chart(view, page.services_table, *department, range, analytics);
        volume_chart(view, page.volume_table, *department, range, analytics);
    });
}

} // namespace stu::screens
