#include "frontend-wasm/ui/paint.hpp"

#include "common/text.hpp"
#include "frontend-wasm/ui/audit.hpp"
#include "frontend-wasm/ui/context.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

namespace stu::ui {
namespace {

ImFont* font_of(const TextStyle& style) { return style.strong ? context().strong : context().regular; }

Rect on_screen(const Rect& at) { return context().direction.on_screen(at); }
float on_screen(float x) { return context().direction.on_screen(x); }
ImVec2 corner_of(const Rect& at) { return {at.x, at.y}; }
ImVec2 far_corner_of(const Rect& at) { return {at.right(), at.bottom()}; }

float width_of(std::string_view text, const TextStyle& style) {
    return font_of(style)->CalcTextSizeA(style.size, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

void paint(float x, float y, std::string_view text, const TextStyle& style, float max_width);

/// Asks the browser once for each text and place: it lays the page out for every answer.
TextSize measured(std::string_view text, const TextStyle& style, float width,
                  TextForm form = TextForm::plain) {
    constexpr std::size_t most_remembered = 4'000;
    std::unordered_map<std::string, TextSize>& known = context().measured;
    std::string key = std::to_string(style.size) + ' ' + std::to_string(style.line) +
                      (style.strong ? " s " : " r ") + (form == TextForm::rich ? "rich " : "") +
                      std::to_string(width) + ' ';
    key += text;
    const auto found = known.find(key);
    if (found != known.end()) return found->second;
    if (known.size() >= most_remembered) known.clear();
    return known[std::move(key)] = context().measure(text, style, width, form);
}

/// As JavaScript counts.
std::size_t utf16_units(std::string_view text) {
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = decode(text, at);
        units += c.value > 0xFFFF ? 2 : 1;
        at += std::max<std::size_t>(c.size, 1);
    }
    return units;
}

/// "3,5 10,2": where each begins and how long it is, as web/mirror.js reads them.
std::string written_marks(std::string_view text, const std::vector<Stretch>& marks) {
    std::string all;
    for (const Stretch& mark : marks)
        all += (all.empty() ? "" : " ") + std::to_string(utf16_units(text.substr(0, mark.at))) + "," +
               std::to_string(utf16_units(text.substr(mark.at, mark.size)));
    return all;
}

/// `look` as in style.css.
void browser_words(const Rect& at, std::string_view words, const TextStyle& style, std::string_view look,
                   const std::vector<Stretch>& marks = {}) {
    if (words.empty()) return;
    std::string attributes = font_attribute(style) + "\nhidden=1";
    if (!look.empty()) attributes += "\nlook=" + std::string(look);
    if (!marks.empty()) attributes += "\nmarks=" + written_marks(words, marks);
    tree().add_passive(id_of(words, NodeRole::text), NodeRole::text, at,
                       {.name = verbatim(words), .attributes = attributes, .flags = node_flag::shaped});
}

void note([[maybe_unused]] float x, [[maybe_unused]] float y, [[maybe_unused]] std::string_view text,
          [[maybe_unused]] const TextStyle& style, [[maybe_unused]] float max_width,
          [[maybe_unused]] bool broken) {
#ifdef IMGUI_ENABLE_TEST_ENGINE
    const Flow& flow = context().flows.back();
    const float wanted = text_width(text, style);
    const bool cut = max_width > 0 && wanted > max_width;
    float top = y, bottom = y + style.line;
    if (const PaneState* pane = context().open_pane; pane != nullptr && pane->fixed) {
        top = std::max(top, context().scroll.at.y); // what is scrolled away lies on nothing
        bottom = std::min(bottom, context().scroll.at.bottom());
        if (top >= bottom) return;
    }
    note_painted({std::string(text), on_screen({x, top, cut ? max_width : wanted, bottom - top}),
                  on_screen({flow.left, flow.top, flow.width, 0}), style.size, cut, broken,
                  context().layers.size() > 1 ? Plane::dialog
                  : context().scroll.open     ? Plane::page
                                              : Plane::fixed});
#endif
}

} // namespace

void paint_box(const Rect& place, Token fill, Token outline, float corner) {
    const Rect at = on_screen(place);
    canvas().AddRectFilled(corner_of(at), far_corner_of(at), colour(fill), corner);
    if (outline != fill) canvas().AddRect(corner_of(at), far_corner_of(at), colour(outline), corner, 0, 1);
}

void paint_dashed(const Rect& place, Token line, float corner) {
    const Rect at = on_screen(place);
    constexpr float dash = 6, hole = 4;
    const auto along = [&](float x1, float y1, float x2, float y2) {
        const float length = std::hypot(x2 - x1, y2 - y1), dx = (x2 - x1) / length, dy = (y2 - y1) / length;
        for (float at_length = 0; at_length < length; at_length += dash + hole) {
            const float end = std::min(at_length + dash, length);
            canvas().AddLine({x1 + dx * at_length, y1 + dy * at_length}, {x1 + dx * end, y1 + dy * end},
                             colour(line), 1.5f);
        }
    };
    along(at.x + corner, at.y, at.right() - corner, at.y);
    along(at.right(), at.y + corner, at.right(), at.bottom() - corner);
    along(at.right() - corner, at.bottom(), at.x + corner, at.bottom());
    along(at.x, at.bottom() - corner, at.x, at.y + corner);
    constexpr float quarter = 3.14159265f / 2;
    const ImVec2 centres[4] = {{at.right() - corner, at.bottom() - corner},
                               {at.x + corner, at.bottom() - corner},
                               {at.x + corner, at.y + corner},
                               {at.right() - corner, at.y + corner}};
    for (int i = 0; i < 4; ++i) {
        canvas().PathArcTo(centres[i], corner, quarter * static_cast<float>(i),
                           quarter * static_cast<float>(i + 1));
        canvas().PathStroke(colour(line), 0, 1.5f);
    }
}

void paint_line(float begin, float y1, float end, float y2, Token token) {
    const float x1 = on_screen(begin), x2 = on_screen(end);
    if (y1 == y2) // a crisp hairline: one pixel row, not two half-covered ones
        canvas().AddRectFilled({x1, std::floor(y1)}, {x2, std::floor(y1) + 1}, colour(token));
    else if (x1 == x2)
        canvas().AddRectFilled({std::floor(x1), y1}, {std::floor(x1) + 1, y2}, colour(token));
    else
        canvas().AddLine({x1, y1}, {x2, y2}, colour(token));
}

void paint_dot(float x, float y, float diameter, Token token) {
    canvas().AddCircleFilled({on_screen(x + diameter / 2), y + diameter / 2}, diameter / 2, colour(token));
}

namespace {
void browser_line(float x, float y, std::string_view text, const std::vector<Stretch>& marks,
                  const TextStyle& style, float max_width) {
    const float wanted = text_width(text, style);
    const bool cut = max_width > 0 && wanted > max_width;
    browser_words({x, y, cut ? max_width : wanted, style.line}, text, style, cut ? "line" : "single", marks);
}
} // namespace

void paint_marked_text(float x, float y, std::string_view text, const std::vector<Stretch>& marks,
                       const TextStyle& style, float max_width) {
    if (needs_browser_shaping(text)) return browser_line(x, y, text, marks, style, max_width);
    // On a page that is read from the right the words still run from the left, within their own box.
    const float whole = std::min(text_width(text, style), max_width);
    for (const Stretch& mark : marks) {
        const float from = text_width(text.substr(0, mark.at), style),
                    to = std::min(text_width(text.substr(0, mark.at + mark.size), style), whole);
        if (from >= whole) break;
        const float left = context().direction.is_from_right() ? whole - to : from;
        paint_box({x + left - 1, y + 1, to - from + 2, style.line - 2}, Token::wait_soft, Token::wait_soft,
                  3);
    }
    paint_text(x, y, text, style, max_width);
}

void paint_text(float x, float y, std::string_view text, const TextStyle& style, float max_width) {
    if (needs_browser_shaping(text)) return browser_line(x, y, text, {}, style, max_width);
    note(x, y, text, style, max_width, false);
    paint(x, y, text, style, max_width);
}

namespace {
void paint(float x, float y, std::string_view text, const TextStyle& style, float max_width) {
    if (text.empty()) return;
    const float bottom = context().input.height;
    if (y > bottom || y + style.line < 0) return;

    ImFont* font = font_of(style);
    const ImFontBaked* baked = font->GetFontBaked(style.size);
    // The browser centres ascent + descent in the line box; doing the same keeps canvas and DOM text
    // together.
    const float top = y + std::floor((style.line - (baked->Ascent - baked->Descent)) / 2);
    const bool width_matters = max_width > 0 || context().direction.is_from_right();
    const float wanted = width_matters ? width_of(text, style) : 0;
    const bool cut = max_width > 0 && wanted > max_width;
    x = on_screen({x, y, cut ? max_width : wanted, style.line}).x;
    const ImVec4 everywhere{-FLT_MAX, -FLT_MAX, FLT_MAX, FLT_MAX};
    // Dear ImGui puts text on whole units, which at a density of 1.25, say, lie between two pixels of the
    // screen and would smear every stem.
    const float density = context().input.density;
    const auto draw = [&](float at, std::string_view piece) {
        const int first = canvas().VtxBuffer.Size;
        font->RenderText(&canvas(), style.size, {at, top}, colour(style.ink), everywhere, piece.data(),
                         piece.data() + piece.size());
        const float right = std::round(at * density) / density - std::trunc(at);
        const float down = std::round(top * density) / density - std::trunc(top);
        for (int i = first; i < canvas().VtxBuffer.Size; ++i) {
            canvas().VtxBuffer[i].pos.x += right;
            canvas().VtxBuffer[i].pos.y += down;
        }
    };
    if (!cut) return draw(x, text);

    constexpr std::string_view ellipsis = "…";
    const char* rest = nullptr;
    const float room = std::max(0.0f, max_width - width_of(ellipsis, style));
    const float used =
        font->CalcTextSizeA(style.size, room, 0, text.data(), text.data() + text.size(), &rest).x;
    draw(x, text.substr(0, static_cast<std::size_t>(rest - text.data())));
    draw(x + used, ellipsis);
}
} // namespace

float text_width(std::string_view text, const TextStyle& style) {
    return std::ceil(needs_browser_shaping(text) ? measured(text, style, 0).width : width_of(text, style));
}

float rich_height(std::string_view written, const TextStyle& style, float width) {
    const TextSize size = measured(written, style, std::max(width, 1.0f), TextForm::rich);
    return std::max(style.line, std::ceil(size.height));
}

float longest_word(std::string_view text, const TextStyle& style) {
    float longest = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        longest = std::max(longest, text_width(text.substr(0, end), style));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return longest;
}

namespace {
std::vector<std::string_view> wrapped(std::string_view text, const TextStyle& style, float width) {
    std::vector<std::string_view> lines;
    const char* at = text.data();
    const char* const end = at + text.size();
    do {
        const char* line_end = at;
        while (line_end < end && *line_end != '\n') ++line_end;
        if (at == line_end) { lines.push_back(std::string_view(at, 0)); }
        while (at < line_end) {
            const char* stop =
                font_of(style)->CalcWordWrapPosition(style.size, at, line_end, std::max(width, 1.0f));
            if (stop == at) ++stop;
            const char* end_of_words = stop;
            while (end_of_words > at && end_of_words[-1] == ' ') --end_of_words;
            lines.push_back(std::string_view(at, static_cast<std::size_t>(end_of_words - at)));
            at = stop;
            while (at < line_end && *at == ' ') ++at;
        }
        at = line_end < end ? line_end + 1 : end;
    } while (at < end);
    return lines;
}
} // namespace

float Paragraph::width(const TextStyle& style) const {
    float longest = 0;
    for (const std::string_view line : lines) longest = std::max(longest, text_width(line, style));
    return shaped ? text_width(words, style) : longest;
}

Paragraph paragraph(std::string_view words, const TextStyle& style, float width) {
    Paragraph made{words, {}, needs_browser_shaping(words), 0};
    if (made.shaped) {
        made.height = std::max(style.line, std::ceil(measured(words, style, std::max(width, 1.0f)).height));
    } else {
        made.lines = wrapped(words, style, width);
        made.height = style.line * static_cast<float>(made.lines.size());
    }
    return made;
}

void paint_paragraph(const Rect& at, const Paragraph& paragraph, const TextStyle& style, Align align) {
    float y = at.y;
    for (const std::string_view line : paragraph.lines) {
        const float x = align == Align::start ? at.x : at.x + (at.w - text_width(line, style)) / 2;
        note(x, y, line, style, 0, line.data() != paragraph.lines.back().data());
        paint(x, y, line, style, 0);
        y += style.line;
    }
}

void paint_words(const Rect& at, const Paragraph& paragraph, const TextStyle& style, Align align) {
    paint_paragraph(at, paragraph, style, align);
    if (paragraph.shaped)
        browser_words({at.x, at.y, at.w, paragraph.height}, paragraph.words, style,
                      align == Align::centre ? "centred" : "");
}

bool needs_browser_shaping(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        if (static_cast<unsigned char>(*at) < 0x80) {
            ++at;
            continue;
        }
        unsigned int code = 0;
        const int length = ImTextCharFromUtf8(&code, at, end);
        at += length > 0 ? length : 1;
        const bool shaped = (code >= 0x0300 && code <= 0x036f)    // combining marks
                            || (code >= 0x0590 && code <= 0x109f) // Hebrew, Arabic … Myanmar
                            || (code >= 0x1780 && code <= 0x17ff) // Khmer
                            || (code >= 0x200d && code <= 0x200f) // joiners and direction marks
                            || (code >= 0xfb1d && code <= 0xfdff) ||
                            (code >= 0xfe00 && code <= 0xfeff)       // Arabic forms
                            || (code >= 0x1f000 && code <= 0x1faff); // emoji, which have colours of their own
        if (shaped) return true;
    }
    return false;
}

} // namespace stu::ui
