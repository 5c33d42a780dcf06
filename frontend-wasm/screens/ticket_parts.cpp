// What stands around a ticket's history, and the order of what is in it.

#include "frontend-wasm/screens/ticket_parts.hpp"

#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/ui/paint.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

void ticket_details(View view, const Ticket& ticket) {
    card(card_padding(), [&] {
        stack(gap::s, [&] {
            heading(2, tr("Details"), type::title);
            detail_list([&] {
                detail_line(tr("Number"), verbatim(ticket.number));
                detail_line(tr("Department"),
                            verbatim(department_name(view.state.catalogue(), ticket.department)));
                detail_line(tr("Service"), verbatim(service_name(view.state.catalogue(), ticket.service)));
                detail_line(tr("Student"), verbatim(ticket.student_name));
                detail_line(tr("Registration"), verbatim(ticket.registration_number));
                detail_line(tr("E-mail"), verbatim(ticket.email));
                detail_line(tr("Opened"), view.world.exact_time(ticket.created_ms));
                detail_line(tr("Last change"), view.world.exact_time(ticket.updated_ms));
            });
        });
    });
}

namespace {

/// Smaller letters for a long one, so that it does not push all else off a phone.
TextStyle subject_style(std::string_view subject) {
    constexpr float most_lines = 3;
    return text_width(subject, title_style()) > most_lines * available() ? type::title : title_style();
}

} // namespace

void ticket_title(const Ticket& ticket) {
    const bool withdrawn = ticket.withdrawn_ms != 0;
    stack(gap::xs, [&] {
        text(verbatim(ticket.number), type::caption.in(Token::faint));
        const float x = cursor_x(), y = cursor_y(), width = available(),
                    chip = ticket_chip_width(ticket.status, withdrawn);
        const bool beside = width - chip - gap::xl >= characters(readable_characters);
        begin_column(x, y, beside ? width - chip - gap::xl : width, gap::s);
        heading(1, verbatim(ticket.subject), subject_style(ticket.subject));
        if (!beside) row(24, 0, [&] { ticket_chip(ticket.status, withdrawn); });
        const float words = end_column();
        if (beside) {
            begin_column(x + width - chip, y + 3, chip, 0);
            row(24, 0, [&] { ticket_chip(ticket.status, withdrawn); });
            end_column();
        }
        place(0, words);
    });
}

std::vector<HistoryEntry> history_of(const TicketView& whole) {
    std::vector<HistoryEntry> entries;
    for (const TicketEvent& event : whole.events) entries.push_back({&event, nullptr});
    for (const MergedTicket& merged : whole.merged) {
        auto place = entries.begin();
        for (const TicketEvent& event : merged.events) {
            // Where it went stands in this ticket's own history.
            if (event.kind == EventKind::merged && event.becomes == whole.ticket.number) continue;
            if (event.kind == EventKind::unmerged && event.becomes == whole.ticket.number) continue;
            place = std::find_if(place, entries.end(), [&event](const HistoryEntry& other) {
                return other.event->at_ms > event.at_ms;
            });
            place = entries.insert(place, {&event, &merged}) + 1;
        }
    }
    return entries;
}

void where_it_was_said(const MergedTicket& from, const TicketEvent& event) {
    text(tr("On ticket {number}", {{"number", from.number}}), type::small.in(Token::faint));
    if (event.kind == EventKind::opened) text(verbatim(from.subject), type::body.bold());
}

} // namespace stu::screens
