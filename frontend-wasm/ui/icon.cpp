#include "frontend-wasm/ui/icon.hpp"

#include "frontend-wasm/ui/context.hpp"

#include <array>
#include <cmath>
#include <string_view>

namespace stu::ui {
namespace {

// A small path language: M x y starts a line, L x y continues it, C x1 y1 x2 y2 x y is a cubic curve, Z
// closes, O x y r is a circle. In the order of Icon.
constexpr std::array<const char*, 21> paths{
    "",
    "M4 11 L12 4 L20 11 L20 20 L15 20 L15 14 L9 14 L9 20 L4 20 Z",
    "M12 5 L12 19 M5 12 L19 12",
    "M8 6 L20 6 M8 12 L20 12 M8 18 L20 18 D4 6 1.2 D4 12 1.2 D4 18 1.2",
    "O11 11 6 M20 20 L15.5 15.5",
    "M20 11 L11.5 19.5 C9.5 21.5 6.4 21.5 4.5 19.5 C2.6 17.6 2.6 14.5 4.5 12.5 L13 4 C14.4 2.6 16.6 2.6 18 4 "
    "C19.4 5.4 19.4 7.6 18 9 L9.5 17.5 C8.8 18.2 7.7 18.2 7 17.5 C6.3 16.8 6.3 15.7 7 15 L15 7",
    "M4 9 C8.5 5 15.5 5 20 9 M7 12.5 C9.8 10 14.2 10 17 12.5 M10 16 C11.2 15 12.8 15 14 16 D12 18.8 1.2",
    "M3 9 L12 5 L21 9 L12 13 Z M7 11 L7 16 C10 18 14 18 17 16 L17 11",
    "M5 6 L19 6 C20.1 6 21 6.9 21 8 L21 16 C21 17.1 20.1 18 19 18 L5 18 C3.9 18 3 17.1 3 16 L3 8 C3 6.9 3.9 "
    "6 5 6 Z "
    "M3 10 L21 10 M7 15 L10 15",
    "M7 3 L14 3 L19 8 L19 21 L5 21 L5 3 Z M14 3 L14 8 L19 8 M9 13 L15 13 M9 17 L15 17",
    "M15 5 L8 12 L15 19",
    "M9 5 L16 12 L9 19",
    "O12 8 4 M4 20 C5 15.5 8 14 12 14 C16 14 19 15.5 20 20",
    "M6 6 L18 18 M18 6 L6 18",
    "M5 12.5 L10 17.5 L19 7",
    "M12 4 L21 20 L3 20 Z M12 10 L12 14.5 D12 17 1",
    "M10 4 L5 4 L5 20 L10 20 M10 12 L20 12 M16 8 L20 12 L16 16",
    "M4 13 L8 13 L9.5 16 L14.5 16 L16 13 L20 13 M4 13 L7 5 L17 5 L20 13 L20 19 L4 19 Z",
    "M3 6 L21 6 L21 18 L3 18 Z M3 7 L12 13.5 L21 7",
    "M5 20 L5 13 M12 20 L12 4 M19 20 L19 9",
    "O12 12 3.8 M15.8 8.2 L15.8 13 C15.8 16.8 20.5 16.5 20.5 12 C20.5 7 17 3.5 12 3.5 C7 3.5 3.5 7 3.5 12 "
    "C3.5 17 "
    "7 20.5 12 20.5 C14 20.5 15.6 20 17 19",
};

bool points_along_the_line(Icon icon) {
    return icon == Icon::back || icon == Icon::next || icon == Icon::leave;
}

/// A number of a path, and behind it. strtod() would read more than they are, and be loaded with each first
/// visit.
float number_at(const char*& at) {
    while (*at == ' ') ++at;
    float value = 0, place = 1;
    for (bool whole = true; *at == '.' || (*at >= '0' && *at <= '9'); ++at) {
        if (*at == '.') {
            whole = false;
            continue;
        }
        value = value * 10 + static_cast<float>(*at - '0');
        if (!whole) place *= 10;
    }
    return value / place;
}

} // namespace

void paint_icon(Icon icon, float x, float y, float size, Token ink) {
    ImDrawList& list = canvas();
    const ImU32 stroke = colour(ink);
    const float scale = size / 24, thickness = std::fmax(1.3f, 1.75f * scale);
    const char* at = paths[static_cast<std::size_t>(icon)];

    const auto number = [&] { return number_at(at); };
    const Direction& direction = context().direction;
    const float left = direction.on_screen({x, y, size, size}).x;
    const bool turned = direction.is_from_right() && points_along_the_line(icon);
    const auto point = [&] {
        const float along = number() * scale;
        const float px = left + (turned ? size - along : along);
        return ImVec2{px, y + number() * scale};
    };
    bool open = false;
    const auto finish = [&](ImDrawFlags flags) {
        if (open) list.PathStroke(stroke, flags, thickness);
        open = false;
    };
    while (*at != '\0') {
        switch (*at++) {
        case 'M':
            finish(0);
            list.PathLineTo(point());
            open = true;
            break;
        case 'L': list.PathLineTo(point()); break;
        case 'C': {
            const ImVec2 a = point(), b = point(), c = point();
            list.PathBezierCubicCurveTo(a, b, c, 10);
            break;
        }
        case 'Z': finish(ImDrawFlags_Closed); break;
        case 'O': {
            finish(0);
            const ImVec2 centre = point();
            list.AddCircle(centre, number() * scale, stroke, 0, thickness);
            break;
        }
        case 'D': {
            finish(0);
            const ImVec2 centre = point();
            list.AddCircleFilled(centre, number() * scale, stroke);
            break;
        }
        default: break; // the spaces between commands
        }
    }
    finish(0);
}

} // namespace stu::ui
