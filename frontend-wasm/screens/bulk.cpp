#include "frontend-wasm/screens/bulk.hpp"

#include "common/text.hpp"
#include "frontend-wasm/screens/keys.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/service_select.hpp"
#include "frontend-wasm/screens/staff_ticket.hpp"
#include "frontend-wasm/ui/paint.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace stu::screens {

using namespace ui;

namespace {

bool is_chosen(View view, std::string_view number) {
    const app::Bulk* bulk = app::chosen_here(view.state);
    return bulk && (bulk->everything || bulk->find(number));
}

Message chosen_text(View view) {
    const app::Bulk& bulk = *app::chosen_here(view.state);
    const std::int64_t count = app::chosen_count(view.state);
    if (bulk.sending.busy && bulk.total > static_cast<std::int64_t>(max_tickets_at_once))
        return tr("{count} of {total} are done…",
                  {{"count", bulk.outcome.changed + static_cast<std::int64_t>(bulk.outcome.left.size())},
                   {"total", bulk.total}});
    return tr("{count} chosen", {{"count", count}});
}

bool page_is_chosen(View view) {
    const TicketPage* page = app::page_shown(view.state);
    return !page || std::all_of(page->rows.begin(), page->rows.end(),
                                [&](const TicketRow& row) { return is_chosen(view, row.number); });
}

/// How many the whole list has, where these are more than are chosen; 0 otherwise.
std::int64_t others_too(View view) {
    const app::Bulk& bulk = *app::chosen_here(view.state);
    if (bulk.everything || !page_is_chosen(view)) return 0;
    const std::int64_t all = app::known_total(view.state);
    return all > static_cast<std::int64_t>(bulk.tickets.size()) ? all : 0;
}

struct BarPart {
    float width = 0;
    std::function<void()> draw;
};

BarPart pressed_part(View view, const Words& words, app::Intent wanted, PressStyle style = {}) {
    style.small = true;
    style.disabled = view.state.bulk.sending.busy;
    return {press_width(words, style), [view, words, style, wanted = std::move(wanted)] {
                if (button(words, style)) view.out.push_back(wanted);
            }};
}

/// How more or less can be chosen than single rows. One key presses the first of them, and the focus stays on
/// it while it turns from one into the next.
std::vector<BarPart> wider_choices(View view) {
    std::vector<BarPart> parts;
    const auto choice = [&](const Words& words, app::Intent wanted) {
        PressStyle style{.look = Look::quiet};
        if (parts.empty()) {
            style.key = "wider";
            style.shortcut = key_for(view, app::Shortcut::choose_all);
        }
        parts.push_back(pressed_part(view, words, std::move(wanted), style));
    };
    if (!page_is_chosen(view)) choice(tr("Choose all shown"), app::intent::ChoosePage{});
    if (const std::int64_t all = others_too(view); all > 0)
        choice(tr("Choose all {count}", {{"count", all}}), app::intent::ChooseEverything{});
    if (!narrow()) choice(tr("Choose none"), app::intent::ChooseNone{});
    return parts;
}

std::vector<BarPart> bar_parts(View view, bool with_keys) {
    std::vector<BarPart> parts;
    const Words count = chosen_text(view);
    parts.push_back({text_width(count, type::body.bold()),
                     [count] { text_line(count, type::body.bold(), available()); }});
    const auto press = [&](Marked words, app::Intent wanted, app::Shortcut which) {
        parts.push_back(pressed_part(view, words, std::move(wanted),
                                     {.shortcut = key_for(view, which), .key_shown = with_keys}));
    };
    if (!narrow()) // else they stand above the boxes
        for (BarPart& part : wider_choices(view)) parts.push_back(std::move(part));
    if (!app::chosen_here(view.state)->tickets.empty()) {
        press(tr("Assign to me"), app::intent::TakeChosen{}, app::Shortcut::take);
        if (narrow()) {
            press(tr("Change…"), app::intent::AskBulk{BulkDeed::respond}, app::Shortcut::reply);
        } else {
            press(tr("Reply or status…"), app::intent::AskBulk{BulkDeed::respond}, app::Shortcut::reply);
            press(tr("Tag…"), app::intent::AskBulk{BulkDeed::tag}, app::Shortcut::tag);
            press(tr("Priority…"), app::intent::AskBulk{BulkDeed::prioritise}, app::Shortcut::priority);
            press(tr("Transfer…"), app::intent::AskBulk{BulkDeed::transfer}, app::Shortcut::transfer);
            if (!app::rows_to_merge(view.state).empty())
                press(tr("Merge into…"), app::intent::AskBulk{BulkDeed::merge}, app::Shortcut::other_ticket);
        }
    }
    if (narrow())
        parts.push_back(
            pressed_part(view, tr("Choose none"), app::intent::ChooseNone{}, {.look = Look::quiet}));
    return parts;
}

/// How many lines the parts take.
std::size_t lines_of(const std::vector<BarPart>& parts, float width) {
    std::size_t lines = 1;
    float used = 0;
    for (const BarPart& part : parts) {
        const float more = (used > 0 ? gap::s : 0) + part.width;
        if (used > 0 && used + more > width) {
            ++lines;
            used = part.width;
        } else {
            used += more;
        }
    }
    return lines;
}

float bar_width(float width) { return width - 2 * page_padding(); }

/// With their keys, where these cost no further line.
std::vector<BarPart> bar_parts_in(View view, float width) {
    std::vector<BarPart> parts = bar_parts(view, true);
    return lines_of(parts, bar_width(width)) == 1 ? parts : bar_parts(view, false);
}

// --- what is to be done

Marked deed_name(BulkDeed deed) {
    switch (deed) {
    case BulkDeed::assign: return tr("Give them to somebody");
    case BulkDeed::prioritise: return tr("Say how urgent they are");
    case BulkDeed::tag: return tr("Add a tag");
    case BulkDeed::respond: return tr("Reply, or set a status");
    case BulkDeed::transfer: return tr("Transfer them");
    case BulkDeed::merge: return tr("Merge them into one");
    }
    return {};
}

/// Colleagues are known where the list is a department's.
const std::vector<Colleague>* colleagues_here(View view) {
    const auto* queue = view.state.on<app::page::Queue>();
    return queue && queue->loaded.value ? &queue->loaded.value->colleagues : nullptr;
}

void deed_field(View view, BulkChange& request) {
    std::vector<BulkDeed> deeds;
    std::vector<Words> words;
    std::size_t chosen = 0;
    for (const BulkDeed deed : all<BulkDeed>()) {
        if (deed == BulkDeed::assign && !colleagues_here(view)) continue;
        if (deed == BulkDeed::merge && app::rows_to_merge(view.state).empty()) continue;
        if (deed == request.deed) chosen = deeds.size();
        deeds.push_back(deed);
        words.push_back(deed_name(deed));
    }
    if (select({.label = tr("What is to be done")}, words, chosen)) request.deed = deeds[chosen];
}

void assignee_field(View view, BulkChange& request, const std::vector<FieldError>& errors) {
    std::vector<std::string> ids{""};
    std::vector<Words> words{tr("Nobody")};
    std::size_t chosen = 0;
    if (const auto* colleagues = colleagues_here(view))
        for (const Colleague& each : *colleagues) {
            if (each.id == request.assignee) chosen = ids.size();
            ids.push_back(each.id);
            words.push_back(verbatim(each.name));
        }
    if (select({.label = tr("Assignee"), .error = message_for(errors, "to")}, words, chosen))
        request.assignee = ids[chosen];
}

void priority_field(BulkChange& request) {
    std::vector<Words> words;
    for (const Priority each : all<Priority>()) words.push_back(label(each));
    auto chosen = static_cast<std::size_t>(request.priority);
    if (select({.label = tr("Priority")}, words, chosen)) request.priority = static_cast<Priority>(chosen);
}

void tag_field(BulkChange& request, const std::vector<FieldError>& errors) {
    std::string typed = request.add.empty() ? std::string() : request.add.front();
    if (text_field({.label = tr("Tag"), .error = message_for(errors, "add"), .required = true}, typed)) {
        request.add.clear();
        if (!trimmed(typed).empty()) request.add = {typed};
    }
}

void response_fields(View view, BulkChange& request, const std::vector<FieldError>& errors) {
    std::vector<Words> words{tr("Leave it as it is")};
    for (const Status each : all<Status>()) words.push_back(label(each));
    std::size_t chosen = request.status.empty() ? 0 : static_cast<std::size_t>(request.status.front()) + 1;
    if (select({.label = tr("Status"), .error = message_for(errors, "status")}, words, chosen)) {
        request.status.clear();
        if (chosen > 0) request.status = {static_cast<Status>(chosen - 1)};
    }
    if (!request.status.empty() && request.status.front() == Status::duplicate)
        text_field({.label = tr("Number of the other ticket"),
                    .error = message_for(errors, "duplicate_of"),
                    .required = true},
                   request.duplicate_of);
    text_area({.label = tr("Reply to each student"),
               .error = message_for(errors, "remark"),
               .hint = variables_hint(),
               .spell_check = true,
               .is_answer = true,
               .rows = 5},
              request.remark);
    row(small_height(), gap::s, [&] {
        const char32_t key = key_for(view, app::Shortcut::saved_replies);
        if (button(tr("Saved replies"), {.look = Look::quiet, .small = true, .shortcut = key}))
            view.out.push_back(app::intent::OpenReplies{});
    });
}

void transfer_fields(View view, BulkChange& request, const std::vector<FieldError>& errors) {
    service_select(view,
                   {.label = tr("Transfer to"), .error = message_for(errors, "service"), .required = true},
                   request.service);
    text_area({.label = tr("Reason (students never see it)"),
               .error = message_for(errors, "reason"),
               .required = true,
               .spell_check = true,
               .rows = 3},
              request.reason);
}

void merge_fields(View view, BulkChange& request, const std::vector<FieldError>& errors) {
    const auto rows = app::rows_to_merge(view.state);
    std::vector<Words> words;
    std::size_t chosen = 0;
    for (const TicketRow* row : rows) {
        if (row->number == request.into) chosen = words.size();
        words.push_back(
            tr("{number} · {subject} · {student}",
               {{"number", row->number}, {"subject", row->subject}, {"student", row->student_name}}));
    }
    select({.label = tr("Merge into"), .error = message_for(errors, "into")}, words, chosen);
    if (chosen < rows.size()) request.into = rows[chosen]->number; // the oldest where none was chosen
    text(tr("The others go on as that one, for their student too. Only tickets of one student of one "
            "department can be merged; for 30 days they can be parted again."),
         type::small.in(Token::muted));
}

Message submit_words(View view, const BulkChange& request) {
    const std::int64_t count = app::chosen_count(view.state);
    if (request.deed == BulkDeed::merge) return tr("Merge into {number}", {{"number", request.into}});
    if (request.deed == BulkDeed::respond && !request.remark.empty())
        return trn("Send {count} reply", "Send {count} replies", count);
    return trn("Change {count} ticket", "Change {count} tickets", count);
}

} // namespace

void ticket_box(View view, const TicketRow& ticket) {
    if (const auto pressed =
            box_cell(tr("Choose {number}", {{"number", ticket.number}}), is_chosen(view, ticket.number)))
        view.out.push_back(app::intent::ChooseTicket{ticket.number, *pressed == BoxPress::range});
}

void choice_list(View view, const TicketPage& page) {
    if (narrow())
        row(small_height(), gap::s, [&] {
            for (const BarPart& part : wider_choices(view)) part.draw();
        });
    card(card_padding(), [&] {
        for (const TicketRow& ticket : page.rows)
            keyed(std::string_view(ticket.number), [&] {
                bool ticked = is_chosen(view, ticket.number);
                if (checkbox(tr("{subject} · {student} · {status}", {{"subject", ticket.subject},
                                                                     {"student", ticket.student_name},
                                                                     {"status", label(ticket.status)}}),
                             ticked))
                    view.out.push_back(app::intent::ChooseTicket{ticket.number, false});
            });
    });
}

void choice_button(View view) {
    row(small_height(), 0, [&] {
        if (button(tr("Choose several"), {.look = Look::quiet, .small = true}))
            view.out.push_back(app::intent::ShowBoxes{});
    });
}

void left_tickets(View view) {
    const auto& left = view.state.bulk.outcome.left;
    if (left.empty() || view.state.bulk.sending.busy) return;
    constexpr std::size_t most = 20;
    card(card_padding(), [&] {
        heading(2,
                trn("{count} ticket stays as it is", "{count} tickets stay as they are",
                    static_cast<std::int64_t>(left.size())),
                type::title);
        node("Left", NodeRole::list, [&] {
            for (std::size_t i = 0; i < std::min(most, left.size()); ++i)
                keyed(std::string_view(left[i].number), [&] {
                    node("ticket", NodeRole::list_item, [&] {
                        row(link_height(), gap::s, [&] {
                            link(verbatim(left[i].number), "/tickets/" + left[i].number,
                                 type::body.bold().in(Token::accent));
                            text(left[i].why);
                        });
                    });
                });
        });
        if (left.size() > most)
            text(tr("And {count} more.", {{"count", left.size() - most}}), type::small.in(Token::muted));
        row(small_height(), 0, [&] {
            if (button(tr("Close"), {.small = true})) view.out.push_back(app::intent::DismissLeft{});
        });
    });
}

float bulk_bar_height(View view, float width) {
    if (!view.state.is_staff() || !app::chosen_here(view.state)) return 0;
    const auto lines = static_cast<float>(lines_of(bar_parts_in(view, width), bar_width(width)));
    return lines * small_height() + (lines - 1) * gap::s + 2 * gap::s;
}

void bulk_bar(View view, const Rect& at) {
    paint_box(at, Token::accent_soft, Token::accent_soft, 0);
    paint_line(at.x, at.y, at.right(), at.y, Token::line);
    node("Chosen", NodeRole::region,
         [&] {
             begin_column(at.x + page_padding(), at.y + gap::s, bar_width(at.w), 0);
             row(small_height(), gap::s, [&] {
                 for (const BarPart& part : bar_parts_in(view, at.w)) part.draw();
             });
             end_column();
         },
         {.name = tr("Chosen tickets")});
}

void bulk_dialog(View view, app::Bulk& bulk) {
    if (bulk.visit != view.state.visit || !bulk.asking) return;
    if (bulk.chooser.open) return reply_chooser(view, bulk.chooser);
    const Words title = trn("Change {count} ticket", "Change {count} tickets", app::chosen_count(view.state));
    if (!begin_dialog(title, 560)) view.out.push_back(app::intent::CloseBulk{});
    heading(2, title, type::title);
    if (begin_form(title)) view.out.push_back(app::intent::SubmitBulk{});
    const auto& errors = bulk.sending.errors;
    BulkChange& request = bulk.request;
    deed_field(view, request);
    switch (request.deed) {
    case BulkDeed::assign: assignee_field(view, request, errors); break;
    case BulkDeed::prioritise: priority_field(request); break;
    case BulkDeed::tag: tag_field(request, errors); break;
    case BulkDeed::respond: response_fields(view, request, errors); break;
    case BulkDeed::transfer: transfer_fields(view, request, errors); break;
    case BulkDeed::merge: merge_fields(view, request, errors); break;
    }
    refusals(bulk.sending);
    row(control_height(), gap::m, [&] {
        submit_button(bulk.sending.busy ? Words(tr("Changing…")) : Words(submit_words(view, request)),
                      {.look = Look::primary, .disabled = bulk.sending.busy});
        if (button(tr("Cancel"))) view.out.push_back(app::intent::CloseBulk{});
    });
    end_form();
    end_dialog();
}

} // namespace stu::screens
