#include "frontend-wasm/ui/audit.hpp"

#include "imgui.h"
#include "imgui_internal.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace stu::ui {

bool takes_focus(NodeRole role) {
    switch (role) {
    case NodeRole::button:
    case NodeRole::submit:
    case NodeRole::link:
    case NodeRole::checkbox:
    case NodeRole::text_field:
    case NodeRole::text_area:
    case NodeRole::password_field:
    case NodeRole::email_field:
    case NodeRole::search_field:
    case NodeRole::combobox:
    case NodeRole::option: // by the keys of its combobox
    case NodeRole::date_field:
    case NodeRole::select:
    case NodeRole::pdf:
    case NodeRole::file_field:
    case NodeRole::captcha: return true;
    default: return false;
    }
}

std::vector<std::string> audit_faults(const SemanticTree& tree, const std::vector<std::uint32_t>& items) {
    std::vector<std::string> faults;
    for (const std::uint32_t item : items) {
        const bool reachable =
            std::any_of(tree.nodes().begin(), tree.nodes().end(), [item](const Node& node) {
                return node.id == item && takes_focus(SemanticTree::role(node));
            });
        if (!reachable)
            faults.push_back("item " + std::to_string(item) +
                             " is drawn as interactive, but nobody can reach it");
    }
    for (const std::uint32_t id : tree.repeated_ids()) {
        const auto first = std::find_if(tree.nodes().begin(), tree.nodes().end(),
                                        [id](const Node& node) { return node.id == id; });
        faults.push_back("two nodes share the id of “" +
                         std::string(tree.string(first->name, first->name_length)) + "”");
    }
    for (const Node& node : tree.nodes())
        if (takes_focus(SemanticTree::role(node)) && node.name_length == 0)
            faults.push_back("a " + std::string(name_of(SemanticTree::role(node))) + " has no name");
    return faults;
}

#ifdef IMGUI_ENABLE_TEST_ENGINE

namespace {
std::vector<std::uint32_t> items_of_frame; // Dear ImGui's hooks know no other place
std::vector<PaintedLine> lines_of_frame;
} // namespace

void note_painted(PaintedLine line) { lines_of_frame.push_back(std::move(line)); }
const std::vector<PaintedLine>& painted_lines() { return lines_of_frame; }

void begin_audit() {
    items_of_frame.clear();
    lines_of_frame.clear();
    ImGui::GetCurrentContext()->TestEngineHookItems = true;
}

void end_audit(const SemanticTree& tree) {
    std::string all;
    for (const std::string& fault : audit_faults(tree, items_of_frame))
        all += (all.empty() ? "" : "; ") + fault;
    if (!all.empty()) throw std::logic_error(all);
}

#endif

} // namespace stu::ui

#ifdef IMGUI_ENABLE_TEST_ENGINE

void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, const ImRect&, const ImGuiLastItemData* item) {
    if (item != nullptr) stu::ui::items_of_frame.push_back(id); // windows have none
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

#endif
