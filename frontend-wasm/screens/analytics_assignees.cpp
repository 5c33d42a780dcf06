// How much each of a department does, which its head sees.

#include "frontend-wasm/screens/analytics_parts.hpp"

#include "frontend-wasm/ui/table.hpp"

namespace stu::screens {

using namespace ui;

namespace {

Words name_of_assignee(const AssigneeFigures& figures) {
    return figures.id.empty() ? Words(tr("Nobody")) : verbatim(figures.name);
}

Words open_of(const AssigneeFigures& figures) {
    if (figures.id.empty()) return verbatim("–");
    if (figures.open < most_counted_work) return number(figures.open);
    return tr("{count} or more", {{"count", figures.open}});
}

void as_lines(const ByAssignee& figures) {
    node("Assignees", NodeRole::details, [&] {
        stack(gap::s, [&] {
            for (const AssigneeFigures& each : figures.assignees)
                detail_line(name_of_assignee(each),
                            tr("{open} open, {closed} closed",
                               {{"open", open_of(each).text()}, {"closed", number(each.closed).text()}}));
        });
    });
}

void as_table(const ByAssignee& figures, float open_width, float closed_width) {
    begin_table(tr("Tickets by assignee"),
                {{tr("Assignee"), 0}, {tr("Open now"), open_width}, {tr("Closed"), closed_width}},
                figures_row_height);
    for (std::size_t i = 0; i < figures.assignees.size(); ++i) {
        const AssigneeFigures& each = figures.assignees[i];
        begin_table_row(i, cell_height(0, name_of_assignee(each), type::caption));
        paragraph_cell(name_of_assignee(each), type::caption);
        text_cell(open_of(each), type::caption.bold());
        text_cell(number(each.closed), type::caption.bold());
        end_table_row();
    }
    end_table();
}

} // namespace

void assignees_table(const ByAssignee& figures) {
    card(card_padding(), [&] {
        heading(2, tr("Tickets by assignee"), type::title);
        ColumnWidth open(tr("Open now"), figures_row_height), closed(tr("Closed"), figures_row_height);
        for (const AssigneeFigures& each : figures.assignees) {
            open.holds(open_of(each), type::caption.bold());
            closed.holds(number(each.closed), type::caption.bold());
        }
        if (available() - open.width() - closed.width() - 2 * gap::s < characters(fewest_characters))
            as_lines(figures);
        else
            as_table(figures, open.width(), closed.width());
    });
}

} // namespace stu::screens
