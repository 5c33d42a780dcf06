// Dear ImGui's code for font files is left out (imgui_config.hpp): the browser draws the glyphs. What it
// would ask for without a loader is asked for by nobody, since ui::start() sets one.

#include "frontend-wasm/ui/imgui_config.hpp"

#include <imgui.h>
#include <misc/freetype/imgui_freetype.h>

namespace ImGuiFreeType {

const ImFontLoader* GetFontLoader() { return nullptr; }

} // namespace ImGuiFreeType
