// Saved replies where staff writes: found by typing, inserted by a press.

#include "common/typed_text.hpp"
#include "frontend-wasm/app/saved_replies.hpp"
#include "frontend-wasm/screens/offers.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/staff_ticket.hpp"

#include <algorithm>
#include <string_view>

namespace stu::screens {

using namespace ui;
using namespace std::string_view_literals;

namespace {

/// As many as the dialog has room for without covering its own end.
std::size_t room_for_offers() {
    constexpr float around = 330;
    const float left = std::max(0.0f, viewport_height() - around) / choice_height();
    return std::clamp<std::size_t>(static_cast<std::size_t>(left), 1, 7);
}

std::vector<Offer> as_offers(const std::vector<const SavedReply*>& found) {
    std::vector<Offer> all;
    for (const SavedReply* reply : found)
        all.push_back({reply->id, verbatim(reply->title), verbatim_copy(as_line(reply->text))});
    return all;
}

constexpr auto known_variables =
    "{{first_name}}, {{student}}, {{ticket}}, {{subject}}, {{service}}, {{department}}, {{me}}"sv;

} // namespace

Message variables_hint() {
    return tr("Replaced by themselves: {variables}. Others in double braces, such as {example}, have to be "
              "replaced before anything is sent.",
              {{"variables", known_variables}, {"example", "{{room}}"sv}});
}

void reply_chooser(View view, app::ReplyChooser& chooser) {
    constexpr Marked title = tr("Saved replies");
    if (!begin_dialog(title, 560)) view.out.push_back(app::intent::CloseReplies{});
    heading(2, title, type::title);
    if (begin_form(tr("Find a saved reply"))) view.out.push_back(app::intent::InsertReply{});
    search_field(tr("Find a saved reply"), available(), chooser.wanted);
    end_form();
    if (chooser.replies.value) {
        const auto found = app::matching_replies(*chooser.replies.value,
                                                 app::department_to_answer(view.state), chooser.wanted);
        if (found.empty())
            text(chooser.wanted.empty() ? tr("Nothing is saved for this department yet.")
                                        : tr("No saved reply holds these words."),
                 type::body.in(Token::muted));
        else if (const auto pressed = offers(title, as_offers(found), room_for_offers()))
            view.out.push_back(app::intent::InsertReply{*pressed});
    } else if (chooser.replies.error) {
        refusal(chooser.replies.error->message);
    } else {
        text(tr("Loading…"), type::body.in(Token::muted));
    }
    row(small_height(), gap::s, [&] {
        if (button(tr("Close"), {.small = true})) view.out.push_back(app::intent::CloseReplies{});
        link_button(tr("Manage saved replies"), "/replies", {.look = Look::quiet, .small = true});
    });
    end_dialog();
}

} // namespace stu::screens
