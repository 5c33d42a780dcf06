#pragma once
// Dear ImGui's compile-time configuration: only what the product draws with. Text entry, clipboard, files and
// keyboard navigation are the browser's (docs/architecture.md), so their code is left out.

#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_FONT
// In place of its own reader of font files; see imgui_left_out.cpp.
#define IMGUI_ENABLE_FREETYPE
#define IMGUI_USE_WCHAR32
