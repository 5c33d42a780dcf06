#pragma once
// Draws Dear ImGui's output with WebGL2. Asks the context nothing: each glGet* is a synchronous trip to the
// GPU process, and the stock renderer's twenty of them cost 90–200 ms a frame on software GL.

namespace stu::platform {

/// Creates the WebGL2 context of #canvas. False when there is none.
bool start_renderer();
/// Forgets everything the context held; the next draw uploads it again.
void context_lost();
bool context_restored();
/// Draws ImGui::GetDrawData() into the whole canvas.
void render();

} // namespace stu::platform
