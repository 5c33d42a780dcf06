#pragma once
// The single keys of the workbench, which everybody of staff may change on each device.

#include "common/language/message.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stu::app {

/// What one key does. The order is that of the keys as they are kept on the device, and web/shortcuts.js
/// knows it.
enum class Shortcut : std::uint8_t {
    next,
    previous,
    take,
    reply,
    note,
    saved_replies,
    status,
    send_and_next,
    take_back,
    watch,
    show_keys,
    assignee,
    priority,
    tag,
    transfer,
    choose,      ///< with Shift a range
    choose_all,  ///< all that is shown, then all that there is, then none
    other_ticket ///< to be linked or merged
};
inline constexpr std::size_t shortcut_count = 18;

/// What is printed on each key (KeyboardEvent.key); 0 = no key does it.
using Keys = std::array<char32_t, shortcut_count>;
inline constexpr Keys standard_keys{U'j', U'k', U'a', U'r', U'n', U';', U's', U'e', U'u',
                                    U'w', U'?', U'g', U'p', U't', U'm', U'x', U'*', U'l'};

/// "Next row or ticket"
Marked shortcut_name(Shortcut which);

/// What was typed into the field of a key in which `before` stood: the new character, or none.
char32_t typed_key(std::string_view typed, char32_t before);
/// Why `key` cannot be that of `which`; empty = it can.
Message check_key(const Keys& keys, Shortcut which, char32_t key);

} // namespace stu::app
