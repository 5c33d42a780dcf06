#pragma once
// Lengths are CSS pixels everywhere: Dear ImGui units, DOM units and these are the same.

namespace stu::ui {

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;

    float right() const { return x + w; }
    float bottom() const { return y + h; }
    Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
    bool contains(float px, float py) const { return px >= x && px < right() && py >= y && py < bottom(); }
};

} // namespace stu::ui
