#pragma once
// A table with real rows and cells in the DOM. On phones use a list of cards instead.

#include "frontend-wasm/ui/frame.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace stu::ui {

struct Column {
    std::string_view title;
    float width = 0; ///< 0 shares what the others leave
};

inline constexpr float table_row_height = 52, figures_row_height = 36;

/// Rows of figures may stand closer than rows that are links.
void begin_table(std::string_view name, const std::vector<Column>& columns,
                 float row_height = table_row_height);
void end_table();
void begin_table_row(std::size_t index);
void end_table_row();
/// The next cell of the row; its content flows across, centred.
void begin_cell();
void end_cell();

template <class F> void cell(F&& content) {
    begin_cell();
    content();
    end_cell();
}
/// A cell of one line, cut with an ellipsis.
void text_cell(std::string_view words, const TextStyle& style);
/// A cell with a link and a fainter line below it. The link covers the whole row: one target for mouse and
/// finger.
void row_link_cell(std::string_view words, std::string_view below, std::string_view href);

} // namespace stu::ui
