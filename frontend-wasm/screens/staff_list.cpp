#include "frontend-wasm/screens/staff_list.hpp"

#include "frontend-wasm/screens/bulk.hpp"
#include "frontend-wasm/screens/due.hpp"
#include "frontend-wasm/screens/routing.hpp"

namespace stu::screens {

using namespace ui;

namespace {

/// Of a subject with the beginning of what was said last, for a line to be worth it.
constexpr float line_characters = 44;
constexpr float most_of_name = 18, most_of_tags = 22;
constexpr TextStyle quiet = type::caption.in(Token::muted);

float row_height(View view) {
    return view.world.appearance().compact ? compact_row_height() : line_row_height();
}

struct Line {
    View view;
    const TicketRow& ticket;
    const ListPlace& place;

    Words assignee() const {
        if (ticket.work.assignee_id.empty()) return tr("Nobody");
        return ticket.work.assignee_id == view.state.user()->id ? Words(tr("You"))
                                                                : verbatim(ticket.work.assignee);
    }
    Words service() const {
        return verbatim_copy(std::string(service_name(view.state.catalogue(), ticket.service)));
    }
    TextStyle when_style() const {
        return place.by == ListPlace::By::wait ? due_style(view, ticket.work.due, quiet) : quiet;
    }
    /// Where the column of times does not say so.
    bool has_due_chip() const { return place.by != ListPlace::By::wait; }
    Message when() const { return place.moment_in_words(view, ticket); }
    Message exactly() const { return view.world.exact_time(place.moment(ticket)); }
    void chips() const {
        if (has_due_chip()) due_chip(view, ticket.work.due);
        if (ticket.work.priority != Priority::normal) priority_chip(ticket.work.priority);
        if (ticket.answered)
            answered_chip();
        else
            status_chip(ticket.status);
    }
    float chips_width() const {
        const float due = has_due_chip() ? due_chip_width(view, ticket.work.due) : 0;
        return (due > 0 ? due + gap::s : 0) +
               (ticket.work.priority != Priority::normal ? priority_chip_width(ticket.work.priority) + gap::s
                                                         : 0) +
               (ticket.answered ? answered_chip_width() : status_chip_width(ticket.status));
    }
};

/// Of the columns beside the subject; 0 = not shown. Those that were chosen make way, the last first, where
/// they would leave too little of the subject.
struct LineWidths {
    float student = 0, service = 0, status = 0, assignee = 0, when = 0, tags = 0;

    LineWidths(View view, const TicketPage& page, const ListPlace& place) {
        const float height = row_height(view);
        ColumnWidth students(tr("Student"), height), services(tr("Service"), height),
            statuses(tr("Status"), height), assignees(tr("Assignee"), height), times(place.name(), height),
            tagged(tr("Tags"), height);
        bool any_tags = false;
        for (const TicketRow& ticket : page.rows) {
            const Line line{view, ticket, place};
            students.holds(verbatim(ticket.student_name), type::body);
            services.holds(line.service(), quiet);
            statuses.holds(line.chips_width());
            assignees.holds(line.assignee(), quiet);
            times.holds(line.when(), line.when_style());
            tagged.holds(tag_chips_width(ticket.work.tags));
            any_tags = any_tags || !ticket.work.tags.empty();
        }
        status = statuses.width();
        when = times.width();
        const app::Appearance chosen = view.world.appearance();
        const auto add = [&](app::ListColumn column, float& width, const ColumnWidth& wanted) {
            if (chosen.shows(column) && left() - wanted.width(most_of_name) >= characters(line_characters))
                width = wanted.width(most_of_name);
        };
        add(app::ListColumn::assignee, assignee, assignees);
        add(app::ListColumn::student, student, students);
        add(app::ListColumn::service, service, services);
        const float wanted = tagged.width(most_of_tags);
        if (any_tags && chosen.shows(app::ListColumn::tags) && left() - wanted >= characters(line_characters))
            tags = wanted;
    }
    float left() const {
        return available() - box_column - student - service - status - assignee - when - tags;
    }
    bool fit(View view) const {
        return left() >= characters(line_characters) &&
               (assignee > 0 || !view.world.appearance().shows(app::ListColumn::assignee));
    }
};

void lines(View view, const Words& name, const TicketPage& page, const ListPlace& place,
           const LineWidths& widths) {
    std::vector<Column> columns{{tr("Chosen"), box_column, Sorted::no, true}, {tr("Subject"), 0}};
    if (widths.student > 0) columns.push_back({tr("Student"), widths.student});
    if (widths.service > 0) columns.push_back({tr("Service"), widths.service});
    columns.push_back({tr("Status"), widths.status});
    if (widths.tags > 0) columns.push_back({tr("Tags"), widths.tags});
    if (widths.assignee > 0) columns.push_back({tr("Assignee"), widths.assignee});
    columns.push_back({place.name(), widths.when, place.sorted()});
    begin_table(name, columns, row_height(view), place.extent);
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        const TicketRow& ticket = page.rows[i];
        const Line line{view, ticket, place};
        begin_table_row(i, 0, ticket.number);
        ticket_box(view, ticket);
        row_link_line_cell(verbatim(ticket.subject), verbatim(ticket.work.last_words),
                           "/tickets/" + ticket.number, ticket.work.unread);
        if (widths.student > 0) text_cell(verbatim(ticket.student_name), type::body);
        if (widths.service > 0) text_cell(line.service(), quiet);
        cell([&] { line.chips(); });
        if (widths.tags > 0) cell([&] { tag_chips(ticket.work.tags, available()); });
        if (widths.assignee > 0) text_cell(line.assignee(), quiet);
        time_cell(line.when(), line.exactly(), line.when_style());
        end_table_row();
    }
    end_table();
}

} // namespace

bool staff_list_is_cards(View view, const TicketPage& page, const ListPlace& place) {
    return !LineWidths(view, page, place).fit(view) &&
           ticket_list_is_cards(view, page.rows, ListFor::staff, place);
}

void staff_list(View view, const Words& name, const TicketPage& page, const ListPlace& place) {
    left_tickets(view);
    const LineWidths widths(view, page, place);
    if (widths.fit(view)) return card(0, [&] { lines(view, name, page, place, widths); });
    if (const app::Bulk* bulk = app::chosen_here(view.state); bulk && bulk->choosing)
        return choice_list(view, page);
    choice_button(view);
    const auto list = [&] { ticket_list(view, name, page.rows, ListFor::staff, place); };
    if (ticket_list_is_cards(view, page.rows, ListFor::staff, place))
        list();
    else
        card(0, list);
}

} // namespace stu::screens
