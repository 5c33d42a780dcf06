#include "frontend-wasm/screens/parts.hpp"

#include "common/access.hpp"
#include "common/attachment.hpp"
#include "common/catalogue.hpp"
#include "frontend-wasm/ui/rich_text.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

Tone tone_of(Status status) {
    switch (status) {
    case Status::pending: return {Token::wait, Token::wait_soft};
    case Status::under_consideration: return {Token::go, Token::go_soft};
    case Status::awaiting_confirmation: return {Token::ask, Token::ask_soft};
    case Status::in_person_needed: return {Token::desk, Token::desk_soft};
    case Status::duplicate: return {Token::duplicate, Token::duplicate_soft};
    case Status::completed: return {Token::done, Token::done_soft};
    case Status::rejected: return {Token::no, Token::no_soft};
    }
    return {Token::muted, Token::bg};
}

void status_chip(Status status) {
    const Tone tone = tone_of(status);
    chip(label(status), tone.ink, tone.soft);
}

float status_chip_width(Status status) { return chip_width(label(status)); }

namespace {
constexpr Marked withdrawn_words = tr("Withdrawn"), answered_words = tr("New answer");
}

void answered_chip() { chip(answered_words, Token::accent, Token::accent_soft, false); }
float answered_chip_width() { return chip_width(answered_words, false); }

void priority_chip(Priority priority) {
    const bool pressing = priority == Priority::high || priority == Priority::urgent;
    chip(label(priority), pressing ? Token::no : Token::duplicate,
         pressing ? Token::no_soft : Token::duplicate_soft, false);
}
float priority_chip_width(Priority priority) { return chip_width(label(priority), false); }

void pill_links(Marked name, const std::vector<Pill>& pills) {
    node(name.english(), NodeRole::navigation,
         [&] {
             row(small_height(), gap::s, [&] {
                 for (const Pill& pill : pills) pill_link(pill.words, pill.href, pill.current);
             });
         },
         {.name = name});
}

void ticket_chip(Status status, bool withdrawn) {
    if (withdrawn)
        chip(withdrawn_words, Token::duplicate, Token::duplicate_soft);
    else
        status_chip(status);
}

float ticket_chip_width(Status status, bool withdrawn) {
    return withdrawn ? chip_width(withdrawn_words) : status_chip_width(status);
}

const Department* own_department(View view) {
    const std::string& id = view.state.route.id;
    return may(view.state.actor(), stu::Action::read_queue, {"", id})
               ? find_department(view.state.catalogue(), id)
               : nullptr;
}

void page_title(const Words& title) {
    if (narrow()) return heading(1, title, title_style());
    row(control_height(), 0, [&] { heading(1, title, title_style()); });
    space(gap::s);
}

void turn_banner(const WhoseTurn& turn, Tone tone, const Words& words) {
    node("Whose turn", NodeRole::region,
         [&] {
             banner_box(tone.soft, [&] {
                 stack(gap::xs, [&] {
                     heading(2, turn.headline, type::title.in(tone.ink));
                     if (words.empty()) return text(turn.sentence);
                     rich_text(words, type::body.bold());
                 });
             });
         },
         {.name = tr("Whose turn")});
}

void detail_line(const Words& name, const Words& value) {
    if (value.empty()) return;
    const TextStyle name_style = type::caption.in(Token::faint);
    const float wanted = text_width(value, type::caption);
    const auto line = [&] {
        if (text_width(name, name_style) + gap::m + wanted > available()) { // people copy it: it is never cut
            return stack(0, [&] {
                term(name, name_style);
                keyed(name.id(), [&] { definition(value, type::caption); });
            });
        }
        row(22, gap::m, [&] {
            term(name, name_style);
            flush_right(wanted);
            keyed(name.id(), [&] { definition(value, type::caption); });
        });
    };
    node(name.id(), NodeRole::detail, line);
}

void refusal(const Words& sentence) {
    if (sentence.empty()) return;
    begin_surface(box_padding(), Token::no_soft, Token::no_soft, radius::field);
    text(sentence, type::body.in(Token::no));
    end_surface();
}

void refusals(const std::vector<FieldError>& errors) {
    for (const FieldError& error : errors)
        if (not_said_yet(error.message)) refusal(error.message);
}

void refusals(const app::Sending& sending) {
    refusals(sending.errors);
    refusal(sending.refusal);
}

void subject_and_message(std::string& subject, std::string& message, const std::vector<FieldError>& errors,
                         const Words& hint) {
    text_field({.label = tr("Subject"),
                .error = message_for(errors, "subject"),
                .autocomplete = "off",
                .required = true,
                .spell_check = true},
               subject);
    text_area({.label = tr("What happened?"),
               .error = message_for(errors, "message"),
               .hint = hint,
               .required = true,
               .spell_check = true,
               .rows = 7},
              message);
}

void loading(Marked what) {
    card(card_padding(), [&] { text(tr("Loading {what}…", {{"what", what}}), type::body.in(Token::muted)); });
}

void failed(View view, const Error& error) {
    if (error.code == Code::not_found || error.code == Code::forbidden) {
        card(card_padding(), [&] {
            heading(2,
                    error.code == Code::forbidden ? tr("This is not for you") : tr("There is nothing here"),
                    type::title);
            text(error.message);
            row(control_height(), gap::m,
                [] { link_button(tr("Go to the start page"), "/", {.look = Look::primary}); });
        });
        return;
    }
    card(card_padding(), [&] {
        heading(2, tr("This could not be loaded"), type::title);
        text(error.message, type::body.in(Token::muted));
        row(control_height(), gap::m, [&] {
            if (button(tr("Try again"), {.look = Look::primary})) view.out.push_back(app::intent::Reload{});
        });
        if (!error.request_id.empty())
            text(tr("Request {id}", {{"id", error.request_id}}), type::small.in(Token::faint));
    });
}

void nothing_here(Icon picture, const Words& title, const Words& sentence) {
    stack(gap::s, [&] {
        space(gap::l);
        const float x = cursor_x();
        const auto centred = [&](const Words& words, const TextStyle& style, auto&& write) {
            const float width = std::min(text_width(words, style), available());
            begin_column(x + (available() - width) / 2, cursor_y(), width + 1, 0);
            write(words, style);
            const float height = end_column();
            place(0, height);
        };
        const Rect at = place(0, 36);
        paint_icon(picture, at.x + (at.w - 36) / 2, at.y, 36, Token::faint);
        centred(title, type::title,
                [](const Words& words, const TextStyle& style) { heading(2, words, style); });
        centred(sentence, type::body.in(Token::muted),
                [](const Words& words, const TextStyle& style) { text(words, style); });
        space(gap::l);
    });
}

void pager(const TicketPage& page, const app::Route& route) {
    if (page.total == 0) return;
    const std::initializer_list<Given> place{
        {"first", page.first},
        {"last", page.first + static_cast<std::int64_t>(page.rows.size()) - 1},
        {"total", page.total}};
    const Words range = page.more_than_total ? tr("{first}–{last} of more than {total}", place)
                                             : tr("{first}–{last} of {total}", place);
    const app::Route plain = route.with("older", "").with("newer", "");
    row(small_height(), gap::s, [&] {
        text(range, type::caption.in(Token::muted));
        if (page.older.empty() && page.newer.empty()) return;
        PressStyle back{.small = true, .disabled = page.newer.empty()},
            next{.small = true, .disabled = page.older.empty()};
        flush_right(press_width(tr("Previous"), back) + press_width(tr("Next"), next) + gap::s);
        if (back.disabled)
            button(tr("Previous"), back);
        else
            link_button(tr("Previous"), app::url_of(plain.with("newer", page.newer)), back);
        if (next.disabled)
            button(tr("Next"), next);
        else
            link_button(tr("Next"), app::url_of(plain.with("older", page.older)), next);
    });
}

void captcha_entry(View view, const std::vector<FieldError>& errors) {
    const CaptchaOffer& offer = view.state.rules().captcha;
    const Words error = message_for(errors, "captcha");
    if (offer.kind == CaptchaKind::none) return;
    if (offer.kind == CaptchaKind::proof_of_work) {
        text(
            tr("Your browser shows with a short computation that no robot fills this in. There is nothing to "
               "do."),
            type::small.in(Token::faint));
        return;
    }
    keyed(view.state.captcha.used, [&] { // each answer is good once, then the box is made anew
        std::string answer = view.state.captcha.answer;
        if (captcha_box({.label = tr("I am not a robot"), .error = error}, offer.site_key, offer.server,
                        answer))
            view.out.push_back(app::intent::CaptchaAnswered{answer});
    });
}

void waits_for_connection(View view, app::FileFor form, const app::Sending& sending, Marked what,
                          app::Intent send) {
    heading(2, tr("{what} is waiting for the connection", {{"what", what}}), type::title);
    text(tr("It is kept on this device and sent by itself, once, as soon as the service desk can be reached. "
            "You may go to other pages, or close this one and come back later."),
         type::body.in(Token::muted));
    row(control_height(), gap::m, [&] {
        if (button(sending.busy ? tr("Sending…") : tr("Send now"),
                   {.look = Look::primary, .disabled = sending.busy}) &&
            !sending.busy)
            view.out.push_back(std::move(send));
        if (button(tr("Go on writing"), {.disabled = sending.busy}) && !sending.busy)
            view.out.push_back(app::intent::TakeBack{form});
    });
}

namespace {

void file_line(View view, app::FileFor form, std::size_t index, const app::FileDraft& file) {
    begin_surface(box_padding(), Token::surface, file.error.empty() ? Token::line : Token::no, radius::field);
    stack(6, [&] {
        const PressStyle small{.small = true};
        const bool again = file.may_retry;
        const float actions =
            press_width(tr("Remove"), small) + (again ? press_width(tr("Retry"), small) + gap::m : 0);
        const auto press = [&] {
            const Words retry_name = tr("Retry {file}", {{"file", file.name}}),
                        remove_name = tr("Remove {file}", {{"file", file.name}});
            if (again && button(tr("Retry"), {.small = true, .name = retry_name}))
                view.out.push_back(app::intent::RetryFile{form, index});
            if (button(tr("Remove"), {.small = true, .name = remove_name}))
                view.out.push_back(app::intent::RemoveFile{form, index});
        };
        constexpr float icon_room = 20 + gap::m;
        const float beside = available() - icon_room - actions - gap::m;
        const bool fits = beside >= characters(2 * fewest_characters);
        row(fits ? control_height() : type::caption.line, gap::m, [&] {
            if (!tiny()) icon(Icon::document, 20, file.error.empty() ? Token::muted : Token::no);
            text_line(verbatim(file.name), type::caption.bold(), fits ? beside : available());
            if (!fits) return;
            flush_right(actions);
            press();
        });
        if (!fits) row(small_height(), gap::m, press);
        if (!file.error.empty()) {
            text(file.error, type::small.bold().in(Token::no));
        } else if (file.waiting) {
            text(tr("{size} · waits for the connection, then goes by itself",
                    {{"size", size_text(file.bytes)}}),
                 type::small.in(Token::faint));
        } else if (file.uploading()) {
            const int percent = static_cast<int>(file.fraction * 100);
            text(file.picture ? tr("becomes a PDF · sending {percent} %", {{"percent", percent}})
                              : tr("{size} · sending {percent} %",
                                   {{"size", size_text(file.bytes)}, {"percent", percent}}),
                 type::small.in(Token::faint));
            progress_bar(tr("Sending {file}", {{"file", file.name}}), file.fraction);
        } else {
            text(tr("{size} · attached", {{"size", size_text(file.bytes)}}), type::small.in(Token::faint));
        }
    });
    end_surface();
}

} // namespace

void attach(View view, app::FileFor form, const std::vector<PickedFile>& picked) {
    if (picked.empty()) return;
    app::intent::AttachFiles chosen{form, {}, {}};
    for (const PickedFile& file : picked) {
        app::FileDraft draft;
        draft.handle = file.handle;
        draft.name = file.name;
        draft.bytes = file.bytes;
        draft.picture = file.picture;
        chosen.files.push_back(std::move(draft));
        chosen.first_bytes.push_back(file.first_bytes);
    }
    view.out.push_back(std::move(chosen));
}

Message files_label() {
    return tr("PDFs or pictures (optional, up to {most}, PDFs of 2 MB each)", {{"most", max_attachments}});
}

void file_editor(View view, app::FileFor form, const std::vector<app::FileDraft>& files, const Words& error) {
    stack(gap::s, [&] {
        attach(view, form, file_drop({.label = files_label(), .error = error}));
        file_list(view, form, files);
    });
}

void file_list(View view, app::FileFor form, const std::vector<app::FileDraft>& files) {
    if (files.empty()) return;
    node("Chosen files", NodeRole::list,
         [&] {
             stack(gap::s, [&] {
                 for (std::size_t i = 0; i < files.size(); ++i)
                     keyed(static_cast<std::int64_t>(files[i].handle), [&] {
                         node("file", NodeRole::list_item, [&] { file_line(view, form, i, files[i]); });
                     });
             });
         },
         {.name = tr("Chosen files")});
}

} // namespace stu::screens
