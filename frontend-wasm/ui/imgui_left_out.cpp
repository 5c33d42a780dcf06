// In place of code of Dear ImGui that the app never reaches and each first visit would load.

#include "frontend-wasm/ui/imgui_config.hpp"

#include <imgui.h>
#include <misc/freetype/imgui_freetype.h>

namespace ImGuiFreeType {

/// The browser draws the glyphs. Asked for by nobody: ui::start() sets a loader.
const ImFontLoader* GetFontLoader() { return nullptr; }

} // namespace ImGuiFreeType

namespace ImGui {

/// Tables are drawn by ui/table.
void EndNoTable();
void EndNoTable() {}

} // namespace ImGui

/// sscanf in Dear ImGui's sources: windows keep no place and size in a file.
extern "C" int imgui_reads_no_settings(const char*, const char*, ...);
extern "C" int imgui_reads_no_settings(const char*, const char*, ...) { return 0; }
