#pragma once
// What can be pressed: buttons act, links go somewhere. Activation always comes from the DOM element, so
// mouse, touch, keyboard and assistive technology take the same path exactly once.

#include "frontend-wasm/ui/frame.hpp"
#include "frontend-wasm/ui/icon.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace stu::ui {

/// `danger`: what cannot be undone.
enum class Look : std::uint8_t { plain, primary, quiet, danger };

struct PressStyle {
    std::string_view key = {}; ///< identity where the words change with what it does
    Look look = Look::plain;
    Icon icon = Icon::none;
    bool small = false;    ///< lower under a mouse; under a finger all are as high
    bool disabled = false; ///< stays focusable and says so
    bool current = false;  ///< leads to the present page
    bool wide = false;     ///< takes the width that is left
    bool new_tab = false;  ///< of a link: for PDFs
    /// Of a button that unfolds something: whether it is unfolded. Others leave it out.
    enum class Fold : std::uint8_t { none, folded, unfolded } fold = Fold::none;
    char32_t shortcut = 0; ///< the key that presses it, by what is printed on it; 0 = none
    bool key_shown = true; ///< beside the words, where a keyboard is likely
    std::string_view chord =
        {};          ///< keys that press it from within a field, as ARIA names them: "Control+Enter"
    Words name = {}; ///< accessible name where the words alone are ambiguous ("Remove" -> "Remove scan.pdf")
};

/// Of `shortcut`: the key that is no character.
inline constexpr char32_t escape_key = 0x1b;
/// As KeyboardEvent.key has it.
std::string key_name(char32_t key);

float press_width(const Words& words, const PressStyle& style);
/// Places and paints what looks like a button and is the node `id`, which the caller adds.
Rect paint_button(const Words& words, const PressStyle& style, std::uint32_t id);

bool button(const Words& words, const PressStyle& style = {});
/// The button that submits the enclosing form; the form reports it (see `form`).
void submit_button(const Words& words, const PressStyle& style = {.look = Look::primary});

/// A link that looks like a button. Links navigate by themselves (Ctrl-click and middle click are the
/// browser's).
void link_button(const Words& words, std::string_view href, const PressStyle& style = {});
/// A link in running text size. `new_tab` for PDFs.
void link(const Words& words, std::string_view href, const TextStyle& style, bool new_tab = false);

/// One of several things to choose from: what it is called, and below it, in one line, the beginning of what
/// it holds.
bool choice(const Words& words, const Words& beginning);
float choice_height();

/// An entry of the main navigation.
struct NavEntry {
    Words words;
    Words short_words; ///< where there is no room for more: below an icon, or in a language of longer words
    std::string href;
    Icon icon = Icon::none;
    bool current = false;
    std::string badge = {}; ///< how many are open; empty = nothing to say
};
void nav_link(const NavEntry& entry);
/// The same as an icon with a word below it: in a rail, or as a tab at the bottom of a phone.
void tab_link(const NavEntry& entry, float width, float height);
/// As a tab, but it acts.
bool tab_button(const Words& words, Icon icon, float width, float height, const PressStyle& style = {});
/// An entry of the main navigation that acts.
bool nav_button(const Words& words, Icon icon, const PressStyle& style = {});
/// A filter that is a link, so that every filtered list has an address.
float pill_width(const Words& words);
void pill_link(const Words& words, std::string_view href, bool current);

/// A filter that is on, as a link to the list without it.
void removable_link(const Words& words, std::string_view href);

/// Makes the item `at` look pressed or hovered and gives it to Dear ImGui's item list (for its audit of
/// items).
bool item_hovered(std::uint32_t id, const Rect& at);

} // namespace stu::ui
