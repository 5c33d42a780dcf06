// What a ticket has to do with others: linked, similar and merged ones, and the form for more.

#include "frontend-wasm/screens/related.hpp"

#include "common/merging.hpp"
#include "frontend-wasm/screens/keys.hpp"
#include "frontend-wasm/screens/parts.hpp"

#include <algorithm>
#include <functional>
#include <vector>

namespace stu::screens {

using namespace ui;

namespace {

void related_line(View view, const TicketRow& row_of, const std::function<void()>& actions) {
    stack(gap::xs, [&] {
        link(verbatim(row_of.subject), "/tickets/" + row_of.number, type::body.bold());
        text(verbatim_copy(row_of.number + " · " + row_of.student_name), type::small.in(Token::faint));
        row(24, gap::s, [&] {
            ticket_chip(row_of.status, row_of.withdrawn);
            time_text(view.world.relative_time(row_of.created_ms), view.world.exact_time(row_of.created_ms),
                      type::small.in(Token::faint));
        });
        row(small_height(), gap::s, actions);
    });
}

void related_list(View view, Marked name, const std::vector<const TicketRow*>& rows,
                  const std::function<void(const TicketRow&)>& actions) {
    if (rows.empty()) return;
    heading(3, name, type::caption.bold());
    node(name.english(), NodeRole::list,
         [&] {
             stack(gap::m, [&] {
                 for (const TicketRow* each : rows)
                     keyed(std::string_view(each->number), [&] {
                         node("related", NodeRole::list_item,
                              [&] { related_line(view, *each, [&] { actions(*each); }); });
                     });
             });
         },
         {.name = name});
}

bool is_among(const std::vector<TicketRow>& rows, const std::string& number) {
    return std::any_of(rows.begin(), rows.end(), [&](const TicketRow& row) { return row.number == number; });
}

void linked_and_similar(View view, const app::page::Ticket::Related& related, const TicketView& whole) {
    std::vector<const TicketRow*> linked, similar;
    for (const TicketRow& each : whole.linked) linked.push_back(&each);
    for (const TicketRow& each : related.similar.rows)
        if (!is_among(whole.linked, each.number) && !is_among(whole.others, each.number))
            similar.push_back(&each);
    const bool busy = related.sending.busy;
    related_list(view, tr("Linked"), linked, [&](const TicketRow& row) {
        if (button(tr("Remove link"), {.small = true,
                                       .disabled = busy,
                                       .name = tr("Remove link to {number}", {{"number", row.number}})}))
            view.out.push_back(app::intent::Link{row.number, false});
    });
    related_list(view, tr("Similar"), similar, [&](const TicketRow& row) {
        if (button(tr("Link"), {.key = "link similar",
                                .small = true,
                                .disabled = busy,
                                .name = tr("Link with {number}", {{"number", row.number}})}))
            view.out.push_back(app::intent::Link{row.number, true});
    });
}

void merged_ones(View view, const app::page::Ticket::Related& related, const TicketView& whole) {
    if (whole.merged.empty()) return;
    heading(3, tr("Merged into this one"), type::caption.bold());
    node("Merged", NodeRole::list,
         [&] {
             stack(gap::m, [&] {
                 for (const MergedTicket& each : whole.merged)
                     keyed(std::string_view(each.number), [&] {
                         node("merged", NodeRole::list_item, [&] {
                             text(verbatim(each.subject), type::body.bold());
                             text(verbatim(each.number), type::small.in(Token::faint));
                             if (view.world.now_ms() > each.merged_ms + unmerging_ms) return;
                             row(small_height(), gap::s, [&] {
                                 if (button(tr("Take out again"), {.small = true,
                                                                   .disabled = related.sending.busy,
                                                                   .name = tr("Take {number} out again",
                                                                              {{"number", each.number}})}))
                                     view.out.push_back(app::intent::Unmerge{each.number});
                             });
                         });
                     });
             });
         },
         {.name = tr("Merged into this one")});
}

void related_form(View view, app::page::Ticket::Related& related, const Ticket& ticket) {
    if (begin_form(tr("Related tickets"))) view.out.push_back(app::intent::SubmitLink{});
    text_field({.label = tr("Number of another ticket"),
                .key = "other",
                .error = message_for(related.sending.errors, "other"),
                .autocomplete = "off",
                .shortcut = key_for(view, app::Shortcut::other_ticket)},
               related.typed);
    refusals(related.sending);
    const PressStyle style{.small = true, .disabled = related.sending.busy};
    row(small_height(), gap::s, [&] {
        submit_button(tr("Link"), style);
        if (ticket.withdrawn_ms == 0 && button(tr("Merge into it"), style))
            view.out.push_back(app::intent::Merge{});
    });
    text(tr("Merged, two tickets of one student go on as that other one. For 30 days they can be parted "
            "again."),
         type::small.in(Token::faint));
    end_form();
}

} // namespace

void related_tickets(View view, app::page::Ticket& page, const TicketView& whole) {
    card(card_padding(), [&] {
        heading(2, tr("Related tickets"), type::title);
        merged_ones(view, page.related, whole);
        linked_and_similar(view, page.related, whole);
        related_form(view, page.related, whole.ticket);
    });
}

} // namespace stu::screens
