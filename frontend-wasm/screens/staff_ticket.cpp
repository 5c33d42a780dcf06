#include "frontend-wasm/screens/staff_ticket.hpp"

#include "common/access.hpp"
#include "frontend-wasm/app/work_lists.hpp"
#include "frontend-wasm/screens/mentions.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/routing.hpp"
#include "frontend-wasm/screens/watching.hpp"
#include "frontend-wasm/ui/rich_text.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

namespace {

std::string name_in(const std::vector<Colleague>& colleagues, std::string_view id) {
    const auto found = std::find_if(colleagues.begin(), colleagues.end(),
                                    [&](const Colleague& each) { return each.id == id; });
    return found == colleagues.end() ? std::string() : found->name;
}

/// What the button does, and with it whether the student hears of it.
Words send_words(const StaffResponse& request, const Ticket& ticket) {
    if (request.to == ticket.status) return tr("Send, stay {status}", {{"status", label(ticket.status)}});
    if (request.remark.empty()) return tr("Set {status}", {{"status", label(request.to)}});
    return tr("Send and set {status}", {{"status", label(request.to)}});
}

void choose_status(app::page::Ticket::ReviewForm& form, const Ticket& ticket) {
    const auto& errors = form.sending.errors;
    std::vector<Status> choices{ticket.status};
    for (const Status next : next_statuses(ticket.status)) choices.push_back(next);
    std::vector<Words> words;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        words.push_back(i == 0 ? Words(tr("{status} (no change)", {{"status", label(choices[i])}}))
                               : label(choices[i]));
        if (choices[i] == form.request.to) chosen = i;
    }
    if (select({.label = tr("Status"), .error = message_for(errors, "to"), .shortcut = "s"}, words, chosen)) {
        form.request.to = choices[chosen];
        form.sending.errors.clear(); // they were about the other status
    }
}

void reply_text(app::page::Ticket::ReviewForm& form, const Ticket& ticket) {
    const Marked prompt = form.request.to == ticket.status ? Marked() : remark_prompt(form.request.to);
    text_area({.label = prompt.empty() ? tr("Reply (the student reads it)") : prompt,
               .key = "remark",
               .error = message_for(form.sending.errors, "remark"),
               .required = !prompt.empty(),
               .spell_check = true,
               .is_answer = true,
               .rows = form.overtaken ? 8 : 5},
              form.request.remark);
}

constexpr Marked send_and_next = tr("Send and next"), note_and_next = tr("Add note and next");

bool has_next(View view, const Ticket& ticket) {
    return !app::place_in_trail(view.state, ticket.number).next.empty();
}

/// The status, the button that sends, and the one that goes on after that; after a conflict the one that
/// gives it up in its place.
void reply_buttons(View view, app::page::Ticket::ReviewForm& form, const Ticket& ticket) {
    const bool busy = form.sending.busy;
    const Words send = busy             ? Words(tr("Sending…"))
                       : form.overtaken ? Words(tr("Send anyway"))
                                        : send_words(form.request, ticket);
    const PressStyle style{.look = Look::primary, .disabled = busy}, discard{.disabled = busy},
        next{.disabled = busy, .shortcut = "e"};
    std::vector<Piece> pieces{{characters(24), true, [&](bool) { choose_status(form, ticket); }},
                              {press_width(send, style), false, [&](bool first) {
                                   if (!first) space(label_height()); // beside the field, below its label
                                   submit_button(send, style);
                               }}};
    if (form.overtaken)
        pieces.push_back({press_width(tr("Discard mine"), discard), false, [&](bool first) {
                              if (!first) space(label_height());
                              if (button(tr("Discard mine"), discard))
                                  view.out.push_back(app::intent::DiscardResponse{});
                          }});
    else if (has_next(view, ticket))
        pieces.push_back({press_width(send_and_next, next), false, [&](bool first) {
                              if (!first) space(label_height());
                              if (button(send_and_next, next))
                                  view.out.push_back(app::intent::SubmitStatus{true});
                          }});
    lines_of_pieces(pieces, gap::m);
}

void reply_form(View view, app::page::Ticket& page, const TicketView& whole) {
    app::page::Ticket::ReviewForm& form = page.review;
    const Ticket& ticket = whole.ticket;
    const auto& errors = form.sending.errors;
    if (begin_form(tr("Reply"))) view.out.push_back(app::intent::SubmitStatus{});
    if (form.overtaken)
        lines_of_pieces({{characters(26), true, [&](bool) { reply_text(form, ticket); }},
                         {characters(26), true, [&](bool) { what_is_new(view, page, whole); }}},
                        gap::m);
    else
        reply_text(form, ticket);
    if (form.request.to == Status::duplicate && form.request.to != ticket.status)
        text_field({.label = tr("Number of the other ticket"),
                    .error = message_for(errors, "duplicate_of"),
                    .autocomplete = "off",
                    .required = true},
                   form.request.duplicate_of);
    file_editor(view, app::FileFor::reply, form.files, message_for(errors, "attachments"));
    refusals(form.sending);
    reply_buttons(view, form, ticket);
    text(tr("The student is told by mail. For a moment you can take it back."), type::small.in(Token::faint));
    end_form();
}

void note_form(View view, app::page::Ticket::NoteForm& form, const TicketView& whole) {
    const Ticket& ticket = whole.ticket;
    const std::string before = form.request.text;
    if (begin_form(tr("Note"))) view.out.push_back(app::intent::SubmitNote{});
    text_area({.label = tr("Internal note (students never see it)"),
               .key = "note",
               .error = message_for(form.sending.errors, "text"),
               .required = true,
               .spell_check = true,
               .is_answer = true,
               .rows = 5},
              form.request.text);
    colleague_chooser(view, form, whole, before);
    refusals(form.sending);
    const Words add = form.sending.busy ? tr("Saving…") : tr("Add note");
    const PressStyle style{.disabled = form.sending.busy},
        next{.disabled = form.sending.busy, .shortcut = "e"};
    std::vector<Piece> pieces{{press_width(add, style), false, [&](bool) { submit_button(add, style); }}};
    if (has_next(view, ticket))
        pieces.push_back({press_width(note_and_next, next), false, [&](bool) {
                              if (button(note_and_next, next))
                                  view.out.push_back(app::intent::SubmitNote{true});
                          }});
    lines_of_pieces(pieces, gap::m);
    end_form();
}

} // namespace

void held_response(View view, const app::page::Ticket& page, const HeldResponse& held) {
    const bool own = held.author_id == view.state.user()->id;
    node("On its way", NodeRole::region,
         [&] {
             begin_surface(card_padding(), Token::go_soft, Token::go, radius::card);
             stack(gap::s, [&] {
                 text(own ? Words(tr("On its way to the student, who does not see it yet."))
                          : tr("{person} is sending this to the student.", {{"person", held.author_name}}),
                      type::body.bold().in(Token::go));
                 if (!held.text.empty()) rich_text(verbatim(held.text));
                 if (held.from != held.to) row(24, gap::s, [&] { status_chip(held.to); });
                 for (const Attachment& file : held.files)
                     keyed(std::string_view(file.id),
                           [&] { text(verbatim(file.file_name), type::caption.in(Token::muted)); });
                 if (own)
                     row(small_height(), gap::s, [&] {
                         if (button(tr("Take it back"),
                                    {.small = true, .disabled = page.work.busy, .shortcut = "u"}))
                             view.out.push_back(app::intent::TakeResponseBack{held.request_id});
                     });
             });
             end_surface();
         },
         {.name = tr("On its way")});
}

namespace {

/// Who else is there. Its place is kept, so that nothing moves when somebody comes.
void presence_line(const Message& words) {
    if (words.empty())
        place(0, type::caption.line);
    else
        text_line(words, type::caption.in(Token::muted), available());
}

} // namespace

void composer(View view, app::page::Ticket& page, const TicketView& whole) {
    const Ticket& ticket = whole.ticket;
    const bool can_reply = ticket.withdrawn_ms == 0, noting = page.noting || !can_reply;
    const Token ground = noting ? Token::wait_soft : Token::surface,
                edge = noting ? Token::wait : Token::line;
    node("Write", NodeRole::region,
         [&] {
             begin_surface(card_padding(), ground, edge, radius::card);
             stack(gap::m, [&] {
                 const Message others = presence_text(page.presence.others);
                 bool beside = false;
                 row(small_height(), gap::s, [&] {
                     if (can_reply && button(tr("Reply"), {.look = noting ? Look::quiet : Look::plain,
                                                           .small = true,
                                                           .current = !noting,
                                                           .shortcut = "r"}))
                         view.out.push_back(app::intent::ChooseComposer{false});
                     if (button(tr("Internal note"), {.look = noting ? Look::plain : Look::quiet,
                                                      .small = true,
                                                      .current = noting,
                                                      .shortcut = "n"}))
                         view.out.push_back(app::intent::ChooseComposer{true});
                     const PressStyle saved{.look = Look::quiet, .small = true, .shortcut = ";"};
                     if (button(tr("Saved replies"), saved)) view.out.push_back(app::intent::OpenReplies{});
                     beside = available() >= characters(2 * fewest_characters);
                     if (!beside || others.empty()) return;
                     flush_right(std::min(text_width(others, type::caption), available()));
                     presence_line(others);
                 });
                 if (!beside) presence_line(others);
                 if (noting)
                     note_form(view, page.note, whole);
                 else
                     reply_form(view, page, whole);
             });
             end_surface();
         },
         {.name = tr("Write")});
    if (page.chooser.open) reply_chooser(view, page.chooser, ticket);
}

namespace {

/// The chosen assignee and priority become the ticket's by their button.
void apply_button(View view, const app::page::Ticket::WorkForm& form, const TicketWork& work) {
    const bool other_assignee = form.assignee && *form.assignee != work.assignee,
               other_priority = form.priority && *form.priority != work.priority;
    if (!other_assignee && !other_priority) return;
    row(small_height(), gap::s, [&] {
        if (!button(tr("Apply"), {.look = Look::primary, .small = true, .disabled = form.busy})) return;
        if (other_assignee) view.out.push_back(app::intent::Assign{*form.assignee});
        if (other_priority) view.out.push_back(app::intent::ChoosePriority{*form.priority});
    });
}

void choose_assignee(app::page::Ticket::WorkForm& form, const TicketView& whole, const std::string& self) {
    std::vector<std::string> ids{""};
    std::vector<Words> names{tr("Nobody")};
    for (const Colleague& each : whole.colleagues) {
        if (!each.works_here && each.id != whole.work.assignee) continue;
        ids.push_back(each.id);
        names.push_back(each.id == self ? tr("{name} (you)", {{"name", each.name}}) : verbatim(each.name));
    }
    const auto place_of_id = std::find(ids.begin(), ids.end(), form.assignee.value_or(whole.work.assignee));
    auto chosen =
        place_of_id == ids.end() ? std::size_t{0} : static_cast<std::size_t>(place_of_id - ids.begin());
    if (select({.label = tr("Assignee")}, names, chosen)) form.assignee = ids[chosen];
}

/// Of a closed ticket, which nobody can be given.
void shown_assignee(app::page::Ticket::WorkForm& form, const TicketView& whole) {
    form.assignee.reset(); // was chosen while it was open
    const std::string name = name_in(whole.colleagues, whole.work.assignee);
    keyed(std::string_view("assignee"), [&] {
        detail_list(
            [&] { detail_line(tr("Assignee"), name.empty() ? Words(tr("Nobody")) : verbatim_copy(name)); });
    });
}

} // namespace

void work_card(View view, app::page::Ticket& page, const TicketView& whole) {
    const std::string& self = view.state.user()->id;
    app::page::Ticket::WorkForm& form = page.work;
    card(card_padding(), [&] {
        heading(2, tr("Who does it"), type::title);
        const std::string& assignee = whole.work.assignee;
        const bool open = can_be_assigned(whole.ticket), back = open ? assignee == self : !assignee.empty();
        if (open || back)
            row(small_height(), gap::s, [&] {
                if (button(back ? tr("Give back") : tr("Assign to me"),
                           {.small = true, .disabled = form.busy, .shortcut = "a"}))
                    view.out.push_back(app::intent::Assign{back ? std::string() : self});
            });
        if (open)
            choose_assignee(form, whole, self);
        else
            shown_assignee(form, whole);
        std::vector<Words> priorities;
        for (const Priority priority : all<Priority>()) priorities.push_back(label(priority));
        auto priority = static_cast<std::size_t>(form.priority.value_or(whole.work.priority));
        if (select({.label = tr("Priority")}, priorities, priority))
            form.priority = static_cast<Priority>(priority);
        apply_button(view, form, whole.work);
        tag_editor(view, page.tags, whole);
        watching(view, page, whole);
        transfer(view, page.transfer, whole.ticket);
    });
}

void other_tickets(View view, const TicketView& whole) {
    if (whole.others.empty()) return;
    card(card_padding(), [&] {
        heading(2, tr("Also from {student}", {{"student", whole.ticket.student_name}}), type::title);
        node("Other tickets", NodeRole::list,
             [&] {
                 stack(gap::m, [&] {
                     for (const TicketRow& other : whole.others)
                         keyed(std::string_view(other.number), [&] {
                             node("other", NodeRole::list_item, [&] {
                                 stack(gap::xs, [&] {
                                     link(verbatim(other.subject), "/tickets/" + other.number,
                                          type::body.bold());
                                     row(24, gap::s, [&] {
                                         ticket_chip(other.status, other.withdrawn);
                                         time_text(view.world.relative_time(other.created_ms),
                                                   view.world.exact_time(other.created_ms),
                                                   type::small.in(Token::faint));
                                     });
                                 });
                             });
                         });
                 });
             },
             {.name = tr("Also from {student}", {{"student", whole.ticket.student_name}})});
    });
}

void way_through(View view, const TicketView& whole) {
    const app::Place place = app::place_in_trail(view.state, whole.ticket.number);
    if (place.at == 0) return;
    const PressStyle small{.look = Look::quiet, .small = true};
    row(small_height(), gap::s, [&] {
        PressStyle back = small;
        back.icon = Icon::back;
        back.shortcut = "Escape";
        link_button(tr("Back to the list"), view.state.trail.address, back);
        text(tr("{place} of {count}", {{"place", place.at}, {"count", place.of}}),
             type::caption.in(Token::muted));
        PressStyle previous = small, next = small;
        previous.name = tr("Previous ticket");
        previous.shortcut = "k";
        next.name = tr("Next ticket");
        next.shortcut = "j";
        if (!place.previous.empty()) link_button(tr("Previous"), place.previous, previous);
        if (!place.next.empty()) link_button(tr("Next"), place.next, next);
    });
}

Message decision(const TicketEvent& event, const std::vector<Colleague>& colleagues) {
    if (event.kind == EventKind::assigned) {
        if (event.becomes.empty()) return tr("Gave the ticket back: it is nobody's.");
        if (event.becomes == event.author_id) return tr("Took the ticket.");
        return tr("Gave the ticket to {person}.", {{"person", name_in(colleagues, event.becomes)}});
    }
    if (event.kind == EventKind::tagged) return tags_changed(event);
    if (event.kind == EventKind::prioritised)
        return tr("Set the priority to {priority}.",
                  {{"priority", label(from_name<Priority>(event.becomes).value_or(Priority::normal))}});
    return {};
}

} // namespace stu::screens
