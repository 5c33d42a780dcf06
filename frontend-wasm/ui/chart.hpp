#pragma once
// Bars that say what they stand for: to the eye by length and colour, on hover and focus in words, and to
// assistive technology as a list of links. One tab stop for each chart; the arrow keys go from bar to bar
// (web/mirror.js).

#include "frontend-wasm/ui/frame.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu::ui {

struct Bar {
    std::int64_t value = 0; ///< a bar of 0 is not there
    Token ink = Token::accent;
    Words name;       ///< all of it: "Digital Library, Completed: 108 tickets"
    std::string href; ///< where the things are that it counts
};

struct BarGroup {
    Words label;
    std::vector<Bar> bars;
};

/// A chart as wide as the column, with one scale for all of it. Labels that do not fit on their lines are
/// cut, or, of groups with one bar each, left out regularly; the names say everything.
void bar_chart(const Words& name, float height, const std::vector<BarGroup>& groups);

/// The distance of grid lines for values up to `highest`: 1, 2 or 5 times a power of ten, at most five lines.
std::int64_t grid_step(std::int64_t highest);

} // namespace stu::ui
