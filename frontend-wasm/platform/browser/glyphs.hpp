#pragma once
// No font is shipped: the browser measures and draws each glyph with the page's own font stack, once, when
// Dear ImGui first needs it at a size. Every script the browser has is there, and canvas and DOM text have
// the same widths.

#include "frontend-wasm/ui/frame.hpp"

#include <string_view>

struct ImFontLoader;

namespace stu::platform {

const ImFontLoader& browser_glyphs();
/// How large the page writes a text that it has to draw itself.
ui::TextSize browser_text(std::string_view text, const ui::TextStyle& style, float width, ui::TextForm form);

} // namespace stu::platform
