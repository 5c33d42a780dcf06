#pragma once
// The app at a desk without a browser: finds things by role and name in the semantic tree, as a person would,
// and presses and types through the same actions that the DOM reports.

#include "common/ticket_number.hpp"
#include "frontend-wasm/loop.hpp"
#include "frontend-wasm/platform/scripted/scripted.hpp"
#include "frontend-wasm/ui/frame.hpp"
#include "frontend-wasm/ui/semantics.hpp"
#include "tests/support/tree_text.hpp"

#include "imgui.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::test {

struct Found {
    std::uint32_t id = 0;
    ui::NodeRole role = ui::NodeRole::text;
    std::string name, value, attributes;
    std::uint32_t flags = 0;
    std::uint32_t parent = 0; ///< id of the node that it is in
};

class WindowlessApp {
  public:
    explicit WindowlessApp(float width = 1280, float height = 800) {
        ui::start(platform::scripted_glyphs(), platform::scripted_text);
        input.width = width;
        input.height = height;
    }
    ~WindowlessApp() { ui::stop(); }

    platform::Scripted browser;
    Loop loop{browser};
    ui::Input input;
    std::int64_t rest_ms = 0; ///< after the last frame

    void open(std::string_view url) {
        loop.happened(app::intent::Started{std::string(url)});
        draw();
    }
    void follow(std::string_view url) {
        loop.happened(app::intent::FollowLink{std::string(url)});
        draw();
    }
    /// Draws until nothing moves, as the frame pump does.
    void draw() {
        for (int i = 0; i < 8; ++i) {
            const Loop::Drawn drawn = loop.frame(input, ui::light_palette());
            rest_ms = drawn.rest_ms;
            for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
                if (texture->Status == ImTextureStatus_OK) continue;
                texture->SetTexID(1);
                texture->SetStatus(ImTextureStatus_OK);
            }
            if (!drawn.again && !drawn.tree_changed) return;
        }
    }

    std::vector<Found> all() const {
        std::vector<Found> nodes;
        const ui::SemanticTree& tree = ui::tree();
        for (const ui::Node& node : tree.nodes())
            nodes.push_back({node.id, ui::SemanticTree::role(node),
                             std::string(tree.string(node.name, node.name_length)),
                             std::string(tree.string(node.value, node.value_length)),
                             std::string(tree.string(node.attributes, node.attributes_length)),
                             ui::SemanticTree::flags(node), node.parent});
        return nodes;
    }
    std::optional<Found> find(ui::NodeRole role, std::string_view name) const {
        for (const Found& node : all())
            if (node.role == role && node.name == name) return node;
        return std::nullopt;
    }
    bool shows(std::string_view words) const {
        for (const Found& node : all())
            if (node.name.find(words) != std::string::npos) return true;
        return false;
    }
    /// The whole page; see tests/support/tree_text.hpp.
    std::string text() const { return tree_text(ui::tree()); }
    bool press(std::string_view name) { return act(ui::NodeRole::button, name, ui::ActionKind::click, {}); }
    /// One of the list below a field.
    bool press_option(std::string_view name) {
        return act(ui::NodeRole::option, name, ui::ActionKind::click, {});
    }
    bool tick(std::string_view label) {
        return act(ui::NodeRole::checkbox, label, ui::ActionKind::click, {});
    }
    bool submit(std::string_view form) { return act(ui::NodeRole::form, form, ui::ActionKind::submit, {}); }
    bool type(ui::NodeRole role, std::string_view label, std::string_view text) {
        return act(role, label, ui::ActionKind::value, text);
    }
    bool type(std::string_view label, std::string_view text) {
        return type(ui::NodeRole::text_field, label, text);
    }
    /// As above where several forms have a field of that label.
    bool type_into(std::string_view form, ui::NodeRole role, std::string_view label, std::string_view text) {
        const auto parent = find(ui::NodeRole::form, form);
        for (const Found& node : all())
            if (parent && node.parent == parent->id && node.role == role && node.name == label)
                return act(node, ui::ActionKind::value, text);
        return false;
    }
    /// `report` as web/platform.js writes it; see ui::parse_picked.
    bool attach(std::string_view label, std::string_view report) {
        return act(ui::NodeRole::file_field, label, ui::ActionKind::files, report);
    }
    bool choose(std::string_view label, std::int32_t option) {
        return act(ui::NodeRole::select, label, ui::ActionKind::value, {}, option);
    }

  private:
    bool act(ui::NodeRole role, std::string_view name, ui::ActionKind kind, std::string_view text,
             std::int32_t number = 0) {
        const auto node = find(role, name);
        return node && act(*node, kind, text, number);
    }
    bool act(const Found& node, ui::ActionKind kind, std::string_view text, std::int32_t number = 0) {
        ui::tree().push({node.id, kind, number, std::string(text)});
        draw();
        return true;
    }
};

/// A small university.
inline Catalogue small_catalogue() {
    return {{{"it",
              "IT",
              {{"ict",
                "ICT services",
                "Everything technical.",
                {{"technical-support", "Technical Support"}, {"eduroam", "Eduroam and Network Services"}}}}},
             {"finance",
              "Finance",
              {{"finance", "Finance", "Fees.", {{"fees", "Student Finance and Banking"}}}}}}};
}
inline Session student_session() {
    return {
        {"user-1", "amina@students.example.edu", "Amina Wanjiru", "BIT-2024-0417", Role::student, {}, true},
        1,
        small_catalogue()};
}
inline Session staff_session() {
    return {{"user-2", "david@staff.example.edu", "David Otieno", "", Role::staff, {"it"}, true},
            3,
            small_catalogue()};
}

inline TicketView a_ticket(Status status = Status::pending) {
    TicketView view;
    Ticket& ticket = view.ticket;
    ticket = {"ticket-1",
              "7QHD-20ZK",
              1,
              Status::pending,
              "user-1",
              "it",
              "eduroam",
              "Amina Wanjiru",
              "BIT-2024-0417",
              "amina@students.example.edu",
              "Eduroam drops",
              "Every evening.",
              "",
              1'794'990'000'000,
              1'794'990'000'000};
    ticket.number = make_ticket_number(42);
    view.events = {opened_event(ticket)};
    if (status != Status::pending) {
        const Actor david{"user-2", "David Otieno", "david@staff.example.edu", Role::staff, {"it"}, true};
        StatusChange change{ticket.number, 1, status, "Because of this.", ""};
        if (status == Status::duplicate) change.duplicate_of = make_ticket_number(43);
        view.events.push_back(change_status(ticket, change, david, 1'794'995'000'000).value());
    }
    view.attachments = {{{"attachment-1", "speedtest.pdf", 1'400'000}, 1}};
    return view;
}

} // namespace stu::test
