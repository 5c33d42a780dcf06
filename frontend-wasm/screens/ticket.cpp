// One ticket: whose turn it is, its history, and what the reader may do next.

#include "frontend-wasm/screens/due.hpp"
#include "frontend-wasm/screens/mentions.hpp"
#include "frontend-wasm/screens/own_ticket.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/routing.hpp"
#include "frontend-wasm/screens/staff_ticket.hpp"
#include "frontend-wasm/screens/ticket_parts.hpp"
#include "frontend-wasm/screens/unread.hpp"
#include "frontend-wasm/screens/watching.hpp"

#include "common/access.hpp"
#include "common/event_rules.hpp"
#include "common/filing.hpp"
#include "common/merging.hpp"
#include "common/text.hpp"
#include "common/transfer.hpp"
#include "frontend-wasm/app/calendar.hpp"
#include "frontend-wasm/app/place_in_words.hpp"
#include "frontend-wasm/ui/pane.hpp"
#include "frontend-wasm/ui/rich_text.hpp"

#include <algorithm>
#include <cmath>

namespace stu::screens {

using namespace ui;

namespace {

/// The last day on which its student may reopen it; empty when there is none (any more).
Message reopenable_until(View view, const Ticket& ticket) {
    if (!can_reopen(ticket, view.world.now_ms())) return {};
    return app::full_day(app::parse_day(view.world.day_of(reopenable_until_ms(ticket))).value());
}

/// What somebody did besides writing.
Marked deed(EventKind kind) {
    switch (kind) {
    case EventKind::edited: return tr("Put the ticket in other words.");
    case EventKind::withdrawn: return tr("Withdrew the ticket.");
    case EventKind::reopened: return tr("Reopened the ticket.");
    case EventKind::noted: return tr("Internal note");
    case EventKind::undone: return tr("Took this back before it was sent.");
    case EventKind::unsent:
        return tr("This was not sent, because the ticket had been changed meanwhile. Send it again if it is "
                  "still right.");
    default: break;
    }
    return {};
}

/// Where a transfer has taken the ticket.
Message place_after(View view, const TicketView& whole, const TicketEvent& event) {
    const Catalogue& catalogue = view.state.catalogue();
    if (whole.ticket.owner_id != view.state.user()->id)
        return tr("Transferred to {place}.", {{"place", app::place_in_words(catalogue, event.becomes)}});
    const Department* const department = department_of_service(catalogue, event.becomes);
    return transferred_to(department == nullptr ? std::string_view() : department->name,
                          service_name(catalogue, event.becomes));
}

/// What the ticket said before it was edited, folded away.
void earlier_words(View view, const app::page::Ticket& page, const TicketEvent& event) {
    const bool shown = page.unfolded.count(event.sequence) != 0;
    const Words name = tr("Earlier version {number}", {{"number", event.sequence - 1}});
    const PressStyle style{
        .small = true, .fold = shown ? PressStyle::Fold::unfolded : PressStyle::Fold::folded, .name = name};
    row(small_height(), 0, [&] {
        if (button(tr("Earlier version"), style))
            view.out.push_back(app::intent::Fold{app::Foldable::earlier_words, event.sequence});
    });
    if (!shown) return;
    begin_surface(box_padding(), Token::bg, Token::line, radius::field);
    stack(gap::xs, [&] {
        text(verbatim(event.earlier_subject), type::body.bold());
        rich_text(verbatim(event.earlier_message));
    });
    end_surface();
}

/// What staff wrote last, where the reader has to know it before all else.
Message words_that_matter(const TicketView& whole) {
    const Ticket& ticket = whole.ticket;
    if (ticket.withdrawn_ms != 0 || remark_prompt(ticket.status).empty()) return {};
    const TicketEvent* const last = last_words_of_staff(whole.events, ticket.status);
    return last == nullptr ? Message() : words_of(*last);
}

/// The student has not been told what the history says; both sides need to know.
void undelivered_note(View view, const TicketView& whole, const TicketEvent& event) {
    if (std::find(whole.undelivered.begin(), whole.undelivered.end(), event.sequence) ==
        whole.undelivered.end())
        return;
    if (view.state.is_staff()) {
        text(tr("The mail about this could not be delivered to the student."),
             type::caption.bold().in(Token::no));
        return;
    }
    text(tr("The mail about this could not be delivered to {address}.", {{"address", whole.ticket.email}}),
         type::caption.bold().in(Token::no));
    row(link_height(), 0,
        [] { link(tr("Check your address"), "/settings", type::caption.bold().in(Token::accent)); });
}

/// `from` is the merged ticket whose event it is; null = this one's own.
void event_entry(View view, const app::page::Ticket& page, const TicketView& whole, const TicketEvent& event,
                 const MergedTicket* from, bool divided) {
    if (divided) divider();
    if (view.state.is_staff() && event.kind == EventKind::watched) return watch_entry(view, whole, event);
    const bool own = view.state.user()->id == event.author_id;
    stack(0, [&] {
        constexpr float avatar_width = 32, avatar_room = avatar_width + gap::m;
        const float x = cursor_x(), y = cursor_y(), width = available();
        const bool with_avatar = width - avatar_room >= characters(2 * fewest_characters);
        if (with_avatar) {
            begin_column(x, y, avatar_width, 0);
            avatar(initials(event.author_name));
            end_column();
        }
        const float indent = with_avatar ? avatar_room : 0;
        begin_column(x + indent, y, width - indent, gap::s);

        const Catalogue& catalogue = view.state.catalogue();
        const std::string department(
            department_name(catalogue, department_then(whole.events, event, whole.ticket, catalogue)));
        const Words who = own ? Words(tr("You"))
                          : event.author_role == stu::Role::student
                              ? verbatim(event.author_name)
                              : verbatim_copy(event.author_name + ", " + department);
        row(20, gap::s, [&] {
            text_line(who, type::caption.bold(), available());
            time_text(tr("· {time}", {{"time", view.world.relative_time(event.at_ms)}}),
                      view.world.exact_time(event.at_ms), type::caption.in(Token::faint));
        });
        if (from != nullptr) where_it_was_said(*from, event);
        event_deed(view, whole, event);
        const Words words = event.kind != EventKind::opened ? Words(words_of(event))
                            : from != nullptr               ? verbatim(from->message)
                                                            : verbatim(whole.ticket.message);
        if (view.state.is_staff() && !words.empty() && event.kind == EventKind::noted) {
            begin_surface(box_padding(), Token::wait_soft, Token::wait_soft, radius::field);
            note_words(words, whole);
            end_surface();
        } else if (!words.empty()) {
            rich_text(words);
        }
        if (event.kind == EventKind::edited) earlier_words(view, page, event);
        if (event.kind == EventKind::status_changed ||
            (event.author_role == stu::Role::student && event.from != event.to)) {
            row(24, gap::s, [&] {
                keyed(std::string_view("from"), [&] { status_chip(event.from); });
                unspoken_text(verbatim("→"), type::body.in(Token::muted));
                keyed(std::string_view("to"), [&] { status_chip(event.to); });
            });
        }
        if (!event.duplicate_of.empty())
            row(24, gap::s, [&] {
                text(tr("Same matter as"), type::caption.in(Token::muted));
                link(verbatim(event.duplicate_of), "/tickets/" + event.duplicate_of,
                     type::caption.bold().in(Token::accent));
            });
        if (from == nullptr) undelivered_note(view, whole, event);
        for (const TicketAttachment& attachment : from != nullptr ? from->attachments : whole.attachments)
            if (attachment.event == event.sequence) attachment_line(view, page, attachment.file);

        const float right = end_column();
        place(0, std::max(right, avatar_width));
    });
}

} // namespace

void event_deed(View view, const TicketView& whole, const TicketEvent& event) {
    const auto say = [](const Message& what) {
        if (!what.empty()) text(what, type::body.in(Token::muted));
    };
    const bool staff = view.state.is_staff();
    const Message withheld = staff ? transfer_withheld(view.state.catalogue(), event) : Message();
    say(withheld.empty() ? Message(deed(event.kind)) : withheld);
    if (staff) say(decision(event, whole.colleagues));
    if (is_filed_for_student(event)) say(filed_in_words(event));
    say(merged_in_words(event));
    if (event.kind == EventKind::transferred)
        text(place_after(view, whole, event), type::body.in(Token::muted));
}

void ticket_events(View view, const app::page::Ticket& page, const TicketView& whole, EventOrder order) {
    const bool newest_first = order == EventOrder::newest_first;
    const std::vector<HistoryEntry> entries = history_of(whole);
    const std::size_t count = entries.size();
    const TicketEvent* const unread = newest_first ? nullptr : unread_event(view, page, whole);
    const auto draw = [&](std::size_t i, const HistoryEntry& entry) {
        const TicketEvent& event = *entry.event;
        keyed(event.sequence, [&] {
            node("event", NodeRole::list_item, [&] {
                if (&event == unread && i > 0) new_since();
                event_entry(view, page, whole, event, entry.from, newest_first && i > 0);
            });
        });
    };
    node("History", NodeRole::list,
         [&] {
             for (std::size_t i = 0; i < count; ++i) {
                 const HistoryEntry& entry = entries[newest_first ? count - 1 - i : i];
                 if (!newest_first && i + 1 == count) begin_newest();
                 if (entry.event == unread) begin_unread();
                 if (entry.from == nullptr)
                     draw(i, entry);
                 else
                     keyed(std::string_view(entry.from->number), [&] { draw(i, entry); });
             }
         },
         {.name = newest_first ? tr("History, newest first") : tr("History, oldest first")});
}

void ticket_turn(View view, const TicketView& whole, bool words) {
    const Ticket& ticket = whole.ticket;
    const bool owner = ticket.owner_id == view.state.user()->id, withdrawn = ticket.withdrawn_ms != 0;
    const std::string department(department_name(view.state.catalogue(), ticket.department));
    WhoseTurn turn = whose_turn(ticket, department, owner, reopenable_until(view, ticket));
    const bool handed_on =
        std::any_of(whole.events.begin(), whole.events.end(),
                    [](const TicketEvent& event) { return event.kind == EventKind::transferred; });
    if (handed_on && !withdrawn && ticket.status == Status::pending) // somebody has looked at it
        turn.sentence = owner ? tr("It was handed on to {department}. You need not do anything.",
                                   {{"department", department}})
                              : Message(tr("It was handed on; the history says why."));
    else if (view.state.is_staff() && !owner && !withdrawn && ticket.status == Status::pending)
        if (Message sentence = looked_at(view, whole); !sentence.empty()) turn.sentence = std::move(sentence);
    if (!owner && turn.turn == Turn::staff && is_answered(whole.events))
        turn.sentence = tr("{student} has answered.", {{"student", ticket.student_name}});
    if (view.state.is_staff() && !owner) turn.sentence = with_due(view, whole.due, std::move(turn.sentence));
    turn_banner(turn, withdrawn ? Tone{Token::duplicate, Token::duplicate_soft} : tone_of(ticket.status),
                words ? words_that_matter(whole) : Message());
}

void ticket(View view, app::page::Ticket& page) {
    const auto& loaded = page.loaded;
    if (loaded.error && loaded.error->code == Code::not_found) {
        if (view.state.is_staff()) // it may have gone elsewhere
            way_through(view, app::place_in_trail(view.state, view.state.route.id));
        return not_found(view);
    }
    if (!loaded.value) page_title(tr("Ticket {number}", {{"number", view.state.route.id}}));
    when_loaded(view, loaded, tr("the ticket"), [&](const TicketView& whole) {
        const Ticket& ticket = whole.ticket;
        const Actor actor = view.state.actor();
        const Subject subject = access_subject(ticket);
        if (view.state.is_staff() && may(actor, stu::Action::work_on, subject))
            return staff_ticket(view, page, whole);
        const bool owner = ticket.owner_id == actor.user_id;

        ticket_title(ticket);
        const auto conversation = [&] {
            ticket_turn(view, whole, true);
            if (owner && page.edit.open) edit_words(view, page.edit);
            card(card_padding(), [&] {
                heading(2, tr("History"), type::title);
                ticket_events(view, page, whole, EventOrder::newest_first);
            });
            if (owner && can_answer(ticket) && may(actor, stu::Action::answer_ticket, subject))
                answer(view, page.answer, ticket);
            if (owner && may(actor, stu::Action::reopen_ticket, subject) &&
                can_reopen(ticket, view.world.now_ms()))
                reopen(view, page.reopening);
        };
        const auto surroundings = [&] {
            if (owner) own_actions(view, page, ticket);
            ticket_details(view, ticket);
        };
        if (const Attachment* file = shown_pdf(view, page, whole)) {
            const auto left = [&] {
                conversation();
                surroundings();
            };
            beside(
                std::floor((available() - gap::xl) / 2), left, [&] { pdf_card(view, *file); }, true);
        } else {
            beside(320, conversation, surroundings);
        }
        if (page.withdrawal.asking) withdraw_dialog(view, page.withdrawal.sending);
    });
}

} // namespace stu::screens
