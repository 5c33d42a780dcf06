// A department's figures in charts, each with its table.

#include "frontend-wasm/screens/analytics_parts.hpp"

#include "frontend-wasm/ui/chart.hpp"
#include "frontend-wasm/ui/table.hpp"

#include <algorithm>
#include <array>

namespace stu::screens {

using namespace ui;
using app::AnalyticsRange;

namespace {

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
                              figure_queue_url(department.id, range, name_of(status), service)});
    }
    return group;
}

bool is_any_in(const BarGroup& group) {
    return std::any_of(group.bars.begin(), group.bars.end(), [](const Bar& bar) { return bar.value > 0; });
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

} // namespace

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
            for (const BarGroup& group : groups)
                if (is_any_in(group)) bar_chart(group.label, 150, {group});
        if (as_table) services_table(view, services, analytics);
    });
}

namespace {

/// A bar with the days that it counts.
struct Span {
    Words label;
    Message name;
    std::int64_t tickets = 0;
    AnalyticsRange range;
};

/// Weeks with their days. Those before the department's first ticket tell nothing.
std::vector<Span> weeks_of(const AnalyticsRange& range, const Analytics& analytics) {
    std::vector<Span> weeks;
    for (std::size_t i = 0; i < analytics.volume.size() && i + 1 < range.edges.size(); ++i) {
        if (range.from.empty() && weeks.empty() && analytics.volume[i] == 0) continue;
        const app::Day first = range.edges[i], last = range.edges[i + 1] - std::chrono::days(1);
        Span week;
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

/// Each with its days; the oldest first.
std::vector<Span> ages_of(View view, const Analytics& analytics) {
    const app::Day today = app::parse_day(view.world.day_of(view.world.now_ms())).value_or(app::Day{});
    const std::vector<app::Day> edges = app::age_edges(today);
    struct Name {
        Marked label, whole;
    };
    constexpr std::array<Name, 5> names{{{tr("Older"), tr("Over four weeks")},
                                         {tr("4 weeks"), tr("Up to four weeks")},
                                         {tr("1 week"), tr("Up to a week")},
                                         {tr("3 days"), tr("Up to three days")},
                                         {tr("Today"), tr("Today")}}};
    std::vector<Span> ages;
    for (std::size_t i = 0; i < analytics.ages.size() && i < names.size(); ++i) {
        Span age{names[i].label, names[i].whole, analytics.ages[i], {}};
        if (i > 0) age.range.from = app::day_text(edges[i - 1]);
        if (i < edges.size()) age.range.to = app::day_text(edges[i] - std::chrono::days(1));
        ages.push_back(std::move(age));
    }
    return ages;
}

/// What a chart of spans says of itself, and in its table.
struct SpanWords {
    Marked title, table, column;
};

/// One bar for each span, which leads to the tickets of that `status` that it counts.
void spans_chart(View view, const SpanWords& words, app::Foldable table, bool as_table,
                 const Department& department, const std::vector<Span>& spans, std::string_view status) {
    std::vector<BarGroup> groups;
    for (const Span& span : spans)
        groups.push_back(
            {span.label,
             {{span.tickets, Token::accent,
               tr("{when}: {tickets}", {{"when", span.name}, {"tickets", tickets_words(span.tickets)}}),
               figure_queue_url(department.id, span.range, status)}}});
    card(card_padding(), [&] {
        chart_title(view, words.title, table, as_table);
        bar_chart(words.title, narrow() ? 180 : 220, groups);
        if (!as_table) return;
        std::vector<std::pair<Words, std::int64_t>> lines;
        for (const Span& span : spans) lines.emplace_back(span.name, span.tickets);
        figures_table(words.table, words.column, lines);
    });
}

} // namespace

void volume_chart(View view, bool as_table, const Department& department, const AnalyticsRange& range,
                  const Analytics& analytics) {
    constexpr SpanWords words{tr("Tickets per week"), tr("Tickets opened per week"), tr("Week")};
    spans_chart(view, words, app::Foldable::volume_table, as_table, department, weeks_of(range, analytics),
                "all");
}

void ages_chart(View view, bool as_table, const Department& department, const Analytics& analytics) {
    constexpr SpanWords words{tr("Open tickets by age"),
                              tr("Open tickets by the time since they were opened"), tr("Age")};
    spans_chart(view, words, app::Foldable::ages_table, as_table, department, ages_of(view, analytics), "");
}

} // namespace stu::screens
