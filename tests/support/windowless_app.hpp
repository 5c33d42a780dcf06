#pragma once
// The app at a desk without a browser: finds things by role and name in the semantic tree, as a person would,
// and presses and types through the same actions that the DOM reports.

#include "common/ticket_number.hpp"
#include "frontend-wasm/loop.hpp"
#include "frontend-wasm/platform/scripted/scripted.hpp"
#include "frontend-wasm/ui/frame.hpp"
#include "frontend-wasm/ui/semantics.hpp"

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
};

class WindowlessApp {
  public:
    explicit WindowlessApp(float width = 1280, float height = 800) {
        ui::start(platform::scripted_glyphs());
        input.width = width;
        input.height = height;
    }
    ~WindowlessApp() { ui::stop(); }

    platform::Scripted browser;
    Loop loop{browser};
    ui::Input input;

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
                             ui::SemanticTree::flags(node)});
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
    bool press(std::string_view name) { return act(ui::NodeRole::button, name, ui::ActionKind::click, {}); }
    bool submit(std::string_view form) { return act(ui::NodeRole::form, form, ui::ActionKind::submit, {}); }
    bool type(ui::NodeRole role, std::string_view label, std::string_view text) {
        return act(role, label, ui::ActionKind::value, text);
    }
    bool type(std::string_view label, std::string_view text) {
        return type(ui::NodeRole::text_field, label, text);
    }

  private:
    bool act(ui::NodeRole role, std::string_view name, ui::ActionKind kind, std::string_view text) {
        const auto node = find(role, name);
        if (!node) return false;
        ui::tree().push({node->id, kind, 0, std::string(text)});
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
