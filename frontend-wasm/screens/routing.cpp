#include "frontend-wasm/screens/routing.hpp"

#include "common/case_folding.hpp"
#include "common/text.hpp"
#include "frontend-wasm/app/place_in_words.hpp"
#include "frontend-wasm/screens/keys.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/service_select.hpp"
#include "frontend-wasm/screens/staff_ticket.hpp"
#include "frontend-wasm/ui/rich_text.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

namespace {

void transfer_form(View view, app::page::Ticket::TransferForm& form, const Ticket& ticket) {
    const auto& errors = form.sending.errors;
    if (begin_form(tr("Transfer"))) view.out.push_back(app::intent::SubmitTransfer{});
    const Message place = service_select(
        view, {.label = tr("Transfer to"), .error = message_for(errors, "service"), .required = true},
        form.request.service, ticket.department, ticket.service);
    text_area({.label = tr("Reason (students never see it)"),
               .error = message_for(errors, "reason"),
               .required = true,
               .spell_check = true,
               .rows = 3},
              form.request.reason);
    refusals(form.sending);
    text(tr("The student is told by mail where the ticket is."), type::small.in(Token::faint));
    submit_button(form.sending.busy ? Words(tr("Sending…"))
                  : place.empty()   ? Words(tr("Transfer"))
                                    : Words(tr("Transfer to {place}", {{"place", place}})),
                  {.look = Look::primary, .disabled = form.sending.busy, .wide = true});
    end_form();
}

} // namespace

void transfer(View view, app::page::Ticket::TransferForm& form, const Ticket& ticket) {
    if (ticket.withdrawn_ms != 0) return;
    row(small_height(), gap::s, [&] {
        if (button(tr("Transfer…"),
                   {.small = true,
                    .fold = form.open ? PressStyle::Fold::unfolded : PressStyle::Fold::folded,
                    .shortcut = key_for(view, app::Shortcut::transfer)}))
            view.out.push_back(app::intent::FoldTransfer{});
    });
    if (form.open) transfer_form(view, form, ticket);
}

void leaving(View view, const app::page::Ticket& page, const HeldTransfer& held) {
    const bool own = held.author_id == view.state.user()->id;
    const Message place = app::place_in_words(view.state.catalogue(), held.service);
    on_its_way(view, page,
               {"Leaving",
                own ? Words(tr("On its way to {place}.", {{"place", place}}))
                    : tr("{person} is handing this ticket on to {place}.",
                         {{"person", held.author_name}, {"place", place}}),
                held.author_id, held.request_id, [&] { rich_text(verbatim(held.reason)); }});
}

Message transfer_withheld(const Catalogue& catalogue, const TicketEvent& event) {
    if (event.becomes.empty()) return {};
    const Message place = app::place_in_words(catalogue, event.becomes);
    if (event.kind == EventKind::undone) return tr("Took the transfer to {place} back.", {{"place", place}});
    if (event.kind == EventKind::unsent)
        return tr("The transfer to {place} was not made, because the ticket could not go there any more.",
                  {{"place", place}});
    return {};
}

namespace {

bool is_on(const TicketView& whole, const std::string& name) {
    const auto& tags = whole.work.tags;
    return std::find(tags.begin(), tags.end(), name) != tags.end();
}

/// Tags of the department that what is typed begins, as buttons that add them.
void known_tags(View view, const app::page::Ticket::TagForm& form, const TicketView& whole) {
    constexpr int most = 5;
    const std::string typed = folded_case(trimmed(form.typed));
    if (typed.empty()) return;
    std::vector<const std::string*> fitting;
    for (const std::string& each : whole.known_tags)
        if (fitting.size() < most && !is_on(whole, each) && folded_case(each).starts_with(typed))
            fitting.push_back(&each);
    if (fitting.empty()) return;
    row(small_height(), gap::s, [&] {
        for (const std::string* each : fitting)
            if (button(verbatim(*each), {.look = Look::quiet,
                                         .small = true,
                                         .disabled = form.sending.busy,
                                         .name = tr("Add tag {tag}", {{"tag", *each}})}))
                view.out.push_back(app::intent::AddTag{*each});
    });
}

Words chip_for(const std::string& tag) { return verbatim(tag); }
Words more_chip(std::size_t more) { return tr("+{count}", {{"count", more}}); }

} // namespace

void tag_editor(View view, app::page::Ticket::TagForm& form, const TicketView& whole) {
    if (!whole.work.tags.empty())
        node("Tags", NodeRole::list,
             [&] {
                 row(small_height(), gap::s, [&] {
                     for (const std::string& tag : whole.work.tags)
                         keyed(std::string_view(tag), [&] {
                             node("tag", NodeRole::list_item, [&] {
                                 if (button(verbatim(tag), {.icon = Icon::close,
                                                            .small = true,
                                                            .disabled = form.sending.busy,
                                                            .name = tr("Remove tag {tag}", {{"tag", tag}})}))
                                     view.out.push_back(app::intent::RemoveTag{tag});
                             });
                         });
                 });
             },
             {.name = tr("Tags")});
    if (begin_form(tr("Tags"))) view.out.push_back(app::intent::SubmitTag{});
    const PressStyle style{.disabled = form.sending.busy};
    const Words label = tr("Add a tag");
    lines_of_pieces({{std::max(characters(12), label_width(label)), true,
                      [&](bool) {
                          text_field({.label = label,
                                      .key = "tag",
                                      .error = message_for(form.sending.errors, "add"),
                                      .autocomplete = "off",
                                      .shortcut = key_for(view, app::Shortcut::tag)},
                                     form.typed);
                      }},
                     {press_width(tr("Add"), style), false,
                      [&](bool first) {
                          if (!first) space(label_height()); // beside the field, below its label
                          submit_button(tr("Add"), style);
                      }}},
                    gap::s);
    known_tags(view, form, whole);
    refusal(form.sending.refusal);
    end_form();
}

float tag_chips_width(const std::vector<std::string>& tags) {
    float width = 0;
    for (const std::string& tag : tags) width += chip_width(chip_for(tag), false) + (width > 0 ? gap::s : 0);
    return width;
}

void tag_chips(const std::vector<std::string>& tags, float width) {
    const std::size_t count = tags.size();
    const auto room_for_more = [&](std::size_t shown) {
        return shown < count ? gap::s + chip_width(more_chip(count - shown), false) : 0;
    };
    std::size_t shown = count > 0 ? 1 : 0;
    float used = count > 0 ? chip_width(chip_for(tags[0]), false) : 0;
    while (shown < count) {
        const float next = used + gap::s + chip_width(chip_for(tags[shown]), false);
        if (next + room_for_more(shown + 1) > width) break;
        used = next;
        ++shown;
    }
    // The first alone may be too long: then it ends in dots.
    const float widest = std::max(1.0f, width - room_for_more(shown));
    for (std::size_t i = 0; i < shown; ++i)
        keyed(std::string_view(tags[i]),
              [&] { chip(chip_for(tags[i]), Token::muted, Token::bg, false, widest); });
    if (shown < count) chip(more_chip(count - shown), Token::muted, Token::bg, false);
}

Message tags_changed(const TicketEvent& event) {
    if (event.was.empty()) return tr("Tags added: {tags}.", {{"tags", event.becomes}});
    if (event.becomes.empty()) return tr("Tags removed: {tags}.", {{"tags", event.was}});
    return tr("Tags added: {tags}; removed: {others}.", {{"tags", event.becomes}, {"others", event.was}});
}

} // namespace stu::screens
