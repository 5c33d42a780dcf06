#include "frontend-wasm/app/shortcuts.hpp"

#include "common/text.hpp"
#include "frontend-wasm/app/find_key.hpp"

namespace stu::app {

Marked shortcut_name(Shortcut which) {
    switch (which) {
    case Shortcut::next: return tr("Next row or ticket");
    case Shortcut::previous: return tr("Previous row or ticket");
    case Shortcut::take: return tr("Take it or give it back");
    case Shortcut::watch: return tr("Watch it or stop");
    case Shortcut::reply: return tr("Reply");
    case Shortcut::note: return tr("Internal note");
    case Shortcut::saved_replies: return tr("Saved replies");
    case Shortcut::status: return tr("Status");
    case Shortcut::send_and_next: return tr("Send and next ticket");
    case Shortcut::take_back: return tr("Take it back");
    case Shortcut::show_keys: return tr("These keys");
    case Shortcut::assignee: return tr("Assignee");
    case Shortcut::priority: return tr("Priority");
    case Shortcut::tag: return tr("Add a tag");
    case Shortcut::transfer: return tr("Transfer");
    case Shortcut::choose: return tr("Choose the row");
    case Shortcut::choose_all: return tr("Choose all shown");
    case Shortcut::other_ticket: return tr("Number of another ticket");
    }
    return {};
}

char32_t typed_key(std::string_view typed, char32_t before) {
    char32_t key = 0;
    bool replaced = false;
    for (std::size_t at = 0; at < typed.size();) {
        const CodePoint next = decode(typed, at);
        if (next.size == 0) break;
        at += next.size;
        if (next.value == before && !replaced)
            replaced = true;
        else
            key = next.value;
    }
    return key == 0 && replaced ? before : key;
}

Message check_key(const Keys& keys, Shortcut which, char32_t key) {
    if (key == 0) return {};
    if (key <= U' ' || key == U'\u00a0') return tr("Type a letter, a digit or a sign.");
    const auto taken = [](Marked what) {
        return tr("This key does something already: {what}.", {{"what", what}});
    };
    if (key == find_key) return taken(tr("Find anything"));
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto other = static_cast<Shortcut>(i);
        if (keys[i] == key && other != which) return taken(shortcut_name(other));
    }
    return {};
}

} // namespace stu::app
