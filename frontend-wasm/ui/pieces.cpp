// Lines that are filled from left to right (frame.hpp).

#include "frontend-wasm/ui/context.hpp"

#include <algorithm>

namespace stu::ui {

namespace {

/// Where the line that begins with `first` ends when it may take `width`.
std::size_t end_of_line(const std::vector<Piece>& pieces, std::size_t first, float spacing, float width) {
    float used = pieces[first].least;
    std::size_t end = first + 1;
    while (end < pieces.size() && used + spacing + pieces[end].least <= width)
        used += spacing + pieces[end++].least;
    return end;
}

std::size_t count_lines(const std::vector<Piece>& pieces, float spacing, float width) {
    std::size_t lines = 0;
    for (std::size_t first = 0; first < pieces.size(); ++lines)
        first = end_of_line(pieces, first, spacing, width);
    return lines;
}

} // namespace

void lines_of_pieces(const std::vector<Piece>& pieces, float spacing) {
    constexpr float step = 16;
    const float x = cursor_x(), width = available();
    // No more lines than needed, and none much shorter than the others.
    float filled = width;
    const std::size_t fewest = count_lines(pieces, spacing, width);
    while (filled > step && count_lines(pieces, spacing, filled - step) == fewest) filled -= step;
    float y = cursor_y();
    for (std::size_t first = 0; first < pieces.size();) {
        const std::size_t end = end_of_line(pieces, first, spacing, filled);
        float used = spacing * static_cast<float>(end - first - 1), growing = 0;
        for (std::size_t i = first; i < end; ++i) {
            used += std::min(pieces[i].least, width);
            growing += pieces[i].grows ? 1.0f : 0.0f;
        }
        const float more = growing > 0 ? (width - used) / growing : 0;
        float left = x, highest = 0;
        for (std::size_t i = first; i < end; ++i) {
            const float own = std::min(pieces[i].least, width) + (pieces[i].grows ? more : 0);
            begin_column(left, y, own, context().flows.back().spacing);
            pieces[i].content(i == first);
            highest = std::max(highest, end_column());
            left += own + spacing;
        }
        first = end;
        y += highest + (first < pieces.size() ? spacing : 0);
    }
    place(0, y - cursor_y());
}

} // namespace stu::ui
