// What waits for a member of staff, what is nobody's, what is theirs: one line for each ticket.

#include "frontend-wasm/screens/parts.hpp"

#include "frontend-wasm/app/work_lists.hpp"
#include "frontend-wasm/screens/navigation.hpp"

namespace stu::screens {

using namespace ui;

namespace {

/// Of a subject with the beginning of what was said last, for a line to be worth it.
constexpr float line_characters = 44;
constexpr float most_of_name = 18;
constexpr Marked by_kind = tr("Filter by kind");
constexpr TextStyle quiet = type::caption.in(Token::muted);

Words counted(Marked name, std::int64_t count) {
    if (count >= most_counted_work)
        return tr("{which} {count} or more", {{"which", name}, {"count", most_counted_work}});
    return tr("{which} {count}", {{"which", name}, {"count", count}});
}

std::vector<Pill> kinds_of(const ListWork& shown, const std::vector<std::int64_t>& counts) {
    std::vector<Pill> pills;
    for (std::size_t i = 0; i < counts.size() && i < count_of<WaitKind>(); ++i) {
        const auto kind = static_cast<WaitKind>(i);
        pills.push_back({counted(app::wait_name(kind), counts[i]),
                         app::url_of(app::work_route(shown.list, kind)), kind == shown.kind});
    }
    return pills;
}

/// Where the navigation has no room for them.
std::vector<Pill> lists_beside(const ListWork& shown, const std::vector<std::int64_t>& counts) {
    std::vector<Pill> pills;
    for (std::size_t i = 0; i < counts.size() && i < count_of<WorkList>(); ++i) {
        const auto list = static_cast<WorkList>(i);
        pills.push_back({counted(app::work_title(list), counts[i]), app::url_of(app::work_route(list)),
                         list == shown.list});
    }
    return pills;
}

struct Line {
    View view;
    const TicketRow& ticket;

    bool waits() const { return ticket.work.waiting_ms > 0; }
    Words assignee() const {
        if (ticket.work.assignee_id.empty()) return tr("Nobody");
        return ticket.work.assignee_id == view.state.user()->id ? Words(tr("You"))
                                                                : verbatim(ticket.work.assignee);
    }
    TextStyle when_style() const {
        const bool late = waits() && ticket.work.waiting_ms < late_before_ms(view.world.now_ms());
        return late ? type::caption.bold().in(Token::no) : quiet;
    }
    Message since() const {
        return waits() ? view.world.relative_time(ticket.work.waiting_ms) : Message(tr("the student’s turn"));
    }
    Message exactly() const {
        return view.world.exact_time(waits() ? ticket.work.waiting_ms : ticket.updated_ms);
    }
    void chips() const {
        if (ticket.work.priority != Priority::normal) priority_chip(ticket.work.priority);
        if (ticket.answered)
            answered_chip();
        else
            status_chip(ticket.status);
    }
    float chips_width() const {
        return (ticket.work.priority != Priority::normal ? priority_chip_width(ticket.work.priority) + gap::s
                                                         : 0) +
               (ticket.answered ? answered_chip_width() : status_chip_width(ticket.status));
    }
};

struct LineWidths {
    float student, status, assignee, since;

    LineWidths(View view, const std::vector<TicketRow>& rows) {
        const float height = line_row_height();
        ColumnWidth students(tr("Student"), height), statuses(tr("Status"), height),
            assignees(tr("Assignee"), height), times(tr("Waiting"), height);
        for (const TicketRow& ticket : rows) {
            const Line line{view, ticket};
            students.holds(verbatim(ticket.student_name), type::body);
            statuses.holds(line.chips_width());
            assignees.holds(line.assignee(), quiet);
            times.holds(line.since(), line.when_style());
        }
        student = students.width(most_of_name);
        status = statuses.width();
        assignee = assignees.width(most_of_name);
        since = times.width();
    }
    bool fit(bool with_student) const {
        return available() - status - assignee - since - (with_student ? student : 0) >=
               characters(line_characters);
    }
};

void lines(View view, const WorkPage& work, const LineWidths& widths, const Words& name) {
    const bool with_student = widths.fit(true);
    std::vector<Column> columns{{tr("Subject"), 0}};
    if (with_student) columns.push_back({tr("Student"), widths.student});
    columns.push_back({tr("Status"), widths.status});
    columns.push_back({tr("Assignee"), widths.assignee});
    columns.push_back({tr("Waiting"), widths.since});
    begin_table(name, columns, line_row_height(), place_of(work.page).extent);
    for (std::size_t i = 0; i < work.page.rows.size(); ++i) {
        const TicketRow& ticket = work.page.rows[i];
        const Line line{view, ticket};
        begin_table_row(i, 0, ticket.number);
        row_link_line_cell(verbatim(ticket.subject), verbatim(ticket.work.last_words),
                           "/tickets/" + ticket.number, ticket.work.unread);
        if (with_student) text_cell(verbatim(ticket.student_name), type::body);
        cell([&] { line.chips(); });
        text_cell(line.assignee(), quiet);
        time_cell(line.since(), line.exactly(), line.when_style());
        end_table_row();
    }
    end_table();
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
    }
}

} // namespace

void work(View view, const app::page::Work& page) {
    const ListWork shown = app::work_request(view.state.route);
    const Words title = app::work_title(shown.list);
    const bool beside = !narrow() && page.loaded.value && !page.loaded.value->kinds.empty();
    if (beside) {
        const std::vector<Pill> kinds = kinds_of(shown, page.loaded.value->kinds);
        float width = gap::s * static_cast<float>(kinds.size() - 1);
        for (const Pill& each : kinds) width += pill_width(each.words);
        page_title(title, width, [&] { pill_links(by_kind, kinds); });
    } else {
        page_title(title);
    }
    when_loaded(view, page.loaded, tr("the list"), [&](const WorkPage& work) {
        if (navigation_for(view.state) == Navigation::tabs)
            pill_links(tr("Lists"), lists_beside(shown, work.lists));
        if (!beside && !work.kinds.empty()) pill_links(by_kind, kinds_of(shown, work.kinds));
        if (work.page.rows.empty()) return card(card_padding(), [&] { nothing(shown.list, shown.kind); });
        const LineWidths widths(view, work.page.rows);
        if (widths.fit(false)) {
            card(0, [&] { lines(view, work, widths, title); });
        } else {
            const auto list = [&] {
                ticket_list(view, title, work.page.rows, ListFor::staff,
                            place_of(work.page, QueueOrder::longest_unchanged_first));
            };
            if (ticket_list_is_cards(view, work.page.rows, ListFor::staff))
                list();
            else
                card(0, list);
        }
        pager(work.page, view.state.route);
    });
}

} // namespace stu::screens
