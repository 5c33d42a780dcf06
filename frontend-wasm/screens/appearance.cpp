// Theme and size of text on this device, for visitors too.

#include "frontend-wasm/screens/keys.hpp"
#include "frontend-wasm/screens/parts.hpp"

#include "common/language/languages.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

namespace {

/// Each by the name that its readers give it.
void language_entry(View view) {
    std::vector<Words> names;
    std::size_t chosen = 0;
    for (const Language& language : languages()) {
        if (language.code == view.state.wanted_language) chosen = names.size();
        names.push_back(verbatim(language.name));
    }
    if (select({.label = tr("Language")}, names, chosen))
        view.out.push_back(app::intent::ChooseLanguage{std::string(languages()[chosen].code)});
}

/// Of the pages that only staff sees.
void lists_card(View view, app::Appearance& chosen) {
    card(card_padding(), [&] {
        heading(2, tr("Lists and keys, on this device"), type::title);
        const char32_t list = chosen.keys[static_cast<std::size_t>(app::Shortcut::show_keys)];
        checkbox(list == 0 ? Words(tr("Single keys are shortcuts"))
                           : tr("Single keys are shortcuts; {key} shows them all", {{"key", key_name(list)}}),
                 chosen.shortcuts);
        if (!touch()) checkbox(tr("Compact lists: more rows on the screen"), chosen.compact);
        const auto column = [&](const Words& name, app::ListColumn which) {
            bool shown = chosen.shows(which);
            checkbox(name, shown);
            chosen.show(which, shown);
        };
        column(tr("Lists show the student"), app::ListColumn::student);
        column(tr("Lists show the service"), app::ListColumn::service);
        column(tr("Lists show the assignee"), app::ListColumn::assignee);
        column(tr("Lists show the tags"), app::ListColumn::tags);
        if (chosen.shortcuts) key_choices(view);
    });
}

} // namespace

void language_links(View view) {
    for (const Language& language : languages()) {
        const bool shown = language.code == view.state.wanted_language;
        const PressStyle style{.look = Look::quiet, .small = true, .current = shown};
        if (button(verbatim(language.name), style) && !shown)
            view.out.push_back(app::intent::ChooseLanguage{std::string(language.code)});
    }
}

void appearance_card(View view) {
    app::Appearance chosen = view.world.appearance();
    card(card_padding(), [&] {
        heading(2, tr("On this device"), type::title);
        language_entry(view);
        auto theme = static_cast<std::size_t>(chosen.theme);
        if (select({.label = tr("Colours")},
                   {tr("As this device"), tr("Light"), tr("Dark"), tr("High contrast")}, theme))
            chosen.theme = static_cast<app::Theme>(theme);
        std::vector<Words> sizes;
        for (const int percent : app::text_sizes) sizes.push_back(tr("{percent} %", {{"percent", percent}}));
        const auto* found = std::find(app::text_sizes.begin(), app::text_sizes.end(), chosen.text_percent);
        auto size = found == app::text_sizes.end()
                        ? std::size_t{0}
                        : static_cast<std::size_t>(found - app::text_sizes.begin());
        if (select({.label = tr("Size of text"),
                    .hint = tr("Everything grows along. Your browser's own zoom and text size work too.")},
                   sizes, size))
            chosen.text_percent = app::text_sizes[size];
    });
    if (view.state.is_staff()) lists_card(view, chosen);
    if (chosen != view.world.appearance()) view.out.push_back(app::intent::ChooseAppearance{chosen});
}

void appearance(View view) {
    page_title(tr("Appearance"));
    stack(gap::l, form_card_width, [&] { appearance_card(view); });
}

} // namespace stu::screens
