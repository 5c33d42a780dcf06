#include "tests/screens/pages.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

using namespace stu;
using namespace stu::test;
using ui::NodeRole;

TEST_CASE("every page is sound at every width, before and after its data arrives") {
    for (const float width : {320.0f, 360.0f, 719.0f, 720.0f, 1280.0f, 2560.0f}) {
        for (const Session& session :
             {Session{{}, 0, small_catalogue()}, student_session(), staff_session()}) {
            WindowlessApp app(width);
            app.open("/");
            sound(app);
            app.browser.answer<CurrentSession>(session);
            app.draw();
            sound(app);
            answer_reads(app, Status::awaiting_confirmation);
            sound(app);
            for (const std::string& url :
                 {std::string("/sign-in"),
                  std::string("/register"),
                  std::string("/register-staff"),
                  std::string("/check-mail"),
                  std::string("/new"),
                  std::string("/new/eduroam"),
                  std::string("/new/none"),
                  std::string("/tickets"),
                  std::string("/track"),
                  std::string("/settings"),
                  std::string("/forgot"),
                  "/reset#" + std::string(64, 'a'),
                  "/confirm#" + std::string(64, 'a'),
                  "/track/" + make_ticket_number(42) + "#" + std::string(20, 'a'),
                  std::string("/queue/it"),
                  std::string(
                      "/queue/it?q=wifi&service=eduroam&from=2026-11-01&to=2026-11-24&sort=unchanged"),
                  std::string("/queue/none"),
                  std::string("/analytics/it"),
                  std::string("/analytics/it?range=all"),
                  std::string("/analytics/none"),
                  std::string("/nowhere"),
                  "/tickets/" + make_ticket_number(42)}) {
                app.follow(url);
                sound(app);
                answer_reads(app, Status::awaiting_confirmation);
                sound(app);
            }
        }
    }
}

TEST_CASE("a ticket in each status is sound for its student and for staff, and says whose turn it is") {
    for (std::size_t i = 0; i < count_of<Status>(); ++i) {
        for (const Session& session : {student_session(), staff_session()}) {
            WindowlessApp app;
            app.open("/tickets/" + make_ticket_number(42));
            app.browser.answer<CurrentSession>(session);
            app.draw();
            const auto status = static_cast<Status>(i);
            answer_reads(app, status);
            sound(app);
            const bool owner = session.user.role == Role::student;
            CHECK(app.find(NodeRole::heading,
                           english(whose_turn(a_ticket(status).ticket, "IT", owner).headline)));
            CHECK(app.find(NodeRole::form, "Reply").has_value() == !owner);
            CHECK(app.find(NodeRole::form, "Answer").has_value() == (owner && !is_closed(status)));
        }
    }
}

TEST_CASE("mail that could not be delivered shows on the ticket, to its student and to staff") {
    for (const Session& session : {student_session(), staff_session()}) {
        WindowlessApp app;
        app.open("/tickets/" + make_ticket_number(42));
        app.browser.answer<CurrentSession>(session);
        app.draw();
        TicketView ticket = a_ticket(Status::completed);
        ticket.undelivered = {2};
        app.browser.answer<GetTicket>(ticket);
        app.draw();
        sound(app);
        CHECK(app.shows("could not be delivered to " +
                        std::string(session.user.role == Role::staff ? "the student" : ticket.ticket.email)));
        CHECK(app.find(NodeRole::link, "Check your address").has_value() ==
              (session.user.role == Role::student));
    }
}

TEST_CASE("a page rests until a word about time would be another one, and for good where there is none") {
    WindowlessApp app;
    app.open("/tickets");
    app.browser.answer<CurrentSession>(student_session());
    app.draw();
    CHECK(app.rest_ms == 0); // nothing is shown yet
    app.browser.now = 1'794'990'000'000 + 90'000;
    answer_reads(app, Status::pending);
    CHECK(app.shows("1 min ago"));
    CHECK(app.rest_ms == 30'000);
    app.browser.now += 30'000;
    app.draw();
    CHECK(app.shows("2 min ago"));
    CHECK(app.rest_ms == 60'000);
    app.browser.now += 59'000;
    app.draw();
    CHECK(app.rest_ms == 15'000); // a long list of new tickets does not keep the page busy
    app.follow("/track");
    CHECK(app.rest_ms == 0);
}

TEST_CASE("a refused load says so and offers to try again") {
    WindowlessApp app;
    app.open("/tickets");
    app.browser.answer<CurrentSession>(student_session());
    app.draw();
    app.browser.answer(ListOwnTickets::name, {0, ""});
    app.draw();
    CHECK(app.shows("cannot be reached"));
    sound(app);
    CHECK(app.press("Try again"));
    CHECK(app.browser.waiting(ListOwnTickets::name) == 1);
}

TEST_CASE("a student files a ticket: typed, refused in words, corrected, sent") {
    WindowlessApp app;
    app.open("/new/eduroam");
    app.browser.answer<CurrentSession>(student_session());
    app.draw();
    CHECK(app.submit("New ticket"));
    CHECK((app.find(NodeRole::text_field, "Subject")->flags & ui::node_flag::invalid) != 0);
    CHECK(app.browser.waiting(CreateTicket::name) == 0);
    CHECK(app.type("Subject", "Käputt Wi-Fi"));
    CHECK(app.type(NodeRole::text_area, "What happened?", "It is yellow."));
    CHECK(app.submit("New ticket"));
    REQUIRE(app.browser.waiting(CreateTicket::name) == 1);
    const auto sent = wire::from_binary<NewTicket>(app.browser.calls.back().body);
    REQUIRE(sent);
    CHECK(sent->subject == "Käputt Wi-Fi");
    CHECK(sent->message == "It is yellow.");
    CHECK(sent->service == "eduroam");
    app.browser.answer<CreateTicket>(a_ticket());
    app.draw();
    CHECK(app.find(NodeRole::heading, "Eduroam drops"));
    sound(app);
}

TEST_CASE("what was typed on one page never appears on another") {
    WindowlessApp app;
    app.open("/sign-in");
    app.browser.answer<CurrentSession>({{}, 0, small_catalogue()});
    app.draw();
    CHECK(app.type(NodeRole::password_field, "Password", "Quiet-Lantern-42"));
    const auto on_sign_in = app.find(NodeRole::password_field, "Password");
    app.follow("/register");
    const auto on_register = app.find(NodeRole::password_field, "Password");
    REQUIRE(on_register);
    CHECK(on_register->value.empty());
    CHECK(on_register->id != on_sign_in->id);
}

TEST_CASE("the dialog stands beside the page and says its name") {
    WindowlessApp app;
    app.open("/new/eduroam");
    app.browser.answer<CurrentSession>(student_session());
    app.draw();
    CHECK(app.type("Subject", "Unfinished"));
    CHECK(app.press("Cancel"));
    const auto dialog = app.find(NodeRole::dialog, "Discard this draft?");
    REQUIRE(dialog);
    for (const ui::Node& node : ui::tree().nodes())
        if (node.id == dialog->id) CHECK(node.parent == 0);
    CHECK(app.press("Keep writing"));
    CHECK_FALSE(app.find(NodeRole::dialog, "Discard this draft?"));
    CHECK(app.find(NodeRole::text_field, "Subject")->value == "Unfinished");
    CHECK(app.press("Cancel"));
    CHECK(app.press("Discard draft"));
    CHECK(app.browser.url == "/new");
}

TEST_CASE("a service that is not offered any more is neither a choice nor a form") {
    Session session = student_session();
    session.catalogue.departments[0].groups[0].services[1].retired = true;
    for (const char* address : {"/new", "/new/eduroam"}) {
        WindowlessApp app;
        app.open(address);
        app.browser.answer<CurrentSession>(session);
        app.draw();
        CHECK_FALSE(app.find(NodeRole::link, "Eduroam and Network Services"));
        CHECK_FALSE(app.find(NodeRole::form, "New ticket"));
        CHECK(app.find(NodeRole::link, "Technical Support").has_value() ==
              (std::string_view(address) == "/new"));
        sound(app);
    }
}

TEST_CASE("an error goes at the first input that is right, not at the next try") {
    WindowlessApp app;
    app.open("/new/eduroam");
    app.browser.answer<CurrentSession>(student_session());
    app.draw();
    const auto wrong = [&](NodeRole role, std::string_view label) {
        return (app.find(role, label)->flags & ui::node_flag::invalid) != 0;
    };
    CHECK(app.submit("New ticket"));
    CHECK(wrong(NodeRole::text_field, "Subject"));
    CHECK(wrong(NodeRole::text_area, "What happened?"));
    CHECK(app.type("Subject", " "));
    CHECK(wrong(NodeRole::text_field, "Subject")); // still nothing
    CHECK(app.type("Subject", "E"));
    CHECK_FALSE(wrong(NodeRole::text_field, "Subject"));
    CHECK(wrong(NodeRole::text_area, "What happened?")); // nobody has touched it
    CHECK(app.type(NodeRole::text_area, "What happened?", "It is yellow."));
    CHECK_FALSE(wrong(NodeRole::text_area, "What happened?"));

    CHECK(app.submit("New ticket"));
    app.browser.refuse<CreateTicket>(
        invalid("subject", as_written("This subject is taken."))); // as only a server knows
    app.draw();
    CHECK(wrong(NodeRole::text_field, "Subject"));
    CHECK(app.type(NodeRole::text_area, "What happened?", "It is red."));
    CHECK(wrong(NodeRole::text_field, "Subject"));
    CHECK(app.type("Subject", "Eduroam"));
    CHECK_FALSE(wrong(NodeRole::text_field, "Subject"));
}

TEST_CASE("dates of a filter are wrong for as long as they are") {
    WindowlessApp app;
    app.open("/queue/it");
    app.browser.answer<CurrentSession>(staff_session());
    app.draw();
    answer_reads(app, Status::pending);
    CHECK(app.press("Filters"));
    CHECK(app.type(NodeRole::date_field, "Opened from", "2026-11-24"));
    CHECK(app.type(NodeRole::date_field, "Opened until", "2026-11-01"));
    CHECK(app.submit("Filter"));
    const auto wrong = [&](const ui::Node& node) {
        return (ui::SemanticTree::flags(node) & ui::node_flag::invalid) != 0;
    };
    const auto& nodes = ui::tree().nodes();
    CHECK(std::any_of(nodes.begin(), nodes.end(), wrong));
    CHECK(app.type(NodeRole::date_field, "Opened until", "2026-11-25"));
    CHECK(std::none_of(nodes.begin(), nodes.end(), wrong));
}

TEST_CASE("a ticket that has ended says until when it can be reopened, and no other way while it can") {
    WindowlessApp app;
    app.browser.now = 1'794'997'000'000;
    app.open("/tickets/" + make_ticket_number(42));
    app.browser.answer<CurrentSession>(student_session());
    app.draw();
    answer_reads(app, Status::completed);
    CHECK(app.shows("If you still need help, you can reopen it until 18 December 2026."));
    CHECK_FALSE(app.shows("file a new ticket"));
    CHECK(app.find(NodeRole::form, "Reopen"));
    app.browser.now += reopening_ms;
    app.draw();
    CHECK(app.shows("If you still need help, please file a new ticket."));
    CHECK_FALSE(app.find(NodeRole::form, "Reopen"));
}

TEST_CASE("staff is not led into a form that refuses them") {
    for (const char* address : {"/new", "/new/eduroam"}) {
        WindowlessApp app;
        app.open(address);
        app.browser.answer<CurrentSession>(staff_session());
        app.draw();
        CHECK_FALSE(app.find(NodeRole::form, "New ticket"));
        CHECK(app.find(NodeRole::link, "Go to the IT queue"));
        sound(app);
    }
}

TEST_CASE("who comes to answer finds the field under the keyboard, who comes to read the title") {
    for (const bool answers : {true, false}) {
        WindowlessApp app;
        app.open("/");
        app.browser.answer<CurrentSession>(student_session());
        app.draw();
        answer_reads(app, Status::awaiting_confirmation);
        const auto link = app.find(NodeRole::link, "Answer: Eduroam drops");
        REQUIRE(link);
        const std::string to = "/tickets/" + make_ticket_number(42);
        CHECK(link->attributes.find("href=" + to + "?answer=1") == 0);
        app.loop.happened(app::intent::FollowLink{answers ? to + "?answer=1" : to});
        std::uint32_t focused = 0;
        const auto look = [&] {
            app.loop.frame(app.input, ui::light_palette());
            for (const ui::Node& node : ui::tree().nodes())
                if ((ui::SemanticTree::flags(node) & ui::node_flag::focus) != 0) focused = node.id;
        };
        look();
        app.browser.answer<GetTicket>(a_ticket(Status::awaiting_confirmation));
        look();
        look();
        const auto field = app.find(NodeRole::text_area, "Write to IT");
        REQUIRE(field);
        CHECK((focused == field->id) == answers);
        CHECK(app.browser.title == "Eduroam drops · " + make_ticket_number(42) + " · StuTicket");
    }
}

TEST_CASE("a message covers nothing: the page ends above it") {
    WindowlessApp app(360, 740);
    app.open("/tickets/" + make_ticket_number(42));
    app.browser.answer<CurrentSession>(staff_session());
    app.draw();
    answer_reads(app, Status::pending);
    const auto box_of = [](NodeRole role) {
        for (const ui::Node& node : ui::tree().nodes())
            if (ui::SemanticTree::role(node) == role && node.parent == 0) return node;
        return ui::Node{};
    };
    const ui::Node before = box_of(NodeRole::scroll);
    CHECK(app.press("Assign to me"));
    app.browser.refuse<AssignTicket>(refuse(Code::conflict, as_written("Somebody was faster.")));
    app.draw();
    const ui::Node after = box_of(NodeRole::scroll);
    const auto message = app.find(NodeRole::region, "Message");
    REQUIRE(message);
    for (const ui::Node& node : ui::tree().nodes())
        if (node.id == message->id) CHECK(node.y >= after.y + after.h);
    CHECK(after.h < before.h);
}

TEST_CASE("editing leaves what lies under the pointer where it was") {
    WindowlessApp app;
    app.open("/tickets/" + make_ticket_number(42));
    app.browser.answer<CurrentSession>(student_session());
    app.draw();
    answer_reads(app, Status::pending);
    const auto place = [&](std::string_view name) {
        const std::uint32_t id = app.find(NodeRole::button, name)->id;
        for (const ui::Node& node : ui::tree().nodes())
            if (node.id == id) return std::pair{node.x, node.y};
        return std::pair{0, 0};
    };
    const auto edit = place("Edit"), withdraw = place("Withdraw");
    CHECK(app.press("Edit"));
    CHECK(place("Edit") == edit);
    CHECK(place("Withdraw") == withdraw);
}
