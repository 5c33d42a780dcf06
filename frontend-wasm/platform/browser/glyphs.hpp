#pragma once
// No font is shipped: the browser measures and draws each glyph with the page's own font stack, once, when
// Dear ImGui first needs it at a size. Every script the browser has is there, and canvas and DOM text have
// the same widths.

struct ImFontLoader;

namespace stu::platform {

const ImFontLoader& browser_glyphs();

} // namespace stu::platform
