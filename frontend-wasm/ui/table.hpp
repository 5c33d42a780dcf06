#pragma once
// A table with real rows and cells in the DOM. Where its columns could not be read, use a list of cards.

#include "frontend-wasm/ui/frame.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace stu::ui {

inline constexpr float table_row_height = 56, figures_row_height = 36;
/// Of a list that is worked through: 17 rows on a desktop; higher under a finger.
float line_row_height();
/// Of the same list for who wants to see more of it; no lower under a finger.
float compact_row_height();
inline constexpr TextStyle table_title_style = type::small.bold().in(Token::faint);

enum class Sorted : std::uint8_t { no, ascending, descending };

struct Column {
    Words title;
    float width = 0;            ///< 0 shares what the others leave
    Sorted sorted = Sorted::no; ///< by the values of this column
    bool only_said = false;     ///< its title is not painted: what stands in the column speaks for itself
};

/// Width of a column for words that stand in one line, so that none of them is cut.
class ColumnWidth {
  public:
    explicit ColumnWidth(const Words& title, float row_height = table_row_height);
    ColumnWidth& holds(const Words& words, const TextStyle& style);
    ColumnWidth& holds(float width);
    /// With the room at both sides; at most `characters` of running text, past which words end in dots.
    float width(float most_characters = 1e6f) const;

  private:
    float widest_, padding_;
};

/// Of a table that shows one page of its rows: where the page stands.
struct Extent {
    std::int64_t first = 1; ///< position of the first row shown, counted from 1
    std::int64_t total = 0; ///< rows of all pages; 0 = all are shown, -1 = nobody has counted them
};

/// Rows of figures may stand closer than rows that are links.
void begin_table(const Words& name, const std::vector<Column>& columns, float row_height = table_row_height,
                 const Extent& extent = {});
void end_table();
/// `height` 0 is that of the table; `key` tells who it is where others may come before it.
void begin_table_row(std::size_t index, float height = 0, std::string_view key = {});
/// What a row needs for a cell of several lines, in the column of that index.
float cell_height(std::size_t column, const Words& words, const TextStyle& style);
void end_table_row();
/// Of `count` rows those that can be seen, and some on each side for who moves by keyboard or find.
struct RowRange {
    std::size_t first = 0, end = 0;
};
RowRange rows_in_view(std::size_t count);
/// Room of `count` rows that are not drawn.
void skip_rows(std::size_t count);
/// As many rows as there may be, each drawn by `row(index)` only while it is near the screen. The table's
/// extent says how many there are, for assistive technology; find-in-page sees the drawn ones.
template <class F> void long_rows(std::size_t count, F&& row) {
    const RowRange range = rows_in_view(count);
    skip_rows(range.first);
    for (std::size_t index = range.first; index < range.end; ++index) row(index);
    skip_rows(count - range.end);
}
/// The next cell of the row; its content flows across, centred.
void begin_cell();
void end_cell();

template <class F> void cell(F&& content) {
    begin_cell();
    content();
    end_cell();
}
/// A cell of several lines, in a row of `cell_height`.
void paragraph_cell(const Words& words, const TextStyle& style);
/// A cell of one line, cut with an ellipsis.
void text_cell(const Words& words, const TextStyle& style);
/// A cell with a moment; see time_text.
void time_cell(const Words& words, const Words& exact, const TextStyle& style);
/// How a box was pressed: alone, or with Shift, for all between it and the one before.
enum class BoxPress : std::uint8_t { one, range };
/// A cell that is a box to tick, the first of its row, which looks chosen then. The link of the row begins
/// beside it.
std::optional<BoxPress> box_cell(const Words& name, bool ticked);
inline constexpr float box_column = 44;
/// A cell with a link and a fainter line below it. The link covers the whole row: one target for mouse and
/// finger.
void row_link_cell(const Words& words, const Words& below, std::string_view href);
/// The same in one line, with `more` fainter behind it; `strong` for what nobody has read.
void row_link_line_cell(const Words& words, const Words& more, std::string_view href, bool strong);

} // namespace stu::ui
