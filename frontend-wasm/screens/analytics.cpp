// A department's figures, for its staff.

#include "frontend-wasm/screens/analytics_parts.hpp"

namespace stu::screens {

using namespace ui;
using app::AnalyticsRange;

namespace {

void range_bar(View view, app::page::Analytics& form, const Department& department,
               const AnalyticsRange& range) {
    const app::Route bare{app::Page::analytics, department.id, {}};
    const app::Route plain =
        range.against == app::usual_comparison ? bare : bare.with("against", range.against);
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

/// The same address with something else to compare with.
void comparison_bar(View view, const AnalyticsRange& range) {
    if (range.from.empty()) return; // there is nothing before all there is
    std::vector<Pill> pills;
    for (const app::RangePreset& preset : app::compared_presets)
        pills.push_back(
            {preset.words,
             app::url_of(view.state.route.with(
                 "against", preset.key == app::usual_comparison ? std::string_view() : preset.key)),
             range.against == preset.key});
    text(tr("Compare with"), type::small.bold().in(Token::muted));
    pill_links(tr("Compare with"), pills);
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
    comparison_bar(view, range);
    when_loaded(view, loaded, tr("the figures"), [&](const Analytics& analytics) {
        figure_cards(view, *department, range, analytics);
        promises_card(view, analytics);
        services_chart(view, page.services_table, *department, range, analytics);
        volume_chart(view, page.volume_table, *department, range, analytics);
        ages_chart(view, page.ages_table, *department, analytics);
        if (page.assignees) assignees_table(*page.assignees);
    });
}

} // namespace stu::screens
