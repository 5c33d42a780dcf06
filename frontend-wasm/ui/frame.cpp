#include "frontend-wasm/ui/frame.hpp"

#include "frontend-wasm/ui/audit.hpp"
#include "frontend-wasm/ui/context.hpp"
#include "frontend-wasm/ui/paint.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace stu::ui {
namespace {

constexpr int deepest_surface = 8;
constexpr float short_below = 420, touch_below = 1024;

std::unique_ptr<Context> the_context;

void open_layer(const char* window) {
    Context& c = context();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({c.input.width, c.input.height});
    ImGui::Begin(window, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    auto layer = std::make_unique<Layer>();
    layer->list = ImGui::GetWindowDrawList();
    layer->splitter.Split(layer->list, deepest_surface);
    layer->splitter.SetCurrentChannel(layer->list, 0);
    c.layers.push_back(std::move(layer));
}

void close_layer() {
    Layer& layer = *context().layers.back();
    layer.splitter.Merge(layer.list);
    context().layers.pop_back();
    ImGui::End();
}

void go_to_depth(int depth) {
    Layer& layer = *context().layers.back();
    layer.depth = depth;
    layer.splitter.SetCurrentChannel(layer.list, std::clamp(depth, 0, deepest_surface - 1));
}

ImFont* add_font(const char* name) {
    // The browser loader needs no font data, but Dear ImGui insists on some.
    static char no_data[4] = {};
    ImFontConfig config;
    config.FontData = no_data;
    config.FontDataSize = sizeof no_data;
    config.FontDataOwnedByAtlas = false;
    config.SizePixels = type::body.size;
    ImStrncpy(config.Name, name, sizeof config.Name);
    return ImGui::GetIO().Fonts->AddFont(&config);
}

} // namespace

Context& context() { return *the_context; }

void start(const ImFontLoader& loader, MeasureText measure) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.Fonts->TexDesiredFormat = ImTextureFormat_Alpha8;
    io.Fonts->SetFontLoader(&loader);
    ImGui::GetStyle().WindowPadding = {0, 0};
    ImGui::GetStyle().WindowBorderSize = 0;

    the_context = std::make_unique<Context>();
    the_context->measure = measure;
    the_context->regular = add_font("regular");
    the_context->strong = add_font("strong");
}

void stop() {
    the_context.reset();
    ImGui::DestroyContext();
}

void begin_frame(const Input& input, const Palette& colours, const Catalog& language) {
    Context& c = context();
    if (input.density != c.input.density) c.measured.clear(); // the browser rounds in the screen's pixels
    c.input = input;
    c.direction = input.from_right ? Direction::from_right(input.width) : Direction();
    c.input.mouse_x = c.direction.on_screen(input.mouse_x);
    c.palette = &colours;
    c.catalog = &language;
    c.rendered.clear();
    ++c.frame;
    c.dialog_before = c.dialog_now;
    c.dialog_now = false;

    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {input.width, input.height};
    io.DisplayFramebufferScale = {input.density, input.density};
    io.DeltaTime = input.seconds > 0 ? input.seconds : 1.0f / 60;
    ImGui::NewFrame();
    begin_audit();
    // Dear ImGui tells only the bound font about the display's density.
    c.strong->CurrentRasterizerDensity = c.regular->CurrentRasterizerDensity;
    c.tree.begin(c.direction);
    open_layer("page");
    canvas().AddRectFilled({0, 0}, {input.width, input.height}, colour(Token::bg));
    c.flows.clear();
    c.said.clear();
    begin_column(0, 0, input.width, 0);
}

bool end_frame() {
    Context& c = context();
    close_layer();
    ImGui::Render();
    // A wish for the heading waits until the page has loaded; one for a field is meant for this frame only.
    if (c.focus == Focus::first_error) c.focus = Focus::none;
    c.newest_wanted = false;
    if (!std::exchange(c.shown_password_drawn, false)) c.shown_password = 0; // its page was left
    end_audit(c.tree);
    return c.tree.end();
}

SemanticTree& tree() { return context().tree; }
const Palette& palette() { return *context().palette; }
float viewport_width() { return context().input.width; }
float viewport_height() { return context().input.height; }

float characters(float count) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    return count * text_width(letters, type::body) / static_cast<float>(letters.size());
}

bool narrow() {
    constexpr float least = 60;
    return context().input.height < short_below ||
           context().input.width - rail_width - 2 * gap::xl < characters(least);
}
bool tiny() { return context().input.width < characters(30); }
bool has_mouse() { return !context().input.coarse; }
bool touch() { return context().input.coarse || context().input.width < touch_below; }
float control_height() { return touch() ? 44.0f : 40.0f; }
float small_height() { return touch() ? 44.0f : 32.0f; }
float link_height() { return touch() ? 44.0f : 24.0f; }

float page_padding() { return tiny() ? gap::s : narrow() ? gap::l : touch() ? gap::xl : gap::xxl; }
float card_padding() { return tiny() ? gap::s : narrow() ? gap::l : gap::xl; }
float page_width() { return context().page_width; }

std::uint32_t id_of(std::string_view label, NodeRole role) {
    // Salted by role: a link and a heading with the same words must stay two nodes.
    const ImGuiID id = ImGui::GetID(label.data(), label.data() + label.size());
    return (id ^ (static_cast<std::uint32_t>(role) + 1) * 0x9e3779b1u) | 1u;
}
void push_key(std::string_view key) { ImGui::PushID(key.data(), key.data() + key.size()); }
void push_key(std::int64_t key) { push_key({reinterpret_cast<const char*>(&key), sizeof key}); }
void pop_key() { ImGui::PopID(); }

// --- flow

Rect place(float width, float height) {
    Flow& flow = context().flows.back();
    Rect at;
    if (flow.across) {
        if (width <= 0) width = std::max(0.0f, flow.left + flow.width - flow.x);
        if (flow.x + width > flow.left + flow.width + 0.5f) break_row();
        // What is higher than the line begins at its top: above it is something else.
        at = {flow.x, flow.y + std::max(0.0f, std::floor((flow.line - height) / 2)), width, height};
        flow.x += width + flow.spacing;
        flow.bottom = std::max({flow.bottom, flow.y + flow.line, at.bottom()});
    } else {
        at = {flow.x, flow.y, width > 0 ? width : flow.width, height};
        flow.y += height + flow.spacing;
        flow.bottom = std::max(flow.bottom, at.bottom());
    }
    return at;
}

void break_row() {
    Flow& flow = context().flows.back();
    if (flow.x <= flow.left) return;
    flow.x = flow.left;
    flow.y = flow.bottom + std::min(flow.spacing, gap::s);
}

float available() {
    const Flow& flow = context().flows.back();
    return flow.across ? std::max(0.0f, flow.left + flow.width - flow.x) : flow.width;
}

void space(float amount) {
    Flow& flow = context().flows.back();
    (flow.across ? flow.x : flow.y) += amount;
    if (!flow.across) flow.bottom = std::max(flow.bottom, flow.y - flow.spacing);
}

void flush_right(float width) {
    Flow& flow = context().flows.back();
    flow.x = std::max(flow.x, flow.left + flow.width - width);
}

float cursor_y() { return context().flows.back().y; }
float cursor_x() { return context().flows.back().x; }

void begin_column(float x, float y, float width, float spacing) {
    context().flows.push_back({x, y, width, spacing, x, y, y, false, 0});
}

float end_column() {
    const Flow flow = context().flows.back();
    context().flows.pop_back();
    return flow.bottom - flow.top;
}

void begin_row(float height, float spacing) {
    const Flow parent = context().flows.back();
    context().flows.push_back(
        {parent.x, parent.y, available(), spacing, parent.x, parent.y, parent.y, true, height});
}

void end_row() {
    const Flow flow = context().flows.back();
    context().flows.pop_back();
    place(0, std::max(flow.bottom - flow.top, flow.line));
}

std::size_t columns_of(float least, float spacing, std::size_t most) {
    const float fit = (available() + spacing) / (least + spacing);
    return std::clamp(static_cast<std::size_t>(std::max(fit, 1.0f)), std::size_t{1}, most);
}

// --- containers

void begin_surface(float padding, Token fill, Token outline, float corner) {
    Context& c = context();
    const Rect at{cursor_x(), cursor_y(), available(), 0};
    c.surfaces.push_back({at, padding, fill, outline, corner});
    go_to_depth(c.layers.back()->depth + 1);
    begin_column(at.x + padding, at.y + padding, at.w - 2 * padding, gap::l);
}

void end_surface() {
    Context& c = context();
    Surface surface = c.surfaces.back();
    c.surfaces.pop_back();
    surface.at.h = end_column() + 2 * surface.padding;
    go_to_depth(c.layers.back()->depth - 1);
    paint_box(surface.at, surface.fill, surface.outline, surface.corner);
    place(surface.at.w, surface.at.h);
}

void begin_node(std::string_view key, NodeRole role, NodeContent content) {
    const Rect at{cursor_x(), cursor_y(), available(), 0};
    tree().open(tree().add(id_of(key, role), role, at, content));
}

void end_node() { tree().close(); }

void begin_scroll(std::string_view label, const Rect& at, float padding_x, float padding_y, float max_width) {
    Context& c = context();
    c.scroll = {};
    c.scroll.id = id_of(label, NodeRole::scroll);
    c.scroll.at = at;
    c.scroll.padding_y = padding_y;
    c.scroll.open = true;

    float& scrolled = c.scroll_positions[c.scroll.id];
    while (const auto action = tree().take(c.scroll.id, ActionKind::scroll))
        scrolled = static_cast<float>(action->number);
    if (c.scroll_wish >= 0) {
        scrolled = c.scroll_wish;
        c.scroll_wish = -1;
        // The epoch makes each wish a new text, so that the DOM obeys it exactly once.
        c.scroll_order =
            "to=" + std::to_string(++c.scroll_epoch) + " " + std::to_string(std::lround(scrolled));
    }
    tree().open(tree().add(c.scroll.id, NodeRole::scroll, at, {.attributes = c.scroll_order}));
    const Rect content{at.x, at.y - scrolled, at.w, at.h};
    c.scroll.main_node =
        tree().add(id_of(label, NodeRole::main), NodeRole::main, at, {.attributes = "id=main"});
    const Rect seen = c.direction.on_screen(at);
    // Nodes are placed relative to the moving content: scrolling changes pixels, not nodes.
    tree().open(c.scroll.main_node, seen.x, content.y);
    canvas().PushClipRect({seen.x, seen.y}, {seen.right(), seen.bottom()}, true);
    c.page_top = at.y + padding_y;
    c.page_width = std::min(max_width, at.w - 2 * padding_x);
    begin_column(content.x + padding_x, content.y + padding_y, c.page_width, gap::l);
}

void end_scroll() {
    Context& c = context();
    const float height = end_column() + 2 * c.scroll.padding_y;
    canvas().PopClipRect();
    tree().set_height(c.scroll.main_node, std::max(height, c.scroll.at.h));
    tree().close();
    tree().close();
    c.scroll.open = false;

    float& scrolled = c.scroll_positions[c.scroll.id];
    scrolled = std::clamp(scrolled, 0.0f, std::max(0.0f, height - c.scroll.at.h));
}

float& beside_height() { return context().beside_height; }
float sticking(float y, float below) {
    return y + std::clamp(context().page_top - y, 0.0f, std::max(0.0f, below));
}

void scroll_to(float y) { context().scroll_wish = y; }

bool begin_dialog(const Words& title, float width, bool from_top) {
    Context& c = context();
    c.dialog_now = true;
    c.behind_scroll = c.scroll; // whatever scrolls there cuts nothing off the dialog
    c.behind_pane = std::exchange(c.open_pane, nullptr);
    c.scroll.open = false;
    open_layer("dialog");
    const float outer = std::min(width, c.input.width - 2 * page_padding());
    const float top = from_top ? c.input.height / 8 : (c.input.height - c.dialog_height) / 2.5f;
    c.dialog_at = {std::floor((c.input.width - outer) / 2), std::floor(std::max(gap::l, top)), outer,
                   c.dialog_height};
    canvas().AddRectFilled({0, 0}, {c.input.width, c.input.height}, colour(Token::scrim));
    const std::uint32_t id = id_of(title, NodeRole::dialog);
    tree().open(tree().add(id, NodeRole::dialog, c.dialog_at, {.name = title, .flags = node_flag::modal}));
    begin_column(c.dialog_at.x, c.dialog_at.y, outer, 0);
    begin_surface(card_padding(), Token::surface, Token::line, radius::dialog);
    return !tree().take(id, ActionKind::close);
}

void end_dialog() {
    Context& c = context();
    end_surface();
    c.dialog_height = end_column();
    tree().close();
    close_layer();
    c.scroll = c.behind_scroll;
    c.open_pane = c.behind_pane;
}

bool behind_dialog() { return context().dialog_before && !context().dialog_now; }

void request_focus(Focus target) { context().focus = target; }
bool wants_focus(Focus target) {
    if (context().focus != target) return false;
    context().focus = Focus::none;
    return true;
}

bool hovered(const Rect& at) {
    const Context& c = context();
    if (behind_dialog() || !at.contains(c.input.mouse_x, c.input.mouse_y)) return false;
    return !c.scroll.open || c.scroll.at.contains(c.input.mouse_x, c.input.mouse_y);
}

} // namespace stu::ui
