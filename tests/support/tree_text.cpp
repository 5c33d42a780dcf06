#include "tests/support/tree_text.hpp"

#include "tests/support/lines.hpp"

#include <map>
#include <set>
#include <string_view>
#include <vector>

namespace stu::test {
namespace {

using ui::Node;
using ui::NodeRole;
using Attributes = std::map<std::string, std::string>;

std::string quoted(std::string_view text) {
    std::string all = "\"";
    for (const char c : text) {
        if (c == '\n')
            all += "\\n";
        else if (c == '\x1f') // before each piece of a rich text
            all += "␟";
        else
            all += c;
    }
    return all + "\"";
}

/// A tree with what its nodes say about each other.
class Page {
  public:
    explicit Page(const ui::SemanticTree& tree) : tree_(tree) {
        for (const Node& node : tree.nodes()) {
            by_dom_id_["n" + std::to_string(node.id)] = &node;
            if (const std::string id = value_of(attributes(node), "describedby"); !id.empty())
                describing_.insert(id);
        }
    }

    std::string text() const {
        std::string all;
        std::map<std::uint32_t, std::size_t> depths{{0, 0}};
        for (const Node& node : tree_.nodes()) {
            const std::size_t depth = depths[node.parent];
            depths[node.id] = depth + 1;
            if (is_said_elsewhere(node)) continue;
            all += std::string(2 * depth, ' ') + line(node) + "\n";
        }
        return all;
    }

  private:
    std::string_view name(const Node& node) const { return tree_.string(node.name, node.name_length); }

    Attributes attributes(const Node& node) const {
        Attributes all;
        for (const std::string_view line : lines_of(tree_.string(node.attributes, node.attributes_length))) {
            const std::size_t equals = line.find('=');
            all[std::string(line.substr(0, equals))] = line.substr(equals + 1);
        }
        return all;
    }

    static std::string value_of(const Attributes& all, const std::string& key) {
        const auto found = all.find(key);
        return found == all.end() ? std::string() : found->second;
    }

    const Node* by_dom_id(const std::string& id) const {
        const auto found = by_dom_id_.find(id);
        return found == by_dom_id_.end() ? nullptr : found->second;
    }

    bool is_said_elsewhere(const Node& node) const {
        const Attributes all = attributes(node);
        if (all.count("hidden") != 0 || describing_.count("n" + std::to_string(node.id)) != 0) return true;
        const Node* labelled = by_dom_id(value_of(all, "for"));
        return labelled != nullptr && name(*labelled) == name(node);
    }

    std::string states(const Node& node, const Attributes& all) const {
        std::string text;
        const auto state = [&text](std::string_view words) { text += " [" + std::string(words) + "]"; };
        namespace flag = ui::node_flag;
        const std::pair<std::uint32_t, const char*> names[] = {
            {flag::checked, "checked"}, {flag::disabled, "disabled"}, {flag::required, "required"},
            {flag::invalid, "invalid"}, {flag::modal, "modal"},       {flag::focus, "focus"},
            {flag::current, "current"}, {flag::shaped, "shaped"}};
        for (const auto& [bit, words] : names)
            if ((ui::SemanticTree::flags(node) & bit) != 0) state(words);
        if (const std::string expanded = value_of(all, "expanded"); !expanded.empty())
            state(expanded == "true" ? "expanded" : "collapsed");
        if (value_of(all, "target") == "_blank") state("new tab");
        if (value_of(all, "selected") == "true") state("selected");
        if (all.count("roving") != 0) state("one tab stop");
        for (const char* key : {"autocomplete", "inputmode"})
            if (const std::string value = value_of(all, key); !value.empty()) state(key + ("=" + value));
        return text;
    }

    std::string line(const Node& node) const {
        const NodeRole role = ui::SemanticTree::role(node);
        const Attributes all = attributes(node);
        std::string text(name_of(role));
        if (const std::uint32_t level = node.role_level_flags >> 8 & 0xffu; level != 0)
            text += " " + std::to_string(level);
        if (node.name_length != 0) text += " " + quoted(name(node));
        text += states(node, all);
        const std::string_view value = tree_.string(node.value, node.value_length);
        if (role == NodeRole::select)
            text += choice(lines_of(value), value_of(all, "chosen"));
        else if (!value.empty())
            text += " = " + quoted(value);
        if (const std::string href = value_of(all, "href"); !href.empty()) text += " -> " + href;
        if (const std::string id = value_of(all, "describedby"); !id.empty()) {
            const Node* note = by_dom_id(id);
            text += " (" + (note == nullptr ? "described by nothing" : std::string(name(*note))) + ")";
        }
        return text;
    }

    static std::string choice(const std::vector<std::string_view>& options, const std::string& chosen) {
        std::string text;
        for (std::size_t i = 0; i < options.size(); ++i)
            text += (i == 0 ? " = " : " | ") +
                    (std::to_string(i) == chosen ? quoted(options[i]) : std::string(options[i]));
        return text;
    }

    const ui::SemanticTree& tree_;
    std::map<std::string, const Node*> by_dom_id_;
    std::set<std::string> describing_;
};

} // namespace

std::string tree_text(const ui::SemanticTree& tree) { return Page(tree).text(); }

} // namespace stu::test
