#include "frontend-wasm/ui/semantics.hpp"

#include <cmath>

namespace stu::ui {
namespace {

std::uint32_t mix(std::uint32_t hash, std::uint32_t word) {
    hash = (hash ^ word) * 0x9e3779b1u;
    return hash ^ (hash >> 15);
}

std::uint32_t mix(std::uint32_t hash, std::string_view text) {
    for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619u;
    return mix(hash, static_cast<std::uint32_t>(text.size()));
}

std::int32_t pixels(float length) { return static_cast<std::int32_t>(std::lround(length)); }

} // namespace

void SemanticTree::begin(const Direction& direction) {
    direction_ = direction;
    nodes_.clear();
    places_.clear();
    arena_.clear();
    open_.clear();
    repeated_.clear();
    taken_.clear();
}

bool SemanticTree::end() {
    std::uint64_t frame = 1469598103934665603ull;
    for (Node& node : nodes_) {
        std::uint32_t hash = 2166136261u;
        hash = mix(hash, node.role_level_flags);
        for (const std::int32_t length : {node.x, node.y, node.w, node.h})
            hash = mix(hash, static_cast<std::uint32_t>(length));
        hash = mix(hash, string(node.name, node.name_length));
        hash = mix(hash, string(node.value, node.value_length));
        hash = mix(hash, string(node.attributes, node.attributes_length));
        node.hash = hash;
        frame = (frame ^ hash ^ (static_cast<std::uint64_t>(node.id) << 32 | node.parent)) * 1099511628211ull;
    }

    actions_.clear();
    const bool changed = frame != last_hash_;
    last_hash_ = frame;
    return changed;
}

std::size_t SemanticTree::add(std::uint32_t id, NodeRole role, const Rect& at, const NodeContent& content) {
    // A dialog stands beside the page, whichever screen opens it: everything else can then be made inert.
    const Open parent = open_.empty() || role == NodeRole::dialog ? Open{0, 0, 0} : open_.back();
    if (!taken_.insert(id).second) repeated_.push_back(id);
    const Rect seen = direction_.on_screen(at);
    Node node;
    node.id = id;
    node.parent = parent.id;
    node.role_level_flags = static_cast<std::uint32_t>(role) | content.level << 8 | content.flags << 16;
    node.x = pixels(seen.x - parent.x);
    node.y = pixels(seen.y - parent.y);
    node.w = pixels(seen.w);
    node.h = pixels(seen.h);
    node.name = store(content.name.text());
    node.name_length = static_cast<std::uint32_t>(content.name.text().size());
    node.value = store(content.value);
    node.value_length = static_cast<std::uint32_t>(content.value.size());
    node.attributes = store(content.attributes);
    node.attributes_length = static_cast<std::uint32_t>(content.attributes.size());
    nodes_.push_back(node);
    places_.push_back(seen);
    return nodes_.size() - 1;
}

std::size_t SemanticTree::add_passive(std::uint32_t id, NodeRole role, const Rect& at,
                                      const NodeContent& content) {
    while (taken_.count(id) != 0) id = mix(id, 1);
    return add(id, role, at, content);
}

void SemanticTree::open(std::size_t index) { open(index, places_[index].x, places_[index].y); }

void SemanticTree::open(std::size_t index, float x, float y) { open_.push_back({nodes_[index].id, x, y}); }

void SemanticTree::close() { open_.pop_back(); }

void SemanticTree::set_height(std::size_t index, float height) { nodes_[index].h = pixels(height); }

std::optional<Action> SemanticTree::take(std::uint32_t id, ActionKind kind) {
    for (auto it = actions_.begin(); it != actions_.end(); ++it) {
        if (it->id != id || it->kind != kind) continue;
        Action action = std::move(*it);
        actions_.erase(it);
        return action;
    }
    return std::nullopt;
}

std::uint32_t SemanticTree::store(std::string_view text) {
    const auto offset = static_cast<std::uint32_t>(arena_.size());
    arena_.append(text);
    return offset;
}

} // namespace stu::ui
