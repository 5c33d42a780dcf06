#include "frontend-wasm/screens/keys.hpp"

#include "frontend-wasm/screens/parts.hpp"

#include <string>
#include <vector>

namespace stu::screens {

using namespace ui;

namespace {

struct Key {
    Words key; ///< empty = none
    Marked what;
};

/// Those of the buttons and fields, and of web/shortcuts.js.
void keys_of(Marked place, const std::vector<Key>& keys) {
    stack(gap::s, [&] {
        heading(3, place, type::caption.bold().in(Token::muted));
        keyed(place.english(), [&] {
            detail_list([&] {
                for (const Key& each : keys) detail_line(each.what, each.key);
            });
        });
    });
}

void draw_dialog(View view) {
    constexpr Marked title = tr("Keys");
    using app::Shortcut;
    const Words escape = tr("Esc");
    const app::Appearance chosen = view.world.appearance();
    const auto on = [&](Shortcut which) {
        const char32_t key = chosen.keys[static_cast<std::size_t>(which)];
        return key == 0 ? Words() : verbatim_copy(key_name(key));
    };
    if (!begin_dialog(title, 640)) view.out.push_back(app::intent::ShowKeys{false});
    heading(2, title, type::title);
    const float column = characters(readable_characters / 2);
    const auto beside_tickets = [&](bool) {
        stack(gap::l, [&] {
            keys_of(tr("In a list"), {{on(Shortcut::next), tr("Next row")},
                                      {on(Shortcut::previous), tr("Previous row")},
                                      {on(Shortcut::choose), tr("Choose the row, with Shift all up to it")},
                                      {on(Shortcut::choose_all), tr("Choose all, or none")},
                                      {tr("Enter"), tr("Open the ticket")}});
            keys_of(tr("Chosen tickets"), {{on(Shortcut::take), tr("Assign to me")},
                                           {on(Shortcut::reply), tr("Reply or status…")},
                                           {on(Shortcut::tag), tr("Tag…")},
                                           {on(Shortcut::priority), tr("Priority…")},
                                           {on(Shortcut::transfer), tr("Transfer…")}});
            keys_of(tr("From ticket to ticket"), {{on(Shortcut::next), tr("Next ticket")},
                                                  {on(Shortcut::previous), tr("Previous ticket")},
                                                  {escape, tr("Back to the list")}});
            keys_of(tr("Everywhere"), {{on(Shortcut::show_keys), tr("These keys")},
                                       {verbatim("/"), tr("Find anything")},
                                       {tr("Ctrl+K"), tr("Find anything, also from a field")},
                                       {escape, tr("Leave a field")}});
        });
    };
    const auto on_ticket = [&](bool) {
        std::vector<Key> all;
        for (auto i = static_cast<std::size_t>(Shortcut::take); i < app::shortcut_count; ++i)
            if (const auto which = static_cast<Shortcut>(i);
                which != Shortcut::show_keys && which != Shortcut::choose && which != Shortcut::choose_all)
                all.push_back({on(which), app::shortcut_name(which)});
        all.push_back({tr("Ctrl+Enter"), tr("Send or apply what is being entered")});
        all.push_back({tr("Ctrl+Shift+Enter"), tr("Send it and go to the next ticket")});
        keys_of(tr("On a ticket"), all);
    };
    lines_of_pieces({{column, true, beside_tickets}, {column, true, on_ticket}}, gap::xl);
    text(chosen.shortcuts ? tr("Each of them can be another one: see the settings.")
                          : tr("Single keys are switched off in the settings."),
         type::small.in(Token::muted));
    row(small_height(), gap::s, [&] {
        if (button(tr("Close"), {.small = true})) view.out.push_back(app::intent::ShowKeys{false});
    });
    end_dialog();
}

} // namespace

void keys(View view) {
    if (!has_mouse()) return;
    row(small_height(), 0, [&] {
        const char32_t key = key_for(view, app::Shortcut::show_keys);
        if (button(tr("Keys"), {.look = Look::quiet, .small = true, .shortcut = key}))
            view.out.push_back(app::intent::ShowKeys{true});
    });
}

void keys_dialog(View view) {
    if (view.state.keys_shown == view.state.visit) draw_dialog(view);
}

void key_choices(View view) {
    const app::Appearance chosen = view.world.appearance();
    const auto& refused = view.state.refused_key;
    heading(3, tr("Keys"), type::caption.bold().in(Token::muted));
    grid(columns_of(characters(20), gap::m, 3), gap::m, app::shortcut_count, [&](std::size_t i) {
        const auto which = static_cast<app::Shortcut>(i);
        const bool wrong = refused && refused->visit == view.state.visit && refused->which == which;
        const char32_t key = wrong ? refused->key : chosen.keys[i];
        std::string typed = key == 0 ? std::string() : key_name(key);
        if (text_field({.label = app::shortcut_name(which),
                        .error = wrong ? app::check_key(chosen.keys, which, key) : Message(),
                        .autocomplete = "off"},
                       typed))
            view.out.push_back(app::intent::ChooseKey{which, typed});
    });
    text(tr("By what is printed on the key. An empty field: no key."), type::small.in(Token::faint));
    if (chosen.keys == app::standard_keys) return;
    row(small_height(), gap::s, [&] {
        if (!button(tr("Standard keys"), {.small = true})) return;
        app::Appearance standard = chosen;
        standard.keys = app::standard_keys;
        view.out.push_back(app::intent::ChooseAppearance{standard});
    });
}

} // namespace stu::screens
