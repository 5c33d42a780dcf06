#pragma once
// Icons as paths on a 24 × 24 grid, stroked in one colour. Always decoration: the name stands beside them.

#include "frontend-wasm/ui/theme.hpp"

#include <cstdint>

namespace stu::ui {

enum class Icon : std::uint8_t {
    none,
    home,
    plus,
    list,
    find,
    clip,
    network,
    cap,
    coin,
    document,
    back,
    next,
    person,
    close,
    check,
    alert,
    leave,
    inbox,
    mail,
    chart,
    mention,
};

/// Paints `icon` in a square of `size` with its top left corner at x, y.
void paint_icon(Icon icon, float x, float y, float size, Token ink);

} // namespace stu::ui
