// What staff sends often: listed by department, added, changed and removed.

#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/screens/staff_ticket.hpp"

#include "common/typed_text.hpp"
#include "frontend-wasm/app/saved_replies.hpp"
#include "frontend-wasm/ui/rich_text.hpp"

#include <algorithm>
#include <string_view>

namespace stu::screens {

using namespace ui;

namespace {

void department_entry(View view, app::page::SavedReplies& page) {
    const std::vector<std::string>& own = view.state.user()->departments;
    const auto& errors = page.sending.errors;
    if (own.size() < 2) return;
    std::vector<Words> names;
    for (const std::string& each : own)
        names.push_back(verbatim(department_name(view.state.catalogue(), each)));
    auto chosen =
        static_cast<std::size_t>(std::find(own.begin(), own.end(), page.request.department) - own.begin());
    if (chosen == own.size()) chosen = 0;
    if (select({.label = tr("Department"), .error = message_for(errors, "department")}, names, chosen))
        page.request.department = own[chosen];
}

/// What somebody else has made of it meanwhile, beside what is being written.
void their_words(View view, const SavedReply& reply) {
    begin_surface(box_padding(), Token::wait_soft, Token::wait_soft, radius::field);
    stack(gap::xs, [&] {
        text(tr("As {person} saved it {time}:",
                {{"person", reply.updated_by}, {"time", view.world.relative_time(reply.updated_ms)}}),
             type::caption.bold());
        text(verbatim(reply.title), type::body.bold());
        rich_text(verbatim(reply.text));
    });
    end_surface();
}

void reply_entry(View view, app::page::SavedReplies& page, const stu::SavedReplies& saved) {
    const auto& errors = page.sending.errors;
    const bool fresh = page.request.id.empty();
    card(card_padding(), [&] {
        heading(2, fresh ? tr("New saved reply") : tr("Change a saved reply"), type::title);
        if (begin_form(tr("Saved reply"))) view.out.push_back(app::intent::SubmitReply{});
        department_entry(view, page);
        text_field({.label = tr("Title"),
                    .error = message_for(errors, "title"),
                    .hint = tr("To find it by. Students do not see it."),
                    .autocomplete = "off",
                    .required = true,
                    .spell_check = true,
                    .is_answer = true},
                   page.request.title);
        text_area({.label = tr("Text"),
                   .error = message_for(errors, "text"),
                   .hint = variables_hint(),
                   .required = true,
                   .spell_check = true,
                   .rows = 7},
                  page.request.text);
        if (const SavedReply* theirs = app::find_reply(saved, page.request.id); page.overtaken && theirs)
            their_words(view, *theirs);
        refusals(page.sending);
        row(control_height(), gap::m, [&] {
            submit_button(page.sending.busy ? tr("Saving…") : tr("Save"),
                          {.look = Look::primary, .disabled = page.sending.busy});
            if (button(tr("Cancel"))) view.out.push_back(app::intent::StopWritingReply{});
        });
        end_form();
    });
}

void reply_line(View view, const SavedReply& reply) {
    const Words change_name = tr("Change “{title}”", {{"title", reply.title}}),
                remove_name = tr("Remove “{title}”", {{"title", reply.title}});
    const PressStyle change{.small = true, .name = change_name}, remove{.small = true, .name = remove_name};
    const float actions = press_width(tr("Change"), change) + gap::s + press_width(tr("Remove"), remove);
    const auto words = [&] {
        heading(3, verbatim(reply.title), type::body.bold());
        text_line(verbatim_copy(as_line(reply.text)), type::body.in(Token::muted), available());
        text(reply.updated_by.empty()
                 ? tr("Changed {time}", {{"time", view.world.relative_time(reply.updated_ms)}})
                 : tr("Changed {time} by {person}",
                      {{"time", view.world.relative_time(reply.updated_ms)}, {"person", reply.updated_by}}),
             type::caption.in(Token::faint));
    };
    const auto press = [&] {
        if (button(tr("Change"), change)) view.out.push_back(app::intent::WriteReply{reply.id});
        if (button(tr("Remove"), remove)) view.out.push_back(app::intent::AskToRemoveReply{reply.id});
    };
    if (available() - actions - gap::l < characters(2 * fewest_characters)) {
        stack(gap::s, [&] {
            stack(0, words);
            row(small_height(), gap::s, press);
        });
        return;
    }
    const float x = cursor_x(), y = cursor_y(), width = available();
    begin_column(x, y, width - actions - gap::l, 0);
    words();
    const float height = end_column();
    begin_column(x + width - actions, y + gap::xs, actions, 0);
    row(small_height(), gap::s, press);
    end_column();
    place(0, std::max(height, small_height()));
}

void replies_of(View view, const stu::SavedReplies& saved, const std::string& department) {
    const Words name = verbatim(department_name(view.state.catalogue(), department));
    card(card_padding(), [&] {
        heading(2, name, type::title);
        if (std::none_of(saved.replies.begin(), saved.replies.end(),
                         [&](const SavedReply& reply) { return reply.department == department; }))
            return text(tr("Nothing is saved for this department yet."), type::body.in(Token::muted));
        node("Replies", NodeRole::list,
             [&] {
                 bool first = true;
                 for (const SavedReply& reply : saved.replies) {
                     if (reply.department != department) continue;
                     keyed(std::string_view(reply.id), [&] {
                         node("reply", NodeRole::list_item, [&] {
                             stack(gap::m, [&] {
                                 if (!first) divider();
                                 reply_line(view, reply);
                             });
                         });
                     });
                     first = false;
                 }
             },
             {.name = name});
    });
}

void removal_dialog(View view, const app::page::SavedReplies& page, const SavedReply& reply) {
    constexpr Marked title = tr("Remove this saved reply?");
    if (!begin_dialog(title, 440)) view.out.push_back(app::intent::KeepReply{});
    heading(2, title, type::title);
    text(tr("“{title}” goes for everybody in the department. What was sent with it stays.",
            {{"title", reply.title}}));
    row(control_height(), gap::m, [&] {
        if (button(tr("Keep it"), {.look = Look::primary})) view.out.push_back(app::intent::KeepReply{});
        if (button(tr("Remove it"), {.look = Look::danger, .disabled = page.busy}))
            view.out.push_back(app::intent::SubmitReplyRemoval{});
    });
    end_dialog();
}

} // namespace

void saved_replies(View view, app::page::SavedReplies& page) {
    const PressStyle style{.look = Look::primary, .disabled = page.writing || !page.loaded.value};
    page_title(tr("Saved replies"), press_width(tr("New saved reply"), style), [&] {
        if (button(tr("New saved reply"), style)) view.out.push_back(app::intent::WriteReply{});
    });
    when_loaded(view, page.loaded, tr("the saved replies"), [&](const stu::SavedReplies& saved) {
        if (page.writing) reply_entry(view, page, saved);
        for (const std::string& department : view.state.user()->departments)
            keyed(std::string_view(department), [&] { replies_of(view, saved, department); });
        if (page.removing)
            if (const SavedReply* reply = app::find_reply(saved, page.removing->id))
                removal_dialog(view, page, *reply);
    });
}

} // namespace stu::screens
