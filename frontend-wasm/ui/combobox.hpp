#pragma once
// A field with what it finds in a list below it. The field keeps the focus: the arrow keys choose one of the
// list, which assistive technology hears of as if the focus were there (ARIA's combobox with a listbox).

#include "common/rich_text.hpp"
#include "frontend-wasm/ui/frame.hpp"
#include "frontend-wasm/ui/icon.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu::ui {

/// What was done in a field since the last frame.
struct FieldSteps {
    bool changed = false;   ///< other words stand in it
    std::int32_t steps = 0; ///< down the list by the arrow keys; negative: up
};

/// `name` stands in it while it is empty. `chosen` is the key of an option of the list that follows; empty =
/// none. `any`: whether a list follows. All of it in one scope of keys.
FieldSteps combobox(const Words& name, float width, std::string_view chosen, bool any, std::string& value);

/// The list, which holds groups of options.
template <class F> void listbox(const Words& name, F&& content) {
    node("found", NodeRole::listbox, content, {.name = name});
}
/// Options under their name.
template <class F> void option_group(const Words& name, F&& content) {
    begin_node(name.id(), NodeRole::group, {.name = name});
    content();
    end_node();
}

struct OptionPart {
    Words words;
    std::vector<Stretch> marks; ///< what of them was looked for, in order and apart from each other
};
struct Option {
    std::string_view key; ///< one of its own in the list
    OptionPart title;
    OptionPart more; ///< smaller beside the title, or below it
    OptionPart side; ///< likewise at the end of the line
    Icon icon = Icon::none;
    Token dot = Token::surface; ///< instead of an icon
    bool chosen = false;
};
float option_height();
/// True when it was pressed.
bool option(const Option& option);

} // namespace stu::ui
