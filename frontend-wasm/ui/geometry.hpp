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

/// Layout counts x from where lines begin, and its left is that side. What is drawn, told to assistive
/// technology or hovered goes through here, the only place that knows where left and right are.
class Direction {
  public:
    /// Lines begin at the left.
    constexpr Direction() = default;
    /// Lines begin at the right of a page of this width.
    static constexpr Direction from_right(float page_width) { return Direction(page_width); }

    bool is_from_right() const { return page_width_ > 0; }
    Rect on_screen(const Rect& at) const {
        return is_from_right() ? Rect{page_width_ - at.right(), at.y, at.w, at.h} : at;
    }
    float on_screen(float x) const { return is_from_right() ? page_width_ - x : x; }

  private:
    explicit constexpr Direction(float page_width) : page_width_(page_width) {}
    float page_width_ = 0;
};

} // namespace stu::ui
