#pragma once
// What is wrong with where things stand on a page, found from the words that were painted and the nodes of
// the semantic tree.

#include "frontend-wasm/ui/audit.hpp"
#include "frontend-wasm/ui/frame.hpp"

#include <string>
#include <vector>

namespace stu::test {

/// A sentence for each fault of the last frame of the present page, naming what is concerned:
///   - two lines of words lie on each other;
///   - words or nodes leave their column, their parent or the page;
///   - a text has more lines than room for them, or a line without dots is cut;
///   - free text has a column of fewer than 12 characters;
///   - what is pressed is smaller than 24 px, or, for fingers, than 44 px, or lies on another such thing;
///   - controls beside each other have different heights.
std::vector<std::string> layout_faults(const ui::Input& input);

} // namespace stu::test
