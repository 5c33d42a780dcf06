#include "tests/screens/layout_faults.hpp"

#include "frontend-wasm/ui/paint.hpp"
#include "tests/support/lines.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace stu::test {
namespace {

using ui::Node;
using ui::NodeRole;
using ui::PaintedLine;
using ui::Rect;

/// A browser rounds, and Dear ImGui rounds otherwise.
constexpr float hair = 1.5f;
constexpr float smallest_target = 24, finger = 44;

struct Box {
    const Node* node;
    const Box* parent;
    Rect at;
    std::string_view name, attributes;
    NodeRole role;
};

bool overlap(const Rect& a, const Rect& b) {
    return std::min(a.right(), b.right()) - std::max(a.x, b.x) > hair &&
           std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > hair;
}

std::string quoted(std::string_view words) {
    constexpr std::size_t shown = 40;
    std::size_t end = std::min(words.size(), shown);
    while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xc0u) == 0x80) ++end;
    return "“" + std::string(words.substr(0, end)) + "”";
}
std::string place(const Rect& at) {
    const auto number = [](float value) { return std::to_string(static_cast<int>(std::lround(value))); };
    return " (" + number(at.w) + "×" + number(at.h) + " at " + number(at.x) + ", " + number(at.y) + ")";
}
std::string named(const Box& box) {
    return std::string(name_of(box.role)) + " " + quoted(box.name) + place(box.at);
}
std::string named(const PaintedLine& line) { return quoted(line.words) + place(line.at); }

bool has(const Box& box, std::string_view attribute) {
    for (const std::string_view line : lines_of(box.attributes))
        if (line == attribute) return true;
    return false;
}
std::string_view value_of(const Box& box, std::string_view key) {
    for (const std::string_view line : lines_of(box.attributes))
        if (line.substr(0, key.size()) == key && line.substr(key.size(), 1) == "=")
            return line.substr(key.size() + 1);
    return {};
}

class Page {
  public:
    explicit Page(const ui::Input& input) : input_(input) {
        const auto& nodes = ui::tree().nodes();
        boxes_.reserve(nodes.size());
        std::unordered_map<std::uint32_t, const Box*> known;
        for (const Node& node : nodes) {
            const auto found = known.find(node.parent);
            const Box* parent = found == known.end() ? nullptr : found->second;
            const float left = parent ? parent->at.x : 0, top = parent ? parent->at.y : 0;
            boxes_.push_back({&node,
                              parent,
                              {left + static_cast<float>(node.x), top + static_cast<float>(node.y),
                               static_cast<float>(node.w), static_cast<float>(node.h)},
                              ui::tree().string(node.name, node.name_length),
                              ui::tree().string(node.attributes, node.attributes_length),
                              ui::SemanticTree::role(node)});
            known[node.id] = &boxes_.back();
        }
    }

    std::vector<std::string> faults() {
        words_on_words();
        for (const PaintedLine& line : ui::painted_lines()) look_at(line);
        for (const Box& box : boxes_) look_at(box);
        targets();
        return std::move(faults_);
    }

  private:
    void fault(std::string sentence) { faults_.push_back(std::move(sentence)); }

    void words_on_words() {
        std::vector<const PaintedLine*> lines;
        for (const PaintedLine& line : ui::painted_lines())
            if (!line.words.empty()) lines.push_back(&line);
        std::sort(lines.begin(), lines.end(),
                  [](const PaintedLine* a, const PaintedLine* b) { return a->at.y < b->at.y; });
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (std::size_t j = i + 1; j < lines.size() && lines[j]->at.y < lines[i]->at.bottom(); ++j)
                if (lines[i]->plane == lines[j]->plane && overlap(lines[i]->at, lines[j]->at))
                    fault(named(*lines[i]) + " and " + named(*lines[j]) + " lie on each other");
    }

    void look_at(const PaintedLine& line) {
        if (line.words.empty()) return;
        if (line.at.x < -hair || line.at.right() > input_.width + hair)
            fault(named(line) + " leaves the page");
        else if (line.at.x < line.column.x - hair || line.at.right() > line.column.right() + hair)
            fault(named(line) + " leaves its column" + place(line.column));
        const float least = ui::characters(ui::fewest_characters) * line.size / ui::type::body.size;
        if (line.cut && line.at.w < least - hair) fault(named(line) + " is cut to fewer than 12 characters");
        if (line.broken && line.column.w < least - hair)
            fault(named(line) + " has a column of fewer than 12 characters" + place(line.column));
    }

    void look_at(const Box& box) {
        if (box.at.x < -hair || box.at.right() > input_.width + hair) fault(named(box) + " leaves the page");
        if (has(box, "look=cover")) return; // of a row or card that it is pressed with
        if (box.parent != nullptr && box.parent->at.w > 0 &&
            (box.at.x < box.parent->at.x - hair || box.at.right() > box.parent->at.right() + hair))
            fault(named(box) + " leaves " + named(*box.parent));
        if (box.parent != nullptr && box.parent->at.h > 0 && !scrolls(*box.parent) &&
            box.at.bottom() > box.parent->at.bottom() + hair)
            fault(named(box) + " ends below " + named(*box.parent));
        if (box.role == NodeRole::text || box.role == NodeRole::heading || box.role == NodeRole::label)
            look_at_height(box);
        if (is_free_text_field(box.role) && box.at.w < ui::characters(ui::fewest_characters) - hair)
            fault(named(box) + " is a field of fewer than 12 characters");
    }

    void look_at_height(const Box& box) {
        if (box.role == NodeRole::heading && has(box, "look=line"))
            fault(named(box) + " is cut"); // a ticket's subject stands nowhere else in full
        if (has(box, "look=line") || has(box, "look=clamp")) return; // ends in dots
        const std::string font(value_of(box, "font"));
        if (font.empty()) return;
        ui::TextStyle style;
        int strength = 0;
        if (std::sscanf(font.c_str(), "%f %f %d", &style.size, &style.line, &strength) != 3) return;
        style.strong = strength > 400;
        // The words of a browser are a hair wider or narrower: one character may not matter.
        const float needed = ui::paragraph(box.name, style, box.at.w + hair).height;
        if (needed > box.at.h + hair)
            fault(named(box) + " needs " + std::to_string(static_cast<int>(needed)) + " px of height");
    }

    static bool scrolls(const Box& box) { return box.role == NodeRole::scroll || box.role == NodeRole::pane; }

    static bool is_free_text_field(NodeRole role) {
        switch (role) {
        case NodeRole::text_field:
        case NodeRole::text_area:
        case NodeRole::password_field:
        case NodeRole::email_field:
        case NodeRole::search_field:
        case NodeRole::combobox:
        case NodeRole::select: return true;
        default: return false;
        }
    }

    /// Bars of a chart are small and say so in their table.
    static bool is_bar(const Box& box) { return has(box, "watched=1"); }
    /// What looks like a button or a field, so that heights can be compared.
    static bool is_control(const Box& box) {
        switch (box.role) {
        case NodeRole::checkbox:
        case NodeRole::text_area:
        case NodeRole::file_field:
        case NodeRole::captcha:
        case NodeRole::option:
        case NodeRole::pdf: return false;
        case NodeRole::link:
            return !has(box, "look=cover") && !has(box, "look=tab") && value_of(box, "font").empty();
        case NodeRole::button: return !has(box, "look=tab");
        default: return true;
        }
    }

    Rect target_of(const Box& box) const {
        if (box.role != NodeRole::checkbox) return box.at;
        const std::string wanted = "for=n" + std::to_string(box.node->id);
        for (const Box& label : boxes_)
            if (has(label, wanted)) {
                Rect both = box.at;
                both.w = label.at.right() - both.x;
                both.y = std::min(both.y, label.at.y);
                both.h = std::max(box.at.bottom(), label.at.bottom()) - both.y;
                return both;
            }
        return box.at;
    }

    enum class Layer : std::uint8_t { fixed, page, dialog, toast };
    static Layer layer_of(const Box& box) {
        for (const Box* up = &box; up != nullptr; up = up->parent) {
            if (up->role == NodeRole::dialog) return Layer::dialog;
            if (up->role == NodeRole::main) return Layer::page;
            if (up->role == NodeRole::region && value_of(*up, "look").substr(0, 5) == "toast")
                return Layer::toast;
        }
        return Layer::fixed;
    }

    static const Box* pane_of(const Box& box) {
        for (const Box* up = &box; up != nullptr; up = up->parent)
            if (up->role == NodeRole::pane && has(*up, "look=scroll")) return up;
        return nullptr;
    }

    void targets() {
        struct Target {
            const Box* box;
            Rect at;
            Layer layer;
            const Box* pane; ///< what scrolls in one lies on nothing in another
        };
        std::vector<Target> all;
        for (const Box& box : boxes_)
            if (ui::takes_focus(box.role) && !is_bar(box))
                all.push_back({&box, target_of(box), layer_of(box), pane_of(box)});
        const float least = ui::touch() ? finger : smallest_target;
        for (const Target& one : all) {
            if (one.at.w < least - hair || one.at.h < least - hair)
                fault(named(*one.box) + " is too small to press");
            if (one.layer == Layer::fixed && one.box->at.bottom() > input_.height + hair)
                fault(named(*one.box) + " stands still below the edge of the page");
        }
        std::sort(all.begin(), all.end(), [](const Target& a, const Target& b) { return a.at.y < b.at.y; });
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = i + 1; j < all.size() && all[j].at.y < all[i].at.bottom(); ++j) {
                const Target &a = all[i], &b = all[j];
                if (a.layer != b.layer || a.pane != b.pane) continue;
                if (overlap(a.at, b.at))
                    fault(named(*a.box) + " and " + named(*b.box) + " lie on each other");
                if (is_control(*a.box) && is_control(*b.box) && beside(a.at, b.at) &&
                    std::abs(a.at.h - b.at.h) > hair)
                    fault(named(*a.box) + " and " + named(*b.box) + " stand in one row and differ in height");
            }
    }
    /// Near enough for the eye to compare.
    static bool beside(const Rect& a, const Rect& b) {
        const float apart = std::max(a.x, b.x) - std::min(a.right(), b.right());
        const float together = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
        return apart > -hair && apart < ui::gap::xl && together > std::min(a.h, b.h) / 2;
    }

    const ui::Input& input_;
    std::vector<Box> boxes_;
    std::vector<std::string> faults_;
};

} // namespace

std::vector<std::string> layout_faults(const ui::Input& input) { return Page(input).faults(); }

} // namespace stu::test
