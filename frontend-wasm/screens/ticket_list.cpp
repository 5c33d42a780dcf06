// A list of tickets: a table where its columns can be read, rows of two lines where fewer fit, cards below
// that. What the words of this very list need decides, not the kind of device.

#include "frontend-wasm/screens/due.hpp"
#include "frontend-wasm/screens/parts.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

namespace {

/// Of a subject, for a table or a row of two lines to be worth it.
constexpr float subject_characters = 26;
/// Of a name: what is longer ends in dots.
constexpr float name_characters = 22;

struct List {
    View view;
    Words name;
    const std::vector<TicketRow>& rows;
    ListFor reader;
    const ListPlace& place;

    Message date(const TicketRow& ticket) const { return place.moment_in_words(view, ticket); }
    Message exact(const TicketRow& ticket) const { return view.world.exact_time(place.moment(ticket)); }
    bool is_answered(const TicketRow& ticket) const { return reader == ListFor::staff && ticket.answered; }
    bool is_marked(const TicketRow& ticket) const {
        return reader == ListFor::staff && ticket.work.priority != Priority::normal;
    }
    /// Where the times do not say so.
    bool has_due_chip() const { return view.state.is_staff() && place.by != ListPlace::By::wait; }
    TextStyle date_style(const TicketRow& ticket) const {
        const TextStyle usual = type::caption.in(Token::muted);
        return view.state.is_staff() && place.by == ListPlace::By::wait
                   ? due_style(view, ticket.work.due, usual)
                   : usual;
    }
    /// What stands beside a ticket. For staff an answer says more than the status that it came in.
    void chips(const TicketRow& ticket) const {
        if (has_due_chip()) due_chip(view, ticket.work.due);
        if (is_marked(ticket)) priority_chip(ticket.work.priority);
        if (is_answered(ticket))
            answered_chip();
        else
            ticket_chip(ticket.status, ticket.withdrawn);
    }
    float chips_width(const TicketRow& ticket) const {
        const float due = has_due_chip() ? due_chip_width(view, ticket.work.due) : 0;
        return (due > 0 ? due + gap::s : 0) +
               (is_marked(ticket) ? priority_chip_width(ticket.work.priority) + gap::s : 0) +
               (is_answered(ticket) ? answered_chip_width()
                                    : ticket_chip_width(ticket.status, ticket.withdrawn));
    }
    std::string service(const TicketRow& ticket) const {
        return std::string(service_name(view.state.catalogue(), ticket.service));
    }
    /// What stands below the subject where number and student have no columns of their own.
    std::string about(const TicketRow& ticket) const {
        std::string words = (reader == ListFor::staff ? ticket.student_name : service(ticket)) + " · " +
                            ticket.number +
                            (ticket.work.assignee.empty() ? "" : " · " + ticket.work.assignee);
        if (view.world.appearance().shows(app::ListColumn::tags))
            for (const std::string& tag : ticket.work.tags) words += " · " + tag;
        return words;
    }
};

constexpr TextStyle small_words = type::caption.in(Token::muted);

/// What the columns of a list need, beside the subject.
struct Widths {
    float number, student, status, date;

    explicit Widths(const List& list) {
        ColumnWidth numbers(tr("Number")), students(tr("Student")), statuses(tr("Status")),
            dates(list.place.name());
        for (const TicketRow& ticket : list.rows) {
            numbers.holds(verbatim(ticket.number), small_words);
            students.holds(verbatim(ticket.student_name), type::body);
            statuses.holds(list.chips_width(ticket));
            dates.holds(list.date(ticket), list.date_style(ticket));
        }
        number = numbers.width();
        student = list.reader == ListFor::staff ? students.width(name_characters) : 0;
        status = statuses.width();
        date = dates.width();
    }
    float beside_subject(bool whole) const { return status + date + (whole ? number + student : 0); }
};

bool fits(float beside_subject) {
    return available() - beside_subject >= ColumnWidth(Words()).holds(characters(subject_characters)).width();
}

void table(const List& list, const Widths& widths, bool whole) {
    const bool student = whole && list.reader == ListFor::staff;
    std::vector<Column> columns{{tr("Subject"), 0}};
    if (whole) columns.insert(columns.begin(), {tr("Number"), widths.number});
    if (student) columns.push_back({tr("Student"), widths.student});
    columns.push_back({tr("Status"), widths.status});
    columns.push_back({list.place.name(), widths.date, list.place.sorted()});
    begin_table(list.name, columns, table_row_height, list.place.extent);
    for (std::size_t i = 0; i < list.rows.size(); ++i) {
        const TicketRow& ticket = list.rows[i];
        begin_table_row(i, 0, ticket.number);
        if (whole) text_cell(verbatim(ticket.number), small_words);
        row_link_cell(verbatim(ticket.subject),
                      verbatim_copy(whole ? list.service(ticket) : list.about(ticket)),
                      "/tickets/" + ticket.number);
        if (student) text_cell(verbatim(ticket.student_name), type::body);
        cell([&] { list.chips(ticket); });
        time_cell(list.date(ticket), list.exact(ticket), list.date_style(ticket));
        end_table_row();
    }
    end_table();
}

/// The time by which the list is sorted, by its name.
Message named(const ListPlace& place, const TicketRow& ticket, const Message& time) {
    if (place.says_due(ticket)) return time;
    switch (place.by) {
    case ListPlace::By::opened: return tr("Opened {time}", {{"time", time}});
    case ListPlace::By::change: return tr("Last change {time}", {{"time", time}});
    case ListPlace::By::wait: break;
    }
    return tr("Waiting: {time}", {{"time", time}});
}

void ticket_card(const List& list, const TicketRow& ticket) {
    const std::size_t item = tree().add(id_of("item", NodeRole::list_item), NodeRole::list_item,
                                        {cursor_x(), cursor_y(), available(), 0});
    tree().open(item);
    const float before = cursor_y();
    const std::string href = "href=/tickets/" + ticket.number;
    const std::size_t link = tree().add(
        id_of(ticket.subject, NodeRole::link), NodeRole::link, {cursor_x(), before, available(), 0},
        {.name = verbatim(ticket.subject), .attributes = href + "\nlook=cover"});
    card(card_padding(), [&] {
        stack(6, [&] {
            unspoken_text(verbatim(ticket.subject), type::body.bold());
            text(verbatim_copy(list.about(ticket)), type::small.in(Token::faint));
            if (!ticket.work.last_words.empty())
                text_line(verbatim(ticket.work.last_words), type::caption.in(Token::muted), available());
            row(24, gap::s, [&] {
                list.chips(ticket);
                const Words when = named(list.place, ticket, list.date(ticket));
                const float wanted = text_width(when, list.date_style(ticket));
                if (wanted > available()) break_row();
                flush_right(std::min(wanted, available()));
                time_text(when, named(list.place, ticket, list.exact(ticket)), list.date_style(ticket));
            });
        });
    });
    const float height = cursor_y() - before - gap::m;
    tree().set_height(link, height);
    tree().set_height(item, height);
    tree().close();
}

void cards(const List& list) {
    node(list.name.id(), NodeRole::list,
         [&] {
             stack(gap::m, [&] {
                 for (const TicketRow& ticket : list.rows)
                     keyed(std::string_view(ticket.number), [&] { ticket_card(list, ticket); });
             });
         },
         {.name = list.name});
}

} // namespace

Marked ListPlace::name() const {
    switch (by) {
    case By::opened: return tr("Opened");
    case By::change: return tr("Last change");
    case By::wait: return tr("Waiting");
    }
    return {};
}

bool ListPlace::says_due(const TicketRow& ticket) const {
    return app::has_staff_part() && by == By::wait && is_promised(ticket.work.due);
}

std::int64_t ListPlace::moment(const TicketRow& ticket) const {
    if (says_due(ticket)) return ticket.work.due.at_ms;
    if (by == By::opened) return ticket.created_ms;
    return by == By::wait && ticket.work.waiting_ms > 0 ? ticket.work.waiting_ms : ticket.updated_ms;
}

Message ListPlace::moment_in_words(View view, const TicketRow& ticket) const {
    if (says_due(ticket)) return due_in_words(view, ticket.work.due);
    if (by == By::wait && ticket.work.waiting_ms == 0) return tr("the student’s turn");
    return view.world.relative_time(moment(ticket));
}

ListPlace place_of(const TicketPage& page, QueueOrder order) {
    if (order == QueueOrder::longest_wait_first) return place_by_wait(page);
    return {order == QueueOrder::longest_unchanged_first ? ListPlace::By::change : ListPlace::By::opened,
            order == QueueOrder::newest_first,
            {page.first, page.more_than_total ? -1 : page.total}};
}

ListPlace place_by_wait(const TicketPage& page) {
    return {ListPlace::By::wait, false, {page.first, page.more_than_total ? -1 : page.total}};
}

bool ticket_list_is_cards(View view, const std::vector<TicketRow>& rows, ListFor reader,
                          const ListPlace& place) {
    return !fits(Widths({view, {}, rows, reader, place}).beside_subject(false));
}

void ticket_list(View view, const Words& name, const std::vector<TicketRow>& rows, ListFor reader,
                 const ListPlace& place) {
    const List list{view, name, rows, reader, place};
    const Widths widths(list);
    if (const bool whole = fits(widths.beside_subject(true)); whole || fits(widths.beside_subject(false)))
        table(list, widths, whole);
    else
        cards(list);
}

} // namespace stu::screens
