#include "frontend-wasm/screens/mentions.hpp"

#include "common/mentions.hpp"
#include "common/rich_text.hpp"
#include "frontend-wasm/app/mentions.hpp"
#include "frontend-wasm/screens/offers.hpp"
#include "frontend-wasm/screens/parts.hpp"
#include "frontend-wasm/ui/rich_text.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

void colleague_chooser(View view, app::page::Ticket::NoteForm& note, const TicketView& whole,
                       const std::string& before) {
    constexpr std::size_t most = 4;
    if (before != note.request.text) note.caret = app::end_of_change(before, note.request.text);
    std::vector<Offer> found;
    for (const Colleague* each : app::colleagues_to_call(note, whole, view.state.user()->id)) {
        const auto& watchers = whole.watchers;
        const bool watches = std::find(watchers.begin(), watchers.end(), each->id) != watchers.end();
        found.push_back({each->id, verbatim(each->name),
                         watches ? tr("Watches this ticket; gets mail about the note")
                                 : tr("Gets mail about the note, and watches from then on")});
    }
    if (found.empty()) return;
    if (const auto pressed = offers(tr("Colleagues to mention"), found, most))
        view.out.push_back(app::intent::MentionColleague{*pressed});
}

void note_words(const Words& words, const TicketView& whole) {
    std::vector<Stretch> names;
    for (const Mention& each : mentions(words.text(), whole.colleagues))
        names.push_back({each.at, each.size});
    rich_text(words, type::body, names);
}

} // namespace stu::screens
