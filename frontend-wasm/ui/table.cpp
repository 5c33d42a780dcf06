#include "frontend-wasm/ui/table.hpp"

#include "frontend-wasm/ui/context.hpp"
#include "frontend-wasm/ui/icon.hpp"
#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/press.hpp"

#include <algorithm>
#include <string>

namespace stu::ui {
namespace {

struct Table {
    std::vector<float> lefts, widths;
    Rect row;
    std::size_t column = 0;
    std::size_t node = 0;
    float top = 0, row_height = table_row_height;
    float link_left = 0; ///< where the link of the row begins
    Extent extent;
};
Table table; // tables do not nest

/// Of a header of one line; each further line adds its own height.
constexpr float header_height = 38;

/// Room at each side of a cell.
float padding_of(float row_height) { return row_height < table_row_height ? gap::s : gap::l; }
float padding() { return padding_of(table.row_height); }

std::string_view direction_of(Sorted sorted) {
    return sorted == Sorted::ascending ? "ascending" : "descending";
}

Rect cell_rect() {
    return {table.lefts[table.column] + padding(), table.row.y, table.widths[table.column] - 2 * padding(),
            table.row.h};
}

} // namespace

ColumnWidth::ColumnWidth(const Words& title, float row_height)
    : widest_(text_width(title, table_title_style)), padding_(padding_of(row_height)) {}
ColumnWidth& ColumnWidth::holds(const Words& words, const TextStyle& style) {
    return holds(text_width(words, style));
}
ColumnWidth& ColumnWidth::holds(float width) {
    widest_ = std::max(widest_, width);
    return *this;
}
float ColumnWidth::width(float most_characters) const {
    return std::min(widest_, characters(most_characters)) + 2 * padding_;
}

void begin_table(const Words& name, const std::vector<Column>& columns, float row_height,
                 const Extent& extent) {
    const float x = cursor_x(), width = available();
    float fixed = 0;
    std::size_t shared = 0;
    for (const Column& column : columns) {
        fixed += column.width;
        if (column.width <= 0) ++shared;
    }
    table = {};
    table.row_height = row_height;
    table.extent = extent;
    float left = x;
    for (const Column& column : columns) {
        const float own = column.width > 0 ? column.width : (width - fixed) / static_cast<float>(shared);
        table.lefts.push_back(left);
        table.widths.push_back(own);
        left += own;
    }
    table.top = cursor_y();
    std::string attributes;
    if (extent.total != 0) // the header is a row, too
        attributes = "rowcount=" + std::to_string(extent.total < 0 ? extent.total : extent.total + 1);
    table.node = tree().add(id_of(name, NodeRole::table), NodeRole::table, {x, table.top, width, 0},
                            {.name = name, .attributes = attributes});
    tree().open(table.node);
    push_key(name);
    begin_column(x, table.top, width, 0);

    const TextStyle& style = table_title_style;
    std::vector<Paragraph> titles;
    float highest = style.line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        titles.push_back(columns[i].only_said
                             ? Paragraph()
                             : paragraph(columns[i].title, style, table.widths[i] - 2 * padding()));
        highest = std::max(highest, titles.back().height);
    }
    const Rect header = place(0, header_height + highest - style.line);
    const std::string_view first_row = extent.total != 0 ? "rowindex=1" : "";
    tree().open(tree().add(id_of("head", NodeRole::row), NodeRole::row, header, {.attributes = first_row}));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const float height = columns[i].only_said ? style.line : titles[i].height;
        const Rect at{table.lefts[i] + padding(), header.bottom() - height - 11,
                      table.widths[i] - 2 * padding(), height};
        if (!columns[i].only_said) paint_paragraph(at, titles[i], style);
        std::string about = font_attribute(style);
        if (columns[i].only_said) about += "\nlook=line said";
        if (columns[i].sorted != Sorted::no)
            about += "\nsort=" + std::string(direction_of(columns[i].sorted));
        tree().add(id_of(columns[i].title, NodeRole::column_header), NodeRole::column_header, at,
                   {.name = columns[i].title,
                    .attributes = about,
                    .flags = titles[i].shaped ? node_flag::shaped : 0u});
    }
    tree().close();
    paint_line(header.x, header.bottom() - 1, header.right(), header.bottom() - 1, Token::line);
}

void end_table() {
    const float height = end_column();
    tree().set_height(table.node, height);
    pop_key();
    tree().close();
    place(0, height);
}

float cell_height(std::size_t column, const Words& words, const TextStyle& style) {
    const Paragraph lines = paragraph(words, style, table.widths[column] - 2 * padding());
    return table.row_height + lines.height - style.line;
}

void begin_table_row(std::size_t index, float height, std::string_view key) {
    if (key.empty())
        push_key(static_cast<std::int64_t>(index));
    else
        push_key(key);
    if (index > 0) paint_line(cursor_x(), cursor_y(), cursor_x() + available(), cursor_y(), Token::line);
    table.row = place(0, height > 0 ? height : table.row_height);
    table.column = 0;
    table.link_left = table.row.x;
    if (hovered(table.row))
        paint_box({table.row.x + 1, table.row.y + 1, table.row.w - 2, table.row.h - 1}, Token::accent_soft,
                  Token::accent_soft, 0);
    std::string attributes;
    if (table.extent.total != 0)
        attributes = "rowindex=" + std::to_string(table.extent.first + static_cast<std::int64_t>(index) + 1);
    tree().open(
        tree().add(id_of("row", NodeRole::row), NodeRole::row, table.row, {.attributes = attributes}));
}

void end_table_row() {
    tree().close();
    pop_key();
}

RowRange rows_in_view(std::size_t count) {
    constexpr float rows_beyond = 10;
    const Context& c = context();
    const float top = c.scroll.open ? c.scroll.at.y : 0,
                bottom = c.scroll.open ? c.scroll.at.bottom() : c.input.height;
    const auto row_at = [&](float y) {
        const float row = (y - cursor_y()) / table.row_height;
        return static_cast<std::size_t>(std::clamp(row, 0.0f, static_cast<float>(count)));
    };
    const float beyond = rows_beyond * table.row_height;
    return {row_at(top - beyond), std::min(count, row_at(bottom + beyond) + 1)};
}

void skip_rows(std::size_t count) {
    if (count > 0) place(0, static_cast<float>(count) * table.row_height);
}

void begin_cell() {
    const Rect at = cell_rect();
    push_key(static_cast<std::int64_t>(table.column));
    tree().open(tree().add(id_of("cell", NodeRole::cell), NodeRole::cell, at));
    begin_column(at.x, at.y, at.w, 0);
    begin_row(at.h, gap::s);
}

void end_cell() {
    end_row();
    end_column();
    tree().close();
    pop_key();
    ++table.column;
}

void paragraph_cell(const Words& words, const TextStyle& style) {
    cell([&] { text(words, style); });
}

void text_cell(const Words& words, const TextStyle& style) {
    cell([&] { text_line(words, style, cell_rect().w); });
}

void time_cell(const Words& words, const Words& exact, const TextStyle& style) {
    cell([&] { time_text(words, exact, style); });
}

float line_row_height() { return touch() ? 48.0f : 38.0f; }
float compact_row_height() { return touch() ? line_row_height() : 32.0f; }

std::optional<BoxPress> box_cell(const Words& name, bool ticked) {
    constexpr float side = 18;
    const Rect at{table.lefts[table.column], table.row.y, table.widths[table.column], table.row.h};
    if (ticked)
        paint_box({table.row.x + 1, table.row.y + 1, table.row.w - 2, table.row.h - 1}, Token::accent_soft,
                  Token::accent_soft, 0);
    const Rect square{at.x + (at.w - side) / 2, at.y + (at.h - side) / 2, side, side};
    paint_box(square, ticked ? Token::accent : Token::surface, ticked ? Token::accent : Token::line_strong,
              5);
    if (ticked) paint_icon(Icon::check, square.x + 2, square.y + 2, side - 4, Token::on_accent);
    push_key(static_cast<std::int64_t>(table.column++));
    tree().open(tree().add(id_of("cell", NodeRole::cell), NodeRole::cell, at));
    const std::uint32_t id = id_of(name, NodeRole::checkbox);
    item_hovered(id, at);
    tree().add(id, NodeRole::checkbox, at,
               {.name = name, .attributes = "look=box", .flags = ticked ? node_flag::checked : 0u});
    const auto pressed = tree().take(id, ActionKind::click);
    tree().close();
    pop_key();
    table.link_left = at.right();
    if (!pressed) return std::nullopt;
    return pressed->number == 1 ? BoxPress::range : BoxPress::one;
}

namespace {

/// What the link of a row covers.
Rect covered() { return {table.link_left, table.row.y, table.row.right() - table.link_left, table.row.h}; }

} // namespace

void row_link_line_cell(const Words& words, const Words& more, std::string_view href, bool strong) {
    cell([&] {
        const Rect at = cell_rect();
        const TextStyle title = strong ? type::body.bold() : type::body, second = type::body.in(Token::muted);
        const float y = at.y + (at.h - title.line) / 2;
        const std::uint32_t id = id_of(words, NodeRole::link);
        item_hovered(id, covered());
        const std::string attributes = "href=" + std::string(href) + "\nlook=cover";
        tree().add(id, NodeRole::link, covered(), {.name = words, .attributes = attributes});
        // The subject first: what was said last gets what it leaves.
        constexpr float least_more = 60;
        const float first = std::min(text_width(words, title), at.w), left = at.w - first - gap::m;
        const auto part = [&](const Words& text, const TextStyle& style, float x, float width, bool spoken) {
            const bool shaped = needs_browser_shaping(text.text());
            if (!shaped) paint_text(x, y, text.text(), style, width);
            tree().add_passive(
                id_of(text, NodeRole::text), NodeRole::text, {x, y, width, style.line},
                {.name = text,
                 .attributes = font_attribute(style) + (spoken ? "\nlook=line" : "\nhidden=1\nlook=line"),
                 .flags = shaped ? node_flag::shaped : 0u});
        };
        part(words, title, at.x, first, false);
        if (!more.empty() && left >= least_more) part(more, second, at.x + first + gap::m, left, true);
    });
}

void row_link_cell(const Words& words, const Words& below, std::string_view href) {
    cell([&] {
        const Rect at = cell_rect();
        const TextStyle title = type::body.bold(), second = type::small.in(Token::faint);
        const float y = at.y + (at.h - title.line - second.line) / 2;
        const std::uint32_t id = id_of(words, NodeRole::link);
        item_hovered(id, covered());
        const std::string attributes = "href=" + std::string(href) + "\nlook=cover";
        tree().add(id, NodeRole::link, covered(), {.name = words, .attributes = attributes});
        const bool shaped = needs_browser_shaping(words.text()),
                   shaped_below = needs_browser_shaping(below.text());
        if (!shaped) paint_text(at.x, y, words.text(), title, at.w);
        if (!shaped_below) paint_text(at.x, y + title.line, below.text(), second, at.w);
        tree().add_passive(id_of(below, NodeRole::text), NodeRole::text,
                           {at.x, y + title.line, at.w, second.line},
                           {.name = below,
                            .attributes = font_attribute(second) + "\nlook=line",
                            .flags = shaped_below ? node_flag::shaped : 0u});
        // The link's box is the row; its words are shown, where the DOM shows them, by a node of their own.
        tree().add_passive(id_of(words, NodeRole::text), NodeRole::text, {at.x, y, at.w, title.line},
                           {.name = words,
                            .attributes = font_attribute(title) + "\nhidden=1\nlook=line",
                            .flags = shaped ? node_flag::shaped : 0u});
    });
}

} // namespace stu::ui
