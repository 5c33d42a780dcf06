#include "frontend-wasm/screens/staff_ticket.hpp"

#include "common/access.hpp"
#include "frontend-wasm/screens/keys.hpp"
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

} // namespace

Message looked_at(View view, const TicketView& whole) {
    const std::string& assignee = whole.work.assignee;
    if (!assignee.empty() && assignee == view.state.user()->id) return tr("You have it.");
    if (!assignee.empty()) return tr("{person} has it.", {{"person", name_in(whole.colleagues, assignee)}});
    const bool by_staff = std::any_of(whole.events.begin(), whole.events.end(), [](const TicketEvent& event) {
        return event.author_role == Role::staff && event.kind != EventKind::opened;
    });
    return by_staff ? Message(tr("It has been looked at; the history says more.")) : Message();
}

void on_its_way(View view, const app::page::Ticket& page, const CanBeTakenBack& waiting) {
    node(
        waiting.key, NodeRole::region,
        [&] {
            begin_surface(card_padding(), Token::go_soft, Token::go, radius::card);
            stack(gap::s, [&] {
                text(waiting.title, type::body.bold().in(Token::go));
                waiting.content();
                if (waiting.author_id == view.state.user()->id)
                    row(small_height(), gap::s, [&] {
                        if (button(tr("Take it back"), {.small = true,
                                                        .disabled = page.work.busy,
                                                        .shortcut = key_for(view, app::Shortcut::take_back)}))
                            view.out.push_back(app::intent::TakeResponseBack{waiting.request_id});
                    });
            });
            end_surface();
        },
        {.name = tr("On its way")});
}

void held_response(View view, const app::page::Ticket& page, const HeldResponse& held) {
    const bool own = held.author_id == view.state.user()->id;
    on_its_way(view, page,
               {"On its way",
                own ? Words(tr("On its way to the student, who does not see it yet."))
                    : tr("{person} is sending this to the student.", {{"person", held.author_name}}),
                held.author_id, held.request_id, [&] {
                    if (!held.text.empty()) rich_text(verbatim(held.text));
                    if (held.from != held.to) row(24, gap::s, [&] { status_chip(held.to); });
                    for (const Attachment& file : held.files)
                        keyed(std::string_view(file.id),
                              [&] { text(verbatim(file.file_name), type::caption.in(Token::muted)); });
                }});
}

namespace {

/// The chosen assignee and priority become the ticket's by their button.
void apply_button(View view, const app::page::Ticket::WorkForm& form, const TicketWork& work,
                  bool submitted) {
    const bool other_assignee = form.assignee && *form.assignee != work.assignee,
               other_priority = form.priority && *form.priority != work.priority;
    if (!other_assignee && !other_priority) return;
    if (submitted && !form.busy) {
        if (other_assignee) view.out.push_back(app::intent::Assign{*form.assignee});
        if (other_priority) view.out.push_back(app::intent::ChoosePriority{*form.priority});
    }
    row(small_height(), gap::s, [&] {
        submit_button(
            tr("Apply"),
            {.look = Look::primary, .small = true, .disabled = form.busy, .chord = "Control+Enter"});
    });
}

void choose_assignee(View view, app::page::Ticket::WorkForm& form, const TicketView& whole) {
    const std::string& self = view.state.user()->id;
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
    if (select({.label = tr("Assignee"), .shortcut = key_for(view, app::Shortcut::assignee)}, names, chosen))
        form.assignee = ids[chosen];
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

namespace {

PressStyle take_style(View view, bool busy) {
    return {.key = "take", .small = true, .disabled = busy, .shortcut = key_for(view, app::Shortcut::take)};
}

/// Empty where the ticket is closed and nobody's.
Marked take_words(View view, const TicketView& whole) {
    const std::string &self = view.state.user()->id, &assignee = whole.work.assignee;
    if (can_be_assigned(whole.ticket)) return assignee == self ? tr("Give back") : tr("Assign to me");
    return assignee.empty() ? Marked() : tr("Give back");
}

} // namespace

float take_width(View view, const TicketView& whole) {
    const Marked words = take_words(view, whole);
    return words.empty() ? 0 : press_width(words, take_style(view, false));
}

void take(View view, const app::page::Ticket& page, const TicketView& whole) {
    const Marked words = take_words(view, whole);
    if (words.empty() || !button(words, take_style(view, page.work.busy))) return;
    const std::string& self = view.state.user()->id;
    const bool back = !can_be_assigned(whole.ticket) || whole.work.assignee == self;
    view.out.push_back(app::intent::Assign{back ? std::string() : self});
}

void work_card(View view, app::page::Ticket& page, const TicketView& whole, bool takes) {
    app::page::Ticket::WorkForm& form = page.work;
    card(card_padding(), [&] {
        heading(2, tr("Who does it"), type::title);
        if (takes && take_width(view, whole) > 0)
            row(small_height(), gap::s, [&] { take(view, page, whole); });
        const bool submitted = begin_form(tr("Who does it"));
        if (can_be_assigned(whole.ticket))
            choose_assignee(view, form, whole);
        else
            shown_assignee(form, whole);
        std::vector<Words> priorities;
        for (const Priority priority : all<Priority>()) priorities.push_back(label(priority));
        auto priority = static_cast<std::size_t>(form.priority.value_or(whole.work.priority));
        if (select({.label = tr("Priority"), .shortcut = key_for(view, app::Shortcut::priority)}, priorities,
                   priority))
            form.priority = static_cast<Priority>(priority);
        apply_button(view, form, whole.work, submitted);
        end_form();
        tag_editor(view, page.tags, whole);
        watching(view, page, whole);
        transfer(view, page.transfer, whole.ticket);
    });
}

namespace {

/// Whether another ticket of the same student may be merged into this one; the server knows more.
bool can_take_in(const Ticket& ticket, const TicketRow& other) {
    return ticket.is_open() && !other.withdrawn && other.department == ticket.department;
}

} // namespace

void other_tickets(View view, const app::page::Ticket& page, const TicketView& whole) {
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
                                     if (!can_take_in(whole.ticket, other)) return;
                                     row(small_height(), gap::s, [&] {
                                         if (button(tr("Merge into this one"),
                                                    {.small = true,
                                                     .disabled = page.related.sending.busy,
                                                     .name = tr("Merge {number} into this one",
                                                                {{"number", other.number}})}))
                                             view.out.push_back(app::intent::Merge{other.number, {}});
                                     });
                                 });
                             });
                         });
                 });
             },
             {.name = tr("Also from {student}", {{"student", whole.ticket.student_name}})});
    });
}

namespace {

/// The number may be left out, of a ticket that the reader may not see.
Message link_changed(const TicketEvent& event) {
    if (!event.becomes.empty()) return tr("Linked this ticket with {number}.", {{"number", event.becomes}});
    if (!event.was.empty()) return tr("Removed the link to {number}.", {{"number", event.was}});
    return tr("Changed a link with a ticket of another department.");
}

} // namespace

Message decision(const TicketEvent& event, const std::vector<Colleague>& colleagues) {
    if (event.kind == EventKind::assigned) {
        if (event.becomes.empty()) return tr("Gave the ticket back: it is nobody's.");
        if (event.becomes == event.author_id) return tr("Took the ticket.");
        return tr("Gave the ticket to {person}.", {{"person", name_in(colleagues, event.becomes)}});
    }
    if (event.kind == EventKind::tagged) return tags_changed(event);
    if (event.kind == EventKind::linked) return link_changed(event);
    if (event.kind == EventKind::prioritised)
        return tr("Set the priority to {priority}.",
                  {{"priority", label(from_name<Priority>(event.becomes).value_or(Priority::normal))}});
    return {};
}

} // namespace stu::screens
