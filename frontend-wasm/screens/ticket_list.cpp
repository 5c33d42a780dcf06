// A list of tickets: a table where its columns can be read, rows of two lines where fewer fit, cards below
// that. What the words of this very list need decides, not the kind of device.

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

    bool by_change() const { return place.order == QueueOrder::longest_unchanged_first; }
    Marked date_name() const { return by_change() ? tr("Last change") : tr("Opened"); }
    Message date(const TicketRow& ticket) const {
        return view.world.relative_time(by_change() ? ticket.updated_ms : ticket.created_ms);
    }
    Message exact(const TicketRow& ticket) const {
        return view.world.exact_time(by_change() ? ticket.updated_ms : ticket.created_ms);
    }
    bool is_answered(const TicketRow& ticket) const { return reader == ListFor::staff && ticket.answered; }
    /// What stands beside a ticket.
    void chips(const TicketRow& ticket) const {
        ticket_chip(ticket.status, ticket.withdrawn);
        if (is_answered(ticket)) answered_chip();
    }
    float chips_width(const TicketRow& ticket) const {
        return ticket_chip_width(ticket.status, ticket.withdrawn) +
               (is_answered(ticket) ? gap::s + answered_chip_width() : 0);
    }
    std::string service(const TicketRow& ticket) const {
        return std::string(service_name(view.state.catalogue(), ticket.service));
    }
    /// What stands below the subject where number and student have no columns of their own.
    std::string about(const TicketRow& ticket) const {
        return (reader == ListFor::staff ? ticket.student_name : service(ticket)) + " · " + ticket.number;
    }
};

constexpr TextStyle small_words = type::caption.in(Token::muted);

/// What the columns of a list need, beside the subject.
struct Widths {
    float number, student, status, date;

    explicit Widths(const List& list) {
        ColumnWidth numbers(tr("Number")), students(tr("Student")), statuses(tr("Status")),
            dates(list.date_name());
        for (const TicketRow& ticket : list.rows) {
            numbers.holds(verbatim(ticket.number), small_words);
            students.holds(verbatim(ticket.student_name), type::body);
            statuses.holds(list.chips_width(ticket));
            dates.holds(list.date(ticket), small_words);
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
    columns.push_back(
        {list.date_name(), widths.date,
         list.place.order == QueueOrder::newest_first ? Sorted::descending : Sorted::ascending});
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
        time_cell(list.date(ticket), list.exact(ticket), small_words);
        end_table_row();
    }
    end_table();
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
                // The one by which the list is sorted, by its name.
                const auto named = [&](const Message& time) {
                    return list.by_change() ? tr("Last change {time}", {{"time", time}})
                                            : tr("Opened {time}", {{"time", time}});
                };
                const Words when = named(list.date(ticket));
                const float wanted = text_width(when, small_words);
                if (list.is_answered(ticket) && wanted > available()) break_row();
                flush_right(std::min(wanted, available()));
                time_text(when, named(list.exact(ticket)), small_words);
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

ListPlace place_of(const TicketPage& page, QueueOrder order) {
    return {order, {page.first, page.more_than_total ? -1 : page.total}};
}

bool ticket_list_is_cards(View view, const std::vector<TicketRow>& rows, ListFor reader) {
    const ListPlace place;
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
