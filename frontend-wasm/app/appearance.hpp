#pragma once
// How the pages look on this device. It is nobody's secret and stays when people sign out.

#include "frontend-wasm/app/shortcuts.hpp"

#include <array>
#include <cstdint>

namespace stu::app {

/// The order is shared with web/platform.js.
enum class Theme : std::uint8_t {
    system, ///< light or dark, and more contrast, as the device says
    light,
    dark,
    high_contrast, ///< light or dark as the device says
};

/// Of the lists for staff, beside subject, status and time. The order is that of the bits that are kept on
/// the device.
enum class ListColumn : std::uint8_t { student, service, assignee, tags };

struct Appearance {
    Theme theme = Theme::system;
    int text_percent = 100; ///< of the browser's own size; everything grows along
    bool shortcuts = true;  ///< single keys press what stands on the page, for staff
    bool compact = false;   ///< lists for staff have lower rows, where there is a mouse
    int columns = 0b1101;   ///< a bit for each ListColumn that is shown
    Keys keys = standard_keys;

    /// 0 = none.
    char32_t key(Shortcut which) const { return shortcuts ? keys[static_cast<std::size_t>(which)] : U'\0'; }

    bool shows(ListColumn column) const { return (columns >> static_cast<int>(column) & 1) != 0; }
    void show(ListColumn column, bool shown) {
        const int bit = 1 << static_cast<int>(column);
        columns = shown ? columns | bit : columns & ~bit;
    }
    bool operator==(const Appearance&) const = default;
};

inline constexpr std::array<int, 5> text_sizes{100, 115, 130, 150, 200};

} // namespace stu::app
