#include "frontend-wasm/screens/watching.hpp"

#include "frontend-wasm/screens/keys.hpp"

#include "frontend-wasm/screens/parts.hpp"

#include <algorithm>
#include <string>

namespace stu::screens {

using namespace ui;

namespace {

bool watches(const TicketView& whole, const std::string& id) {
    return std::find(whole.watchers.begin(), whole.watchers.end(), id) != whole.watchers.end();
}

std::string names_of_watchers(const TicketView& whole) {
    std::string names;
    for (const Colleague& each : whole.colleagues)
        if (watches(whole, each.id)) names += (names.empty() ? "" : ", ") + each.name;
    return names;
}

Message watch_words(const TicketView& whole, const TicketEvent& event, const std::string& reader) {
    const bool begins = event.was.empty();
    const std::string& who = begins ? event.becomes : event.was;
    if (who == reader)
        return !begins ? tr("You stopped watching")
               : event.author_id == reader
                   ? tr("You began to watch")
                   : tr("{author} mentioned you: you watch from now on", {{"author", event.author_name}});
    const auto found = std::find_if(whole.colleagues.begin(), whole.colleagues.end(),
                                    [&](const Colleague& each) { return each.id == who; });
    const std::string name = found == whole.colleagues.end() ? event.author_name : found->name;
    if (!begins) return tr("{person} stopped watching", {{"person", name}});
    if (who == event.author_id) return tr("{person} began to watch", {{"person", name}});
    return tr("{person} was mentioned and watches from now on", {{"person", name}});
}

} // namespace

void watching(View view, const app::page::Ticket& page, const TicketView& whole) {
    const bool mine = watches(whole, view.state.user()->id);
    row(small_height(), gap::s, [&] {
        if (button(mine ? tr("Stop watching") : tr("Watch"),
                   {.key = "watch",
                    .small = true,
                    .disabled = page.work.watching,
                    .shortcut = key_for(view, app::Shortcut::watch)}))
            view.out.push_back(app::intent::Watch{!mine});
    });
    const std::string names = names_of_watchers(whole);
    if (names.empty())
        text(tr("Who watches gets mail about what others do with it."), type::small.in(Token::faint));
    else
        keyed(std::string_view("watchers"),
              [&] { detail_list([&] { detail_line(tr("Watched by"), verbatim_copy(names)); }); });
}

void watch_entry(View view, const TicketView& whole, const TicketEvent& event) {
    const Message words = watch_words(whole, event, view.state.user()->id);
    const Words time = tr("· {time}", {{"time", view.world.relative_time(event.at_ms)}});
    const TextStyle faint = type::caption.in(Token::faint);
    const auto moment = [&] { time_text(time, view.world.exact_time(event.at_ms), faint); };
    if (text_width(words, faint) + gap::s + text_width(time, faint) <= available())
        return row(20, gap::s, [&] {
            text(words, faint);
            moment();
        });
    text(words, faint);
    row(20, 0, moment);
}

} // namespace stu::screens
