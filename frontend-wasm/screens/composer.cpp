// Where staff writes: to the student, or a note to colleagues.

#include "frontend-wasm/app/trail.hpp"
#include "frontend-wasm/screens/keys.hpp"
#include "frontend-wasm/screens/mentions.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/staff_ticket.hpp"

#include <algorithm>
#include <vector>

namespace stu::screens {

using namespace ui;

namespace {

/// What the button does, and with it whether the student hears of it.
Words send_words(const StaffResponse& request, const Ticket& ticket) {
    if (request.to == ticket.status) return tr("Send, stay {status}", {{"status", label(ticket.status)}});
    if (request.remark.empty()) return tr("Set {status}", {{"status", label(request.to)}});
    return tr("Send and set {status}", {{"status", label(request.to)}});
}

void choose_status(View view, app::page::Ticket::ReviewForm& form, const Ticket& ticket) {
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
    const Field field{.label = tr("Status"),
                      .error = message_for(errors, "to"),
                      .shortcut = key_for(view, app::Shortcut::status),
                      .bare = true};
    if (select(field, words, chosen)) {
        form.request.to = choices[chosen];
        form.sending.errors.clear(); // they were about the other status
    }
}

void reply_text(app::page::Ticket::ReviewForm& form, const Ticket& ticket, bool low) {
    const Marked prompt = form.request.to == ticket.status ? Marked() : remark_prompt(form.request.to);
    text_area({.label = prompt.empty() ? tr("Reply (the student reads it)") : prompt,
               .key = "remark",
               .error = message_for(form.sending.errors, "remark"),
               .required = !prompt.empty(),
               .spell_check = true,
               .is_answer = true,
               .rows = form.overtaken ? 8
                       : low          ? 3
                                      : 5,
               .bare = prompt.empty()},
              form.request.remark);
}

constexpr Marked send_and_next = tr("Send and next"), note_and_next = tr("Add note and next");

PressStyle next_style(View view, bool busy) {
    return {.disabled = busy,
            .shortcut = key_for(view, app::Shortcut::send_and_next),
            .chord = "Control+Shift+Enter"};
}

bool has_next(View view, const Ticket& ticket) {
    return !app::place_in_trail(view.state, ticket.number).next.empty();
}

/// The key that sends and goes on presses it where there is nowhere to go on to.
PressStyle send_style(View view, const Ticket& ticket, PressStyle style) {
    style.chord = "Control+Enter";
    if (!has_next(view, ticket)) style.shortcut = key_for(view, app::Shortcut::send_and_next);
    return style;
}

Piece press_piece(const Words& words, const PressStyle& style, std::function<void()> pressed) {
    return {press_width(words, style), false, [words, style, pressed = std::move(pressed)](bool) {
                if (button(words, style)) pressed();
            }};
}

/// The status, the button that sends, and the one that goes on after that; after a conflict the one that
/// gives it up in its place.
void reply_buttons(View view, app::page::Ticket::ReviewForm& form, const Ticket& ticket) {
    const bool busy = form.sending.busy;
    const Words send = busy             ? Words(tr("Sending…"))
                       : form.overtaken ? Words(tr("Send anyway"))
                                        : send_words(form.request, ticket);
    const PressStyle style = send_style(view, ticket, {.look = Look::primary, .disabled = busy});
    // First what it does, then the press: by keyboard, too.
    std::vector<Piece> pieces{{characters(24), false, [&](bool) { choose_status(view, form, ticket); }},
                              {press_width(send, style), false, [&](bool) { submit_button(send, style); }}};
    if (form.overtaken)
        pieces.push_back(press_piece(tr("Discard mine"), {.disabled = busy},
                                     [&] { view.out.push_back(app::intent::DiscardResponse{}); }));
    else if (has_next(view, ticket))
        pieces.push_back(press_piece(send_and_next, next_style(view, busy),
                                     [&] { view.out.push_back(app::intent::SubmitStatus{true}); }));
    lines_of_pieces(pieces, gap::s);
}

/// What becomes of it, or in its place who else is there: a line that comes would move what is being written.
void last_line(Marked what, const Message& others) {
    if (others.empty())
        text(what, type::small.in(Token::faint));
    else
        text(others, type::small.in(Token::muted));
}

void reply_form(View view, app::page::Ticket& page, const TicketView& whole, bool low,
                const Message& others) {
    app::page::Ticket::ReviewForm& form = page.review;
    const Ticket& ticket = whole.ticket;
    const auto& errors = form.sending.errors;
    if (begin_form(tr("Reply"))) view.out.push_back(app::intent::SubmitStatus{});
    if (form.overtaken)
        lines_of_pieces({{characters(26), true, [&](bool) { reply_text(form, ticket, low); }},
                         {characters(26), true, [&](bool) { what_is_new(view, page, whole); }}},
                        gap::m);
    else
        reply_text(form, ticket, low);
    if (form.request.to == Status::duplicate && form.request.to != ticket.status)
        text_field({.label = tr("Number of the other ticket"),
                    .error = message_for(errors, "duplicate_of"),
                    .autocomplete = "off",
                    .required = true},
                   form.request.duplicate_of);
    file_list(view, app::FileFor::reply, form.files);
    refusals(form.sending);
    reply_buttons(view, form, ticket);
    last_line(tr("The student is told by mail. For a moment you can take it back."), others);
    end_form();
}

void note_form(View view, app::page::Ticket::NoteForm& form, const TicketView& whole, bool low,
               const Message& others) {
    const std::string before = form.request.text;
    if (begin_form(tr("Note"))) view.out.push_back(app::intent::SubmitNote{});
    text_area({.label = tr("Internal note (students never see it)"),
               .key = "note",
               .error = message_for(form.sending.errors, "text"),
               .required = true,
               .spell_check = true,
               .is_answer = true,
               .rows = low ? 3 : 5,
               .bare = true},
              form.request.text);
    colleague_chooser(view, form, whole, before);
    refusals(form.sending);
    const Words add = form.sending.busy ? tr("Saving…") : tr("Add note");
    const PressStyle style = send_style(view, whole.ticket, {.disabled = form.sending.busy});
    std::vector<Piece> pieces{{press_width(add, style), false, [&](bool) { submit_button(add, style); }}};
    if (has_next(view, whole.ticket))
        pieces.push_back(press_piece(note_and_next, next_style(view, form.sending.busy),
                                     [&] { view.out.push_back(app::intent::SubmitNote{true}); }));
    lines_of_pieces(pieces, gap::s);
    last_line(tr("No student ever sees it."), others);
    end_form();
}

/// To whom it goes, what can be put into it, and who else is there. False where there is no room for the
/// last.
bool choices(View view, const Message& others, bool can_reply, bool noting) {
    const auto tab = [&](Marked words, bool chosen, app::Shortcut which) {
        const char32_t key = key_for(view, which);
        return button(words, {.look = Look::quiet, .small = true, .current = chosen, .shortcut = key});
    };
    const TextStyle aside = type::caption.in(Token::muted);
    bool beside = false;
    row(small_height(), gap::xs, [&] {
        if (can_reply && tab(tr("Reply"), !noting, app::Shortcut::reply))
            view.out.push_back(app::intent::ChooseComposer{false});
        if (tab(tr("Internal note"), noting, app::Shortcut::note))
            view.out.push_back(app::intent::ChooseComposer{true});
        if (tab(tr("Saved replies"), false, app::Shortcut::saved_replies))
            view.out.push_back(app::intent::OpenReplies{});
        if (!noting) attach(view, app::FileFor::reply, file_button(tr("Attach"), files_label()));
        beside = available() >= characters(2 * fewest_characters);
        if (!beside || others.empty()) return;
        flush_right(std::min(text_width(others, aside), available()));
        text_line(others, aside, available());
    });
    return beside;
}

} // namespace

bool writes_note(const app::page::Ticket& page, const Ticket& ticket) {
    return page.noting || ticket.withdrawn_ms != 0;
}

void composer(View view, app::page::Ticket& page, const TicketView& whole, bool low) {
    const Ticket& ticket = whole.ticket;
    const bool noting = writes_note(page, ticket);
    stack(low ? gap::s : gap::m, [&] {
        const Message others = presence_text(page.presence.others);
        const bool said = choices(view, others, ticket.withdrawn_ms == 0, noting);
        if (noting)
            note_form(view, page.note, whole, low, said ? Message() : others);
        else
            reply_form(view, page, whole, low, said ? Message() : others);
    });
    if (page.chooser.open) reply_chooser(view, page.chooser);
}

} // namespace stu::screens
