#pragma once
// How the pages look on this device. It is nobody's secret and stays when people sign out.

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

struct Appearance {
    Theme theme = Theme::system;
    int text_percent = 100; ///< of the browser's own size; everything grows along
    bool shortcuts = true;  ///< single keys press what stands on the page, for staff

    bool operator==(const Appearance&) const = default;
};

inline constexpr std::array<int, 5> text_sizes{100, 115, 130, 150, 200};

} // namespace stu::app
