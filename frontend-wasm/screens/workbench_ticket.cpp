// A ticket as staff works on it: the conversation, what one writes below it, and beside both what is known.

#include "common/access.hpp"
#include "frontend-wasm/app/trail.hpp"
#include "frontend-wasm/screens/keys.hpp"
#include "frontend-wasm/screens/message.hpp"
#include "frontend-wasm/screens/navigation.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/related.hpp"
#include "frontend-wasm/screens/routing.hpp"
#include "frontend-wasm/screens/staff_ticket.hpp"
#include "frontend-wasm/screens/ticket_parts.hpp"
#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/pane.hpp"

#include <algorithm>
#include <cmath>

namespace stu::screens {

using namespace ui;

namespace {

/// Lower windows leave too little of the conversation above the composer.
constexpr float lowest_window = 560, least_conversation = 220;
constexpr float usual_composer = 236; ///< its height in the first frame, before it has been measured
constexpr float pane_padding = gap::xl, widest_details = 320, least_details = 256;
/// Narrower windows have the button beside the other decisions.
constexpr float least_for_assignment = 900;
constexpr std::string_view conversation_key = "Conversation", composer_key = "Composer";

float details_width(float width) {
    return std::floor(std::clamp(width * 0.29f, least_details, widest_details));
}

PressStyle back_style(View view) {
    const char32_t key = view.world.appearance().shortcuts ? escape_key : U'\0';
    return {.look = Look::quiet, .icon = Icon::back, .small = true, .shortcut = key};
}

void way_back(View view, const app::Place& place) {
    link_button(tr("Back to the list"), place.list, back_style(view));
}

PressStyle step_style(View view, app::Shortcut which) {
    return {.look = Look::quiet, .small = true, .shortcut = key_for(view, which)};
}

float step_width(View view, const app::Place& place) {
    const auto width = [&](const std::string& to, Marked words, app::Shortcut which) {
        return to.empty() ? 0 : gap::s + press_width(words, step_style(view, which));
    };
    return width(place.previous, tr("Previous"), app::Shortcut::previous) +
           width(place.next, tr("Next"), app::Shortcut::next);
}

/// To the neighbours in the list.
void steps(View view, const app::Place& place) {
    PressStyle previous = step_style(view, app::Shortcut::previous),
               next = step_style(view, app::Shortcut::next);
    previous.name = tr("Previous ticket");
    next.name = tr("Next ticket");
    if (!place.previous.empty()) link_button(tr("Previous"), place.previous, previous);
    if (!place.next.empty()) link_button(tr("Next"), place.next, next);
}

Words position(const app::Place& place) {
    return tr("{place} of {count}", {{"place", place.at}, {"count", place.of}});
}

/// All of that and the subject: beside it in one line, or in full below it.
struct Bar {
    app::Place place;
    bool in_list = false, assigns = false, subject_below = false;
    float right = 0; ///< width of what stands at the right edge
    float line = 0, height = 0;
};
constexpr float bar_padding = gap::l;
constexpr TextStyle bar_aside = type::caption.in(Token::faint);

Bar bar_of(View view, const TicketView& whole, float width) {
    Bar bar{app::place_in_trail(view.state, whole.ticket.number)};
    bar.in_list = bar.place.at != 0;
    bar.assigns = width >= least_for_assignment;
    bar.line = bar.height = small_height() + gap::l;
    float left = text_width(verbatim(whole.ticket.number), bar_aside) + gap::s;
    if (bar.in_list) {
        left += press_width(tr("Back to the list"), back_style(view)) + gap::s;
        bar.right = text_width(position(bar.place), bar_aside) + step_width(view, bar.place) + gap::s;
    }
    if (bar.assigns) bar.right += take_width(view, whole);
    const Words subject = verbatim(whole.ticket.subject);
    bar.subject_below =
        left + text_width(subject, type::title) + gap::s + bar.right > width - 2 * bar_padding;
    if (bar.subject_below)
        bar.height += paragraph(subject, type::title, width - 2 * pane_padding).height + gap::s;
    return bar;
}

void draw_bar(View view, app::page::Ticket& page, const TicketView& whole, const Bar& bar, const Rect& at) {
    const Words subject = verbatim(whole.ticket.subject);
    paint_box(at, Token::surface, Token::surface, 0);
    begin_column(at.x + bar_padding, at.y, at.w - 2 * bar_padding, 0);
    row(bar.line, gap::s, [&] {
        if (bar.in_list) way_back(view, bar.place);
        text(verbatim(whole.ticket.number), bar_aside);
        if (!bar.subject_below) heading(1, subject, type::title);
        flush_right(bar.right);
        if (bar.in_list) {
            text(position(bar.place), bar_aside);
            steps(view, bar.place);
        }
        if (bar.assigns) take(view, page, whole);
    });
    end_column();
    if (!bar.subject_below) return;
    begin_column(at.x + pane_padding, at.y + bar.line, at.w - 2 * pane_padding, 0); // as the conversation
    heading(1, subject, type::title);
    end_column();
}

void held_ones(View view, const app::page::Ticket& page, const TicketView& whole) {
    for (const HeldResponse& held : whole.held) {
        begin_newest();
        held_response(view, page, held);
    }
    for (const HeldTransfer& held : whole.leaving) {
        begin_newest();
        leaving(view, page, held);
    }
}

/// What is decided about the ticket, and what is known of it.
void details(View view, app::page::Ticket& page, const TicketView& whole, bool takes) {
    work_card(view, page, whole, takes);
    other_tickets(view, page, whole);
    related_tickets(view, page, whole);
    ticket_details(view, whole.ticket);
    keys(view);
}

void in_window(View view, app::page::Ticket& page, const TicketView& whole) {
    constexpr float widest_entry = 88; // characters
    const Rect all = window_left();
    const Attachment* const file = shown_pdf(view, page, whole);
    const Bar bar = bar_of(view, whole, all.w);
    const float side = file == nullptr ? details_width(all.w) : std::floor(all.w / 2), top = bar.height,
                column = std::floor(all.w - side), height = all.h - top, measured = pane_height(composer_key),
                writing = std::ceil(
                    std::min(measured > 0 ? measured : usual_composer, height - least_conversation));
    // A message takes its room from the conversation, whose lower end it covers: all else stays where it is.
    const auto message = message_now(view, column);
    const float said = message ? message->band() : 0;
    const Rect conversation{all.x, all.y + top, column, height - writing - said},
        saying{all.x, conversation.bottom(), column, said},
        composing{all.x, saying.bottom(), column, writing},
        beside{all.x + column, conversation.y, side, height};
    draw_bar(view, page, whole, bar, {all.x, all.y, all.w, top});
    pane(conversation_key,
         {.name = tr("Conversation"),
          .at = conversation,
          .padding_x = pane_padding,
          .padding_y = gap::l,
          .from_end = true},
         [&] {
             stack(gap::xl, characters(widest_entry), [&] {
                 heading(2, tr("History"), type::caption.bold().in(Token::muted));
                 ticket_events(view, page, whole, EventOrder::oldest_first);
                 held_ones(view, page, whole);
             });
         });
    if (message) {
        paint_box(saying, Token::surface, Token::surface, 0);
        show_message(view, *message, saying);
    }
    pane(composer_key,
         {.name = tr("Write"),
          .at = composing,
          .padding_x = pane_padding,
          .padding_y = gap::m,
          .ground = writes_note(page, whole.ticket) ? Token::wait_soft : Token::surface},
         [&] { composer(view, page, whole, true); });
    pane("Decisions",
         {.name = tr("About the ticket"),
          .at = beside,
          .padding_x = gap::l,
          .padding_y = gap::l,
          .ground = Token::bg},
         [&] {
             if (file != nullptr) pdf_card(view, *file);
             row(24, 0, [&] { ticket_chip(whole.ticket.status, whole.ticket.withdrawn_ms != 0); });
             ticket_turn(view, whole, false);
             details(view, page, whole, all.w < least_for_assignment);
         });
    paint_line(all.x, conversation.y, all.right(), conversation.y, Token::line);
    paint_line(all.x, composing.y, composing.right(), composing.y, Token::line);
    paint_line(beside.x, beside.y, beside.x, beside.bottom(), Token::line);
    place(0, all.h);
}

void one_after_the_other(View view, app::page::Ticket& page, const TicketView& whole) {
    const Ticket& ticket = whole.ticket;
    const bool noting = writes_note(page, ticket), can_reply = ticket.withdrawn_ms == 0;
    way_through(view, app::place_in_trail(view.state, ticket.number));
    ticket_title(ticket);
    const auto conversation = [&] {
        pane(conversation_key, {.name = tr("Conversation")}, [&] {
            ticket_turn(view, whole, true);
            row(small_height(), gap::s, [&] {
                if (button(can_reply ? tr("Write a reply") : tr("Write a note"), {.small = true}))
                    view.out.push_back(app::intent::ChooseComposer{!can_reply});
            });
            held_ones(view, page, whole);
            card(card_padding(), [&] {
                heading(2, tr("History"), type::title);
                ticket_events(view, page, whole, EventOrder::newest_first);
            });
        });
        pane(composer_key, {.name = tr("Write")}, [&] {
            begin_surface(card_padding(), noting ? Token::wait_soft : Token::surface,
                          noting ? Token::wait : Token::line, radius::card);
            composer(view, page, whole, false);
            end_surface();
        });
    };
    const auto surroundings = [&] {
        pane("Decisions", {.name = tr("About the ticket")}, [&] { details(view, page, whole, true); });
    };
    if (const Attachment* file = shown_pdf(view, page, whole)) {
        const auto left = [&] {
            conversation();
            surroundings();
        };
        beside(
            std::floor((available() - gap::xl) / 2), left, [&] { pdf_card(view, *file); }, true);
    } else {
        beside(widest_details, conversation, surroundings);
    }
}

} // namespace

void way_through(View view, const app::Place& place) {
    if (place.at == 0) return;
    row(small_height(), gap::s, [&] {
        way_back(view, place);
        text(position(place), type::caption.in(Token::muted));
        steps(view, place);
    });
}

bool fills_window(const app::State& state) {
    const auto* const page = state.on<app::page::Ticket>();
    if (page == nullptr || !page->loaded.value || !state.session.value || state.outdated || narrow() ||
        viewport_height() < lowest_window)
        return false;
    if (!state.is_staff() ||
        !may(state.actor(), stu::Action::work_on, access_subject(page->loaded.value->ticket)))
        return false;
    const Navigation navigation = navigation_for(state);
    if (navigation != Navigation::sidebar && navigation != Navigation::rail) return false;
    const float room = viewport_width() - (navigation == Navigation::sidebar ? sidebar_width : rail_width);
    // Of what students file none is longer than that; some of the earlier application's tickets are.
    constexpr float most_subject_lines = 6;
    if (text_width(page->loaded.value->ticket.subject, type::title) >
        most_subject_lines * (room - 2 * pane_padding))
        return false;
    return room - details_width(room) - 2 * pane_padding >= characters(readable_characters);
}

void staff_ticket(View view, app::page::Ticket& page, const TicketView& whole) {
    if (fills_window(view.state))
        in_window(view, page, whole);
    else
        one_after_the_other(view, page, whole);
}

} // namespace stu::screens
