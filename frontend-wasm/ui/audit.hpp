#pragma once
// Checks each frame of debug and test builds: what Dear ImGui holds for interactive must be in the semantic
// tree, or nobody could reach it. Dear ImGui reports its items through the hooks that it has for test
// engines; where those are not compiled in, as in the app that is shipped, nothing here costs anything.

#include "frontend-wasm/ui/semantics.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stu::ui {

/// Whether the DOM element of such a node is a stop of the Tab key.
bool takes_focus(NodeRole role);

/// What is wrong with a frame, a sentence each: `items` without a node that takes the focus, ids that two
/// nodes share, nodes that take the focus and have no name.
std::vector<std::string> audit_faults(const SemanticTree& tree, const std::vector<std::uint32_t>& items);

/// What lies over what: the page scrolls under the bars, a dialog lies over both.
enum class Plane : std::uint8_t { fixed, page, dialog };

/// A line of words as the canvas has it, for tests of layout.
struct PaintedLine {
    std::string words;
    Rect at;
    Rect column;         ///< where it may stand; its height says nothing
    float size = 0;      ///< of the font
    bool cut = false;    ///< ends in dots
    bool broken = false; ///< goes on in the next line
    Plane plane = Plane::fixed;
};

#ifdef IMGUI_ENABLE_TEST_ENGINE
void note_painted(PaintedLine line);
/// All of the last frame, whether on the screen or further down.
const std::vector<PaintedLine>& painted_lines();
/// Call at the beginning and at the end of a frame of the present Dear ImGui context.
void begin_audit();
/// Throws std::logic_error with the faults of the frame.
void end_audit(const SemanticTree& tree);
#else
inline void note_painted(const PaintedLine&) {}
inline void begin_audit() {}
inline void end_audit(const SemanticTree&) {}
#endif

} // namespace stu::ui
