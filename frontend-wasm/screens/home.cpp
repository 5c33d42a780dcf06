// What a student sees first: what waits for them, then their newest tickets.

#include "frontend-wasm/screens/parts.hpp"

namespace stu::screens {

using namespace ui;

namespace {

std::string first_name(const User& user) { return user.name.substr(0, user.name.find(' ')); }

void waiting_banner(View view, const Waiting& waiting) {
    const Tone tone = tone_of(waiting.ticket.status);
    const std::string department(department_name(view.state.catalogue(), waiting.ticket.department));
    const bool desk = waiting.ticket.status == Status::in_person_needed;
    const Words headline = desk ? tr("Please come to the {department} desk", {{"department", department}})
                                : tr("{department} is waiting for your answer", {{"department", department}});
    const Words action = desk ? tr("See details") : tr("Answer");
    banner_box(tone.soft, [&] {
        const PressStyle style{.small = true, .name = {}};
        const float press = press_width(action, style), x = cursor_x(), y = cursor_y(), width = available();
        const bool beside = width - press - gap::xl >= characters(readable_characters);
        begin_column(x, y, beside ? width - press - gap::xl : width, gap::xs);
        heading(2, headline, type::title.in(tone.ink));
        if (!waiting.question.empty()) text(tr("“{words}”", {{"words", waiting.question}}));
        text(tr("{subject} · since {time}",
                {{"subject", waiting.ticket.subject}, {"time", view.world.relative_time(waiting.since_ms)}}),
             type::caption.in(Token::muted));
        const float words = end_column();
        const std::initializer_list<Given> which{{"subject", waiting.ticket.subject}};
        const Words name = desk ? tr("See details: {subject}", which) : tr("Answer: {subject}", which);
        const std::string href = "/tickets/" + waiting.ticket.number + (desk ? "" : "?answer=1");
        PressStyle named = style;
        named.name = name;
        if (beside) {
            begin_column(x + width - press, y + (words - small_height()) / 2, press, 0);
            link_button(action, href, named);
            end_column();
            place(0, std::max(words, small_height()));
        } else {
            place(0, words - gap::s);
            row(small_height(), 0, [&] { link_button(action, href, named); });
        }
    });
}

} // namespace

void home(View view, const app::page::Home& page) {
    const PressStyle file{.look = Look::primary, .icon = Icon::plus};
    const bool student = !view.state.is_staff();
    const Words greeting = tr("Welcome, {name}", {{"name", first_name(*view.state.user())}});
    if (student)
        page_title(greeting, press_width(tr("New ticket"), file),
                   [&] { link_button(tr("New ticket"), "/new", file); });
    else
        page_title(greeting);

    when_loaded(view, page.loaded, tr("your tickets"), [&](const Home& home) {
        for (const Waiting& waiting : home.waiting)
            keyed(std::string_view(waiting.ticket.number), [&] { waiting_banner(view, waiting); });
        const bool cards = !home.recent.empty() && ticket_list_is_cards(view, home.recent, ListFor::student);
        const auto newest = [&] {
            const float inset = cards ? 0 : gap::l;
            begin_column(cursor_x() + inset, cursor_y(), available() - 2 * inset, 0);
            row(48, gap::m, [&] {
                heading(2, tr("Your tickets"), type::title);
                if (home.total == 0) return;
                const TextStyle style = type::caption.bold().in(Token::accent);
                flush_right(text_width(tr("See all"), style));
                link(tr("See all"), "/tickets", style);
            });
            const float header = end_column();
            space(header);
            if (home.recent.empty())
                nothing_here(Icon::inbox, tr("No tickets yet"),
                             tr("When you need help, file your first ticket."));
            else
                ticket_list(view, tr("Newest tickets"), home.recent, ListFor::student);
        };
        if (cards)
            stack(0, newest);
        else
            card(0, newest);
    });
}

void tickets(View view, const app::page::Tickets& state) {
    const PressStyle file{.look = Look::primary, .icon = Icon::plus};
    page_title(tr("Your tickets"), press_width(tr("New ticket"), file),
               [&] { link_button(tr("New ticket"), "/new", file); });
    when_loaded(view, state.loaded, tr("your tickets"), [&](const TicketPage& page) {
        if (page.rows.empty())
            return card(0, [] {
                nothing_here(Icon::inbox, tr("No tickets yet"),
                             tr("When you need help, file your first ticket."));
            });
        if (ticket_list_is_cards(view, page.rows, ListFor::student))
            ticket_list(view, tr("Your tickets"), page.rows, ListFor::student, place_of(page));
        else
            card(0,
                 [&] { ticket_list(view, tr("Your tickets"), page.rows, ListFor::student, place_of(page)); });
        pager(page, view.state.route);
    });
}

} // namespace stu::screens
