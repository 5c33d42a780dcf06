#include "frontend-wasm/screens/keys.hpp"

#include "frontend-wasm/screens/parts.hpp"

#include <vector>

namespace stu::screens {

using namespace ui;

namespace {

struct Key {
    Words key;
    Marked what;
};

/// As the shortcuts of the buttons and fields have them, and web/shortcuts.js.
void keys_of(Marked place, const std::vector<Key>& keys) {
    stack(gap::s, [&] {
        heading(3, place, type::caption.bold().in(Token::muted));
        keyed(place.english(), [&] {
            detail_list([&] {
                for (const Key& each : keys) detail_line(each.key, each.what);
            });
        });
    });
}

void dialog(View view) {
    constexpr Marked title = tr("Keys");
    const Words escape = tr("Esc");
    if (!begin_dialog(title, 640)) view.out.push_back(app::intent::ShowKeys{false});
    heading(2, title, type::title);
    const float column = characters(readable_characters / 2);
    const auto beside_tickets = [&](bool) {
        stack(gap::l, [&] {
            keys_of(tr("In a list"), {{verbatim("j"), tr("Next row")},
                                      {verbatim("k"), tr("Previous row")},
                                      {tr("Enter"), tr("Open the ticket")}});
            keys_of(tr("From ticket to ticket"), {{verbatim("j"), tr("Next ticket")},
                                                  {verbatim("k"), tr("Previous ticket")},
                                                  {escape, tr("Back to the list")}});
            keys_of(tr("Everywhere"), {{verbatim("?"), tr("These keys")}, {escape, tr("Leave a field")}});
        });
    };
    const auto on_ticket = [&](bool) {
        keys_of(tr("On a ticket"), {{verbatim("a"), tr("Take it or give it back")},
                                    {verbatim("w"), tr("Watch it or stop")},
                                    {verbatim("r"), tr("Reply")},
                                    {verbatim("n"), tr("Internal note")},
                                    {verbatim(";"), tr("Saved replies")},
                                    {verbatim("s"), tr("Status")},
                                    {verbatim("e"), tr("Send and next ticket")},
                                    {tr("Ctrl+Enter"), tr("Send what is being written")},
                                    {verbatim("u"), tr("Take it back")}});
    };
    lines_of_pieces({{column, true, beside_tickets}, {column, true, on_ticket}}, gap::xl);
    if (!view.world.appearance().shortcuts)
        text(tr("Single keys are switched off in the settings."), type::small.in(Token::muted));
    row(small_height(), gap::s, [&] {
        if (button(tr("Close"), {.small = true})) view.out.push_back(app::intent::ShowKeys{false});
    });
    end_dialog();
}

} // namespace

void keys(View view) {
    if (touch()) return;
    const bool single = view.world.appearance().shortcuts;
    row(small_height(), 0, [&] {
        if (button(tr("Keys"), {.look = Look::quiet, .small = true, .shortcut = single ? "?" : ""}))
            view.out.push_back(app::intent::ShowKeys{true});
    });
    if (view.state.keys_shown == view.state.visit) dialog(view);
}

} // namespace stu::screens
