// Parts of a page that scroll by themselves: what staff reads and writes on a ticket.

#include "tests/screens/scenes.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <unordered_map>

using namespace stu;
using namespace stu::test;
using ui::NodeRole;

namespace {

struct Shown {
    ui::Rect at;
    bool scrolls = false;
    int asked = -1; ///< of the DOM, to be scrolled to
};

/// The panes of the page by name, where they are in the window.
std::unordered_map<std::string, Shown> panes() {
    std::unordered_map<std::string, Shown> found;
    std::unordered_map<std::uint32_t, ui::Rect> places;
    const ui::SemanticTree& tree = ui::tree();
    for (const ui::Node& node : tree.nodes()) {
        ui::Rect at = places[node.parent];
        at = {at.x + static_cast<float>(node.x), at.y + static_cast<float>(node.y),
              static_cast<float>(node.w), static_cast<float>(node.h)};
        places[node.id] = at;
        if (ui::SemanticTree::role(node) != NodeRole::pane) continue;
        Shown& pane = found[std::string(tree.string(node.name, node.name_length))];
        pane.at = at;
        const std::string attributes(tree.string(node.attributes, node.attributes_length));
        pane.scrolls = attributes.find("look=scroll") != std::string::npos;
        if (const auto to = attributes.find("to="); to != std::string::npos)
            pane.asked = std::stoi(attributes.substr(attributes.find(' ', to)));
    }
    return found;
}

/// Where it is in the window.
ui::Rect place_of(NodeRole role, std::string_view name) {
    std::unordered_map<std::uint32_t, ui::Rect> places;
    const ui::SemanticTree& tree = ui::tree();
    for (const ui::Node& node : tree.nodes()) {
        const ui::Rect above = places[node.parent];
        places[node.id] = {above.x + static_cast<float>(node.x), above.y + static_cast<float>(node.y),
                           static_cast<float>(node.w), static_cast<float>(node.h)};
        if (ui::SemanticTree::role(node) == role && tree.string(node.name, node.name_length) == name)
            return places[node.id];
    }
    REQUIRE_MESSAGE(false, "there is no " << name);
    return {};
}

/// All of it read.
TicketView long_ticket(int answers) {
    TicketView whole = a_ticket(Status::under_consideration);
    Ticket& ticket = whole.ticket;
    const Actor amina{ticket.owner_id, ticket.student_name, "", Role::student, {}, true};
    for (int i = 0; i < answers; ++i)
        whole.events.push_back(
            record_answer(ticket, {"", ticket.number, "It drops at nine.", {}}, amina, ticket.updated_ms)
                .value());
    whole.seen = ticket.version;
    return whole;
}

void open_ticket(WindowlessApp& app, const TicketView& whole) {
    app.open(ticket_url);
    answered<CurrentSession>(app, staff_session());
    answered<GetTicket>(app, whole);
}

void scroll(WindowlessApp& app, std::string_view pane, int to) {
    ui::tree().push({app.find(NodeRole::pane, pane)->id, ui::ActionKind::scroll, to, {}});
    app.draw();
}

} // namespace

TEST_CASE("what staff writes stays in the window below the conversation, wherever both have room") {
    struct Window {
        float width, height;
        bool has_room;
    };
    for (const Window window : {Window{1280, 800, true}, Window{1024, 768, true}, Window{768, 1024, true},
                                Window{1280, 500, false}, Window{640, 400, false}, Window{360, 740, false}}) {
        CAPTURE(window.width);
        CAPTURE(window.height);
        WindowlessApp app(window.width, window.height);
        open_ticket(app, long_ticket(12));
        sound(app);
        auto shown = panes();
        const Shown reading = shown["Conversation"], writing = shown["Write"];
        CHECK(reading.scrolls == window.has_room);
        CHECK(writing.at.y >= reading.at.bottom()); // one after the other in any case
        if (!window.has_room) continue;
        CHECK(reading.at.h >= 220);
        CHECK(writing.at.bottom() == doctest::Approx(window.height).epsilon(0.01));
        CHECK(shown["About the ticket"].at.x >= writing.at.right() - 1);
        CHECK(reading.asked > 0); // the newest is in view
    }
}

TEST_CASE("a conversation stays where it is read, and goes to its end when something was written here") {
    WindowlessApp app(1280, 800);
    open_ticket(app, long_ticket(12));
    const int end = panes()["Conversation"].asked;
    REQUIRE(end > 100);
    scroll(app, "Conversation", 100);
    answered<MarkSeen>(app, {});
    CHECK(app.press("Internal note"));
    CHECK(app.type(NodeRole::text_area, "Internal note (students never see it)", "He has called."));
    CHECK(panes()["Conversation"].asked == end); // nothing else was asked of the DOM
    CHECK(app.submit("Note"));
    answered<NoteOnTicket>(app, long_ticket(13));
    CHECK(panes()["Conversation"].asked > end);
}

TEST_CASE("a window that becomes low and high again keeps what is written in its element") {
    WindowlessApp app(1024, 768);
    open_ticket(app, long_ticket(12));
    const auto field = [&] { return *app.find(NodeRole::text_area, "Reply (the student reads it)"); };
    const Found before = field();
    app.input.height = 420;
    app.draw();
    CHECK(field().id == before.id);
    CHECK(field().parent == before.parent);
    const std::uint32_t composer = app.find(NodeRole::pane, "Write")->id;
    app.input.height = 768;
    app.draw();
    CHECK(app.find(NodeRole::pane, "Write")->id == composer);
    CHECK(panes()["Conversation"].asked > 0); // and shows the newest again
}

TEST_CASE("a message moves nothing that one writes or presses: it takes its room from the conversation") {
    WindowlessApp app(1280, 800);
    open_ticket(app, long_ticket(12));
    const auto before = panes();
    CHECK(app.press("Assign to me"));
    refused<AssignTicket>(app, refuse(Code::conflict, as_written("Somebody was faster.")));
    const auto after = panes();
    for (const char* name : {"Write", "About the ticket"}) {
        CHECK(after.at(name).at.y == before.at(name).at.y);
        CHECK(after.at(name).at.h == before.at(name).at.h);
    }
    const ui::Rect &read = before.at("Conversation").at, &left = after.at("Conversation").at;
    CHECK(left.y == read.y);
    CHECK(left.h < read.h - 40);
    CHECK(after.at("Conversation").asked == before.at("Conversation").asked);
    const ui::Rect message = place_of(NodeRole::region, "Message");
    CHECK(message.y >= left.bottom());
    CHECK(message.bottom() <= after.at("Write").at.y);
    sound(app);
    CHECK(app.press("Dismiss message"));
    CHECK(panes().at("Conversation").at.h == read.h);
}

TEST_CASE("that the connection is lost stands on a ticket with room around it, and what one writes stays") {
    WindowlessApp app(1280, 800);
    open_ticket(app, long_ticket(12));
    const ui::Rect writing = panes().at("Write").at;
    CHECK(app.press("Assign to me"));
    without_connection(app, "tickets.assign");
    const ui::Rect said =
        place_of(NodeRole::text, "No connection to the service desk. What you typed is kept.");
    CHECK(said.y >= ui::gap::l + ui::gap::m);
    CHECK(panes().at("Conversation").at.y >= said.bottom() + ui::gap::m);
    CHECK(panes().at("Write").at.bottom() == writing.bottom());
    sound(app);
}

TEST_CASE("a conversation begins where its reader had left it, with a line there while it is open") {
    TicketView whole = long_ticket(12);
    const int end = [&] {
        WindowlessApp app(1280, 800);
        whole.seen = whole.ticket.version;
        open_ticket(app, whole);
        CHECK_FALSE(app.find(NodeRole::text, "New since you were here"));
        return panes()["Conversation"].asked;
    }();
    WindowlessApp app(1280, 800);
    whole.seen = 4;
    open_ticket(app, whole);
    answered<MarkSeen>(app, {});
    const int begin = panes()["Conversation"].asked;
    CHECK(begin > 0);
    CHECK(begin < end - 100);
    const float line = place_of(NodeRole::text, "New since you were here").y - static_cast<float>(begin);
    CHECK(line >= panes()["Conversation"].at.y); // at the top of what is in view
    CHECK(line < panes()["Conversation"].at.y + 60);
    CHECK(app.press("Internal note"));
    CHECK(app.type(NodeRole::text_area, "Internal note (students never see it)", "He has called."));
    CHECK(app.submit("Note"));
    TicketView noted = long_ticket(13);
    noted.seen = noted.ticket.version;
    answered<NoteOnTicket>(app, noted);
    CHECK(panes()["Conversation"].asked >= end); // what was written here
    CHECK(app.find(NodeRole::text, "New since you were here"));
}

TEST_CASE("a ticket that somebody has taken does not say that nobody has looked at it") {
    TicketView whole = a_ticket(Status::pending);
    WindowlessApp app(1280, 800);
    open_ticket(app, whole);
    CHECK(app.find(NodeRole::text, "Nobody has looked at it yet."));
    whole.colleagues = {{"user-2", "David Otieno"}};
    whole.work.assignee = "user-2";
    CHECK(app.press("Assign to me"));
    answered<AssignTicket>(app, whole);
    CHECK(app.find(NodeRole::text, "You have it."));
    CHECK(app.press("Give back"));
    whole.work.assignee.clear();
    TicketEvent given_back;
    given_back.kind = EventKind::assigned;
    given_back.sequence = -1;
    given_back.author_role = Role::staff;
    given_back.was = "user-2";
    whole.events.push_back(given_back);
    answered<AssignTicket>(app, whole);
    CHECK(app.find(NodeRole::text, "It has been looked at; the history says more."));
}
