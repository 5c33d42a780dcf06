#include "frontend-wasm/ui/chart.hpp"

#include "common/language/render.hpp"
#include "frontend-wasm/ui/context.hpp"
#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/press.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <algorithm>
#include <cmath>

namespace stu::ui {
namespace {

constexpr float widest_bar = 28;
constexpr std::size_t most_label_lines = 5;
constexpr TextStyle label_style = type::small.in(Token::muted);

std::int64_t highest_of(const std::vector<BarGroup>& groups) {
    std::int64_t highest = 1;
    for (const BarGroup& group : groups)
        for (const Bar& bar : group.bars) highest = std::max(highest, bar.value);
    return highest;
}

/// Where values lie on the page.
struct Scale {
    Rect plot;
    std::int64_t top = 1;

    float y(std::int64_t value) const {
        return plot.bottom() - plot.h * static_cast<float>(value) / static_cast<float>(top);
    }
};

void paint_grid(const Scale& scale, std::int64_t step, float left) {
    for (std::int64_t value = 0; value <= scale.top; value += step) {
        const float y = std::floor(scale.y(value));
        const std::string words = number_text(value, catalog());
        paint_text(scale.plot.x - gap::s - text_width(words, label_style), y - label_style.line / 2, words,
                   label_style);
        paint_line(left, y, scale.plot.right(), y, Token::line);
    }
}

/// The words of a bar, beside which nothing else has to be read; above everything else of the chart.
void paint_words(const Bar& bar, float x, float y, const Rect& chart) {
    const TextStyle style = type::caption.bold().in(Token::surface);
    const float width = std::min(text_width(bar.name, style), chart.w - 2 * gap::m);
    Rect at{x - width / 2 - gap::m, y - style.line - 2 * gap::s, width + 2 * gap::m, style.line + gap::m};
    at.x = std::clamp(at.x, chart.x, std::max(chart.x, chart.right() - at.w));
    at.y = std::max(at.y, chart.y);
    paint_box(at, Token::text, Token::text, radius::field);
    paint_text(at.x + gap::m, at.y + gap::m / 2, bar.name.text(), style, width);
}

/// Whether the keyboard is at this bar, as the DOM reported it.
bool has_focus(std::uint32_t id) {
    std::uint32_t& focused = context().focused_bar;
    while (const auto action = tree().take(id, ActionKind::focus)) {
        if (action->number != 0)
            focused = id;
        else if (focused == id)
            focused = 0;
    }
    return focused == id;
}

struct Told {
    const Bar* bar = nullptr;
    float x = 0, y = 0;
};

/// Each bar's target is as high as the chart: short bars are as easy to hit as long ones.
void draw_bars(const BarGroup& group, const Scale& scale, float left, float width, Told& told) {
    const float room = width * 0.86f / static_cast<float>(std::max<std::size_t>(group.bars.size(), 1));
    const float each = std::min(room, widest_bar + 2), thickness = std::max(1.0f, each - (each > 6 ? 2 : 1));
    float x = left + (width - each * static_cast<float>(group.bars.size())) / 2;
    for (const Bar& bar : group.bars) {
        if (bar.value > 0) {
            const Rect target{x, scale.plot.y, each, scale.plot.h};
            const std::uint32_t id = id_of(bar.name, NodeRole::link);
            const bool focused = has_focus(id);
            if (item_hovered(id, target) || focused) {
                paint_box(target, Token::accent_soft, Token::accent_soft, 0);
                told = {&bar, x + each / 2, scale.y(bar.value)};
            }
            const float y = std::min(scale.y(bar.value), scale.plot.bottom() - 2);
            paint_box({x + (each - thickness) / 2, y, thickness, scale.plot.bottom() - y}, bar.ink, bar.ink,
                      std::min(2.0f, thickness / 2));
            tree().add(id, NodeRole::link, target,
                       {.name = bar.name, .attributes = "href=" + bar.href + "\nlook=cover\nwatched=1"});
        }
        x += each;
    }
}

void draw_label(const Words& label, float left, float width, float top) {
    Paragraph lines = paragraph(label, label_style, width - gap::xs);
    const bool cut = lines.lines.size() > most_label_lines;
    if (cut) lines.lines.resize(most_label_lines);
    float y = top;
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
        // A cut last line runs on to its ellipsis.
        const std::string_view line =
            cut && i + 1 == lines.lines.size()
                ? label.text().substr(static_cast<std::size_t>(lines.lines[i].data() - label.text().data()))
                : lines.lines[i];
        const float shown = std::min(text_width(line, label_style), width - gap::xs);
        paint_text(left + (width - shown) / 2, y, line, label_style, shown);
        y += label_style.line;
    }
    const float height = std::min(lines.height, label_style.line * static_cast<float>(most_label_lines));
    tree().add_passive(
        id_of(label, NodeRole::text), NodeRole::text, {left, top, width, height},
        {.name = label,
         .attributes = font_attribute(label_style) + (height < lines.height ? "\nlook=clamp" : ""),
         .flags = lines.shaped ? node_flag::shaped : 0u});
}

} // namespace

std::int64_t grid_step(std::int64_t highest) {
    constexpr std::int64_t most_lines = 5;
    for (std::int64_t ten = 1;; ten *= 10)
        for (const std::int64_t step : {ten, 2 * ten, 5 * ten})
            if (step * most_lines >= highest) return step;
}

void bar_chart(const Words& name, float height, const std::vector<BarGroup>& groups) {
    const Rect at = place(0, height);
    const std::int64_t step = grid_step(highest_of(groups));
    Scale scale;
    scale.top = (highest_of(groups) + step - 1) / step * step;
    const float axis = text_width(number_text(scale.top, catalog()), label_style) + gap::s;
    const bool single = !groups.empty() && groups.front().bars.size() == 1;
    const float width = (at.w - axis) / static_cast<float>(std::max<std::size_t>(groups.size(), 1));
    float labels = label_style.line;
    if (!single)
        for (const BarGroup& group : groups)
            labels = std::max(labels, paragraph(group.label, label_style, width - gap::xs).height);
    const float foot = std::min(labels, label_style.line * static_cast<float>(most_label_lines)) + gap::s;
    scale.plot = {at.x + axis, at.y + label_style.line / 2, at.w - axis, at.h - foot - label_style.line / 2};
    paint_grid(scale, step, scale.plot.x);

    tree().open(tree().add(id_of(name, NodeRole::list), NodeRole::list, at,
                           {.name = name, .attributes = "roving=1"}));
    push_key(name);
    // Single bars, of weeks say, follow each other closely: every n-th label is enough.
    std::size_t every = 1;
    if (single)
        for (const BarGroup& group : groups)
            every = std::max(every, static_cast<std::size_t>(
                                        std::ceil((text_width(group.label, label_style) + gap::m) / width)));
    Told told;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const float left = scale.plot.x + width * static_cast<float>(i);
        keyed(static_cast<std::int64_t>(i), [&] {
            // As wide as its words, which go on below the bars that have none.
            const float words = std::min(width * static_cast<float>(every), scale.plot.w);
            const bool named = i % every == 0 && left + words <= scale.plot.right() + 1;
            const Rect item{left, at.y, named ? words : width, at.h};
            tree().open(tree().add(id_of("group", NodeRole::list_item), NodeRole::list_item, item));
            if (named) draw_label(groups[i].label, left, words, scale.plot.bottom() + gap::s);
            draw_bars(groups[i], scale, left, width, told);
            tree().close();
        });
    }
    pop_key();
    tree().close();
    if (told.bar != nullptr) paint_words(*told.bar, told.x, told.y, at);
}

} // namespace stu::ui
