// What others have done since, beside words that could not be sent for that.

#include "frontend-wasm/app/overtaken.hpp"
#include "frontend-wasm/screens/mentions.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/staff_ticket.hpp"
#include "frontend-wasm/screens/ticket_parts.hpp"
#include "frontend-wasm/ui/rich_text.hpp"

namespace stu::screens {

using namespace ui;

namespace {

void new_event(View view, const TicketView& whole, const TicketEvent& event) {
    stack(gap::xs, [&] {
        row(20, gap::s, [&] {
            text_line(verbatim(event.author_name), type::caption.bold(), available());
            time_text(tr("· {time}", {{"time", view.world.relative_time(event.at_ms)}}),
                      view.world.exact_time(event.at_ms), type::caption.in(Token::faint));
        });
        event_deed(view, whole, event);
        if (event.from != event.to) row(24, gap::s, [&] { status_chip(event.to); });
        const Words words = words_of(event);
        if (event.kind == EventKind::noted)
            note_words(words, whole);
        else if (!words.empty())
            rich_text(words);
    });
}

} // namespace

void what_is_new(View view, const app::page::Ticket& page, const TicketView& whole) {
    const std::string& reader = view.state.user()->id;
    const auto news = app::news_since(whole, *page.review.overtaken, reader);
    const HeldResponse* held = nullptr;
    for (const HeldResponse& each : whole.held)
        if (each.author_id != reader) held = &each;
    node("New since", NodeRole::region,
         [&] {
             begin_surface(box_padding(), Token::wait_soft, Token::wait_soft, radius::field);
             stack(gap::m, [&] {
                 text(tr("New since you began"), type::body.bold());
                 for (const TicketEvent* event : news)
                     keyed(event->sequence, [&] { new_event(view, whole, *event); });
                 if (held != nullptr) {
                     text(tr("{person} is sending this to the student.", {{"person", held->author_name}}),
                          type::caption.bold());
                     if (!held->text.empty()) rich_text(verbatim(held->text));
                 }
                 if (news.empty() && held == nullptr)
                     text(page.loaded.loading ? tr("Loading…") : tr("Nothing that others have written."),
                          type::body.in(Token::muted));
             });
             end_surface();
         },
         {.name = tr("New since you began")});
}

} // namespace stu::screens
