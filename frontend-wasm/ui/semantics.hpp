#pragma once
// The semantic tree: what the page *is*, beside what it looks like. web/mirror.js turns it into real DOM
// elements that lie over the canvas, take the pointer and the keyboard, and are what assistive technology,
// find-in-page, autofill and the tests see. Pure C++: the native tests read the same tree.

#include "common/enum_names.hpp"
#include "frontend-wasm/ui/geometry.hpp"
#include "frontend-wasm/ui/words.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace stu::ui {

/// One DOM shape each; the order is shared with web/mirror.js.
enum class NodeRole : std::uint8_t {
    main,
    banner,
    navigation,
    region,
    form,
    scroll,
    heading,
    text,
    label,
    button,
    submit,
    link,
    checkbox,
    text_field,
    text_area,
    password_field,
    email_field,
    search_field,
    select,
    file_field,
    list,
    list_item,
    table,
    row,
    column_header,
    cell,
    dialog,
    progress,
    captcha,
    date_field,
    pdf,
    details, ///< a description list, of `detail`s that hold a term and its definition
    detail,
    term,
    definition,
    rich_text, ///< paragraphs and lists with links in them; its value as ui/rich_text.hpp writes it
    pane,      ///< a part of the page that scrolls by itself, or could; see ui/pane.hpp
    content,   ///< all that is in a pane
    combobox,  ///< a field with a list of what it finds; see ui/combobox.hpp
    listbox,
    group,
    option,
};

} // namespace stu::ui

namespace stu {
template <> struct EnumNames<ui::NodeRole> {
    static constexpr std::array<std::string_view, 42> values{
        "main",      "banner",         "navigation",  "region",        "form",    "scroll",     "heading",
        "text",      "label",          "button",      "submit",        "link",    "checkbox",   "text_field",
        "text_area", "password_field", "email_field", "search_field",  "select",  "file_field", "list",
        "list_item", "table",          "row",         "column_header", "cell",    "dialog",     "progress",
        "captcha",   "date_field",     "pdf",         "details",       "detail",  "term",       "definition",
        "rich_text", "pane",           "content",     "combobox",      "listbox", "group",      "option"};
};
} // namespace stu

namespace stu::ui {

namespace node_flag {
inline constexpr std::uint32_t checked = 1, disabled = 2, required = 4, invalid = 8, modal = 16, focus = 32,
                               current = 64, shaped = 128;
}

/// Plain data that JavaScript reads straight from WASM memory: 15 words. Strings are offsets into the arena.
struct Node {
    std::uint32_t id = 0;
    std::uint32_t parent = 0;                ///< id of the enclosing node; 0 = top level
    std::uint32_t role_level_flags = 0;      ///< role | heading level << 8 | flags << 16
    std::int32_t x = 0, y = 0, w = 0, h = 0; ///< relative to the parent node
    std::uint32_t name = 0, name_length = 0;
    std::uint32_t value = 0, value_length = 0;
    std::uint32_t attributes = 0, attributes_length = 0; ///< "key=value\n…"
    std::uint32_t hash = 0;                              ///< of everything above, strings included
    std::uint32_t reserved = 0;
};
static_assert(sizeof(Node) == 60, "web/mirror.js reads nodes of 15 words");

/// What a node may carry. Strings are copied.
struct NodeContent {
    Words name = {};             ///< visible text or accessible name
    std::string_view value = {}; ///< of a field; the options of a select, one a line
    std::string_view attributes = {};
    std::uint32_t flags = 0;
    std::uint32_t level = 0; ///< of a heading
};

enum class ActionKind : std::uint8_t {
    click = 1,
    value = 2,
    submit = 3,
    scroll = 4,
    files = 5,
    close = 6,
    focus = 7, ///< of a watched link: number 1 when it got the focus, 0 when it lost it
    step = 8,  ///< of a combobox, by an arrow key: number 1 down its list, -1 up
};

/// What a person did to a node, reported by the DOM (or by a test).
struct Action {
    std::uint32_t id = 0;
    ActionKind kind = ActionKind::click;
    std::int32_t number = 0;
    std::string text;
};

class SemanticTree {
  public:
    void begin(const Direction& direction = {});
    /// Closes the frame; true when the tree differs from the last one. Actions nobody took are dropped:
    /// their node was not on the page any more.
    bool end();

    /// Adds a node inside the innermost open one. `at` is in page coordinates. Returns its index.
    std::size_t add(std::uint32_t id, NodeRole role, const Rect& at, const NodeContent& content = {});
    /// As `add`, for words that nobody acts on: the same words may stand on a page twice, so a taken id
    /// yields the next.
    std::size_t add_passive(std::uint32_t id, NodeRole role, const Rect& at, const NodeContent& content);
    /// Until `close`, new nodes are children of `index`.
    void open(std::size_t index);
    /// As above, for content that has scrolled: children are placed relative to x, y on the screen.
    void open(std::size_t index, float x, float y);
    void close();
    /// For containers whose height is known only after their children.
    void set_height(std::size_t index, float height);

    void push(Action action) { actions_.push_back(std::move(action)); }
    /// The first waiting action of this kind for this node.
    std::optional<Action> take(std::uint32_t id, ActionKind kind);

    const std::vector<Node>& nodes() const { return nodes_; }
    const std::string& arena() const { return arena_; }
    std::string_view string(std::uint32_t offset, std::uint32_t length) const {
        return std::string_view(arena_).substr(offset, length);
    }
    static NodeRole role(const Node& node) { return static_cast<NodeRole>(node.role_level_flags & 0xffu); }
    static std::uint32_t flags(const Node& node) { return node.role_level_flags >> 16; }

    /// Two nodes with one id in a frame: the second would vanish from the DOM. The ids, for tests to find
    /// empty.
    const std::vector<std::uint32_t>& repeated_ids() const { return repeated_; }

  private:
    struct Open {
        std::uint32_t id;
        float x, y;
    };
    std::uint32_t store(std::string_view text);

    std::vector<Node> nodes_;
    std::string arena_;
    std::vector<Open> open_;
    std::vector<Rect> places_; ///< on the screen, beside nodes_
    Direction direction_;
    std::vector<Action> actions_;
    std::unordered_set<std::uint32_t> taken_; ///< ids of this frame
    std::vector<std::uint32_t> repeated_;
    std::uint64_t last_hash_ = 0;
};

} // namespace stu::ui
