#include "frontend-wasm/platform/browser/glyphs.hpp"

#include "imgui.h"
#include "imgui_internal.h"

#include <emscripten.h>

#include <array>
#include <cmath>
#include <string_view>

// clang-format off
// out: advance, left, top, right, bottom of the ink, in pixels from the baseline.
EM_JS(void, js_glyph_measure, (int strong, float size, unsigned code, float* out), {
  Stu.glyphs.measure(strong, size, code, HEAPF32.subarray(out >> 2, (out >> 2) + 5));
});
// out: ascent and descent of the font.
EM_JS(void, js_glyph_line, (int strong, float size, float* out), {
  Stu.glyphs.line(strong, size, HEAPF32.subarray(out >> 2, (out >> 2) + 2));
});
EM_JS(void, js_glyph_draw, (int strong, float size, unsigned code, int left, int top, int width, int height, unsigned char* alpha), {
  Stu.glyphs.draw(strong, size, code, left, top, width, height, HEAPU8.subarray(alpha, alpha + width * height));
});
// out: width and height of the text in a column of `width`; 0 = in one line.
EM_JS(void, js_text_size, (const char* text, int length, int strong, float size, float line, float width, int rich, float* out), {
  HEAPF32.set(Stu.mirror.measure(Stu.text(text, length), !!strong, size, line, width, !!rich), out >> 2);
});
// clang-format on

namespace stu::platform {
namespace {

struct Measure {
    float advance, left, top, right, bottom;
};

int is_strong(const ImFontConfig* source) { return std::string_view(source->Name) == "strong" ? 1 : 0; }

Measure measure(const ImFontConfig* source, float size, ImWchar code) {
    std::array<float, 5> m{};
    js_glyph_measure(is_strong(source), size, code, m.data());
    return {m[0], m[1], m[2], m[3], m[4]};
}

bool init_source(ImFontAtlas*, ImFontConfig*) { return true; }

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool init_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
    std::array<float, 2> line{};
    js_glyph_line(is_strong(source), baked->Size, line.data());
    baked->Ascent = std::ceil(line[0]);
    baked->Descent = -std::ceil(line[1]);
    return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code,
                ImFontGlyph* glyph, float* advance_only) {
    const float density = source->RasterizerDensity * baked->RasterizerDensity;
    const Measure m = measure(source, baked->Size * density, code);
    // Whole device pixels: between two pixels every stem would be smeared over both.
    const float advance = std::round(m.advance) / density;
    if (advance_only) {
        *advance_only = advance;
        return true;
    }
    glyph->Codepoint = code;
    glyph->AdvanceX = advance;
    // One pixel of room on each side for the browser's antialiasing.
    const int left = static_cast<int>(m.left) - 1, top = static_cast<int>(m.top) - 1;
    const int width = static_cast<int>(m.right) + 1 - left, height = static_cast<int>(m.bottom) + 1 - top;
    if (width <= 2 || height <= 2) return true; // no ink, such as a space

    const ImFontAtlasRectId room = ImFontAtlasPackAddRect(atlas, width, height);
    if (room == ImFontAtlasRectId_Invalid) return false;
    ImTextureRect* const rect = ImFontAtlasPackGetRect(atlas, room);
    ImVector<unsigned char>& alpha = atlas->Builder->TempBuffer;
    alpha.resize(width * height);
    js_glyph_draw(is_strong(source), baked->Size * density, code, left, top, width, height, alpha.Data);

    glyph->X0 = static_cast<float>(left) / density;
    glyph->Y0 = static_cast<float>(top) / density + baked->Ascent;
    glyph->X1 = static_cast<float>(left + width) / density;
    glyph->Y1 = static_cast<float>(top + height) / density + baked->Ascent;
    glyph->Visible = true;
    glyph->PackId = room;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rect, alpha.Data, ImTextureFormat_Alpha8,
                                       width);
    return true;
}

} // namespace

ui::TextSize browser_text(std::string_view text, const ui::TextStyle& style, float width, ui::TextForm form) {
    std::array<float, 2> size{};
    js_text_size(text.data(), static_cast<int>(text.size()), style.strong ? 1 : 0, style.size, style.line,
                 width, form == ui::TextForm::rich ? 1 : 0, size.data());
    return {size[0], size[1]};
}

const ImFontLoader& browser_glyphs() {
    static const ImFontLoader loader = [] {
        ImFontLoader made;
        made.Name = "browser";
        made.FontSrcInit = init_source;
        made.FontSrcContainsGlyph = contains_glyph;
        made.FontBakedInit = init_baked;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return loader;
}

} // namespace stu::platform
