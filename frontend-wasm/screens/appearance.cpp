// Theme and size of text on this device, for visitors too.

#include "frontend-wasm/screens/parts.hpp"

#include <algorithm>

namespace stu::screens {

using namespace ui;

void appearance_card(View view) {
    app::Appearance chosen = view.world.appearance();
    card(card_padding(), [&] {
        heading(2, "On this device", type::title);
        auto theme = static_cast<std::size_t>(chosen.theme);
        if (select({.label = "Colours"}, {"As this device", "Light", "Dark", "High contrast"}, theme))
            chosen.theme = static_cast<app::Theme>(theme);
        std::vector<std::string> sizes;
        for (const int percent : app::text_sizes) sizes.push_back(std::to_string(percent) + " %");
        const auto* found = std::find(app::text_sizes.begin(), app::text_sizes.end(), chosen.text_percent);
        auto size = found == app::text_sizes.end()
                        ? std::size_t{0}
                        : static_cast<std::size_t>(found - app::text_sizes.begin());
        if (select({.label = "Size of text",
                    .hint = "Everything grows along. Your browser's own zoom and text size work too."},
                   sizes, size))
            chosen.text_percent = app::text_sizes[size];
    });
    if (chosen != view.world.appearance()) view.out.push_back(app::intent::ChooseAppearance{chosen});
}

void appearance(View view) {
    page_title("Appearance");
    stack(gap::l, form_card_width, [&] { appearance_card(view); });
}

} // namespace stu::screens
